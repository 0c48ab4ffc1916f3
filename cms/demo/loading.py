"""Everything that the demo has, brought in through the moves that people use."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from django.contrib.auth.models import Group
from django.db import models

from accounts.models import User
from articles import crisis
from articles.facts import site_changed
from articles.images import ImageDescription, upload_image
from articles.models import CrisisResource, Image, Notice, Person, Site, Tag, Topic, Treatment
from articles.notices import enter_version
from articles.pictures import read_picture
from cms.demo.drafts import Drafts
from cms.demo.faults import named
from cms.demo.fixtures import Library, read_library
from cms.demo.histories import Histories, Step
from cms.demo.names import ROLES, check_names
from cms.demo.shapes import FILES
from delivery.crisis import verify_crisis_version
from references.models import Reference
from review.credentialing import verify_credential
from review.ledger import ledger_turn
from review.models import Credential, CredentialStatus, Ledger

FIXTURES = Path(__file__).resolve().parent.parent.parent / "fixtures"

Json = dict[str, Any]

ACCOUNTS = {role: role.title() for role in ROLES}
DATES = ("published_online", "accessed_on")


class Demo:
    """Brings in what is missing and leaves alone what is there.

    On an empty database it begins in the past, so that pages are of different ages and one is
    overdue; the ledger lets nothing happen before what it holds already.
    """

    def __init__(self, *, password: str, now: datetime, fixtures: Path = FIXTURES) -> None:
        self.password = password
        self.now = now
        self.fixtures = fixtures
        self.users: dict[str, User] = {}
        self.began = now

    def load(self) -> None:
        """Raises ``DemoFault`` before anything is written if the fixtures themselves are faulty."""
        library = read_library(self.fixtures)
        check_names(library)
        days = [page["history"]["published_days_ago"] for page in library.pages.values()]
        self.began = self.now - timedelta(days=max(days, default=0))
        self.users = {role: self._user(role) for role in ACCOUNTS}
        with named("site.yaml"):
            self._load_site(library.site)
        self._load_tables(library)
        drafts = Drafts(
            {self._topic_key(page): self._topic(page) for page in library.pages.values()}
        )
        histories = Histories(users=self.users, password=self.password, drafts=drafts, now=self.now)
        steps = [
            step for file, page in library.pages.items() for step in histories.steps(file, page)
        ]
        for step in sorted(steps, key=lambda step: -step.days_ago):
            self._take(step)

    def _load_tables(self, library: Library) -> None:
        loaders: dict[str, Callable[[Json], None]] = {
            "tags.yaml": self._load_tag,
            "people.yaml": self._load_person,
            "crisis_resources.yaml": self._load_crisis_resource,
            "references.yaml": self._load_reference,
            "notices.yaml": self._load_notice,
            "treatments.yaml": self._load_treatment,
            "images.yaml": self._load_image,
        }
        for file, load in loaders.items():
            _, key = FILES[file]
            for content in library.tables[file]:
                with named(file, str(content[key])):
                    load(content)

    def _take(self, step: Step) -> None:
        held = Ledger.objects.values_list("last_at", flat=True).get()
        with named(step.file):
            step.take(max(self.now - timedelta(days=step.days_ago), held))

    def _user(self, role: str) -> User:
        email = f"{role}@example.org"
        user = User.objects.filter(email=email).first() or User(email=email, name=role.title())
        user.is_staff = True
        user.set_password(self.password)
        user.save()
        user.groups.add(Group.objects.get(name=ACCOUNTS[role]))
        return user

    def _load_site(self, content: Json) -> None:
        if Site.objects.exists():
            return
        with ledger_turn(now=self.began) as turn:
            _save(Site(**content))
            site_changed(at=turn.at, turn=turn)

    def _load_tag(self, content: Json) -> None:
        if not Tag.objects.filter(slug=content["slug"]).exists():
            _save(Tag(**content))

    def _load_person(self, content: Json) -> None:
        person = Person.objects.filter(slug=content["slug"]).first()
        if person is None:
            person = Person(
                **{name: content[name] for name in ("slug", "name", "profession", "biography")},
                languages=content["languages"],
                degrees=content.get("degrees", []),
                suffixes=" ".join(content.get("suffixes", [])),
                user=self.users.get(content["account"]),
                interests=content["interests"]["statement"],
                interests_declared_on=date.fromisoformat(content["interests"]["declared_on"]),
            )
            _save(person)
        for credential in content.get("credentials", []):
            self._load_credential(person, credential)

    def _load_credential(self, person: Person, content: Json) -> None:
        administrator = self.users["administrator"]
        what = {name: content.get(name, "") for name in ("kind", "jurisdiction", "specialty")}
        credential = person.credentials.filter(**what).first()
        if credential is None:
            days = content.get("expires_in_days")
            credential = Credential(
                **what,
                person=person,
                authority=content["authority"],
                number=content.get("number", ""),
                evidence=f"The demo's own register of {content['authority']}: the entry is there.",
                looked_up_by=administrator.name,
                looked_up_on=self.began.date(),
                issued=date.fromisoformat(content["issued"]),
                expires=self.now.date() + timedelta(days=days) if days is not None else None,
                entered_by=administrator,
            )
            _save(credential)
        if credential.status == CredentialStatus.ENTERED:
            verify_credential(credential=credential, by=administrator, now=self.began)

    def _load_crisis_resource(self, content: Json) -> None:
        resource, _ = CrisisResource.objects.get_or_create(
            slug=content["key"],
            defaults={"country": content["country"], "position": content["order"]},
        )
        if resource.versions.filter(verified_at__isnull=False).exists():
            return
        editor = self.users["editor"]
        words = {name: content[name] for name in content.keys() - {"key", "country", "order"}}
        newest = resource.versions.order_by("-number").first() or crisis.enter_version(
            resource=resource, content=words, by=editor, at=self.began
        )
        # What somebody else entered waits for somebody else.
        if newest.entered_by == editor:
            verify_crisis_version(version=newest, by=self.users["administrator"], now=self.began)

    def _load_reference(self, content: Json) -> None:
        known = {name: content[name] for name in ("pmid", "doi", "url", "isbn") if name in content}
        first = next(iter(known.items()), ("title", content["title"]))
        if Reference.objects.filter(**dict([first])).exists():
            return
        days = {name: date.fromisoformat(content[name]) for name in DATES if name in content}
        _save(Reference(**(content | days)))

    def _load_notice(self, content: Json) -> None:
        self._load_versioned(Notice, content, ["text"])

    def _load_treatment(self, content: Json) -> None:
        self._load_versioned(Treatment, content, ["disclosure", "risks", "alternatives"])

    def _load_versioned(
        self, model: type[Notice] | type[Treatment], content: Json, texts: list[str]
    ) -> None:
        subject, _ = model._default_manager.get_or_create(
            slug=content["slug"],
            defaults={"name": content["name"], "locale": content["locale"]},
        )
        if subject.versions.exists():
            return
        read = Drafts({}).text
        words = {name: content[name] for name in content.keys() - {"slug", "name", "locale"}}
        enter_version(
            subject=subject,
            content=words | {name: read(content[name]) for name in texts},
            by=self.users["editor"],
            at=self.began,
            based_on=0,
        )

    def _load_image(self, content: Json) -> None:
        name = content["file"]
        if Image.objects.filter(original_name=name).exists():
            return
        with (self.fixtures / "images" / name).open("rb") as file:
            picture = read_picture(file)
        described = {key: content[key] for key in content.keys() - {"file"}}
        upload_image(
            picture=picture,
            original_name=name,
            description=ImageDescription(**described),
            by=self.users["editor"],
            at=self.began,
        )

    def _topic_key(self, content: Json) -> str:
        return f"{content['kind']}:{content['topic']}"

    def _topic(self, content: Json) -> Topic:
        return Topic.objects.get_or_create(
            kind=content["kind"], working_name=content["working_name"]
        )[0]


def _save(row: models.Model) -> None:
    row.full_clean()
    row.save()
