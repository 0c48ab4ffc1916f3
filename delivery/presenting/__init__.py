"""What a reader sees, made of a snapshot and of what is true at one instant."""

from delivery.presenting.document import Presented, present, present_all
from delivery.presenting.documents import PresentedDocument, present_documents

__all__ = ["Presented", "PresentedDocument", "present", "present_all", "present_documents"]
