"""Rows that no move makes: scheduled and expired publications, and hundreds of pages at once."""

from uuid import uuid4

from articles.canonical import canonical_bytes, fingerprint
from articles.models import Kind, Page, Topic
from delivery import addresses
from delivery.linking import make_links
from delivery.models import Publication
from delivery.ranges import Plan, new_row
from delivery.sorting import sort_key
from review.models import Revision, Scope, SignOff
from tests.builders import NOW, serial
from tests.delivery.anew import make_anew


def make_row(sign_off, *, live_from, **fields):
    """A publication of the signed revision that begins when no move was made."""
    row = new_row(Plan(sign_off.revision, sign_off, live_from, None))
    row.live_until = None
    if "slug" in fields:
        row.path = addresses.path(kind=row.kind, locale=row.locale, slug=fields["slug"])
    for name, value in fields.items():
        setattr(row, name, value)
    row.save(force_insert=True)
    make_links(row)
    make_anew({row.pk})
    return row


def make_many(count, cast, *, kind=Kind.SYMPTOM, locale="en", cites=None, at=NOW):
    """That many live pages with a title and a summary, in five statements; without links."""
    numbers = [next(serial) for _ in range(count)]
    topics = Topic.objects.bulk_create(
        Topic(kind=kind, working_name=f"Topic {number}") for number in numbers
    )
    pages = Page.objects.bulk_create(
        _page(topic, number, locale, cast, at)
        for topic, number in zip(topics, numbers, strict=True)
    )
    revisions = Revision.objects.bulk_create(_revision(page, cast, cites, at) for page in pages)
    sign_offs = SignOff.objects.bulk_create(_sign_off(row, cast, at) for row in revisions)
    return Publication.objects.bulk_create(_publication(row, at) for row in sign_offs)


def _page(topic, number, locale, cast, at):
    return Page(
        topic=topic,
        kind=topic.kind,
        locale=locale,
        title=f"Page {number}",
        slug=f"page-{number}",
        summary="A summary.",
        lock_version=1,
        created_at=at,
        created_by=cast.editor,
        changed_at=at,
        changed_by=cast.editor,
    )


def _revision(page, cast, cites, at):
    citations = {"citations": [{"key": cites.key}]} if cites else {}
    clinical = canonical_bytes(
        {
            **citations,
            "format": 1,
            "page": str(page.uuid),
            "topic": str(page.topic.uuid),
            "kind": page.kind,
            "locale": page.locale,
            "title": page.title,
            "summary": page.summary,
        }
    )
    return Revision(
        page=page,
        number=1,
        format=1,
        clinical=clinical,
        presentation=canonical_bytes({"slug": page.slug}),
        fingerprint=fingerprint(clinical),
        lock_version=1,
        created_by=cast.editor,
        created_at=at,
    )


def _sign_off(revision, cast, at):
    return SignOff(
        page=revision.page,
        revision=revision,
        fingerprint=revision.fingerprint,
        signer=cast.reviewer,
        person=cast.reviewer.person,
        scope=Scope.WHOLE_PAGE,
        statement="I have read this page.",
        printed_name=cast.reviewer.person.printed_name,
        credential_lines=[],
        credentials=[],
        signed_at=at,
        review_due=at.replace(year=at.year + 1),
    )


def _publication(sign_off, at):
    page = sign_off.page
    return Publication(
        uuid=uuid4(),
        page=page,
        page_uuid=page.uuid,
        sort_key=sort_key(page.title),
        topic=page.topic,
        kind=page.kind,
        locale=page.locale,
        slug=page.slug,
        path=addresses.path(kind=page.kind, locale=page.locale, slug=page.slug),
        revision=sign_off.revision,
        sign_off=sign_off,
        fingerprint=sign_off.fingerprint,
        live_from=at,
        first_published_at=at,
        published_at=at,
        updated_at=at,
        last_reviewed=at,
        review_due=sign_off.review_due,
    )
