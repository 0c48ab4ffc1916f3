"""A faulty fixture is named with its place, and nothing is written."""

import shutil

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from articles.models import Page, Site, Topic
from cms.demo import DemoFault
from tests.cms.demo_library import SMALL, load, spoil


@pytest.fixture
def library(tmp_path):
    """A copy of the small library that a test may spoil."""
    shutil.copytree(SMALL, tmp_path, dirs_exist_ok=True)
    return tmp_path


def faults(library):
    """What is said of the library, line by line, when nothing was written."""
    with pytest.raises(DemoFault) as caught:
        load(library)
    for model in (User, Site, Topic, Page):
        assert not model.objects.exists()
    return str(caught.value).splitlines()


def rewrite(file, old, new):
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


SHAPES = [
    (
        "images.yaml",
        lambda images: images[0].update(alt_text=" "),
        "images.yaml, picture.jpg.alt_text: ' ' does not match",
    ),
    ("site.yaml", lambda site: site.pop("name"), "site.yaml: 'name' is a required property"),
    (
        "people.yaml",
        lambda people: people[0].update(profession="seer"),
        "people.yaml, avery-example.profession: 'seer' is not one of",
    ),
    (
        "people.yaml",
        lambda people: people[0]["credentials"][0].update(issued="July"),
        "people.yaml, avery-example.credentials.0.issued: 'July' does not match",
    ),
    (
        "crisis_resources.yaml",
        lambda resources: resources[0].pop("country"),
        "crisis_resources.yaml, us-988: 'country' is a required property",
    ),
    (
        "references.yaml",
        lambda works: works[0].update(year="2018"),
        "references.yaml, Shame-proneness, guilt-proneness and anxiety symptoms: A "
        "meta-analysis.year: '2018' is not of type 'integer'",
    ),
    (
        "pages/shame.yaml",
        lambda page: page.update(titel="Shame"),
        "pages/shame.yaml: Additional properties are not allowed ('titel' was unexpected)",
    ),
    ("pages/shame.yaml", lambda page: page.pop("title"), "pages/shame.yaml: 'title' is a req"),
    (
        "pages/shame.yaml",
        lambda page: page["sections"][0].update(urgency="soon"),
        "pages/shame.yaml, sections.see-someone.urgency: 'soon' is not one of",
    ),
    (
        "pages/shame.yaml",
        lambda page: page.update(sections=[]),
        "pages/shame.yaml, sections: [] should be non-empty",
    ),
    ("pages/shame.yaml", lambda page: page.pop("history"), "pages/shame.yaml: 'history' is a"),
]

NAMES = [
    ("site.yaml", lambda site: site.update(countries=[]), ["site.yaml: "]),
    (
        "references.yaml",
        lambda works: works[0].update(doi="x") or works[1].update(url="x"),
        ["references.yaml, Shame", "references.yaml, A page about moods: Enter a valid URL."],
    ),
    (
        "people.yaml",
        lambda people: people[1].update(slug="avery-example"),
        [
            "people.yaml, avery-example: This stands twice.",
            "pages/shame.yaml, byline: There is no “rowan-sample”.",
        ],
    ),
    (
        "people.yaml",
        lambda people: people[1].update(account="owner"),
        ["people.yaml, rowan-sample: There is no account “owner”."],
    ),
    (
        "references.yaml",
        lambda works: works.append(works[0] | {"title": "Again"}),
        ["references.yaml, pmid:30075356: This stands twice."],
    ),
    (
        "images.yaml",
        lambda images: images.append(images[0] | {"file": "nothing.jpg"}),
        ["images.yaml, nothing.jpg: There is no such file in images/."],
    ),
    (
        "notices.yaml",
        lambda notices: notices[0].update(text="# Big"),
        ["notices.yaml, not-a-diagnosis.text: "],
    ),
    (
        "notices.yaml",
        lambda notices: notices[0].update(locale="es"),
        ["pages/shame.yaml, associations_notice: There is no “not-a-diagnosis”."],
    ),
    (
        "pages/shame.yaml",
        lambda page: page["citations"].pop(),
        [
            "pages/shame.yaml, outline: There is no “references”.",
            "pages/shame.yaml, citations: The text has a mark for pmid:30075356, which is not here.",
        ],
    ),
    (
        "pages/shame.yaml",
        lambda page: page["citations"].append({"key": "pmid:1", "note": "Why."}),
        [
            "pages/shame.yaml, citations.pmid:1: This work is not in references.yaml.",
            "pages/shame.yaml, citations.pmid:1: No mark in the text leads to this work.",
        ],
    ),
    (
        "pages/shame.yaml",
        lambda page: page["faqs"].append(page["faqs"][0]),
        ["pages/shame.yaml, faqs.does-it-end: This stands twice."],
    ),
    (
        "pages/shame.yaml",
        lambda page: page["outline"].remove("faqs"),
        ["pages/shame.yaml, outline: “faqs” is missing."],
    ),
    (
        "pages/shame.yaml",
        lambda page: page["outline"].append("faqs"),
        ["pages/shame.yaml, outline: “faqs” stands twice."],
    ),
    (
        "pages/shame.yaml",
        lambda page: page.update(
            hero_image="no.jpg", tags=["x"], related=["symptom:x"], translated_from="es"
        ),
        [
            "pages/shame.yaml, tags: There is no “x”.",
            "pages/shame.yaml, related: There is no “symptom:x”.",
            "pages/shame.yaml, hero_image: There is no “no.jpg”.",
            "pages/shame.yaml, translated_from: There is no page of symptom:shame in es.",
        ],
    ),
    (
        "pages/shame.yaml",
        lambda page: page["sections"][0].update(body="`code` [x](symptom:x)", notice="x"),
        [
            "pages/shame.yaml, sections.see-someone.notice: There is no “x”.",
            "pages/shame.yaml, sections.see-someone.body: A line of text has no place for this "
            "Markdown: code_inline.",
        ],
    ),
    (
        "pages/shame.yaml",
        lambda page: page["associations"][0].update(explanation="[x](crisis:x) [](crisis:x)"),
        ["pages/shame.yaml, associations.depression.explanation: There is no “crisis:x”."],
    ),
    (
        "pages/shame.yaml",
        lambda page: page.update(key_points="Only words.[](pmid:30075356)"),
        ["pages/shame.yaml, key_points: ", "pages/shame.yaml, citations.pmid:30075356: "],
    ),
    (
        "pages/shame.yaml",
        lambda page: page["calls_to_action"][0].update(target="condition:x"),
        ["pages/shame.yaml, calls_to_action.read-on.target: There is no “condition:x”."],
    ),
    (
        "pages/shame.yaml",
        lambda page: page.update(locale="xx"),
        [
            "pages/shame.yaml, locale: xx is not among CONTENT_LOCALES.",
            "pages/shame.yaml, associations_notice: There is no “not-a-diagnosis”.",
            "pages/shame.yaml, sections.see-someone.treatment: There is no “talk-therapy”.",
        ],
    ),
    (
        "pages/shame.yaml",
        lambda page: page["history"]["former_slug"].update(days_ago=11),
        ["pages/shame.yaml, history.former_slug: This would come before the page was published."],
    ),
    (
        "pages/gone.yaml",
        lambda page: page["history"]["withdrawn"].update(successor="symptom:x"),
        ["pages/gone.yaml, history.withdrawn.successor: There is no “symptom:x”."],
    ),
    (
        "pages/gone.yaml",
        lambda page: page.update(slug="later"),
        ["pages, /en/articles/later/: Two pages have this address."],
    ),
    (
        "pages/gone.yaml",
        lambda page: page.update(topic="later"),
        [
            "pages, article:later in en: Two files are about this.",
            "pages, article:later: Its pages give it two working names.",
        ],
    ),
]


@pytest.mark.parametrize(("name", "change", "said"), SHAPES)
def test_a_wrong_shape(db, library, name, change, said):
    spoil(library / name, change)
    (fault,) = faults(library)
    assert fault.startswith(said)


@pytest.mark.parametrize(("name", "change", "said"), NAMES)
def test_a_wrong_name(db, library, name, change, said):
    spoil(library / name, change)
    found = faults(library)
    assert len(found) == len(said)
    assert all(fault.startswith(start) for fault, start in zip(found, said, strict=True))


def test_every_fault_is_named_at_once(db, library):
    rewrite(library / "site.yaml", "name: Small Clinic\n", "")
    rewrite(library / "pages/gone.yaml", "title: Gone\n", "titel: Gone\n")
    assert len(faults(library)) == 3


def test_what_is_no_yaml(db, library):
    (library / "site.yaml").write_text("name: [", encoding="utf-8")
    (fault,) = faults(library)
    assert fault.startswith("site.yaml: ")
    assert "line 1" in fault


def test_a_key_that_stands_twice(db, library):
    rewrite(library / "pages/gone.yaml", "title: Gone\n", "title: Gone\ntitle: Gone\n")
    (fault,) = faults(library)
    assert fault.startswith("pages/gone.yaml: the key “title” stands twice")
    assert "line 7" in fault


def test_a_day_is_a_string(db, library):
    """YAML would otherwise read it as a date, and refuse some."""
    rewrite(library / "people.yaml", "'2026-01-15'", "2026-01-15")
    load(library)
    assert Page.objects.count() == 4


def test_a_file_that_is_missing(db, library):
    (library / "tags.yaml").unlink()
    (fault,) = faults(library)
    assert fault.startswith("tags.yaml: ")


def test_a_file_that_is_not_utf_8(db, library):
    (library / "tags.yaml").write_bytes(b"- slug: mood\n  name: \xff\n")
    (fault,) = faults(library)
    assert fault.startswith("tags.yaml: ")


def test_what_only_a_move_knows_is_named(db, library):
    rewrite(library / "images.yaml", "picture.jpg", "words.jpg")
    rewrite(library / "pages/shame.yaml", "picture.jpg", "words.jpg")
    (library / "images/words.jpg").write_text("Words.", encoding="utf-8")
    with pytest.raises(DemoFault, match=r"^images\.yaml, words\.jpg: "):
        load(library)


def test_the_command_says_so(db, settings, monkeypatch):
    settings.DEBUG = True

    def fail(self):
        raise DemoFault(["tags.yaml, mood: This stands twice."])

    monkeypatch.setattr("cms.demo.loading.Demo.load", fail)
    with pytest.raises(CommandError, match=r"^tags\.yaml, mood: This stands twice\.$"):
        call_command("demo")
