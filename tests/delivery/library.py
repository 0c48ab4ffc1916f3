"""A small library in which every part of a document is filled, and every kind of link stands."""

from dataclasses import dataclass
from datetime import date

from articles.drafts import CitationDraft, FaqDraft, SectionDraft
from articles.models import Person
from delivery.models import Publication
from delivery.publishing import publish, withdraw
from references.models import Reference, Standing
from review.models import CredentialKind
from tests.builders import (
    NOW,
    bullets,
    edit_page,
    make_credential,
    make_crisis_resource,
    make_page,
    make_person,
    make_reference,
    make_site,
    publish_page,
    sign_page,
    text,
)


@dataclass(frozen=True)
class Library:
    shame: Publication
    spanish: Publication
    ptsd: Publication
    plain: Publication

    @property
    def publications(self):
        return [self.shame, self.spanish, self.ptsd, self.plain]


def paragraph(*inline):
    return {"type": "paragraph", "content": list(inline)}


def words(content, *marks):
    return {"type": "text", "text": content, **({"marks": list(marks)} if marks else {})}


def mark(kind, **attrs):
    return {"type": kind, **({"attrs": attrs} if attrs else {})}


def item(*blocks):
    return {"type": "listItem", "content": list(blocks)}


def doc(*blocks):
    return {"type": "doc", "content": list(blocks)}


def citation(reference):
    return mark("citation", key=reference.key)


def make_library(cast):
    """Publish a symptom page with everything, its translation, a neighbour and a bare page."""
    make_site(
        feedback_url="https://www.example.org/feedback/",
        feedback_email="care@example.org",
        countries=["US", "CA"],
        labels={
            "en": {"key_points": "TL;DR"},
            "es": {"key_points": "En resumen", "references": "Fuentes"},
        },
    )
    lines = {
        "us": _crisis_line(cast, "US", phone="988", sms="988", sms_body="HOME"),
        "ca": _crisis_line(
            cast,
            "CA",
            phone="",
            chat_url="https://chat.example.org/",
            audience="young people",
            languages=["en", "fr"],
        ),
        "gb": _crisis_line(cast, "GB", phone="116 123"),
    }
    _credentials(cast)
    works = _works()
    ptsd = publish_page(_ptsd(cast), cast)
    gone = publish_page(make_page(by=cast.editor, slug="guilt"), cast)
    withdraw(page=gone.page, by=cast.publisher, reason="Old.", now=NOW)
    shame = _shame(cast, lines, works, linked=[ptsd.page, gone.page])
    sign_off = sign_page(shame, cast)
    published = publish(revision=sign_off.revision, by=cast.publisher, now=NOW)
    spanish = publish_page(_spanish(cast, shame.topic), cast)
    plain = publish_page(_plain(cast), cast)
    edit_page(shame, by=cast.editor, title="Unsigned words")
    works["vanished"].delete()
    return Library(published, spanish, ptsd, plain)


def _crisis_line(cast, country, **fields):
    return make_crisis_resource(
        entered_by=cast.editor, verified_by=cast.administrator, country=country, **fields
    )


def _credentials(cast):
    person = cast.reviewer.person
    Person.objects.filter(pk=person.pk).update(
        interests="Speaks for nobody.", interests_declared_on=date(2026, 1, 2)
    )
    person.refresh_from_db()
    make_credential(
        person,
        verified_by=cast.administrator,
        kind=CredentialKind.BOARD_CERTIFICATION,
        authority="American Board of Psychiatry and Neurology",
        specialty="psychiatry",
        jurisdiction="",
    )
    make_credential(
        person,
        verified_by=cast.administrator,
        authority="New Jersey Board of Medical Examiners",
        jurisdiction="NJ",
        number="NJ-12345",
    )


def _works():
    works = {
        "full": make_reference(
            pmid="30075356",
            doi="10.1000/shame(2018)",
            pmcid="PMC6042000",
            title="Shame & <depression>.",
            authors=[
                {"family": "Author", "given": "Ann", "initials": "A", "suffix": "Jr"},
                {"group": "Shame Study Group"},
            ],
            journal="Journal of Shame",
            year=2018,
            publication_types=["Journal Article", "Review"],
        ),
        "retracted": make_reference(title="A retracted work."),
        "bare": make_reference(pmid="", title="A work without identifiers."),
        "vanished": make_reference(pmid="31999999", title="A work that went away."),
        "unmarked": make_reference(title="Further reading."),
    }
    Reference.objects.filter(pk=works["retracted"].pk).update(
        standing=Standing.RETRACTED, standing_checked_at=NOW
    )
    return works


def _shame(cast, lines, works, *, linked):
    live, gone = (page.topic for page in linked)
    author = make_person(
        slug="wren-writer",
        name="Wren Writer",
        suffixes="III",
        degrees=["PhD"],
        profession="writer",
        orcid="0000-0002-1825-0097",
    )
    return make_page(
        by=cast.editor,
        title="Shame & “guilt”",
        slug="shame",
        summary="What <shame> is.",
        content_flags=["suicide", "abuse"],
        key_points=bullets("Shame hides.", "It can be treated."),
        sections=[
            SectionDraft(
                aspect="Overview", heading="What it is", body=_every_block(lines, works, live, gone)
            ),
            SectionDraft(
                aspect="SeeDoctor",
                urgency="emergency",
                heading="What it is",
                body=doc(
                    paragraph(
                        words("Call ", mark("bold")),
                        mark("crisisLine", resource=str(lines["gb"].uuid)),
                        words(" or "),
                        mark("crisisLine", resource=str(lines["ca"].uuid)),
                    )
                ),
            ),
            SectionDraft(body=text("A section without heading or aspect.")),
        ],
        faqs=[
            FaqDraft(
                question="Is it a disorder?",
                answer=doc(paragraph(words("No."), citation(works["bare"]))),
            )
        ],
        citations=[
            CitationDraft(key=works[name].key, note=note)
            for name, note in {
                "unmarked": "For those who want more.",
                "full": "On depression.",
                "retracted": "",
                "bare": "A book.",
                "vanished": "On what is lost.",
            }.items()
        ],
        byline=[author],
    )


def _every_block(lines, works, live, gone):
    """Each block, inline node and mark of rich text at least once."""
    return doc(
        paragraph(
            words("Shame "),
            words("hides", mark("italic")),
            words(" in H"),
            words("2", mark("subscript")),
            words("O and 10"),
            words("2", mark("superscript")),
            words(" ways & <more>."),
            citation(works["vanished"]),
            citation(works["retracted"]),
            citation(works["full"]),
        ),
        {"type": "heading", "attrs": {"level": 3}, "content": [words("Where it comes from")]},
        {
            "type": "bulletList",
            "content": [
                item(
                    paragraph(words("From without")),
                    {
                        "type": "orderedList",
                        "attrs": {"start": 3},
                        "content": [item(paragraph(words("third")))],
                    },
                )
            ],
        },
        {"type": "orderedList", "content": [item(paragraph(words("first")))]},
        {
            "type": "blockquote",
            "content": [paragraph(words("I hid."), mark("hardBreak"), words("Long."))],
        },
        {"type": "callout", "content": [paragraph(words("A note."))]},
        {
            "type": "callout",
            "attrs": {"tone": "urgent"},
            "content": [
                paragraph(words("Call "), mark("crisisLine", resource=str(lines["us"].uuid)))
            ],
        },
        {"type": "horizontalRule"},
        paragraph(
            words("See "),
            words("PTSD", mark("pageLink", topic=str(live.uuid), anchor="overview"), mark("bold")),
            words(", "),
            words("guilt", mark("pageLink", topic=str(gone.uuid))),
            words(" and "),
            words("elsewhere", mark("link", href="https://elsewhere.example/?a=1&b=2")),
            words(" or "),
            words("write", mark("link", href="mailto:care@example.org")),
        ),
    )


def _spanish(cast, topic):
    return make_page(
        by=cast.editor,
        topic=topic,
        locale="es",
        title="Vergüenza",
        slug="verguenza",
        summary="Qué es.",
        key_points=bullets("La vergüenza se esconde."),
        sections=[SectionDraft(heading="¿Qué es?", body=text("Se esconde."))],
    )


def _ptsd(cast):
    return make_page(by=cast.editor, kind="condition", title="PTSD", slug="ptsd", summary="")


def _plain(cast):
    return make_page(by=cast.editor, title="Plain", slug="plain", summary="", sections=[])
