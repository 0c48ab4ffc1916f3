"""The first screen of the admin: for each role, what waits and what comes due."""

from collections.abc import Callable, Iterator
from datetime import datetime

from accounts.models import User
from desk.overview.administrators import administrator_panels
from desk.overview.editors import editor_panels, publisher_panels
from desk.overview.panels import Panel
from desk.overview.reviewers import reviewer_panels

# Who may do this looks after that.
PANELS: dict[str, Callable[[User, datetime], Iterator[Panel]]] = {
    "review.review_page": reviewer_panels,
    "review.submit_page": editor_panels,
    "delivery.publish_page": publisher_panels,
    "review.verify_credential": administrator_panels,
}


def overview(user: User, at: datetime) -> list[Panel]:
    """Return the panels of all that the user looks after, each once."""
    found = (
        panel
        for permission, panels in PANELS.items()
        if user.has_perm(permission)
        for panel in panels(user, at)
    )
    named = {panel.key: panel for panel in found if panel.rows or panel.empty}
    return list(named.values())
