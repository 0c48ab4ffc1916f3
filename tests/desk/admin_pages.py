"""A page in the admin: where it is, and the row that its admin holds."""

from articles.models import Condition, Kind, Symptom


def address(page, move="change"):
    return f"/admin/articles/{page.kind}/{page.pk}/{move}/"


def row(page):
    """The page as its admin holds it."""
    return (Condition if page.kind == Kind.CONDITION else Symptom).objects.get(pk=page.pk)
