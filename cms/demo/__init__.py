"""The demo: a small library of pages, brought in through the moves that people use."""

from cms.demo.faults import DemoFault
from cms.demo.loading import ACCOUNTS, Demo

__all__ = ["ACCOUNTS", "Demo", "DemoFault"]
