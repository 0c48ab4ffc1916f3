"""Do the fixtures name each other rightly, and are their texts rich texts?"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError

from articles import richtext
from articles.models import Site, TargetKind
from articles.richtext import Profile, citation_keys
from cms.demo.faults import DemoFault
from cms.demo.fixtures import Json, Library
from cms.demo.markdown import rich_text
from cms.demo.shapes import FILES
from references.models import Reference

ANY_UUID = str(UUID(int=1))
ROLES = ("editor", "reviewer", "publisher", "administrator")
NO_ACCOUNT = "none"
# A place, the names that stand there, and those that there are.
Wanted = tuple[str, Sequence[str], Collection[str]]
# The rich texts of each part of a page.
TEXTS: Sequence[tuple[str, Sequence[str], Profile]] = (
    ("sections", ["body"], Profile.BODY),
    ("associations", ["explanation", "explanation_on_condition"], Profile.ANSWER),
    ("faqs", ["answer"], Profile.ANSWER),
    ("calls_to_action", ["text"], Profile.ANSWER),
)


def check_names(library: Library) -> None:
    """Raises ``DemoFault`` with every name that leads nowhere and every text that is none."""
    faults = [*_Names(library).faults()]
    if faults:
        raise DemoFault(faults)


class _Names:
    def __init__(self, library: Library) -> None:
        self.library = library
        tables = library.tables
        self.people = {row["slug"] for row in tables["people.yaml"]}
        self.crisis = {row["key"] for row in tables["crisis_resources.yaml"]}
        self.notices = {row["slug"]: row["locale"] for row in tables["notices.yaml"]}
        self.treatments = {row["slug"]: row["locale"] for row in tables["treatments.yaml"]}
        self.images = {row["file"] for row in tables["images.yaml"]}
        self.tags = {row["slug"] for row in tables["tags.yaml"]}
        self.works = [key for row in tables["references.yaml"] for key in _keys(row)]
        self.topics = {f"{page['kind']}:{page['topic']}" for page in library.pages.values()}
        self.written = {(_topic(page), page["locale"]) for page in library.pages.values()}

    def faults(self) -> Iterator[str]:
        for name, (_, key) in FILES.items():
            for value in _repeated(row[key] for row in self.library.tables[name]):
                yield f"{name}, {value}: This stands twice."
        yield from self.of_site()
        yield from self.of_works()
        yield from self.of_tables()
        yield from self.of_pages_together()
        for name, page in self.library.pages.items():
            for place, fault in self.of_page(page):
                yield f"{name}, {place}: {fault}"

    def of_works(self) -> Iterator[str]:
        for row in self.library.tables["references.yaml"]:
            try:
                Reference(**row).clean_fields()
            except ValidationError as error:
                yield f"references.yaml, {row['title']}: {' '.join(error.messages)}"
        for key in _repeated(self.works):
            yield f"references.yaml, {key}: This stands twice."

    def of_site(self) -> Iterator[str]:
        try:
            Site(**self.library.site).clean_fields()
        except ValidationError as error:
            yield f"site.yaml: {' '.join(error.messages)}"

    def of_tables(self) -> Iterator[str]:
        tables = self.library.tables
        for row in tables["people.yaml"]:
            if row["account"] not in (*ROLES, NO_ACCOUNT):
                yield f"people.yaml, {row['slug']}: There is no account “{row['account']}”."
        for row in tables["images.yaml"]:
            if not (self.library.folder / "images" / row["file"]).is_file():
                yield f"images.yaml, {row['file']}: There is no such file in images/."
        for row in tables["notices.yaml"]:
            yield from self.of_texts("notices.yaml", row, ["text"])
        for row in tables["treatments.yaml"]:
            yield from self.of_texts(
                "treatments.yaml", row, ["disclosure", "risks", "alternatives"]
            )

    def of_texts(self, file: str, row: Json, names: Sequence[str]) -> Iterator[str]:
        for name in names:
            faults: list[str] = []
            self.read(row[name], Profile.NOTICE, faults)
            yield from (f"{file}, {row['slug']}.{name}: {fault}" for fault in faults)

    def of_pages_together(self) -> Iterator[str]:
        pages = self.library.pages
        for what in _repeated(f"{_topic(page)} in {page['locale']}" for page in pages.values()):
            yield f"pages, {what}: Two files are about this."
        slugs = [f"/{page['locale']}/{page['kind']}s/{page['slug']}/" for page in pages.values()]
        for slug in _repeated(slugs):
            yield f"pages, {slug}: Two pages have this address."
        names = {(_topic(page), page["working_name"]) for page in pages.values()}
        for topic in _repeated(topic for topic, _ in names):
            yield f"pages, {topic}: Its pages give it two working names."

    def of_page(self, page: Json) -> Iterator[tuple[str, str]]:
        if page["locale"] not in settings.CONTENT_LOCALES:
            yield "locale", f"{page['locale']} is not among CONTENT_LOCALES."
        parts = ("sections", "associations", "faqs", "calls_to_action", "citations")
        for part in parts:
            for key in _repeated(row["key"] for row in page.get(part, [])):
                yield f"{part}.{key}", "This stands twice."
        yield from self.of_names(page)
        yield from self.of_outline(page)
        yield from self.of_history(page["history"])
        marked: set[str] = set()
        for place, text, profile in _texts(page):
            faults: list[str] = []
            marked.update(citation_keys(self.read(text, profile, faults)))
            yield from ((place, fault) for fault in faults)
        yield from self.of_citations(page, marked)

    def of_names(self, page: Json) -> Iterator[tuple[str, str]]:
        for place, names, known in (*self.of_its_own(page), *self.of_its_parts(page)):
            for name in names:
                if name not in known:
                    yield place, f"There is no “{name}”."
        source = page.get("translated_from")
        if source and (_topic(page), source) not in self.written:
            yield "translated_from", f"There is no page of {_topic(page)} in {source}."

    def of_its_own(self, page: Json) -> Iterator[Wanted]:
        notices = self.of_locale(self.notices, page)
        yield "byline", page.get("byline", []), self.people
        yield "tags", page.get("tags", []), self.tags
        yield "about", page.get("about", []), self.topics
        yield "related", page.get("related", []), self.topics
        yield "hero_image", _one(page, "hero_image"), self.images
        yield "notices", page.get("notices", []), notices
        yield "associations_notice", _one(page, "associations_notice"), notices

    def of_its_parts(self, page: Json) -> Iterator[Wanted]:
        notices = self.of_locale(self.notices, page)
        treatments = self.of_locale(self.treatments, page)
        for row in page["sections"]:
            yield f"sections.{row['key']}.notice", _one(row, "notice"), notices
            yield f"sections.{row['key']}.treatment", _one(row, "treatment"), treatments
        for row in page.get("associations", []):
            condition = f"condition:{row['condition']}"
            yield f"associations.{row['key']}.condition", [condition], self.topics
        for row in page.get("calls_to_action", []):
            if row["target_kind"] == TargetKind.PAGE:
                yield f"calls_to_action.{row['key']}.target", [row["target"]], self.topics

    def of_locale(self, versioned: dict[str, str], page: Json) -> set[str]:
        return {slug for slug, locale in versioned.items() if locale == page["locale"]}

    def of_outline(self, page: Json) -> Iterator[tuple[str, str]]:
        there = [f"section:{row['key']}" for row in page["sections"]]
        there += [f"call_to_action:{row['key']}" for row in page.get("calls_to_action", [])]
        parts = {"references": "citations"}
        for part in ("key_points", "associations", "faqs", "references"):
            there += [part] if page.get(parts.get(part, part)) else []
        for entry in sorted(set(there) - set(page["outline"])):
            yield "outline", f"“{entry}” is missing."
        for entry in sorted(set(page["outline"]) - set(there)):
            yield "outline", f"There is no “{entry}”."
        for entry in _repeated(page["outline"]):
            yield "outline", f"“{entry}” stands twice."

    def of_history(self, history: Json) -> Iterator[tuple[str, str]]:
        successor = history.get("withdrawn", {}).get("successor")
        if successor and successor not in self.topics:
            yield "history.withdrawn.successor", f"There is no “{successor}”."
        for step in ("former_slug", "withdrawn", "edited"):
            if history.get(step, {}).get("days_ago", 0) > history["published_days_ago"]:
                yield f"history.{step}", "This would come before the page was published."

    def read(self, text: str, profile: Profile, faults: list[str]) -> Json:
        """Return the rich text, empty if it has faults, which are added to ``faults``."""
        try:
            return richtext.normalise(rich_text(text, self.any_uuid), profile=profile)
        except ValidationError as error:
            faults += error.messages
        except ValueError as error:
            faults.append(str(error))
        return {}

    def any_uuid(self, scheme: str, name: str) -> str:
        known = self.crisis if scheme == "crisis" else self.topics
        if (name if scheme == "crisis" else f"{scheme}:{name}") not in known:
            raise ValueError(f"There is no “{scheme}:{name}”.")
        return ANY_UUID

    def of_citations(self, page: Json, marked: set[str]) -> Iterator[tuple[str, str]]:
        cited = {row["key"] for row in page.get("citations", [])}
        for key in sorted(cited.difference(self.works)):
            yield f"citations.{key}", "This work is not in references.yaml."
        for key in sorted(cited - marked):
            yield f"citations.{key}", "No mark in the text leads to this work."
        for key in sorted(marked - cited):
            yield "citations", f"The text has a mark for {key}, which is not here."


def _keys(work: Json) -> list[str]:
    return [f"{name}:{work[name]}" for name in ("pmid", "doi") if name in work]


def _topic(page: Json) -> str:
    return f"{page['kind']}:{page['topic']}"


def _one(row: Json, name: str) -> list[str]:
    return [row[name]] if name in row else []


def _repeated(values: Iterable[Any]) -> list[Any]:
    return [value for value, times in Counter(values).items() if times > 1]


def _texts(page: Json) -> Iterator[tuple[str, str, Profile]]:
    """Every rich text of a page: its place, its words, and what its field lets it hold."""
    if "key_points" in page:
        yield "key_points", page["key_points"], Profile.KEY_POINTS
    for part, fields, profile in TEXTS:
        for row in page.get(part, []):
            for name in fields:
                if name in row:
                    yield f"{part}.{row['key']}.{name}", row[name], profile
    for row in page["history"].get("edited", {}).get("sections", []):
        yield f"history.edited.sections.{row['key']}", row["body"], Profile.BODY
