"""The one signal of this app: the cover of some pages, or the credentials of some people, changed.

Sent with ``send`` inside the move's transaction, so that a failing receiver undoes the move.
Arguments: ``move`` (the ``Move`` under way), ``pages`` and ``people`` (primary keys, both optional).
"""

from django.dispatch import Signal

cover_changed = Signal()
