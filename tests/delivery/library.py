"""A small library in which every part of a document is filled, and every kind of link stands."""

from dataclasses import dataclass
from datetime import date

from articles.models import Person
from delivery.models import Publication
from delivery.publishing import publish, withdraw
from references.models import Reference, Standing
from review.models import CredentialKind
from tests.builders import (
    NOW,
    edit_page,
    make_credential,
    make_crisis_resource,
    make_page,
    make_reference,
    make_site,
    make_topic,
    publish_page,
    sign_page,
)
from tests.delivery import library_pages as pages
from tests.delivery.anew import make_all_anew


@dataclass(frozen=True)
class Library:
    shame: Publication
    spanish: Publication
    ptsd: Publication
    article: Publication
    plain: Publication

    @property
    def publications(self):
        return [self.shame, self.spanish, self.ptsd, self.article, self.plain]


def make_library(cast):
    """Publish a symptom page with everything, its translation, its neighbours and a bare page."""
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
    ptsd = publish_page(pages.ptsd(cast), cast)
    gone = publish_page(make_page(by=cast.editor, slug="guilt"), cast)
    withdraw(page=gone.page, by=cast.publisher, reason="Old.", now=NOW)
    topics = {"live": ptsd.topic, "gone": gone.topic, "name": make_topic(kind="condition")}
    shame = pages.shame(cast, lines, works, topics)
    earlier = shame.fingerprint
    sign_off = sign_page(edit_page(shame, by=cast.editor, title="Shame & “guilt”"), cast)
    published = publish(revision=sign_off.revision, by=cast.publisher, now=NOW)
    spanish = publish_page(pages.spanish(cast, shame, earlier), cast)
    article = publish_page(pages.article(cast, [shame.topic, gone.topic]), cast)
    plain = publish_page(pages.plain(cast), cast)
    edit_page(shame, by=cast.editor, title="Unsigned words")
    _lose(works["vanished"])
    return Library(published, spanish, ptsd, article, plain)


def _lose(work):
    """No door leads to it: a work that pages cite stays, with its identifiers."""
    Reference.objects.filter(pk=work.pk).update(pmid="")
    make_all_anew(now=NOW)


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
                {
                    "family": "Author",
                    "given": "Ann",
                    "initials": "A",
                    "particle": "van",
                    "suffix": "Jr",
                },
                {"group": "Shame Study Group"},
            ],
            journal="Journal of Shame",
            journal_abbreviation="J Shame",
            issn="0140-6736",
            year=2018,
            month=7,
            end_month=8,
            volume="58",
            issue="1",
            pages="78-106",
            published_online=date(2018, 7, 24),
            publication_types=["Journal Article", "Review"],
        ),
        "retracted": make_reference(
            title="A retracted work.",
            authors=[{"group": "Shame Study Group"}],
            year=2010,
            month=12,
            day=1,
            end_year=2011,
            end_month=1,
            article_number="e77",
        ),
        "bare": make_reference(
            pmid="",
            kind="chapter",
            title="A work without identifiers.",
            editors=[
                {
                    "family": "Editor",
                    "given": "Ed",
                    "initials": "E",
                    "particle": "de",
                    "suffix": "Sr",
                },
                {"group": "Editorial Board"},
            ],
            container_title="A Book of Shame",
            edition="2nd",
            publisher="House of Books",
            publisher_place="Rome",
            isbn="0323012132",
            url="https://books.example.org/shame/",
            accessed_on=date(2024, 5, 6),
        ),
        "vanished": make_reference(pmid="31999999", title="A work that went away."),
        "unmarked": make_reference(
            kind="report", title="Further reading.", year=2000, season="Spring", report_number="12"
        ),
    }
    Reference.objects.filter(pk=works["retracted"].pk).update(
        standing=Standing.RETRACTED, standing_checked_at=NOW
    )
    return works
