"""The readiness report of a page, with what depends on the public state."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from articles import richtext
from articles.models import Page, TargetKind
from articles.snapshots import Snapshot, freeze
from delivery.models import Publication
from delivery.refusals import PublishingRefusal
from delivery.snapshots import targets, topics_named
from review.findings import Code, Finding, Stage
from review.readiness import in_order
from review.readiness import readiness_of as review_readiness_of
from review.readiness.texts import documents_of

Live = set[str]


def readiness(page: Page, at: datetime, *, stage: Stage = Stage.PUBLISHING) -> list[Finding]:
    """Report on the working copy as it stands; the worst first, otherwise in the page's order."""
    current = Page.objects.with_parts().get(pk=page.pk)
    return readiness_of(freeze(current), page=page, at=at, stage=stage)


def readiness_of(
    snapshot: Snapshot, *, page: Page, at: datetime, stage: Stage = Stage.PUBLISHING
) -> list[Finding]:
    """Report on a snapshot of the page, such as that of a revision."""
    report = review_readiness_of(snapshot, page=page, at=at, stage=stage)
    return in_order([*report, *_public_findings(snapshot, page, at)])


def slug_is_taken(slug: str, page: Page) -> bool:
    """Whether the address was ever that of another topic: readers would be led astray."""
    owners = Publication.objects.filter(kind=page.kind, slug=slug, cancelled_at__isnull=True)
    return owners.exclude(topic=page.topic_id).exists()


def _public_findings(snapshot: Snapshot, page: Page, at: datetime) -> Iterator[Finding]:
    if slug_is_taken(snapshot.presentation["slug"], page):
        yield Finding(
            code=Code.SLUG_TAKEN,
            place="slug",
            text=PublishingRefusal.SLUG_TAKEN.label.split(":")[0] + ".",
            do="Choose another slug.",
        )
    live = _live_topics(snapshot, at)
    yield from _links(snapshot, live)
    yield from _targets(snapshot, live)
    yield from _conditions(snapshot, live)


def _live_topics(snapshot: Snapshot, at: datetime) -> Live:
    """The topics that the page names and that have a public page in its language."""
    named = set().union(*topics_named(snapshot).values()) | {snapshot.clinical["topic"]}
    rows = Publication.objects.live(at).filter(
        topic__uuid__in=[UUID(topic) for topic in named], locale=snapshot.clinical["locale"]
    )
    return {str(uuid) for uuid in rows.values_list("topic__uuid", flat=True)}


def _links(snapshot: Snapshot, live: Live) -> Iterator[Finding]:
    for place, document in documents_of(snapshot.clinical):
        if set(richtext.page_link_topics(document)) - live - {snapshot.clinical["topic"]}:
            yield Finding(
                code=Code.LINK_NOT_LIVE,
                place=place,
                text="A link leads to a page that is not public in this language: readers see its "
                "words without the link.",
                do="Publish that page, or take the link out.",
            )


def _targets(snapshot: Snapshot, live: Live) -> Iterator[Finding]:
    labels = {call["id"]: call["label"] for call in snapshot.clinical.get("calls_to_action", [])}
    for call, target in targets(snapshot).items():
        if target["kind"] == TargetKind.PAGE and target["target"] not in live:
            yield Finding(
                code=Code.TARGET_NOT_LIVE,
                place=f"calls_to_action.{call}.target",
                text=f"“{labels[call]}” leads to a page that is not public in this language: "
                "readers see no button.",
                do="Publish that page, or choose another target.",
            )


def _conditions(snapshot: Snapshot, live: Live) -> Iterator[Finding]:
    for association in snapshot.clinical.get("associations", []):
        if association["condition"] not in live:
            yield Finding(
                code=Code.CONDITION_NOT_LIVE,
                place=f"associations.{association['id']}.condition",
                text=f"“{association['name']}” has no public page in this language: readers see "
                "the words without a link.",
                do="Write and publish a page about the condition.",
            )
