"""Random histories of a small site, by every move that changes what the public can see."""

from dataclasses import replace
from datetime import timedelta
from random import Random

from articles.drafts import AssociationDraft, CitationDraft, SectionDraft
from articles.models import Kind, OverduePolicy, Page
from delivery.covering import change_grace
from delivery.models import Publication
from delivery.publishing import publish_presentation, withdraw
from delivery.recalling import Why, recall
from delivery.revoking_all import plan_revocation, revoke_all
from delivery.scheduling import hold, schedule
from references.facts import work_changed
from references.models import Reference, Standing
from review.credentialing import end_credential, verify_credential
from review.declaring import declare_interests
from review.models import Credential, EndedKind, Ledger, SecondReview, SignOff
from review.refusals import Refusal, Refused
from review.second_reviews import withdraw_second_review
from review.signoff import revoke
from tests.builders import (
    NOW,
    edit_page,
    make_credential,
    make_page,
    make_reference,
    make_reviewer,
    make_second_review,
    make_second_reviewer,
    make_site,
    make_tag,
    make_topic,
    publish_page,
    sign_page,
    text,
)
from tests.delivery.anew import settle_at
from tests.delivery.nodes import citation, doc, mark, paragraph, words

HOUR = timedelta(hours=1)
KINDS = (Kind.SYMPTOM, Kind.SYMPTOM, Kind.CONDITION, Kind.CONDITION, Kind.ARTICLE)


class History:
    """Makes one random move after the other. To be refused is no error; anything else is."""

    def __init__(self, cast, seed):
        self.random, self.cast, self.now = Random(seed), cast, NOW
        self.reviewers = [cast.reviewer, make_reviewer(cast.administrator)]
        self.topics = [make_topic(kind) for kind in KINDS]
        self.works = [make_reference() for _ in range(3)]
        self.tags = [make_tag() for _ in range(2)]
        self.slugs = 0
        self.psychologist = make_second_reviewer(cast.administrator)
        self.site = make_site()
        for _ in range(6):
            self.write()
        self.moves = [
            self.write,
            self.write,
            self.write,
            self.rewrite,
            self.rename,
            self.withdraw,
            self.plan,
            self.plan,
            self.hold,
            self.revoke,
            self.recall,
            self.revoke_all,
            self.retract,
            self.lapse,
            self.renew,
            self.second,
            self.declare,
            self.grant,
            self.wait,
            self.wait,
        ]

    @property
    def instant(self):
        """The instant of the last move, or the present one if it is later."""
        return max(self.now, Ledger.objects.get(pk=1).last_at)

    def step(self):
        """Make one move, and say which, and why it was refused if it was."""
        self.now += HOUR * self.random.randint(0, 3)
        move = self.random.choice(self.moves)
        try:
            move()
        except Refused as refused:
            return f"{move.__name__}: {refused.code}"
        return move.__name__

    def write(self):
        """Write a page about some topic in some language, and publish it."""
        topic, locale = self.random.choice(self.topics), self.random.choice(["en", "en", "es"])
        page = Page.objects.filter(topic=topic, locale=locale).first()
        if page is None:
            page = make_page(by=self.cast.editor, at=self.now, **self._new(topic, locale))
        else:
            edit_page(page, by=self.cast.editor, at=self.now, **self._content(topic, locale))
        publish_page(page, self._signing(), now=self.now)

    def rewrite(self):
        page = self._page()
        edit_page(
            page, by=self.cast.editor, at=self.now, title=f"Title {self.random.randint(1, 9)}"
        )
        publish_page(page, self._signing(), now=self.now)

    def rename(self):
        page = self._page()
        self.slugs += 1
        edit_page(
            page,
            by=self.cast.publisher,
            at=self.now,
            slug=f"slug-{self.slugs}",
            tags=self.random.sample(self.tags, self.random.randint(0, 2)),
        )
        page.refresh_from_db()
        publish_presentation(
            page=page, by=self.cast.publisher, lock_version=page.lock_version, now=self.now
        )

    def withdraw(self):
        withdraw(page=self._page(), by=self.cast.publisher, reason="Old.", now=self.now)

    def plan(self):
        """Schedule a new version, sometimes with an end: some pages expire."""
        page = self._page()
        edit_page(page, by=self.cast.editor, at=self.now, **self._content(page.topic, page.locale))
        signed = sign_page(page, self._signing(), now=self.now)
        begins = self.now + HOUR * self.random.randint(1, 20)
        until = begins + HOUR * self.random.randint(1, 20) if self.random.random() < 0.5 else None
        schedule(
            revision=signed.revision,
            at=begins,
            until=until,
            by=self.cast.publisher,
            now=self.now,
        )

    def hold(self):
        rows = list(Publication.objects.scheduled(self.now).order_by("pk"))
        if rows:
            hold(publication=self.random.choice(rows), by=self.cast.publisher, now=self.now)

    def revoke(self):
        sign_offs = SignOff.objects.filter(revocation=None).order_by("pk")
        sign_off = self.random.choice(list(sign_offs) or [None])
        if sign_off is None:
            return
        revoke(sign_off=sign_off, by=sign_off.signer, reason="An error.", now=self.now)

    def recall(self):
        why = Why(severity="wrong", notice="Something here was wrong.", reason="An error.")
        recall(page=self._page(), by=self.cast.publisher, why=why, now=self.now)

    def revoke_all(self):
        """Seldom: little is left of a small site then."""
        signer = self.random.choice(self.reviewers)
        if self.random.random() < 0.2:
            digest = plan_revocation(signer, at=self.instant).digest
            revoke_all(signer=signer, by=signer, reason="All.", digest=digest, now=self.instant)

    def retract(self):
        work = self.random.choice(self.works)
        standing = self.random.choice([Standing.RETRACTED, Standing.CURRENT])
        Reference.objects.filter(pk=work.pk).update(standing=standing, standing_checked_at=self.now)
        work_changed(work=work, at=self.now)

    def lapse(self):
        held = Credential.objects.filter(status="verified").order_by("pk")
        # One reviewer goes on: otherwise nothing could be signed any more.
        ending = held.exclude(person=self.cast.reviewer.person).first()
        if ending:
            kind = self.random.choice(list(EndedKind))
            end_credential(credential=ending, by=self.cast.administrator, now=self.now, kind=kind)

    def renew(self):
        """Verify a licence of the other reviewer, which may be over soon."""
        days = self.random.choice([0, 3, 60, 900])
        make_credential(
            self.reviewers[1].person,
            entered_by=self.cast.editor,
            jurisdiction=f"X{self.random.randint(1, 9)}",
            expires=(self.now + timedelta(days=days)).date(),
        )
        waiting = Credential.objects.filter(status="entered").get()
        verify_credential(credential=waiting, by=self.cast.administrator, now=self.now)

    def second(self):
        """Have a psychologist sign too, or take that back."""
        signed = SignOff.objects.filter(revocation=None).order_by("-signed_at", "uuid").first()
        standing = SecondReview.objects.standing().order_by("pk").first()
        if standing and self.random.random() < 0.3:
            withdraw_second_review(review=standing, by=self.psychologist, now=self.now)
        elif signed:
            make_second_review(signed, self.cast, by=self.psychologist, now=self.now)

    def declare(self):
        by = self.random.choice([*self.reviewers, self.psychologist])
        statement = f"Statement {self.random.randint(1, 9)}."
        declare_interests(person=by.person, by=by, statement=statement, now=self.now)

    def grant(self):
        """Change how long pages outlive the licence of their signer."""
        days = self.random.choice([0, 14, 60])
        change_grace(site=self.site, days=days, by=self.cast.administrator, now=self.now)

    def wait(self):
        """Let time pass, sometimes until reviews are due; sometimes the worker comes by."""
        self.now += HOUR * self.random.choice([1, 5, 24, 24 * 40])
        if self.random.random() < 0.5:
            settle_at(self.now)

    def _signing(self):
        return replace(self.cast, reviewer=self.random.choice(self.reviewers))

    def _page(self):
        pages = list(Page.objects.order_by("pk"))
        if not pages:
            raise Refused(Refusal.NOT_ALLOWED)
        return self.random.choice(pages)

    def _new(self, topic, locale):
        self.slugs += 1
        source = Page.objects.filter(topic=topic).order_by("pk").first()
        return {
            "topic": topic,
            "locale": locale,
            "title": f"Title {self.slugs}",
            "slug": f"slug-{self.slugs}",
            "overdue_policy": self.random.choice(OverduePolicy.values),
            "translated_from": source,
            "translated_fingerprint": source.fingerprint if source else "",
            **self._content(topic, locale),
        }

    def _content(self, topic, locale):
        """Words that name other topics and cite works, in each of the ways there are."""
        others = [other for other in self.topics if other != topic]
        cited = self.random.sample(self.works, self.random.randint(0, 2))
        link = mark("pageLink", topic=str(self.random.choice(others).uuid))
        citations = [citation(work) for work in cited]
        content = {
            "sections": [
                SectionDraft(
                    heading="Words", body=doc(paragraph(words("See this", link), *citations))
                )
            ],
            "citations": [CitationDraft(key=work.key) for work in cited],
            "outline": [],
            "related": self.random.sample(others, self.random.randint(0, 2)),
            "tags": self.random.sample(self.tags, self.random.randint(0, 2)),
        }
        if topic.kind == Kind.ARTICLE:
            content["about"] = self.random.sample(others, self.random.randint(0, 2))
        if topic.kind == Kind.SYMPTOM:
            content["associations"] = self._associations(link)
        return content

    def _associations(self, link):
        conditions = [topic for topic in self.topics if topic.kind == Kind.CONDITION]
        return [
            AssociationDraft(
                condition=condition,
                name=f"Condition {condition.pk}",
                explanation=text("They go together."),
                explanation_on_condition=doc(paragraph(words("See that", link))),
            )
            for condition in self.random.sample(conditions, self.random.randint(0, 2))
        ]
