"""The smallest valid row of each kind, made through the moves where there is one."""

from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from io import BytesIO
from itertools import count

from django.contrib.auth.models import Group
from django.http import HttpRequest

from accounts.models import User
from articles import renditions, thawing
from articles.crisis import enter_version
from articles.drafts import PageDraft, SectionDraft
from articles.images import ImageDescription, upload_image
from articles.models import (
    CrisisResource,
    Image,
    Kind,
    Notice,
    Person,
    Profession,
    Site,
    Tag,
    Topic,
    Treatment,
)
from articles.notices import CONTENT
from articles.notices import enter_version as enter_words
from articles.pictures import read_picture
from articles.saving import save_page
from delivery.crisis import verify_crisis_version
from delivery.publishing import publish
from references.models import Reference
from review.credentialing import verify_credential
from review.dismissing import dismiss
from review.findings import Code
from review.models import Credential, CredentialKind, CredentialStatus, Scope
from review.second_reviews import add_second_review
from review.signoff import Reading, sign
from review.submitting import submit
from tests import picture_files

NOW = datetime(2026, 11, 1, 12, 0, tzinfo=UTC)
PASSWORD = "correct horse battery"

serial = count(1)


def make_user(*groups, **fields):
    number = next(serial)
    fields = {"email": f"user{number}@example.org", "name": f"User {number}", **fields}
    user = User.objects.create_user(password=PASSWORD, is_staff=True, **fields)
    user.groups.set(Group.objects.filter(name__in=groups))
    return user


def make_person(**fields):
    number = next(serial)
    fields = {
        "slug": f"person-{number}",
        "name": f"Person {number}",
        "profession": Profession.PHYSICIAN,
        "degrees": ["MD"],
        **fields,
    }
    person = Person.objects.create(**fields)
    return may_review(person) if person.user else person


def may_review(person):
    """Let the person review in English and Spanish, with interests declared.

    For good: tests ask the clock, too. What a test is not about stands in no audit.
    """
    if person.interests_declared_on is None:
        person.interests, person.interests_declared_on = "None to declare.", date(2999, 1, 1)
        person.save()
    Credential.objects.bulk_create(
        Credential(
            person=person,
            kind=CredentialKind.LANGUAGE,
            authority="Example Clinic",
            specialty=language,
            issued=date(2000, 1, 1),
            status=CredentialStatus.VERIFIED,
            entered_by=person.user or make_user(),
        )
        for language in ("en", "es")
    )
    return person


def make_credential(person, *, verified_by=None, **fields):
    """A licence in Florida, verified when ``verified_by`` is given."""
    fields = {
        "kind": CredentialKind.LICENCE,
        "authority": "Florida Board of Medicine",
        "jurisdiction": "FL",
        "issued": date(2020, 1, 1),
        "expires": date(2030, 1, 1),
        "evidence": "https://register.example.org/12345/",
        "looked_up_by": "Ada Administrator",
        "looked_up_on": date(2026, 10, 1),
        "entered_by": verified_by or make_user(),
        **fields,
    }
    credential = Credential.objects.create(person=person, **fields)
    if verified_by:
        return verify_credential(credential=credential, by=verified_by, now=NOW)
    return credential


def make_reviewer(administrator, **fields):
    """A physician with a verified licence without end, and an account that may review."""
    user = make_user("Reviewer", **fields)
    person = make_person(user=user, name=user.name)
    make_credential(person, verified_by=administrator, expires=date.max)
    return user


def make_second_reviewer(administrator, profession=Profession.PSYCHOLOGIST, **fields):
    """A psychologist with a verified licence without end, and an account that may review."""
    user = make_user("Reviewer", **fields)
    person = make_person(user=user, name=user.name, profession=profession, degrees=["PhD"])
    make_credential(
        person, verified_by=administrator, authority="Board of Psychology", expires=date.max
    )
    return user


def make_second_review(sign_off, cast, *, by=None, now=NOW, **fields):
    """A second review of the words that a physician has signed."""
    return add_second_review(
        **{
            "revision": sign_off.revision,
            "by": by or make_second_reviewer(cast.administrator),
            "password": PASSWORD,
            "fingerprint": sign_off.fingerprint,
            "request": HttpRequest(),
            "now": now,
            **fields,
        }
    )


def make_topic(kind=Kind.SYMPTOM, **fields):
    return Topic.objects.create(kind=kind, working_name=f"Topic {next(serial)}", **fields)


def make_tag(**fields):
    number = next(serial)
    return Tag.objects.create(**{"slug": f"tag-{number}", "name": f"Tag {number}", **fields})


def make_image(*, by, ready=False, **fields):
    """A picture of 640 by 360, with its renditions when it shall be ready."""
    number = next(serial)
    alt_text = "" if fields.get("decorative") else f"Picture {number}"
    image = upload_image(
        picture=_picture(),
        original_name=fields.pop("original_name", f"picture-{number}.jpg"),
        description=ImageDescription(**{"alt_text": alt_text, **fields}),
        by=by,
        at=NOW,
    )
    if ready:
        renditions.make(uuid=image.uuid, now=NOW)
    return Image.objects.get(pk=image.pk)


@cache
def _picture():
    return read_picture(BytesIO(picture_files.photo()))


def figure(image, **words):
    """A rich text of one picture, with the words that stand with it."""
    attrs = {"image": str(image.uuid), "alt": "A hand.", **words}
    return {"type": "doc", "content": [{"type": "figure", "attrs": attrs}]}


def make_reference(**fields):
    number = next(serial)
    reference = Reference(**{"title": f"Work {number}", "pmid": str(10_000_000 + number), **fields})
    reference.full_clean()
    reference.save()
    return reference


def text(words):
    """A rich text of one paragraph."""
    return {
        "type": "doc",
        "content": [{"type": "paragraph", "content": [{"type": "text", "text": words}]}],
    }


def cited(words, *keys):
    """A rich text of one paragraph that ends with citation marks."""
    marks = [{"type": "citation", "attrs": {"key": key}} for key in keys]
    return {
        "type": "doc",
        "content": [{"type": "paragraph", "content": [{"type": "text", "text": words}, *marks]}],
    }


def bullets(*items):
    """A rich text of one bullet list."""
    content = [{"type": "listItem", "content": text(item)["content"]} for item in items]
    return {"type": "doc", "content": [{"type": "bulletList", "content": content}]}


def make_draft(**fields):
    """A draft of a symptom page with one section."""
    number = next(serial)
    topic = fields.pop("topic", None) or make_topic(fields.pop("kind", Kind.SYMPTOM))
    return PageDraft(
        **{
            "topic": topic,
            "locale": "en",
            "title": f"Page {number}",
            "slug": f"page-{number}",
            "summary": "A summary.",
            "sections": [SectionDraft(heading="Overview", body=text("Some words."))],
            **fields,
        }
    )


def make_page(*, by, at=NOW, **fields):
    return save_page(draft=make_draft(**fields), by=by, at=at)


def edit_page(page, *, by, at=NOW, **changes):
    """Save the page as it stands, but for ``changes``."""
    return save_page(
        draft=draft_of(page, **changes), by=by, at=at, page=page, lock_version=page.lock_version
    )


def draft_of(page, **changes):
    """The draft that would leave the page as it is, but for ``changes``."""
    page.refresh_from_db()
    return replace(thawing.draft_of(page), **changes)


def submit_page(page, *, by, now=NOW):
    page.refresh_from_db()
    return submit(page=page, by=by, lock_version=page.lock_version, now=now)


def sign_submission(submission, *, by, now=NOW, **fields):
    """Sign what waits. ``fields`` are those of the reading, the password, and the request."""
    shown = {"fingerprint": submission.revision.fingerprint, "scope": Scope.WHOLE_PAGE}
    for name in ("fingerprint", "scope", "compared_with", "meaning"):
        if name in fields:
            shown[name] = fields.pop(name)
    return sign(
        **{
            "submission": submission,
            "by": by,
            "password": PASSWORD,
            "reading": Reading(**shown),
            "request": HttpRequest(),
            "now": now,
            **fields,
        }
    )


def sign_page(page, cast, *, now=NOW, **fields):
    """Submit the page as it stands and have it signed; the sign-off is returned."""
    submission = submit_page(page, by=cast.editor, now=now)
    return sign_submission(submission, by=cast.reviewer, now=now, **fields)


def dismiss_words(revision, *, by, reason="The word means a film here.", now=NOW):
    """Dismiss that words of the revision speak of suicide without a flag."""
    return dismiss(
        revision=revision, code=Code.CRISIS_WORDS_UNFLAGGED, by=by, reason=reason, now=now
    )


def publish_page(page, cast, *, now=NOW):
    """Submit, sign and publish the page as it stands; the publication is returned."""
    sign_off = sign_page(page, cast, now=now)
    return publish(revision=sign_off.revision, by=cast.publisher, now=now)


def make_site(**fields):
    return Site.objects.create(**{"name": "Example Clinic", "countries": ["US"], **fields})


def make_crisis_resource(*, entered_by, verified_by=None, country="US", **fields):
    """A resource with one version, verified when ``verified_by`` is given."""
    number = next(serial)
    resource = CrisisResource.objects.create(slug=f"crisis-{number}", country=country)
    content = {
        "name": f"Lifeline {number}",
        "label": "Call 988",
        "phone": "988",
        "hours": "24/7",
        "languages": ["en"],
        **fields,
    }
    version = enter_version(resource=resource, content=content, by=entered_by, at=NOW)
    if verified_by:
        verify_crisis_version(version=version, by=verified_by, now=NOW)
    return resource


def make_notice(*, by, locale="en", **content):
    """The first version of a new notice."""
    number = next(serial)
    notice = Notice.objects.create(slug=f"notice-{number}", name=f"Notice {number}", locale=locale)
    return renew(notice, by=by, **{"text": text(f"Notice {number}."), **content})


def make_treatment(*, by, locale="en", **content):
    """The first version of a new treatment that needs no approval."""
    number = next(serial)
    treatment = Treatment.objects.create(
        slug=f"treatment-{number}", name=f"Treatment {number}", locale=locale
    )
    usual = {"title": f"Therapy {number}", "regulatory_status": "no_approval_needed"}
    return renew(treatment, by=by, **{**usual, **content})


def renew(subject, *, by, at=NOW, **changes):
    """Enter the next version: what the newest says, but for ``changes``."""
    newest = subject.versions.order_by("-number").first()
    said = {name: getattr(newest, name) for name in CONTENT[type(subject)]} if newest else {}
    return enter_words(
        subject=subject,
        content={**said, **changes},
        by=by,
        at=at,
        based_on=newest.number if newest else 0,
    )
