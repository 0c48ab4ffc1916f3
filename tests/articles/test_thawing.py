"""DESIGN 4.4: ``freeze(save_page(draft=thaw(s), ...)) == s``, whatever has become of the page."""

import json
from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError

from articles.drafts import CitationDraft, PageDraft, SectionDraft
from articles.models import Citation, Kind, Page
from articles.saving import save_page
from articles.snapshots import Snapshot, freeze
from articles.thawing import thaw
from references.models import Reference
from tests.articles.refused_saves import ABSENT, everything, refused
from tests.articles.thawed import children, everything_else, make_named, undone, whole_draft
from tests.builders import (
    NOW,
    draft_of,
    edit_page,
    make_notice,
    make_page,
    make_person,
    make_reference,
    make_tag,
    make_topic,
    make_treatment,
    renew,
    text,
)


@pytest.fixture
def named(cast):
    return make_named(cast.editor)


@pytest.fixture
def whole(cast, named):
    return save_page(draft=whole_draft(named), by=cast.editor, at=NOW)


def put_back(snapshot, *, by, page=None):
    lock_version = page.lock_version if page else 0
    return save_page(draft=thaw(snapshot), by=by, at=NOW, page=page, lock_version=lock_version)


def change(page, by):
    """Save it with every word changed."""
    return save_page(draft=everything_else(page), by=by, at=NOW, page=page, lock_version=1)


def test_it_works(cast, whole):
    snapshot = freeze(whole)
    changed = change(whole, cast.editor)
    back = put_back(snapshot, by=cast.publisher, page=changed)
    assert freeze(Page.objects.get(pk=whole.pk)) == freeze(back) == snapshot
    assert (back.fingerprint, back.lock_version) == (snapshot.fingerprint, 3)
    assert list(back.edits.values_list("user", "lock_version")) == [
        (cast.editor.pk, 1),
        (cast.editor.pk, 2),
        (cast.publisher.pk, 3),
    ]


def test_everything_had_been_changed(cast, whole):
    """Every key of both parts, but those by which a page is itself."""
    before, after = freeze(whole), freeze(change(whole, cast.editor))
    kept = [
        key
        for part in ("clinical", "presentation")
        for key, value in getattr(before, part).items()
        if getattr(after, part).get(key) == value
    ]
    assert sorted(kept) == ["format", "kind", "locale", "page", "topic"]


def test_children_keep_their_keys(cast, whole):
    snapshot, before = freeze(whole), children(whole)
    assert all(before.values())
    changed = change(whole, cast.editor)
    assert all(set(keys) <= set(children(changed)[name]) for name, keys in before.items())
    assert children(put_back(snapshot, by=cast.editor, page=changed)) == before


def test_a_page_that_is_not_there(cast, named):
    with undone():
        page = save_page(draft=whole_draft(named), by=cast.editor, at=NOW)
        snapshot = freeze(page)
    assert not Page.objects.filter(uuid=page.uuid).exists()
    back = put_back(snapshot, by=cast.editor)
    assert freeze(Page.objects.get(uuid=page.uuid)) == freeze(back) == snapshot


def test_a_page_that_lost_all_its_parts(cast, whole):
    snapshot = freeze(whole)
    fields = ("topic", "locale", "title", "slug")
    empty = PageDraft(**{name: getattr(draft_of(whole), name) for name in fields})
    bare = save_page(draft=empty, by=cast.editor, at=NOW, page=whole, lock_version=1)
    assert set(map(tuple, children(bare).values())) == {()}
    assert freeze(put_back(snapshot, by=cast.editor, page=bare)) == snapshot


def test_a_work_may_be_gone_from_a_page_that_stays_as_it_is(cast, whole):
    Reference.objects.all().delete()
    assert [citation.key for citation in draft_of(whole).citations] == ["pmid:30075356"]
    assert refused(whole, cast.editor) == {"citations.0.key": ["unknown_reference"]}


def test_an_acknowledgement_comes_back(cast, whole):
    acknowledged = {"standing": "retracted", "reason": "Named as an example."}
    Citation.objects.filter(page=whole).update(acknowledged=acknowledged)
    snapshot = freeze(Page.objects.get(pk=whole.pk))
    assert snapshot.clinical["citations"][0]["acknowledged"] == acknowledged
    without = replace(draft_of(whole), citations=[CitationDraft(key="pmid:30075356")])
    changed = save_page(draft=without, by=cast.editor, at=NOW, page=whole, lock_version=1)
    assert freeze(put_back(snapshot, by=cast.editor, page=changed)) == snapshot


def absent(number):
    """A key that nothing has."""
    return f"{number:08d}{ABSENT[8:]}"


# By what is missing: the key that stands for it, and the words by which an editor knows it.
MISSING = {
    "topic": (absent(1), "the topic of “Shame”"),
    "condition": (absent(2), "the condition “PTSD”"),
    "linked": (absent(3), f"a page that the text links to ({absent(3)})"),
    "target": (absent(4), "the page behind the button “Read on”"),
    "related": (absent(5), f"a related page ({absent(5)})"),
    "person": (absent(6), f"somebody in the byline ({absent(6)})"),
    "tag": ("gone", "the tag “gone”"),
    "source": (absent(7), "the page that this one translates"),
    "line": (absent(8), f"a crisis line in the text ({absent(8)})"),
    "work": ("pmid:1", "the work pmid:1"),
    "notice": (absent(9), "version 1 of the notice “Not a diagnosis”"),
    "over": (absent(10), f"version 1 of the notice “{absent(10)}”"),
    "treatment": (absent(11), "version 1 of the treatment “Talking”"),
    "hero": (absent(12), f"the picture at the top of the page ({absent(12)})"),
    "pictured": (absent(13), "the picture “A hand.” in the text"),
}


def key_of(row):
    row = getattr(row, "subject", row)
    return next(str(getattr(row, n)) for n in ("key", "uuid", "slug") if hasattr(row, n))


def naming(snapshot, key, other):
    """The snapshot with another key in place of one."""
    clinical, presentation = (
        json.loads(json.dumps(value).replace(json.dumps(key), json.dumps(other)))
        for value in (snapshot.clinical, snapshot.presentation)
    )
    return Snapshot(snapshot.format, clinical, presentation)


def missing(snapshot):
    before = everything()
    with pytest.raises(ValidationError) as caught:
        thaw(snapshot)
    assert everything() == before
    assert {error.code for error in caught.value.error_list} == {"no_longer_exists"}
    return caught.value.messages


@pytest.mark.parametrize("name", MISSING)
def test_what_is_missing_is_named(named, whole, name):
    key, words = MISSING[name]
    snapshot = naming(freeze(whole), key_of(getattr(named, name)), key)
    assert missing(snapshot) == [f"This is not there any more: {words}."]


def test_all_that_is_missing_is_named_at_once(named, whole):
    snapshot = freeze(whole)
    for name, (key, _) in MISSING.items():
        snapshot = naming(snapshot, key_of(getattr(named, name)), key)
    expected = [f"This is not there any more: {words}." for _, words in MISSING.values()]
    assert sorted(missing(snapshot)) == sorted(expected)


def test_what_is_really_gone(cast, named):
    with undone():
        snapshot = freeze(save_page(draft=whole_draft(named), by=cast.editor, at=NOW))
    named.related.delete()
    named.tag.delete()
    assert missing(snapshot) == [
        f"This is not there any more: a related page ({named.related.uuid}).",
        "This is not there any more: the tag “feelings”.",
    ]


def test_a_topic_that_an_article_is_about(cast):
    about = make_topic()
    article = make_page(by=cast.editor, kind=Kind.ARTICLE, about=[about])
    snapshot = naming(freeze(article), str(about.uuid), ABSENT)
    assert missing(snapshot) == [
        f"This is not there any more: a topic that the article is about ({ABSENT})."
    ]


def test_a_version_that_is_not_there_any_more(named, whole):
    """The notice is there, and has never had so many versions."""
    snapshot = freeze(whole)
    clinical = {**snapshot.clinical}
    clinical["associations_notice"] = {**clinical["associations_notice"], "number": 7}
    assert missing(Snapshot(1, clinical, snapshot.presentation)) == [
        f"This is not there any more: version 7 of the notice “{named.over.notice.uuid}”."
    ]


def test_an_older_version_comes_back(cast, named, whole):
    snapshot = freeze(whole)
    renewed = renew(named.notice.notice, by=cast.editor, text=text("New."))
    changed = edit_page(whole, by=cast.editor, notices=[renewed])
    assert [pin["number"] for pin in freeze(changed).clinical["notices"]] == [2]
    back = put_back(snapshot, by=cast.editor, page=changed)
    assert freeze(back) == snapshot
    assert [pin.version for pin in back.notice_pins.all()] == [named.notice, named.over]


@pytest.mark.parametrize("size", [1, 10])
def test_it_costs_the_same_whatever_the_size(cast, size, django_assert_num_queries):
    works = [make_reference() for _ in range(size)]
    page = make_page(
        by=cast.editor,
        kind=Kind.ARTICLE,
        about=[make_topic() for _ in range(size)],
        byline=[make_person() for _ in range(size)],
        tags=[make_tag() for _ in range(size)],
        citations=[CitationDraft(key=work.key) for work in works],
        notices=[make_notice(by=cast.editor) for _ in range(size)],
        sections=[SectionDraft(treatment=make_treatment(by=cast.editor)) for _ in range(size)],
    )
    snapshot = freeze(page)
    with django_assert_num_queries(6):
        thaw(snapshot)
