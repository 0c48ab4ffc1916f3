"""Pages in every state, whose words tell whether a reader may see them."""

from datetime import timedelta

from articles.drafts import AssociationDraft, CallToActionDraft, FaqDraft
from articles.models import Kind, Topic
from delivery.models import Publication
from delivery.publishing import publish, withdraw
from delivery.recalling import Why, recall
from review.signoff import revoke
from review.submitting import send_back, submit
from tests.builders import (
    NOW,
    edit_page,
    make_page,
    publish_page,
    renew,
    sign_page,
    sign_submission,
    submit_page,
    text,
)
from tests.delivery.clock import ago, ahead
from tests.delivery.nodes import doc, mark, paragraph
from tests.delivery.nodes import words as words_of
from tests.delivery.planted_words import pinned, words
from tests.delivery.rows import make_row

DAY = timedelta(days=1)


class Planting:
    """One page in each state, of one kind and language, and a live condition that they name."""

    def __init__(self, cast, kind, locale):
        self.cast, self.kind, self.locale = cast, kind, locale
        named = make_page(
            by=cast.editor,
            kind=Kind.CONDITION,
            locale=locale,
            title=f"The opennamed{kind}title",
            slug=f"opennamed{kind}",
        )
        self.condition = publish_page(named, cast).topic

    def words(self, prefix, state):
        content = words(prefix, state, self.kind, condition=self.condition)
        by, locale = self.cast.editor, self.locale
        return pinned(content, prefix, state, self.kind, by=by, locale=locale)

    def page(self, state, *, prefix="leak"):
        topic = Topic.objects.create(kind=self.kind, working_name=f"leak{state}{self.kind}name")
        return make_page(
            by=self.cast.editor,
            topic=topic,
            locale=self.locale,
            **self.words(prefix, state),
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
        why = Why(severity="wrong", notice="openrecallnotice", reason="leakrecallreason")
        recall(page=self.published("recalled").page, by=cast.publisher, why=why, now=NOW)
        self.plant_live()

    def plant_live(self):
        """Pages that are public now, and whose other words are not."""
        cast = self.cast
        for state in ("unsigned", "sentback", "unpublished", "scheduled"):
            live = self.published(f"beside{state}", prefix="open").page
            changed = {**self.words("leak", f"new{state}"), "outline": []}
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
        edit_page(replaced, by=cast.editor, **self.words("open", "replacing"), outline=[])
        publish_page(replaced, cast)
        self.plant_renewed()
        self.plant_translation()

    def plant_renewed(self):
        """A live page whose notice and treatment have newer versions that it does not pin."""
        live = self.published("renewed", prefix="open").page
        for pin in live.notice_pins.all():
            renew(pin.version.notice, by=self.cast.editor, text=text("leaknewer"))
        for section in live.sections.all():
            renew(section.treatment.treatment, by=self.cast.editor, title="leaknewer")

    def plant_translation(self):
        live = self.published("translated", prefix="open").page
        other = "es" if self.locale == "en" else "en"
        make_page(
            by=self.cast.editor,
            topic=live.topic,
            locale=other,
            **pinned(
                words("leak", "translation", self.kind, condition=self.condition),
                "leak",
                "translation",
                self.kind,
                by=self.cast.editor,
                locale=other,
            ),
        )

    def plant_neighbour(self):
        """Live pages that name every topic there is, in every way."""
        topics = list(Topic.objects.filter(kind=self.kind))
        content = self.words("open", "neighbour")
        content["faqs"] = [FaqDraft(question="Where does it link?", answer=linking(topics))]
        content["related"] = topics
        content["calls_to_action"] = [
            CallToActionDraft(label="openlink", target_kind="page", target=str(topic.uuid))
            for topic in topics
        ]
        if self.kind == Kind.ARTICLE:
            content["about"] = topics
        self.publish(self.kind, content)
        if self.kind == Kind.CONDITION:
            self.publish(Kind.SYMPTOM, {"associations": list(map(associated, topics))})

    def publish(self, kind, content):
        page = make_page(by=self.cast.editor, kind=kind, locale=self.locale, **content)
        publish_page(page, self.cast)


def linking(topics):
    """A rich text of links to the topics."""
    return doc(
        *(
            paragraph(words_of("openlink ", mark("pageLink", topic=str(topic.uuid))))
            for topic in topics
        )
    )


def associated(topic):
    return AssociationDraft(condition=topic, name="openlink", explanation=text("openlink"))
