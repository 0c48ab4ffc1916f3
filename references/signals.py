"""The one signal of this app: what is known of some works changed, their standing or their data.

Sent with ``send`` inside the transaction of the change, so that a failing receiver undoes it.
Arguments: ``at`` (the instant of the change) and ``references`` (primary keys). ``turn`` is the
``review.ledger.Turn`` under way, if there is one.
"""

from django.dispatch import Signal

standing_changed = Signal()
