"""What happened to each page of the demo, in the order in which it happened.

Each step looks at what stands, so that a run goes on where the last one was interrupted, and a
page with which somebody has gone on since is left alone.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.http import HttpRequest

from accounts.models import User
from articles.models import Page, Person
from articles.saving import save_page
from cms.demo.drafts import Drafts
from delivery.publishing import publish, publish_presentation, withdraw
from delivery.scheduling import schedule
from review.declaring import declare_interests, interests_are_declared
from review.models import Revision, Scope, Submission, SubmissionState
from review.signoff import Reading, sign
from review.submitting import submit

Json = dict[str, Any]


@dataclass(frozen=True)
class Step:
    """``file`` is named when the step is refused."""

    days_ago: int
    file: str
    take: Callable[[datetime], None]


@dataclass(frozen=True)
class Histories:
    users: dict[str, User]
    password: str
    drafts: Drafts
    now: datetime

    def steps(self, file: str, content: Json) -> Iterator[Step]:
        """The steps of one page, from the first to the last."""
        history = content["history"]
        former = history.get("former_slug")
        first = content | {"slug": former["slug"]} if former else content
        days = history.get("scheduled_in_days")
        begins = self.now + timedelta(days=days) if days else None
        publishing = partial(self.publish, first, begins)
        yield Step(history["published_days_ago"], file, publishing)
        if former:
            yield Step(former["days_ago"], file, partial(self.readdress, content))
        if withdrawn := history.get("withdrawn"):
            yield Step(withdrawn["days_ago"], file, partial(self.withdraw, content, withdrawn))
        if edited := history.get("edited"):
            yield Step(edited["days_ago"], file, partial(self.edit, content, edited))

    def publish(self, content: Json, begins: datetime | None, at: datetime) -> None:
        """Write, submit, sign and publish a page, or schedule it for ``begins``."""
        page = self._page(content) or save_page(
            draft=self.drafts.page(content), by=self.users["editor"], at=at
        )
        if not self._is_as_loaded(page) or page.publications.exists():
            return
        revision = self._signed(self._submitted(page, "First version.", at), at)
        publisher = self.users["publisher"]
        if revision is not None and begins:
            schedule(revision=revision, at=begins, by=publisher, now=at)
        elif revision is not None:
            publish(revision=revision, by=publisher, now=at)

    def readdress(self, content: Json, at: datetime) -> None:
        """Give a page the slug that its fixture names."""
        page = self._page(content)
        if page is None or page.created_by != self.users["editor"]:
            return
        if page.lock_version == 1:
            page = self._saved(page, content, at)
        live = page.publications.live(at).first()
        if page.lock_version == 2 and live and live.slug != page.slug == content["slug"]:
            publish_presentation(
                page=page, by=self.users["publisher"], lock_version=page.lock_version, now=at
            )

    def withdraw(self, content: Json, withdrawn: Json, at: datetime) -> None:
        page = self._page(content)
        if page is None or not self._is_as_loaded(page) or page.publications.count() != 1:
            return
        if page.publications.live(at).exists():
            successor = withdrawn.get("successor")
            withdraw(
                page=page,
                by=self.users["publisher"],
                reason=withdrawn["reason"],
                notice=withdrawn["notice"],
                successor=self.drafts.topics[successor] if successor else None,
                now=at,
            )

    def edit(self, content: Json, edited: Json, at: datetime) -> None:
        """Change the words of a page and lay them before a physician."""
        page = self._page(content)
        if page is None or page.created_by != self.users["editor"]:
            return
        if page.lock_version == 1:
            page = self._saved(page, _changed(content, edited), at)
        mine = page.lock_version == 2 and page.changed_by == self.users["editor"]
        if mine and page.submissions.count() == 1:
            self._submit(page, edited["change_note"], at)

    def _page(self, content: Json) -> Page | None:
        topic = self.drafts.topics[f"{content['kind']}:{content['topic']}"]
        return Page.objects.filter(topic=topic, locale=content["locale"]).first()

    def _is_as_loaded(self, page: Page) -> bool:
        return page.lock_version == 1 and page.created_by == self.users["editor"]

    def _saved(self, page: Page, content: Json, at: datetime) -> Page:
        return save_page(
            draft=self.drafts.page(content),
            by=self.users["editor"],
            at=at,
            page=page,
            lock_version=page.lock_version,
        )

    def _submitted(self, page: Page, note: str, at: datetime) -> Submission:
        return page.submissions.order_by("submitted_at").last() or self._submit(page, note, at)

    def _submit(self, page: Page, note: str, at: datetime) -> Submission:
        return submit(
            page=page,
            by=self.users["editor"],
            lock_version=page.lock_version,
            now=at,
            change_note=note,
        )

    def _signed(self, submission: Submission, at: datetime) -> Revision | None:
        """Return the submitted revision once it is signed; None if it was sent back or revoked."""
        if submission.state == SubmissionState.IN_REVIEW:
            reviewer = self.users["reviewer"]
            self._declare(Person.objects.get(user=reviewer), at)
            sign(
                submission=submission,
                by=reviewer,
                password=self.password,
                reading=Reading(submission.revision.fingerprint, Scope.WHOLE_PAGE),
                request=HttpRequest(),
                now=at,
            )
        return Revision.objects.filter(pk=submission.revision_id).covered().first()

    def _declare(self, person: Person, at: datetime) -> None:
        """Say the same again once a year, as who signs must."""
        if not interests_are_declared(person, at=at):
            declare_interests(
                person=person, by=self.users["reviewer"], statement=person.interests, now=at
            )


def _changed(content: Json, edited: Json) -> Json:
    bodies = {row["key"]: row["body"] for row in edited.get("sections", [])}
    sections = [
        row | {"body": bodies[row["key"]]} if row["key"] in bodies else row
        for row in content["sections"]
    ]
    summary = {"summary": edited["summary"]} if "summary" in edited else {}
    return content | summary | {"sections": sections}
