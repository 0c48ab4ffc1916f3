"""Pages in every state, whose words tell whether a reader may see them."""

from datetime import date, timedelta

from articles.drafts import CitationDraft, FaqDraft, SectionDraft
from articles.models import Topic
from delivery.models import EndingKind, Publication
from delivery.publishing import end, publish, withdraw
from review.signoff import revoke
from review.submitting import send_back, submit
from tests.builders import (
    NOW,
    bullets,
    cited,
    edit_page,
    make_page,
    make_person,
    make_reference,
    make_topic,
    publish_page,
    sign_page,
    sign_submission,
    submit_page,
    text,
)
from tests.delivery.clock import ago, ahead
from tests.delivery.rows import make_row

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
