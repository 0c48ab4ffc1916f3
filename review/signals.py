"""The one signal of this app: the cover of some pages changed.

Sent with ``send`` inside the move's transaction, so that a failing receiver undoes the move.
Arguments: ``move`` (the ``Move`` under way) and ``pages`` (primary keys).
"""

from django.dispatch import Signal

cover_changed = Signal()
