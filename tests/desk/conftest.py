from datetime import date

import pytest
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.test import Client
from django.utils import timezone

from articles.drafts import CitationDraft, FaqDraft, SectionDraft
from articles.models import Kind, Tag
from delivery.aliases import import_aliases
from delivery.recalling import Why, recall
from desk.checking import begin_check
from desk.outbox import queue
from review.attesting import attest_translation
from review.commenting import comment
from review.declaring import declare_interests
from review.signoff import revoke
from tests.builders import (
    bullets,
    cited,
    dismiss_words,
    edit_page,
    make_credential,
    make_crisis_resource,
    make_image,
    make_notice,
    make_page,
    make_person,
    make_reference,
    make_second_review,
    make_site,
    make_treatment,
    make_user,
    publish_page,
    renew,
    sign_page,
    submit_page,
    text,
)
from tests.references.events import fall
from tests.references.sources import Sources


@pytest.fixture
def cast(cast):
    """The views ask the clock: the physician's licence holds whenever these tests run."""
    make_credential(
        cast.reviewer.person,
        verified_by=cast.administrator,
        jurisdiction="NJ",
        expires=date(2999, 12, 31),
    )
    return cast


def logged_in(user, **options):
    client = Client(**options)
    client.force_login(user)
    return client


@pytest.fixture
def editor(cast):
    return logged_in(cast.editor)


@pytest.fixture
def reviewer(cast):
    return logged_in(cast.reviewer)


@pytest.fixture
def publisher(cast):
    return logged_in(cast.publisher)


@pytest.fixture
def administrator(cast):
    return logged_in(cast.administrator)


@pytest.fixture
def superuser(cast):
    return logged_in(make_user(name="Rosa Root", is_superuser=True))


@pytest.fixture
def stranger(cast):
    """Somebody who may log in to the admin, and nothing else."""
    return logged_in(make_user(name="Sam Stranger"))


@pytest.fixture
def anonymous(cast):
    return Client()


@pytest.fixture
def page(cast):
    return make_page(
        by=cast.editor,
        title="Shame",
        slug="shame",
        sections=[SectionDraft(heading="Overview", body=text("Shame hides."))],
    )


@pytest.fixture
def submission(cast, page):
    return submit_page(page, by=cast.editor)


@pytest.fixture
def sign_off(cast, page):
    return sign_page(page, cast, now=timezone.now())


@pytest.fixture
def entered(cast):
    """A credential that nobody has verified."""
    return make_credential(make_person(name="Avery Example"), number="ME 12345")


@pytest.fixture
def verified(cast):
    """A credential that may be relied on."""
    return make_credential(make_person(), verified_by=cast.administrator)


@pytest.fixture
def resource(cast):
    """A crisis resource that the editor entered and nobody verified."""
    return make_crisis_resource(entered_by=cast.editor, name="988 Lifeline")


@pytest.fixture
def served(cast):
    """A crisis resource that readers see."""
    return make_crisis_resource(entered_by=cast.editor, verified_by=cast.administrator)


@pytest.fixture
def sources(httpserver, settings):
    """PubMed and Crossref, as far as anybody here asks them."""
    return Sources(httpserver, settings)


@pytest.fixture
def full_page(cast):
    """A page with every part, that speaks of suicide."""
    make_site()
    resource = make_crisis_resource(
        entered_by=cast.editor,
        verified_by=cast.administrator,
        name="Lifeline",
        label="Call or text 988",
    )
    make_reference(pmid="30075356", title="On guilt", journal="Journal of Guilt", year=2018)
    line = {"type": "crisisLine", "attrs": {"resource": str(resource.uuid)}}
    body = cited("Guilt is a feeling.", "pmid:30075356")
    body["content"].insert(0, {"type": "paragraph", "content": [line]})
    return make_page(
        by=cast.editor,
        title="Guilt",
        slug="guilt",
        content_flags=["suicide"],
        risk_class="6",
        key_points=bullets("One.", "Two."),
        sections=[SectionDraft(heading="Help", aspect="SeeDoctor", urgency="emergency", body=body)],
        faqs=[FaqDraft(question="Why?", answer=text("Because."))],
        citations=[CitationDraft(key="pmid:30075356", note="It is the source.")],
        byline=[make_person(name="Wanda Writer", profession="writer", degrees=["PhD"])],
    )


@pytest.fixture
def library(cast, full_page):
    """At least one row behind every page of the admin, and every move left to make."""
    now = timezone.now()
    publish_page(full_page, cast, now=now)
    edit_page(full_page, by=cast.editor, summary="Signed, but not public yet.")
    make_second_review(sign_page(full_page, cast, now=now), cast, now=now)
    condition = make_page(by=cast.editor, kind=Kind.CONDITION, title="PTSD")
    revoke(sign_off=sign_page(condition, cast, now=now), by=cast.reviewer, reason="A.", now=now)
    waits = submit_page(condition, by=cast.editor, now=now)
    comment(revision=waits.revision, part="title", text="Why?", by=cast.reviewer, now=now)
    notice, treatment = make_notice(by=cast.editor), make_treatment(by=cast.editor)
    sections = [SectionDraft(notice=notice, treatment=treatment)]
    make_page(by=cast.editor, notices=[notice], sections=sections)
    renew(notice.notice, by=cast.editor, text=text("New words."))
    renew(treatment.treatment, by=cast.editor, title="New words")
    recalled = publish_page(make_page(by=cast.editor), cast, now=now).page
    why = Why(severity="wrong", notice="A dose was wrong.", reason="A typo.")
    recall(page=recalled, by=cast.publisher, why=why, now=now)
    make_page(by=cast.editor, kind=Kind.ARTICLE, hero_image=make_image(by=cast.editor))
    make_image(by=cast.editor)
    film = make_page(by=cast.editor, summary="A film on suicide.")
    dismiss_words(submit_page(film, by=cast.editor, now=now).revision, by=cast.reviewer, now=now)
    spanish = make_page(
        by=cast.editor,
        topic=film.topic,
        locale="es",
        translated_from=film,
        translated_fingerprint=film.fingerprint,
    )
    attest_translation(page=spanish, by=cast.editor, lock_version=spanish.lock_version, now=now)
    person = cast.reviewer.person
    declare_interests(person=person, by=cast.reviewer, statement="None.", now=now)
    Tag.objects.create(slug="shame", name="Shame")
    import_aliases(data=b"path,target\n/old/,/symptoms/guilt/", by=cast.publisher, now=now)
    make_credential(make_person())
    make_crisis_resource(entered_by=cast.editor)
    fall(make_reference(), at=now)
    make_reference()
    queue(to=cast.editor, kind="sources_fell", subject="A.", text="B.", key="one", at=now)
    begin_check(holder="worker", now=now)
    AccessAttempt.objects.create(username="somebody@example.org", failures_since_start=1)
    AccessFailureLog.objects.create(username="somebody@example.org")
    AccessLog.objects.create(username="somebody@example.org")
