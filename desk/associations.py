"""What symptom pages say about a condition, as far as their editors have come with it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models

from articles.canonical import canonical_value
from articles.models import Association, Page
from articles.richtext import plain_text
from delivery.models import Publication
from review.models import SignOff


class AssociationState(models.TextChoices):
    LIVE = "live", "Public"
    CHANGED = "changed", "Public, changed since"
    NOT_LIVE = "not_live", "Not public"


@dataclass(frozen=True)
class SaidOfCondition:
    """``is_signed`` speaks of the symptom page's working copy as a whole."""

    association: Association
    state: AssociationState
    is_signed: bool

    @property
    def words(self) -> str:
        """What the condition's page shows of it."""
        text = self.association.explanation_on_condition or self.association.explanation
        return plain_text(text)


def said_of(condition: Page, at: datetime) -> list[SaidOfCondition]:
    """Return what the working copies of its language say about the condition, in three queries."""
    rows = Association.objects.filter(condition=condition.topic_id, page__locale=condition.locale)
    associations = list(rows.select_related("page", "condition").order_by("page__title", "uuid"))
    pages = [association.page_id for association in associations]
    live = Publication.objects.live(at).filter(page__in=pages).select_related("revision")
    public = {publication.page_id: _associations(publication) for publication in live}
    standing = SignOff.objects.in_force().filter(page__in=pages)
    signed = set(standing.values_list("page", "fingerprint"))
    return [
        SaidOfCondition(
            association=association,
            state=_state(association, public.get(association.page_id, {})),
            is_signed=(association.page_id, association.page.fingerprint) in signed,
        )
        for association in associations
    ]


def _associations(publication: Publication) -> dict[str, dict[str, Any]]:
    rows = publication.revision.snapshot.clinical.get("associations", [])
    return {row["id"]: row for row in rows}


def _state(association: Association, public: dict[str, dict[str, Any]]) -> AssociationState:
    shown = public.get(str(association.uuid))
    if shown is None:
        return AssociationState.NOT_LIVE
    return AssociationState.LIVE if shown == _frozen(association) else AssociationState.CHANGED


def _frozen(association: Association) -> Any:
    """The association as its page's snapshot would hold it."""
    return canonical_value(
        {
            "id": str(association.uuid),
            "condition": str(association.condition.uuid),
            "name": association.name,
            "strength": association.strength,
            "explanation": association.explanation,
            "explanation_on_condition": association.explanation_on_condition,
        }
    )
