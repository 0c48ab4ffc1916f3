"""Entering what notices and treatments say: every change is a new version."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from articles.models import Notice, NoticeVersion, Treatment, TreatmentVersion
from articles.notices import enter_version
from tests.articles.refusals import codes
from tests.articles.richtext_strategies import crisis_line, doc, mark, node, paragraph
from tests.articles.richtext_strategies import text as run
from tests.builders import (
    NOW,
    cited,
    make_crisis_resource,
    make_notice,
    make_topic,
    make_treatment,
    make_user,
    renew,
    text,
)

ABSENT = "0b2f1c9e-5a51-4a57-9d6c-3f2a1b4c5d6e"
OFF_LABEL = {
    "title": "Ketamine",
    "regulatory_status": "approved_for_another_use",
    "off_label": True,
    "disclosure": text("Not approved for depression."),
    "risks": text("Sedation."),
    "alternatives": text("Talk therapy."),
}


@pytest.fixture
def notice(db):
    return Notice.objects.create(slug="not-a-diagnosis", name="Not a diagnosis", locale="en")


@pytest.fixture
def treatment(db):
    return Treatment.objects.create(slug="ketamine", name="Ketamine", locale="en")


def enter(subject, *, by, based_on=0, **content):
    return enter_version(subject=subject, content=content, by=by, at=NOW, based_on=based_on)


def refused(subject, *, by, based_on=0, **content):
    """Return the codes by place, or the code; nothing was entered."""
    before = subject.versions.count()
    with pytest.raises(ValidationError) as caught:
        enter(subject, by=by, based_on=based_on, **content)
    assert subject.versions.count() == before
    return codes(caught) if hasattr(caught.value, "error_dict") else caught.value.code


def test_it_works(cast, notice):
    version = enter(notice, by=cast.editor, heading=" Please note ", text=text("No diagnosis."))
    assert NoticeVersion.objects.values().get() == {
        "id": version.pk,
        "uuid": version.uuid,
        "notice_id": notice.pk,
        "number": 1,
        "heading": "Please note",
        "text": text("No diagnosis."),
        "entered_by_id": cast.editor.pk,
        "at": NOW,
    }
    assert str(version) == "Not a diagnosis, version 1"


def test_a_treatment(cast, treatment):
    version = enter(treatment, by=cast.editor, alternate_names=[" IV ketamine "], **OFF_LABEL)
    assert TreatmentVersion.objects.values().get() == {
        "id": version.pk,
        "uuid": version.uuid,
        "treatment_id": treatment.pk,
        "number": 1,
        **OFF_LABEL,
        "alternate_names": ["IV ketamine"],
        "entered_by_id": cast.editor.pk,
        "at": NOW,
    }
    assert str(version) == "Ketamine, version 1"


def test_a_change_is_the_next_version(cast, notice):
    first = enter(notice, by=cast.editor, text=text("One."))
    other = make_user("Editor")
    second = enter(notice, by=other, based_on=1, text=text("Two."))
    assert (second.number, second.entered_by) == (2, other)
    first.refresh_from_db()
    assert (first.text, first.entered_by) == (text("One."), cast.editor)


def test_the_same_words_are_no_new_version(cast, notice):
    first = enter(notice, by=cast.editor, heading="Note", text=text("One."))
    again = enter(notice, by=cast.editor, based_on=1, heading=" Note", text=text("One."))
    assert again == first
    assert notice.versions.count() == 1


def test_each_notice_counts_for_itself(cast, notice):
    make_notice(by=cast.editor)
    assert enter(notice, by=cast.editor, text=text("One.")).number == 1


def test_a_version_that_somebody_else_replaced(cast, notice):
    first = enter(notice, by=cast.editor, text=text("One."))
    enter(notice, by=cast.editor, based_on=first.number, text=text("Two."))
    assert refused(notice, by=cast.editor, based_on=1, text=text("Three.")) == "stale_version"
    assert refused(notice, by=cast.editor, based_on=0, text=text("Three.")) == "stale_version"
    assert refused(notice, by=cast.editor, based_on=3, text=text("Three.")) == "stale_version"


@pytest.mark.parametrize("role", ["reviewer", "publisher", "administrator"])
def test_it_needs_the_right(cast, notice, treatment, role):
    for subject, content in ((notice, {"text": text("One.")}), (treatment, OFF_LABEL)):
        with pytest.raises(PermissionDenied):
            enter(subject, by=getattr(cast, role), **content)
        assert not subject.versions.exists()


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ({}, {"text": ["blank"]}),
        ({"text": doc(paragraph(""))}, {"text": ["blank"]}),
        ({"text": "No."}, {"text": ["rich_text_not_json_object"]}),
        ({"heading": "x" * 201, "text": text("No.")}, {"heading": ["max_length"]}),
        ({"heading": "N\x00o", "text": text("No.")}, {"heading": ["bad_character"]}),
        ({"text": cited("No.", "pmid:1")}, {"text": ["rich_text_bad_structure"]}),
        (
            {"text": doc(node("heading", run("No."), level=3))},
            {"text": ["rich_text_bad_structure"]},
        ),
        (
            {"text": doc(paragraph(run("No.", mark("pageLink", topic=ABSENT))))},
            {"text": ["unknown_topic"]},
        ),
        ({"text": doc(paragraph(crisis_line(ABSENT)))}, {"text": ["unknown_crisis_resource"]}),
    ],
)
def test_what_a_notice_may_not_say(cast, notice, content, expected):
    assert refused(notice, by=cast.editor, **content) == expected


def test_a_notice_links_and_names_a_crisis_line(cast, notice):
    link = mark("pageLink", topic=str(make_topic().uuid))
    line = crisis_line(str(make_crisis_resource(entered_by=cast.editor).uuid))
    words = doc(paragraph(run("Read on", link), line))
    assert enter(notice, by=cast.editor, text=words).text == words


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"title": ""}, {"title": ["blank"]}),
        ({"title": "x" * 201}, {"title": ["max_length"]}),
        ({"regulatory_status": "proven"}, {"regulatory_status": ["invalid_choice"]}),
        ({"alternate_names": ["IV", 7]}, {"alternate_names": ["not_a_text_list"]}),
        ({"alternate_names": "IV"}, {"alternate_names": ["not_a_text_list"]}),
        ({"disclosure": {}}, {"disclosure": ["disclosure_missing"]}),
        (
            {"risks": {}, "alternatives": {}},
            {"risks": ["disclosure_missing"], "alternatives": ["disclosure_missing"]},
        ),
        ({"risks": "Sedation."}, {"risks": ["rich_text_not_json_object"]}),
        (
            {"regulatory_status": "compounded", "off_label": False, "disclosure": {}},
            {"disclosure": ["disclosure_missing"]},
        ),
        ({"off_label": False}, {"__all__": [None]}),
        ({"regulatory_status": "approved"}, {"__all__": [None]}),
        ({"regulatory_status": "approved_with_rems"}, {"__all__": [None]}),
    ],
)
def test_what_a_treatment_may_not_say(cast, treatment, changes, expected):
    assert refused(treatment, by=cast.editor, **{**OFF_LABEL, **changes}) == expected


@pytest.mark.parametrize("status", ["approved", "approved_with_rems", "no_approval_needed"])
def test_what_is_approved_for_its_use_needs_no_disclosure(cast, treatment, status):
    version = enter(treatment, by=cast.editor, title="Talking", regulatory_status=status)
    assert not version.needs_disclosure


def test_the_database_holds_what_is_off_label(cast):
    version = make_treatment(by=cast.editor)
    fields = {"treatment": version.treatment, "entered_by": cast.editor, "at": NOW, "title": "X"}
    for number, status, off_label in (
        (2, "approved", True),
        (2, "approved_with_rems", True),
        (2, "approved_for_another_use", False),
        (1, "approved", False),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            TreatmentVersion.objects.create(
                number=number, regulatory_status=status, off_label=off_label, **fields
            )


@pytest.mark.parametrize("make", [make_notice, make_treatment])
def test_a_version_never_changes(cast, make):
    version = make(by=cast.editor)
    rows = type(version).objects.filter(pk=version.pk)
    # Of a row that this transaction has made, whose keys are not checked yet, PostgreSQL would
    # complain first.
    for change in (lambda: rows.update(number=7), rows.delete):
        with pytest.raises(IntegrityError, match="history is append-only"), transaction.atomic():
            change()
    assert rows.get().number == 1


def test_numbers_have_no_gaps(cast):
    version = make_notice(by=cast.editor)
    for number in range(3):
        renew(version.notice, by=cast.editor, text=text(f"Words {number}."))
    numbers = version.notice.versions.values_list("number", flat=True)
    assert list(numbers) == [4, 3, 2, 1]
