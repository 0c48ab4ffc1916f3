"""The demo: a small library of pages, brought in through the moves that people use."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any

from django.contrib.auth.models import Group
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.db import models
from django.http import HttpRequest

from accounts.models import User
from articles import crisis
from articles.images import ImageDescription, upload_image
from articles.models import CrisisResource, Image, Notice, Page, Person, Site, Topic, Treatment
from articles.notices import enter_version
from articles.pictures import read_picture
from articles.saving import save_page
from cms.demo_drafts import page_draft, resolved
from delivery.crisis import verify_crisis_version
from delivery.publishing import publish
from references.models import Reference
from review.credentialing import verify_credential
from review.models import (
    Credential,
    CredentialStatus,
    Revision,
    Scope,
    Submission,
    SubmissionState,
)
from review.refusals import Refused
from review.signoff import sign
from review.submitting import submit

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"

Json = dict[str, Any]

ACCOUNTS = {
    "editor": "Editor",
    "reviewer": "Reviewer",
    "publisher": "Publisher",
    "administrator": "Administrator",
}


# What a fixture may hold that cannot be loaded, and what a move may say to it.
FAULTS = (
    ValidationError,
    ValueError,
    LookupError,
    OSError,
    ObjectDoesNotExist,
    PermissionDenied,
    Refused,
)


class DemoFault(Exception):
    """A fixture that cannot be loaded; the message names the file and the place."""


class Demo:
    """Brings in what is missing and leaves alone what is there.

    Each step looks at what stands, so that a run goes on where the last one was interrupted.
    """

    def __init__(self, *, password: str, now: datetime) -> None:
        self.password = password
        self.now = now
        self.users: dict[str, User] = {}

    def load(self) -> None:
        self.users = {role: self._user(role) for role in ACCOUNTS}
        self._load_site()
        steps: list[tuple[str, str, Callable[[Json], None]]] = [
            ("people.json", "slug", self._load_person),
            ("crisis_resources.json", "key", self._load_crisis_resource),
            ("references.json", "pmid", self._load_reference),
            ("notices.json", "slug", partial(self._load_versioned, Notice)),
            ("treatments.json", "slug", partial(self._load_versioned, Treatment)),
            ("images.json", "file", self._load_image),
        ]
        for file, key, load in steps:
            for content in _read(file):
                with _named(file, str(content.get(key, ""))):
                    load(content)
        pages = {f"pages/{path.name}": _read(f"pages/{path.name}") for path in _page_files()}
        # Every topic first: pages link to each other's.
        for name, content in pages.items():
            with _named(name):
                self._topic(content)
        for name, content in pages.items():
            with _named(name):
                self._load_page(content)

    def _user(self, role: str) -> User:
        email = f"{role}@example.org"
        user = User.objects.filter(email=email).first() or User(email=email, name=role.title())
        user.is_staff = True
        user.set_password(self.password)
        user.save()
        user.groups.add(Group.objects.get(name=ACCOUNTS[role]))
        return user

    def _load_site(self) -> None:
        if Site.objects.exists():
            return
        content = _read("site.json")
        with _named("site.json"):
            _save(Site(**_present(content)))

    def _load_person(self, content: Json) -> None:
        credentials, account = content.pop("credentials"), content.pop("account")
        interests = content.pop("interests")
        person = Person.objects.filter(slug=content["slug"]).first()
        if person is None:
            content["suffixes"] = " ".join(content["suffixes"])
            person = Person(
                **_present(content),
                user=self.users.get(account),
                interests=interests["statement"],
                interests_declared_on=date.fromisoformat(interests["declared_on"]),
            )
            _save(person)
        for credential in credentials:
            self._load_credential(person, _present(credential))

    def _load_credential(self, person: Person, content: Json) -> None:
        administrator = self.users["administrator"]
        credential = person.credentials.filter(
            kind=content["kind"],
            jurisdiction=content.get("jurisdiction", ""),
            specialty=content.get("specialty", ""),
        ).first()
        if credential is None:
            dates: Json = {
                name: date.fromisoformat(content[name])
                for name in ("issued", "expires")
                if name in content
            }
            fields: Json = content | dates
            credential = Credential(**fields, person=person, entered_by=administrator)
            _save(credential)
        if credential.status == CredentialStatus.ENTERED:
            verify_credential(credential=credential, by=administrator, now=self.now)

    def _load_crisis_resource(self, content: Json) -> None:
        slug, country, position = (content.pop(name) for name in ("key", "country", "order"))
        resource, _ = CrisisResource.objects.get_or_create(
            slug=slug, defaults={"country": country, "position": position}
        )
        if resource.versions.filter(verified_at__isnull=False).exists():
            return
        editor = self.users["editor"]
        newest = resource.versions.order_by("-number").first() or crisis.enter_version(
            resource=resource, content=_present(content), by=editor, at=self.now
        )
        # What somebody else entered waits for somebody else.
        if newest.entered_by == editor:
            verify_crisis_version(version=newest, by=self.users["administrator"], now=self.now)

    def _load_reference(self, content: Json) -> None:
        if Reference.objects.filter(pmid=content["pmid"]).exists():
            return
        fields = {field.name for field in Reference._meta.fields}
        known = {name: value for name, value in _present(content).items() if name in fields}
        known["authors"] = [_present(author) for author in known.get("authors", [])]
        _save(Reference(**known))

    def _load_versioned(self, model: type[Notice] | type[Treatment], content: Json) -> None:
        slug, name, locale = (content.pop(key) for key in ("slug", "name", "locale"))
        subject, _ = model._default_manager.get_or_create(
            slug=slug, defaults={"name": name, "locale": locale}
        )
        if not subject.versions.exists():
            enter_version(
                subject=subject,
                content=resolved(_present(content)),
                by=self.users["editor"],
                at=self.now,
                based_on=0,
            )

    def _load_image(self, content: Json) -> None:
        name = content.pop("file")
        if Image.objects.filter(original_name=name).exists():
            return
        with (FIXTURES / "images" / name).open("rb") as file:
            picture = read_picture(file)
        upload_image(
            picture=picture,
            original_name=name,
            description=ImageDescription(**content),
            by=self.users["editor"],
            at=self.now,
        )

    def _topic(self, content: Json) -> Topic:
        return Topic.objects.get_or_create(
            kind=content["kind"], working_name=content["working_name"]
        )[0]

    def _load_page(self, content: Json) -> None:
        topic, editor = self._topic(content), self.users["editor"]
        page = Page.objects.filter(topic=topic, locale=content["locale"]).first()
        if page is None:
            page = save_page(draft=page_draft(content, topic), by=editor, at=self.now)
        # Once somebody has gone on with it, the page is theirs.
        if page.lock_version > 1 or page.created_by != editor or page.publications.exists():
            return
        revision = self._signed(self._submitted(page))
        if revision is not None:
            publish(revision=revision, by=self.users["publisher"], now=self.now)

    def _submitted(self, page: Page) -> Submission:
        return page.submissions.order_by("submitted_at").last() or submit(
            page=page,
            by=self.users["editor"],
            lock_version=page.lock_version,
            now=self.now,
            change_note="First version.",
        )

    def _signed(self, submission: Submission) -> Revision | None:
        """Return the submitted revision once it is signed; None if it was sent back or revoked."""
        if submission.state == SubmissionState.IN_REVIEW:
            sign(
                submission=submission,
                by=self.users["reviewer"],
                password=self.password,
                fingerprint=submission.revision.fingerprint,
                scope=Scope.WHOLE_PAGE,
                request=HttpRequest(),
                now=self.now,
            )
        return Revision.objects.filter(pk=submission.revision_id).covered().first()


def _page_files() -> list[Path]:
    return sorted((FIXTURES / "pages").glob("*.json"))


def _read(name: str) -> Any:
    with _named(name):
        return json.loads((FIXTURES / name).read_text(encoding="utf-8"))


def _present(content: Json) -> Json:
    """Leave out what is null: the field then has its default."""
    return {name: value for name, value in content.items() if value is not None}


def _save(row: models.Model) -> None:
    row.full_clean()
    row.save()


@contextmanager
def _named(file: str, place: str = "") -> Iterator[None]:
    try:
        yield
    except FAULTS as error:
        where = f"{file}, {place}" if place else file
        raise DemoFault(f"{where}: {error}") from error
