"""What a reader sees, made of a snapshot and of what is true at one instant."""

from delivery.presenting.cards import present_cards
from delivery.presenting.document import Presented, present

__all__ = ["Presented", "present", "present_cards"]
