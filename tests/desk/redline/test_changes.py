"""What became of each part of a page."""

import copy
import json
from dataclasses import replace
from uuid import uuid4

import pytest

from articles.drafts import AssociationDraft, CitationDraft, FaqDraft, SectionDraft
from articles.models import Kind, Page
from articles.snapshots import Snapshot, freeze
from desk.redline import redline
from review.readiness.texts import UUID_TEXT
from tests.articles.test_golden import FOLDER, GOLDEN
from tests.builders import (
    cited,
    draft_of,
    edit_page,
    make_notice,
    make_page,
    make_reference,
    make_topic,
    renew,
    text,
)
from tests.desk.redline.printed import became, texts


@pytest.fixture
def page(cast):
    make_reference(pmid="1", title="On shame", authors=[{"family": "Nock"}], year=2008)
    make_reference(pmid="2", title="On guilt", authors=[{"family": "Ito"}], year=2019)
    return make_page(
        by=cast.editor,
        title="Shame",
        summary="What shame is.",
        sections=[
            SectionDraft(heading="What it is", body=cited("Shame hides.", "pmid:1")),
            SectionDraft(heading="What helps", body=text("Take 25 mg.")),
            SectionDraft(heading="More", body=text("Rest.")),
        ],
        faqs=[FaqDraft(question="Why?", answer=text("Because."))],
        citations=[CitationDraft(key="pmid:1", note="It says so.")],
    )


def frozen(page):
    return freeze(Page.objects.with_parts().get(pk=page.pk))


def edited(page, cast, **changes):
    """The redline of an edit."""
    before = frozen(page)
    edit_page(page, by=cast.editor, **changes)
    return redline(before, frozen(page))


def section(page, place, **changes):
    sections = draft_of(page).sections
    sections[place] = replace(sections[place], **changes)
    return sections


def test_a_changed_dose(page, cast):
    changes = edited(page, cast, sections=section(page, 1, body=text("Take 50 mg.")))
    assert became(changes) == {"Section “What helps”": "changed"}
    assert texts(changes, "Section “What helps”") == {"": ["Take <del>25</del> <ins>50</ins> mg."]}
    assert changes.changed_words == 1
    assert [group.titles for group in changes.groups] == [
        "Title, Summary, Section “What it is”",
        "Section “What helps”",
        "Section “More”, Question “Why?”, List of sources, Source “Nock 2008”, "
        "Facts about the page",
    ]


def test_a_moved_section(page, cast):
    outline = [entry for entry in page.outline if entry["part"] == "section"]
    first, second, third = outline
    others = [entry for entry in page.outline if entry["part"] != "section"]
    changes = edited(page, cast, outline=[third, first, second, *others])
    assert became(changes) == {
        "Section “More”": "Moved: stood after Section “What helps”, stands after Summary now."
    }
    assert changes.changed_words == 0


def test_a_replaced_citation(page, cast):
    changes = edited(
        page,
        cast,
        sections=section(page, 0, body=cited("Shame hides.", "pmid:2")),
        citations=[CitationDraft(key="pmid:2", note="It says so.")],
    )
    assert became(changes) == {
        "Section “What it is”": "changed",
        "Source “Nock 2008”": "removed",
        "Source “Ito 2019”": "new",
    }
    assert texts(changes, "Source “Ito 2019”") == {
        "": ["<ins>Ito. On guilt. 2019.</ins>"],
        "Why it is cited": ["<ins>It says so.</ins>"],
    }


def test_an_adopted_notice(cast):
    version = make_notice(by=cast.editor, heading="Not advice", text=text("Ask a doctor."))
    page = make_page(by=cast.editor, sections=[SectionDraft(heading="Care", notice=version)])
    newer = renew(version.notice, by=cast.editor, text=text("Ask your doctor."))
    changes = edited(page, cast, sections=section(page, 0, notice=newer))
    assert became(changes) == {"Section “Care”": "changed"}
    assert texts(changes, "Section “Care”") == {
        "Notice": ["Ask <del>a</del> <ins>your</ins> doctor."]
    }


def test_a_notice_of_the_page_that_only_has_another_number(cast):
    version = make_notice(by=cast.editor)
    page = make_page(by=cast.editor, notices=[version])
    before = frozen(page)
    after = Snapshot(1, copy.deepcopy(before.clinical), before.presentation)
    after.clinical["notices"][0]["number"] = 2
    (change,) = redline(before, after).changed
    assert (change.status, change.note) == (
        "changed",
        "The words are the same: which version they come from, or their form, differs.",
    )


def test_a_new_question_and_a_removed_section(page, cast):
    faqs = [*draft_of(page).faqs, FaqDraft(question="When?", answer=text("Now."))]
    kept = draft_of(page).sections[:2]
    ids = {str(section.uuid) for section in kept}
    outline = [entry for entry in page.outline if entry.get("id", "") in {*ids, ""}]
    changes = edited(page, cast, faqs=faqs, sections=kept, outline=outline)
    assert became(changes) == {"Section “More”": "removed", "Question “When?”": "new"}
    assert texts(changes, "Question “When?”") == {
        "Question": ["<ins>When?</ins>"],
        "": ["<ins>Now.</ins>"],
    }
    titles = [change.part.title for change in changes.parts]
    assert titles.index("Section “More”") == titles.index("Section “What helps”") + 1


def test_an_association_and_where_it_also_appears(cast):
    condition = make_topic(Kind.CONDITION)
    page = make_page(
        by=cast.editor,
        associations=[
            AssociationDraft(
                condition=condition, name="PTSD", strength="common", explanation=text("Often.")
            )
        ],
    )
    (association,) = draft_of(page).associations
    changed = replace(
        association, strength="core", explanation_on_condition=text("Shame is part of it.")
    )
    changes = edited(page, cast, associations=[changed])
    assert texts(changes, "Association “PTSD”") == {
        "Strength": ["<del>Common</del> <ins>Core: part of what defines the condition</ins>"],
        "": ["Often."],
        "On the condition's page instead": ["<ins>Shame is part of it.</ins>"],
    }


def test_what_no_reader_reads_is_signed_too(page, cast):
    changes = edited(page, cast, content_flags=["suicide"], risk_class="6")
    assert texts(changes, "Facts about the page") == {
        "Content flags": ["<ins>Suicide</ins>"],
        "Risk class": [
            "<del>Raised</del> <ins>Highest</ins> risk: every <del>12</del> <ins>6</ins> months"
        ],
    }


def test_presentation_is_not_signed(page, cast):
    assert edited(page, cast, slug="another-slug").changed == []


def test_one_snapshot_by_itself(page):
    shown = redline(frozen(page), frozen(page))
    assert shown.changed == []
    assert [part.part.key.split(".")[0] for part in shown.parts] == [
        "title",
        "summary",
        "sections",
        "sections",
        "sections",
        "faqs",
        "references",
        "citations",
        "facts",
    ]


def test_the_queries_do_not_grow_with_the_page(cast, page, django_assert_num_queries):
    before = frozen(page)
    edit_page(page, by=cast.editor, summary="Other.")
    after = frozen(page)
    with django_assert_num_queries(1):
        redline(before, after)


# What a page of the golden ones cannot do without, or takes from a closed list.
FIXED = frozenset(
    {"format", "page", "topic", "kind", "locale", "id", "type", "key", "condition", "strength"}
    | {"aspect", "urgency", "system", "match", "standing", "part", "regulatory_status", "outline"}
    | {"article_type", "purpose", "risk_class", "content_flags", "notice", "treatment", "about"}
    | {"translated_from"}
)


def leaves(value, path=()):
    """Path and value of every text and number that may be another."""
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for key, inside in items:
        if isinstance(inside, dict | list) and key not in FIXED - {"notice", "treatment"}:
            yield from leaves(inside, (*path, key))
        elif isinstance(inside, str | int) and key not in FIXED:
            yield (*path, key), inside


def changed_at(clinical, path, value):
    changed = copy.deepcopy(clinical)
    *around, last = path
    place = changed
    for key in around:
        place = place[key]
    place[last] = another(value)
    return changed


def another(value):
    if isinstance(value, int):
        return value + 1
    return str(uuid4()) if UUID_TEXT.fullmatch(value) else f"{value} more"


@pytest.mark.parametrize(("name", "format"), GOLDEN)
@pytest.mark.django_db
def test_nothing_that_is_signed_changes_unseen(name, format):
    clinical = json.loads((FOLDER / f"{name}.format-{format}.canonical").read_bytes())
    before = Snapshot(format, clinical, {})
    tried = list(leaves(clinical))
    assert len(tried) >= 5
    unseen = [
        path
        for path, value in tried
        for after in [Snapshot(format, changed_at(clinical, path, value), {})]
        if not redline(before, after).changed
    ]
    assert unseen == []
