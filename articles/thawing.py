"""Back from a snapshot to a page: what ``freeze`` took, ``save_page`` can be given again.

For every valid snapshot ``freeze(save_page(draft=thaw(s), ...)) == s``, on a page that is not there
any more and on one that has been changed since.
"""

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Model

from articles import richtext
from articles.drafts import (
    AlternateNameDraft,
    AssociationDraft,
    CallToActionDraft,
    CitationDraft,
    CodeDraft,
    FaqDraft,
    PageDraft,
    SectionDraft,
)
from articles.frozen import notices_in, treatments_in
from articles.models import (
    CrisisResource,
    Image,
    NoticeVersion,
    Page,
    Person,
    Tag,
    TargetKind,
    Topic,
    TreatmentVersion,
)
from articles.snapshots import Snapshot, documents_of, freeze
from references.models import Reference

Json = dict[str, Any]
Row = TypeVar("Row", bound=Model)
AnyVersion = TypeVar("AnyVersion", NoticeVersion, TreatmentVersion)

# What has the same name in a snapshot and in a draft; a missing key means the default of the draft.
SAME = ("title", "summary", "key_points", "content_flags", "risk_class", "outline")
SAME_OPTIONAL = (
    "article_type",
    "purpose",
    "funding",
    "hero_caption",
    "seo_title",
    "seo_description",
)


def thaw(snapshot: Snapshot) -> PageDraft:
    """Return the draft that makes a page what the snapshot says.

    Raises ``ValidationError`` with the code ``no_longer_exists``, one error for each topic,
    person, tag, page, picture, work or crisis resource that the snapshot names and that is not there.
    """
    stock = _Stock(snapshot)
    stock.refuse_what_is_missing()
    return _draft(snapshot, stock)


def draft_of(page: Page) -> PageDraft:
    """Return the draft that leaves a page as it is; works may be gone, as saving will say."""
    snapshot = freeze(Page.objects.with_parts().get(pk=page.pk))
    return _draft(snapshot, _Stock(snapshot))


def _draft(snapshot: Snapshot, stock: "_Stock") -> PageDraft:
    clinical, presentation = snapshot.clinical, snapshot.presentation
    translated = clinical.get("translated_from")
    return PageDraft(
        uuid=UUID(clinical["page"]),
        topic=stock.topics[clinical["topic"]],
        locale=clinical["locale"],
        slug=presentation["slug"],
        **{name: clinical[name] for name in SAME + SAME_OPTIONAL if name in clinical},
        **({"overdue_policy": policy} if (policy := presentation.get("overdue_policy")) else {}),
        hero_image=stock.images[hero] if (hero := presentation.get("hero_image")) else None,
        translated_from=stock.pages[translated["page"]] if translated else None,
        translated_fingerprint=translated["fingerprint"] if translated else "",
        alternate_names=[
            AlternateNameDraft(name=name) for name in clinical.get("alternate_names", [])
        ],
        codes=[CodeDraft(**code) for code in clinical.get("codes", [])],
        sections=[_section(section, stock) for section in clinical.get("sections", [])],
        associations=[
            AssociationDraft(
                **{**_part(association), "condition": stock.topics[association["condition"]]}
            )
            for association in clinical.get("associations", [])
        ],
        associations_notice=stock.notice(clinical.get("associations_notice")),
        notices=[stock.notices[_notice_key(notice)] for notice in clinical.get("notices", [])],
        faqs=[FaqDraft(**_part(faq)) for faq in clinical.get("faqs", [])],
        calls_to_action=[
            _call(call, presentation.get("targets", {}))
            for call in clinical.get("calls_to_action", [])
        ],
        citations=[CitationDraft(**citation) for citation in clinical.get("citations", [])],
        about=[stock.topics[uuid] for uuid in clinical.get("about", [])],
        byline=[stock.people[uuid] for uuid in presentation.get("byline", [])],
        related=[stock.topics[uuid] for uuid in presentation.get("related", [])],
        tags=[stock.tags[slug] for slug in presentation.get("tags", [])],
    )


class _Stock:
    """What a snapshot names, as far as it is there, in a fixed number of queries.

    ``wanted`` holds, by model and key, the words by which an editor knows what is named.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        self.wanted: dict[type[Model], dict[str, str]] = {
            model: {}
            for model in (
                Topic,
                Person,
                Tag,
                Page,
                Image,
                CrisisResource,
                Reference,
                NoticeVersion,
                TreatmentVersion,
            )
        }
        for model, key, words in _named(snapshot):
            self.wanted[model].setdefault(key, words)
        self.topics = self._by_uuid(Topic)
        self.people = self._by_uuid(Person)
        self.pages = self._by_uuid(Page)
        self.tags = {tag.slug: tag for tag in Tag.objects.filter(slug__in=self.wanted[Tag])}
        self.images = self._by_uuid(Image)
        self.lines = self._by_uuid(CrisisResource)
        self.works = Reference.objects.by_keys(list(self.wanted[Reference]))
        self.notices = self._by_number(NoticeVersion)
        self.treatments = self._by_number(TreatmentVersion)

    def notice(self, frozen: Json | None) -> NoticeVersion | None:
        return self.notices[_notice_key(frozen)] if frozen else None

    def treatment(self, frozen: Json | None) -> TreatmentVersion | None:
        return self.treatments[_treatment_key(frozen)] if frozen else None

    def refuse_what_is_missing(self) -> None:
        there: dict[type[Model], Mapping[str, Model]] = {
            Topic: self.topics,
            Person: self.people,
            Tag: self.tags,
            Page: self.pages,
            Image: self.images,
            CrisisResource: self.lines,
            Reference: self.works,
            NoticeVersion: self.notices,
            TreatmentVersion: self.treatments,
        }
        missing = [
            ValidationError(
                "This is not there any more: %(words)s.",
                code="no_longer_exists",
                params={"words": words},
            )
            for model, wanted in self.wanted.items()
            for key, words in wanted.items()
            if key not in there[model]
        ]
        if missing:
            raise ValidationError(missing)

    def _by_uuid(self, model: type[Row]) -> dict[str, Row]:
        rows = model._default_manager.filter(uuid__in=self.wanted[model])
        return {str(row.uuid): row for row in rows}  # type: ignore[attr-defined]

    def _by_number(self, model: type[AnyVersion]) -> dict[str, AnyVersion]:
        of = model.OF
        uuids = {key.partition("/")[0] for key in self.wanted[model]}
        rows = model._default_manager.filter(**{f"{of}__uuid__in": uuids}).select_related(of)
        return {_pin_key(row.subject.uuid, row.number): row for row in rows}


def _named(snapshot: Snapshot) -> Iterator[tuple[type[Model], str, str]]:
    """Everything outside the page that its snapshot names: model, key, words for an editor."""
    clinical = snapshot.clinical
    yield Topic, clinical["topic"], f"the topic of “{clinical['title']}”"
    for association in clinical.get("associations", []):
        yield Topic, association["condition"], f"the condition “{association['name']}”"
    for citation in clinical.get("citations", []):
        yield Reference, citation["key"], f"the work {citation['key']}"
    if "translated_from" in clinical:
        yield Page, clinical["translated_from"]["page"], "the page that this one translates"
    for notice in notices_in(clinical):
        called = notice.get("heading", notice["notice"])
        words = f"version {notice['number']} of the notice “{called}”"
        yield NoticeVersion, _notice_key(notice), words
    for treatment in treatments_in(clinical):
        words = f"version {treatment['number']} of the treatment “{treatment['title']}”"
        yield TreatmentVersion, _treatment_key(treatment), words
    for uuid in clinical.get("about", []):
        yield Topic, uuid, f"a topic that the article is about ({uuid})"
    yield from _named_in_texts(clinical)
    yield from _named_in_presentation(snapshot)


def _named_in_texts(clinical: Json) -> Iterator[tuple[type[Model], str, str]]:
    for document in documents_of(clinical):
        for uuid in richtext.page_link_topics(document):
            yield Topic, uuid, f"a page that the text links to ({uuid})"
        for uuid in richtext.crisis_line_resources(document):
            yield CrisisResource, uuid, f"a crisis line in the text ({uuid})"
        for figure in richtext.figures(document):
            name = figure["alt"] or figure["caption"] or figure["image"]
            yield Image, figure["image"], f"the picture “{name}” in the text"


def _named_in_presentation(snapshot: Snapshot) -> Iterator[tuple[type[Model], str, str]]:
    presentation = snapshot.presentation
    labels = {call["id"]: call["label"] for call in snapshot.clinical.get("calls_to_action", [])}
    for id, target in presentation.get("targets", {}).items():
        if target["kind"] == TargetKind.PAGE:
            yield Topic, target["target"], f"the page behind the button “{labels[id]}”"
    if "hero_image" in presentation:
        uuid = presentation["hero_image"]
        yield Image, uuid, f"the picture at the top of the page ({uuid})"
    for uuid in presentation.get("byline", []):
        yield Person, uuid, f"somebody in the byline ({uuid})"
    for uuid in presentation.get("related", []):
        yield Topic, uuid, f"a related page ({uuid})"
    for slug in presentation.get("tags", []):
        yield Tag, slug, f"the tag “{slug}”"


def _part(values: Json) -> Json:
    """The fields of a part's draft: in a draft its id is a ``UUID``."""
    fields = {name: value for name, value in values.items() if name != "id"}
    return {**fields, "uuid": UUID(values["id"])}


def _section(section: Json, stock: _Stock) -> SectionDraft:
    pinned = {
        "notice": stock.notice(section.get("notice")),
        "treatment": stock.treatment(section.get("treatment")),
    }
    return SectionDraft(**{**_part(section), **pinned})


def _notice_key(frozen: Json) -> str:
    return _pin_key(frozen["notice"], frozen["number"])


def _treatment_key(frozen: Json) -> str:
    return _pin_key(frozen["treatment"], frozen["number"])


def _pin_key(uuid: object, number: int) -> str:
    return f"{uuid}/{number}"


def _call(call: Json, targets: Json) -> CallToActionDraft:
    fields = _part(call)
    target = fields.pop("target", None) or targets[call["id"]]
    return CallToActionDraft(**fields, target_kind=target["kind"], target=target["target"])
