"""The demo: a small library of pages, brought in through the moves that people use."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest

from accounts.models import User
from articles.crisis import enter_version, verify_version
from articles.drafts import CitationDraft, FaqDraft, PageDraft, SectionDraft
from articles.models import CrisisResource, Kind, Page, Person, Site, Topic
from articles.saving import save_page
from delivery.publishing import publish
from references.models import Reference
from review.credentialing import verify_credential
from review.models import Credential, Scope
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


class DemoFault(Exception):
    """A fixture that cannot be loaded; the message names the file and the place."""


class Demo:
    """Brings in what is missing and leaves alone what is there."""

    def __init__(self, *, password: str, now: datetime) -> None:
        self.password = password
        self.now = now
        self.users = {role: self._user(role) for role in ACCOUNTS}

    def load(self) -> None:
        self._load_site()
        for person in _read("people.json"):
            self._load_person(person)
        for resource in _read("crisis_resources.json"):
            self._load_crisis_resource(resource)
        for reference in _read("references.json"):
            self._load_reference(reference)
        pages = {path.name: _read(f"pages/{path.name}") for path in _page_files()}
        for page in pages.values():
            self._topic(page)
        for name, page in pages.items():
            with _named(f"pages/{name}"):
                self._load_page(page)

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
        if Person.objects.filter(slug=content["slug"]).exists():
            return
        credentials, account = content.pop("credentials"), content.pop("account")
        interests = content.pop("interests")
        content["suffixes"] = " ".join(content["suffixes"])
        with _named("people.json", content["slug"]):
            person = Person(
                **_present(content),
                user=self.users.get(account),
                interests=interests["statement"],
                interests_declared_on=date.fromisoformat(interests["declared_on"]),
            )
            _save(person)
            for credential in credentials:
                self._load_credential(person, credential)

    def _load_credential(self, person: Person, content: Json) -> None:
        dates = {
            name: date.fromisoformat(content[name])
            for name in ("issued", "expires")
            if content[name]
        }
        administrator = self.users["administrator"]
        credential = Credential(
            **{**_present(content), **dates}, person=person, entered_by=administrator
        )
        _save(credential)
        verify_credential(credential=credential, by=administrator, now=self.now)

    def _load_crisis_resource(self, content: Json) -> None:
        slug, country, position = (content.pop(name) for name in ("key", "country", "order"))
        resource, made = CrisisResource.objects.get_or_create(
            slug=slug, defaults={"country": country, "position": position}
        )
        if not made:
            return
        with _named("crisis_resources.json", slug):
            version = enter_version(
                resource=resource,
                content=_present(content),
                by=self.users["editor"],
                at=self.now,
            )
            verify_version(version=version, by=self.users["administrator"], at=self.now)

    def _load_reference(self, content: Json) -> None:
        if Reference.objects.filter(pmid=content["pmid"]).exists():
            return
        fields = {field.name for field in Reference._meta.fields}
        known = {name: value for name, value in _present(content).items() if name in fields}
        known["authors"] = [_present(author) for author in known.get("authors", [])]
        with _named("references.json", content["pmid"]):
            _save(Reference(**known))

    def _topic(self, content: Json) -> Topic:
        return Topic.objects.get_or_create(
            kind=content["kind"], working_name=content["working_name"]
        )[0]

    def _load_page(self, content: Json) -> None:
        topic = self._topic(content)
        if Page.objects.filter(topic=topic, locale=content["locale"]).exists():
            return
        page = save_page(draft=_draft(content, topic), by=self.users["editor"], at=self.now)
        submission = submit(
            page=page,
            by=self.users["editor"],
            lock_version=page.lock_version,
            now=self.now,
            change_note="First version.",
        )
        sign(
            submission=submission,
            by=self.users["reviewer"],
            password=self.password,
            fingerprint=submission.revision.fingerprint,
            scope=Scope.WHOLE_PAGE,
            request=HttpRequest(),
            now=self.now,
        )
        publish(revision=submission.revision, by=self.users["publisher"], now=self.now)


def _draft(content: Json, topic: Topic) -> PageDraft:
    ids = {
        part["key"]: uuid5(NAMESPACE_URL, f"{content['kind']}/{content['topic']}/{part['key']}")
        for part in [*content["sections"], *content["faqs"]]
    }
    return PageDraft(
        topic=topic,
        locale=content["locale"],
        title=content["title"],
        slug=content["slug"],
        summary=content["summary"],
        key_points=_resolved(content["key_points"]),
        content_flags=content["content_flags"],
        risk_class=content["risk_class"],
        sections=[
            SectionDraft(
                uuid=ids[section["key"]],
                aspect=section["aspect"] or "",
                urgency=section["urgency"] or "",
                heading=section["heading"] or "",
                body=_resolved(section["body"]),
            )
            for section in content["sections"]
        ],
        faqs=[
            FaqDraft(
                uuid=ids[faq["key"]], question=faq["question"], answer=_resolved(faq["answer"])
            )
            for faq in content["faqs"]
        ],
        citations=[CitationDraft(**citation) for citation in content["citations"]],
        byline=[Person.objects.get(slug=slug) for slug in content["byline"]],
        outline=[_outline_entry(entry, ids) for entry in content["outline"]],
    )


def _outline_entry(entry: str, ids: Json) -> dict[str, str]:
    part, _, key = entry.partition(":")
    return {"part": part, "id": str(ids[key])} if key else {"part": part}


def _resolved(node: Any) -> Any:
    """Put uuids in place of the keys by which fixtures name crisis resources and topics."""
    if isinstance(node, list):
        return [_resolved(item) for item in node]
    if not isinstance(node, dict):
        return node
    if node.get("type") == "crisisLine":
        resource = CrisisResource.objects.get(slug=node["attrs"]["resource"])
        return {**node, "attrs": {"resource": str(resource.uuid)}}
    if node.get("type") == "pageLink":
        kind, _, name = node["attrs"]["topic"].partition(":")
        topic = Topic.objects.get(kind=Kind(kind), working_name__iexact=name)
        return {**node, "attrs": {**node["attrs"], "topic": str(topic.uuid)}}
    return {key: _resolved(value) for key, value in node.items()}


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
    except (ValidationError, ValueError, LookupError) as error:
        where = f"{file}, {place}" if place else file
        raise DemoFault(f"{where}: {error}") from error
