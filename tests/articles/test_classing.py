"""What a page is called, classed and kept beside, as ``save_page`` writes it and refuses it."""

import pytest

from articles.drafts import AlternateNameDraft, CodeDraft
from articles.models import CodeMatch, CodeSystem, Kind
from articles.snapshots import freeze
from tests.articles.refused_saves import new_refused, refused
from tests.builders import draft_of, edit_page, make_page, make_person, make_tag, make_topic


def names(*values):
    return [AlternateNameDraft(name=value) for value in values]


def code(**fields):
    return CodeDraft(**{"system": CodeSystem.MESH, "code": "D012753", **fields})


def test_it_works(cast):
    first, second = make_topic(), make_topic(Kind.CONDITION)
    tags = [make_tag(slug="self-help"), make_tag(slug="feelings")]
    page = make_page(
        by=cast.editor,
        kind=Kind.ARTICLE,
        alternate_names=names(" Vergu\u0308enza", "Shame"),
        codes=[
            code(display=" Shame ", version=" 2027 ", match=CodeMatch.BROADER),
            code(system=CodeSystem.ICD_11, code=" MB24.6 "),
        ],
        article_type="explainer",
        about=[second, first],
        related=[first, second],
        tags=tags,
        purpose="promotional",
        funding=" Paid for by the clinic.\r\n",
        seo_title=" What is shame? ",
        seo_description=" What helps. ",
    )
    assert list(page.alternate_names.values_list("name", "position")) == [
        ("Vergüenza", 0),
        ("Shame", 1),
    ]
    fields = ("system", "code", "display", "version", "match", "position")
    assert list(page.codes.values_list(*fields)) == [
        ("mesh", "D012753", "Shame", "2027", "broader", 0),
        ("icd-11", "MB24.6", "", "", "exact", 1),
    ]
    assert list(page.about_entries.values_list("topic", "position")) == [
        (second.pk, 0),
        (first.pk, 1),
    ]
    assert list(page.related_entries.values_list("topic", "position")) == [
        (first.pk, 0),
        (second.pk, 1),
    ]
    assert set(page.tags.all()) == set(tags)
    assert (page.article_type, page.purpose, page.funding) == (
        "explainer",
        "promotional",
        "Paid for by the clinic.",
    )
    assert (page.seo_title, page.seo_description) == ("What is shame?", "What helps.")
    assert freeze(page).presentation == {
        "slug": page.slug,
        "related": [str(first.uuid), str(second.uuid)],
        "tags": ["feelings", "self-help"],
    }


def test_an_article_has_a_type_and_nothing_else_has(cast):
    kinds = [make_page(by=cast.editor, kind=kind).article_type for kind in Kind]
    assert kinds == ["", "", "blog_post"]
    assert "article_type" not in freeze(make_page(by=cast.editor, kind=Kind.ARTICLE)).clinical


def test_rows_are_matched_and_put_in_another_order(cast):
    about = [make_topic(), make_topic()]
    page = make_page(
        by=cast.editor,
        kind=Kind.ARTICLE,
        alternate_names=names("One", "Two"),
        codes=[code(), code(code="D000001")],
        about=about,
        related=about,
    )
    parts = (page.alternate_names, page.codes, page.about_entries, page.related_entries)
    before = [[row.pk for row in rows.all()] for rows in parts]
    draft = draft_of(page)
    edit_page(
        page,
        by=cast.editor,
        alternate_names=draft.alternate_names[::-1],
        codes=draft.codes[::-1],
        about=about[::-1],
        related=about[::-1],
    )
    assert [[row.pk for row in rows.all()] for rows in parts] == [keys[::-1] for keys in before]
    edit_page(page, by=cast.editor, alternate_names=[], codes=[], about=[], related=[])
    assert [rows.count() for rows in parts] == [0, 0, 0, 0]


@pytest.mark.parametrize(
    ("changes", "signed"),
    [
        ({"alternate_names": names("Scham")}, True),
        ({"codes": [code()]}, True),
        ({"purpose": "promotional"}, True),
        ({"funding": "Paid for by the clinic."}, True),
        ({"seo_title": "Shame"}, True),
        ({"seo_description": "Shame."}, True),
        ({"article_type": "guide"}, True),
        ({"about": "topics"}, True),
        ({"related": "topics"}, False),
        ({"tags": "tags"}, False),
    ],
)
def test_what_is_signed(cast, changes, signed):
    named = {"topics": [make_topic()], "tags": [make_tag()]}
    changes = {
        name: named[value] if isinstance(value, str) and value in named else value
        for name, value in changes.items()
    }
    page = make_page(by=cast.editor, kind=Kind.ARTICLE)
    before = freeze(page)
    after = freeze(edit_page(page, by=cast.editor, **changes))
    assert after != before
    assert (after.fingerprint != before.fingerprint) is signed


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"alternate_names": names("")}, {"alternate_names.0.name": ["blank"]}),
        ({"alternate_names": names(" \n")}, {"alternate_names.0.name": ["blank"]}),
        ({"alternate_names": names("a", "x" * 121)}, {"alternate_names.1.name": ["max_length"]}),
        ({"alternate_names": names("\x00")}, {"alternate_names.0.name": ["bad_character"]}),
        (
            {"alternate_names": names("Shame", "Guilt", " Shame ")},
            {"alternate_names.2.name": ["part_twice"]},
        ),
        (
            {"alternate_names": names("u\u0308", "\u00fc")},
            {"alternate_names.1.name": ["part_twice"]},
        ),
        ({"codes": [code(system="dsm")]}, {"codes.0.system": ["invalid_choice"]}),
        ({"codes": [code(system="")]}, {"codes.0.system": ["blank"]}),
        ({"codes": [code(code="")]}, {"codes.0.code": ["blank"]}),
        ({"codes": [code(code="x" * 41)]}, {"codes.0.code": ["max_length"]}),
        ({"codes": [code(code="\ud800")]}, {"codes.0.code": ["bad_character"]}),
        ({"codes": [code(display="x" * 201)]}, {"codes.0.display": ["max_length"]}),
        ({"codes": [code(display="\x00")]}, {"codes.0.display": ["bad_character"]}),
        ({"codes": [code(version="x" * 41)]}, {"codes.0.version": ["max_length"]}),
        ({"codes": [code(version="\x00")]}, {"codes.0.version": ["bad_character"]}),
        ({"codes": [code(match="close")]}, {"codes.0.match": ["invalid_choice"]}),
        ({"codes": [code(match="")]}, {"codes.0.match": ["blank"]}),
        (
            {"codes": [code(), code(display="Shame", match="broader")]},
            {"codes.1.code": ["part_twice"]},
        ),
        ({"purpose": "poetry"}, {"purpose": ["invalid_choice"]}),
        ({"purpose": ""}, {"purpose": ["blank"]}),
        ({"funding": "x" * 601}, {"funding": ["max_length"]}),
        ({"funding": "\x00"}, {"funding": ["bad_character"]}),
        ({"seo_title": "x" * 121}, {"seo_title": ["max_length"]}),
        ({"seo_title": "\x00"}, {"seo_title": ["bad_character"]}),
        ({"seo_description": "x" * 321}, {"seo_description": ["max_length"]}),
        ({"seo_description": "\ud800"}, {"seo_description": ["bad_character"]}),
        ({"article_type": "guide"}, {"article_type": ["not_for_this_kind"]}),
        (
            {"article_type": "poem"},
            {"article_type": ["invalid_choice", "not_for_this_kind"]},
        ),
    ],
)
def test_a_field(cast, page, changes, expected):
    assert refused(page, cast.editor, **changes) == expected
    assert new_refused(cast.editor, **changes) == expected


def test_the_same_code_of_two_systems(cast):
    page = make_page(by=cast.editor, codes=[code(code="1"), code(system="icd-11", code="1")])
    assert page.codes.count() == 2


def test_a_type_that_there_is_not(cast):
    expected = {"article_type": ["invalid_choice"]}
    assert new_refused(cast.editor, kind=Kind.ARTICLE, article_type="poem") == expected


@pytest.mark.parametrize("kind", [Kind.CONDITION, Kind.SYMPTOM])
def test_only_an_article_is_about_topics(cast, kind):
    assert new_refused(cast.editor, kind=kind, about=[make_topic()]) == {
        "about": ["not_for_this_kind"]
    }


def test_not_itself_and_not_twice(cast):
    page, other = make_page(by=cast.editor, kind=Kind.ARTICLE), make_topic()
    for name in ("about", "related"):
        assert refused(page, cast.editor, **{name: [other, page.topic]}) == {
            f"{name}.1": ["own_topic"]
        }
        assert refused(page, cast.editor, **{name: [other, other]}) == {f"{name}.1": ["part_twice"]}
    person = make_person()
    assert refused(page, cast.editor, byline=[person, person]) == {"byline.1": ["part_twice"]}


class TestTranslations:
    def test_it_works(self, cast, page):
        spanish = make_page(
            by=cast.editor,
            topic=page.topic,
            locale="es",
            translated_from=page,
            translated_fingerprint=page.fingerprint,
        )
        assert freeze(spanish).clinical["translated_from"] == {
            "page": str(page.uuid),
            "fingerprint": page.fingerprint,
        }
        saved = edit_page(spanish, by=cast.editor, translated_from=None, translated_fingerprint="")
        assert "translated_from" not in freeze(saved).clinical

    def test_of_another_topic(self, cast, page):
        fields = {"translated_from": page, "translated_fingerprint": page.fingerprint}
        expected = {"translated_from": ["not_a_translation"]}
        assert new_refused(cast.editor, locale="es", **fields) == expected

    def test_of_itself(self, cast, page):
        fields = {"translated_from": page, "translated_fingerprint": page.fingerprint}
        expected = {"translated_from": ["not_a_translation"]}
        assert refused(page, cast.editor, **fields) == expected

    def test_without_its_other_half(self, cast, page):
        expected = {"translated_from": ["translation_without_fingerprint"]}
        fields = {"topic": page.topic, "locale": "es"}
        assert new_refused(cast.editor, **fields, translated_from=page) == expected
        assert refused(page, cast.editor, translated_fingerprint="0" * 64) == expected

    def test_a_fingerprint_that_is_none(self, cast, page):
        fields = {"topic": page.topic, "locale": "es", "translated_from": page}
        expected = {"translated_fingerprint": ["max_length"]}
        assert new_refused(cast.editor, **fields, translated_fingerprint="0" * 65) == expected
