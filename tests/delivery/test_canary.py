"""DESIGN 4.1: nothing unpublished leaves, by any route that there is.

Every text that no reader may see holds a word that begins with ``leak``, every other one a word
that begins with ``open``.
"""

import json
import logging
import re
from datetime import date, timedelta

import pytest
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import path

from accounts.models import User
from articles.crisis import enter_version
from articles.drafts import CitationDraft, FaqDraft, SectionDraft
from articles.models import CrisisResource, Page, Person, Topic
from delivery.models import EndingKind, Publication
from delivery.publishing import end, publish, withdraw
from references.models import Reference
from review.credentialing import end_credential
from review.models import CredentialKind
from review.signoff import revoke
from review.submitting import send_back, submit
from tests.builders import (
    NOW,
    bullets,
    cited,
    edit_page,
    make_credential,
    make_crisis_resource,
    make_page,
    make_person,
    make_reference,
    make_site,
    make_topic,
    publish_page,
    sign_page,
    sign_submission,
    submit_page,
    text,
)
from tests.delivery import leaky_urls
from tests.delivery.clock import ago, ahead
from tests.delivery.routes import Values, addresses, routes
from tests.delivery.rows import make_row

SECRET = re.compile(r"leak[a-z]*|999[ -]?555[ -]?0\d\d\d|0000-0002-1825-0097", re.IGNORECASE)
OPEN = re.compile(r"open[a-z]+")
# With these each address is asked for too; a route refuses those that it does not know.
QUERIES = ["?locale=en", "?locale=es", "?limit=100", "?q=About"]
DAY = timedelta(days=1)

FIELDS = [
    "title",
    "summary",
    "point",
    "heading",
    "body",
    "question",
    "answer",
    "note",
    "work",
    "byline",
]


def words(prefix, state, kind=""):
    """The texts of a page, each with a word that tells where it comes from."""
    mark = {field: f"{prefix}{state}{kind}{field}" for field in FIELDS}
    work = make_reference(
        doi=f"10.1000/{mark['work']}",
        title=f"A study of {mark['work']}",
        journal=f"Journal of {mark['work']}",
        authors=[{"family": mark["work"], "given": mark["work"], "initials": mark["work"]}],
        publication_types=[mark["work"]],
    )
    author = make_person(
        slug=mark["byline"],
        name=mark["byline"],
        suffixes=mark["byline"],
        degrees=[mark["byline"]],
        biography=mark["byline"],
        interests=mark["byline"],
        interests_declared_on=date(2026, 1, 1),
        languages=[mark["byline"]],
        profession="writer",
    )
    return {
        "title": f"The {mark['title']}",
        "slug": f"{prefix}{state}{kind}",
        "summary": f"About {mark['summary']}.",
        "key_points": bullets(mark["point"]),
        "sections": [
            SectionDraft(heading=f"What {mark['heading']} is", body=cited(mark["body"], work.key))
        ],
        "faqs": [FaqDraft(question=f"Is it {mark['question']}?", answer=text(mark["answer"]))],
        "citations": [CitationDraft(key=work.key, note=mark["note"])],
        "byline": [author],
    }


class Planting:
    """One page in each state, of one kind and language."""

    def __init__(self, cast, kind, locale):
        self.cast, self.kind, self.locale = cast, kind, locale

    def page(self, state, *, prefix="leak"):
        topic = Topic.objects.create(kind=self.kind, working_name=f"leak{state}{self.kind}name")
        return make_page(
            by=self.cast.editor,
            topic=topic,
            locale=self.locale,
            **words(prefix, state, self.kind),
        )

    def signed(self, state, *, prefix="leak"):
        page = self.page(state, prefix=prefix)
        submission = submit(
            page=page,
            by=self.cast.editor,
            lock_version=page.lock_version,
            now=NOW,
            change_note=f"leak{state}note",
        )
        return sign_submission(submission, by=self.cast.reviewer)

    def published(self, state, *, prefix="leak"):
        revision = self.signed(state, prefix=prefix).revision
        return publish(revision=revision, by=self.cast.publisher, now=NOW)

    def plant(self):
        cast = self.cast
        self.page("draft")
        submit_page(self.page("submitted"), by=cast.editor)
        send_back(
            submission=submit_page(self.page("sentback"), by=cast.editor),
            by=cast.reviewer,
            reasons="leakreasons",
            now=NOW,
        )
        self.signed("signed")
        make_row(self.signed("scheduled"), live_from=ahead(hours=1))
        make_row(self.signed("cancelled"), live_from=NOW, cancelled_at=NOW)
        make_row(self.signed("expired"), live_from=NOW, live_until=ago(hours=1))
        withdrawn = self.published("withdrawn").page
        withdraw(
            page=withdrawn,
            by=cast.publisher,
            reason="leakwithdrawalreason",
            notice="opennotice",
            successor=Topic.objects.get(working_name=f"leakdraft{self.kind}name"),
            now=NOW,
        )
        revoke(
            sign_off=self.published("revoked").sign_off,
            by=cast.reviewer,
            reason="leakrevocationreason",
            now=NOW,
        )
        recalled = self.published("recalled")
        recalled.ending_reason = "leakrecallreason"
        end(recalled, EndingKind.RECALLED, NOW + DAY)
        self.plant_live()

    def plant_live(self):
        """Pages that are public now, and whose other words are not."""
        cast = self.cast
        for state in ("unsigned", "sentback", "unpublished", "scheduled"):
            live = self.published(f"beside{state}", prefix="open").page
            changed = {**words("leak", f"new{state}", self.kind), "outline": []}
            edit_page(live, by=cast.editor, **changed)
            if state == "sentback":
                submission = submit_page(live, by=cast.editor)
                send_back(submission=submission, by=cast.reviewer, reasons="leakreasons", now=NOW)
            if state == "unpublished":
                sign_page(live, cast)
            if state == "scheduled":
                sign_off, soon = sign_page(live, cast), ahead(hours=1)
                Publication.objects.live(NOW + DAY).filter(page=live).update(live_until=soon)
                make_row(sign_off, live_from=soon)
        replaced = self.published("replaced").page
        edit_page(replaced, by=cast.editor, **words("open", "replacing", self.kind), outline=[])
        publish_page(replaced, cast)
        self.plant_translation()

    def plant_translation(self):
        live = self.published("translated", prefix="open").page
        other = "es" if self.locale == "en" else "en"
        make_page(
            by=self.cast.editor,
            topic=live.topic,
            locale=other,
            **words("leak", "translation", self.kind),
        )

    def plant_neighbour(self):
        """A live page that links to every topic there is."""
        links = [
            {
                "type": "text",
                "text": "openlink ",
                "marks": [{"type": "pageLink", "attrs": {"topic": str(topic.uuid)}}],
            }
            for topic in Topic.objects.filter(kind=self.kind)
        ]
        body = {
            "type": "doc",
            "content": [{"type": "paragraph", "content": [link]} for link in links],
        }
        content = words("open", "neighbour", self.kind)
        content["faqs"] = [FaqDraft(question="Where does it link?", answer=body)]
        topic = make_topic(kind=self.kind)
        page = make_page(by=self.cast.editor, topic=topic, locale=self.locale, **content)
        publish_page(page, self.cast)


def plant_people(cast):
    reviewer = cast.reviewer.person
    make_credential(reviewer, verified_by=cast.administrator, number="leaklicencenumber")
    secret = {
        "kind": CredentialKind.BOARD_CERTIFICATION,
        "authority": "leakauthority",
        "specialty": "leakspecialty",
        "jurisdiction": "leakstate",
        "number": "leakcertificatenumber",
    }
    make_credential(reviewer, **secret)
    make_credential(reviewer, verified_by=cast.administrator, **secret, expires=date(2026, 10, 31))
    ended = make_credential(reviewer, verified_by=cast.administrator, **secret)
    end_credential(credential=ended, by=cast.administrator, now=NOW)
    make_person(user=cast.editor, slug="leakperson", name="leakperson", biography="leakperson")
    make_person(slug="leakorcid", name="leakorcid", orcid="0000-0002-1825-0097")


def rename_users():
    """Accounts are nobody's business: a name is public where it is that of a person."""
    for user in User.objects.all():
        fields = {"email": f"leak.{user.pk}@example.org", "name": "leakusername"}
        User.objects.filter(pk=user.pk).update(**fields)


def crisis_content(prefix, digits):
    return {
        "name": f"{prefix}crisisname",
        "label": f"{prefix}crisislabel",
        "phone": f"+1 {digits} 555 0101",
        "sms": f"+1 {digits} 555 0102",
        "sms_body": f"{prefix}crisisword",
        "chat_url": f"https://{prefix}crisischat.example/",
        "hours": f"{prefix}crisishours",
        "audience": f"{prefix}crisisaudience",
        "languages": [f"{prefix}crisislanguage"],
    }


def plant_crisis_resources(cast):
    """One that is served, with a newer version that nobody has verified, and two that are not."""
    served = make_crisis_resource(
        entered_by=cast.editor,
        verified_by=cast.administrator,
        **crisis_content("open", "800"),
    )
    secret = crisis_content("leak", "999")
    enter_version(resource=served, content=secret, by=cast.editor, at=NOW)
    unverified = make_crisis_resource(entered_by=cast.editor, **secret)
    retired = make_crisis_resource(entered_by=cast.editor, verified_by=cast.administrator, **secret)
    CrisisResource.objects.filter(pk=unverified.pk).update(slug="leakunverified")
    CrisisResource.objects.filter(pk=retired.pk).update(slug="leakretired", retired_at=NOW)


@pytest.fixture(autouse=True)
def quiet():
    """Thousands of addresses are not found here, and a line in the log says so of each."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def planted(cast):
    make_site(feedback_email="openfeedback@example.org")
    plant_people(cast)
    plant_crisis_resources(cast)
    for kind, locale in (("symptom", "en"), ("condition", "es")):
        planting = Planting(cast, kind, locale)
        planting.plant()
        planting.plant_neighbour()
    for kind in ("symptom", "condition"):
        flagged = make_page(
            by=cast.editor, kind=kind, slug=f"openflagged{kind}", content_flags=["suicide"]
        )
        publish_page(flagged, cast)
    rename_users()


def known_values():
    """All that can stand in an address: what the database holds, whoever may see it."""
    slugs = {
        *Page.objects.values_list("slug", flat=True),
        *Publication.objects.values_list("slug", flat=True),
        *Person.objects.values_list("slug", flat=True),
        *CrisisResource.objects.values_list("slug", flat=True),
    }
    uuids = [
        str(uuid)
        for model in (Page, Topic, Person, Reference, Publication)
        for uuid in model.objects.values_list("uuid", flat=True)
    ]
    numbers = [str(number) for number in Page.objects.values_list("pk", flat=True)[:2]]
    # The admin's route for all models of an app names the apps that it knows.
    return Values(slugs=[*sorted(slugs), "articles"], uuids=uuids, numbers=numbers)


def found(pattern):
    """Every word of the pattern that an answer holds, with an address at which it stands."""
    seen = {}
    client = Client()
    for address, chosen in addresses(known_values()):
        for asked in asked_for(client, address):
            for said in said_at(client, asked, chosen):
                for word in pattern.findall(said):
                    seen.setdefault(word, asked)
    return seen


def asked_for(client, address):
    """The address, alone and with parameters, unless it sends everybody to the log-in."""
    yield address
    if client.get(address).status_code != 302:
        yield from (address + query for query in QUERIES)


def said_at(client, address, chosen):
    """The texts of the answer, headers included, and of what follows it in a list."""
    while address:
        response = client.get(address)
        headers = " ".join(f"{name}: {value}" for name, value in response.headers.items())
        yield without(f"{headers}\n{response.content.decode()}", chosen)
        address = next_address(response)


def next_address(response):
    if not response["Content-Type"].startswith("application/json"):
        return None
    document = json.loads(response.content)
    following = document.get("next") if isinstance(document, dict) else None
    return following and following.removeprefix("https://api.example.org")


def without(said, chosen):
    """The text without what the asker put into the address: an answer may repeat it."""
    for value in chosen:
        said = re.sub(rf"(?<![a-z0-9]){re.escape(value)}(?![a-z0-9])", "", said)
    return said


def test_nothing_unpublished_leaves(planted):
    seen = found(re.compile(f"{SECRET.pattern}|{OPEN.pattern}", re.IGNORECASE))
    assert {word: at for word, at in seen.items() if SECRET.fullmatch(word)} == {}
    # It could have been found: the words that stand beside it are served.
    pages = {
        f"open{state}{kind}{field}"
        for kind in ("symptom", "condition")
        for state in (
            "besideunsigned",
            "besidesentback",
            "besideunpublished",
            "besidescheduled",
            "replacing",
            "translated",
        )
        for field in FIELDS
    }
    crisis = {
        f"opencrisis{name}"
        for name in ("name", "label", "word", "chat", "hours", "audience", "language")
    }
    assert pages | crisis | {"opennotice", "openlink", "openfeedback"} <= set(seen)


def test_publishing_makes_every_word_of_a_page_public(cast):
    sign_off = Planting(cast, "symptom", "en").signed("signed")
    assert found(SECRET) == {}
    publish(revision=sign_off.revision, by=cast.publisher, now=NOW)
    assert set(found(SECRET)) == {
        "leaksignedsymptom",
        *(f"leaksignedsymptom{field}" for field in FIELDS),
    }


@pytest.mark.parametrize("name", leaky_urls.ROUTES)
def test_a_new_route_is_walked(cast, name):
    make_page(by=cast.editor, title="leaktitle", summary="leaksummary", slug="shame")
    route = leaky_urls.ROUTES[name]
    leaky_urls.urlpatterns.append(route)
    try:
        with override_settings(ROOT_URLCONF="tests.delivery.leaky_urls"):
            assert found(SECRET) != {}
    finally:
        leaky_urls.urlpatterns.remove(route)


def test_a_route_that_cannot_be_filled_is_named(cast):
    route = path("works/<pmid:work>/", lambda request, work: HttpResponse())
    leaky_urls.urlpatterns.append(route)
    try:
        with (
            override_settings(ROOT_URLCONF="tests.delivery.leaky_urls"),
            pytest.raises(LookupError, match="works"),
        ):
            found(SECRET)
    finally:
        leaky_urls.urlpatterns.remove(route)


def test_every_route_of_the_site_is_walked():
    known = {route.regex for route in routes()}
    for expected in (r"api/v1/symptoms/\Z", r"admin/\Z", r"livez/?$"):
        assert expected in known
    assert len(known) > 20
