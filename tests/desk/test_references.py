from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.drafts import CitationDraft
from references.models import Reference, SourceAnswer
from tests.builders import NOW, edit_page, make_page, make_reference, submit_page
from tests.desk.elements import elements, rows
from tests.desk.posting import form_errors, refuse, save
from tests.desk.refusals import shown, unchanged

LIST = "/admin/references/reference/"
ADD = f"{LIST}add/"
DOI = "10.1016/j.janxdis.2018.07.005"
AUTHORS = [
    {"family": "López", "given": "Ana María", "initials": "AM", "suffix": "Jr"},
    {"family": "Xu", "initials": "Y"},
    {"group": "Shame Study Group, Florida"},
]
TYPED = {
    "pmid": "PMID: 30075356",
    "doi": f"https://doi.org/{DOI.upper()}",
    "pmcid": "pmc6134338.1",
    "title": "Shame in post-traumatic stress disorder",
    "authors": "López, Ana María, Jr\r\nShame Study Group",
    "journal": "Journal of Anxiety Disorders",
    "journal_abbreviation": "J Anxiety Disord",
    "issn": "08876185",
    "year": "2018",
    "month": "8",
    "day": "1",
    "volume": "58",
    "issue": "S1",
    "pages": "e1-e9",
    "publication_types": "Journal Article, Meta-Analysis",
}


@pytest.fixture
def work(cast):
    return make_reference(pmid="30075356", doi=DOI, pmcid="PMC6134338", authors=AUTHORS)


NOTHING_TYPED = {field.attname: field.get_default() for field in Reference._meta.concrete_fields}
TYPED_FURTHER = {
    "title_markup": "Shame in <i>post-traumatic</i> stress disorder",
    "vernacular_title": "La vergüenza",
    "languages": "eng, spa",
    "article_number": "e0253035",
    "published_online": "2018-07-26",
    "season": "Summer",
    "end_year": "2018",
    "end_month": "9",
    "iso_abbreviation": "J. Anxiety Disord.",
    "issn_print": "08876185",
    "issn_electronic": "1873-7897",
    "issn_linking": "0887-6185",
    "nlm_unique_id": "8710131",
    "kind": "chapter",
    "container_title": "Shame and guilt",
    "editors": "Tangney, June Price",
    "edition": "2nd",
    "publisher": "Guilford",
    "publisher_place": "New York",
    "isbn": "9781572309876",
    "report_number": "12",
    "url": "example.org/shame",
    "accessed_on": "2026-11-28",
}


def address(work, page="change"):
    return f"{LIST}{work.pk}/{page}/"


def columns(work):
    return Reference.objects.values().get(pk=work.pk)


# Add


@pytest.mark.parametrize("role", ["editor", "superuser"])
def test_add(request, role):
    client = request.getfixturevalue(role)
    answer = client.post(ADD, TYPED)
    assert (answer.status_code, answer["Location"]) == (302, LIST)
    work = Reference.objects.get()
    assert columns(work) == NOTHING_TYPED | TYPED | {
        "id": work.pk,
        "uuid": work.uuid,
        "pmid": "30075356",
        "doi": DOI,
        "pmcid": "PMC6134338",
        "issn": "0887-6185",
        "authors": [AUTHORS[0], {"group": "Shame Study Group"}],
        "year": 2018,
        "month": 8,
        "day": 1,
        "publication_types": ["Journal Article", "Meta-Analysis"],
        "standing": "unknown",
        "standing_checked_at": None,
    }


def test_what_few_works_have(editor):
    editor.post(ADD, TYPED | TYPED_FURTHER)
    stored = columns(Reference.objects.get())
    assert {name: stored[name] for name in TYPED_FURTHER} == TYPED_FURTHER | {
        "languages": ["eng", "spa"],
        "published_online": date(2018, 7, 26),
        "end_year": 2018,
        "end_month": 9,
        "issn_print": "0887-6185",
        "editors": [{"family": "Tangney", "given": "June Price", "initials": "JP"}],
        "url": "https://example.org/shame",
        "accessed_on": date(2026, 11, 28),
    }


def test_a_title_is_enough(editor):
    assert editor.post(ADD, {"title": "Shame"}).status_code == 302
    assert Reference.objects.get().keys == [f"uuid:{Reference.objects.get().uuid}"]


def test_nobody_types_a_standing(editor, work):
    editor.post(ADD, {"title": "Shame", "standing": "current"})
    save(editor, address(work), standing="current")
    assert set(Reference.objects.values_list("standing", flat=True)) == {"unknown"}


@pytest.mark.parametrize("role", ["reviewer", "publisher", "administrator"])
def test_others_look(request, work, role):
    client = request.getfixturevalue(role)
    answer = client.get(address(work))
    assert work.title in [element.words for element in elements(answer, "div")]
    names = [item["name"] for item in elements(answer, "input", "textarea")]
    assert not set(names) & set(TYPED)
    with unchanged():
        assert client.post(address(work), TYPED).status_code == 403
        assert client.post(ADD, TYPED).status_code == 403
        assert client.post(address(work, "delete"), {"post": "yes"}).status_code == 403


def test_deleting_a_work_takes_along_what_sources_said(editor, work):
    SourceAnswer.objects.create(reference=work, source="pubmed", answered_at=NOW)
    assert editor.post(address(work, "delete"), {"post": "yes"}).status_code == 302
    assert (Reference.objects.count(), SourceAnswer.objects.count()) == (0, 0)


# What is refused


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("pmid", "123456789", "bad_pmid"),
        ("pmid", "PMC6134338", "bad_pmid"),
        ("pmcid", "6134338", "bad_pmcid"),
        ("doi", "11.1016/x", "bad_doi"),
        ("issn", "0887-618", "bad_issn"),
        ("issn", "0887-6186", "bad_issn_check_digit"),
        ("title", "", "required"),
        ("title", "x" * 1001, "max_length"),
        ("title_markup", "<em>Shame</em>", "bad_markup"),
        ("title_markup", "<i>Guilt</i>", "other_words"),
        ("languages", "English", "bad_languages"),
        ("issn_print", "0887-6186", "bad_issn_check_digit"),
        ("year", "1499", "bad_year"),
        ("authors", ", Ana", "bad_author_line"),
        *[
            (field, "1\x00", "null_characters_not_allowed")
            for field in ("pmid", "pmcid", "doi", "issn", "title", "authors", "publication_types")
        ],
    ],
)
def test_a_wrong_value_is_said_at_its_field(editor, field, value, code):
    answer = refuse(editor, ADD, **{"title": "Shame", field: value})
    assert form_errors(answer) == {field: [code]}
    assert list(shown(answer)) == [field]


def test_all_wrong_identifiers_are_said_at_once(editor):
    answer = refuse(editor, ADD, title="Shame", pmid="x", pmcid="x", doi="x", issn="x")
    assert shown(answer) == {
        "pmid": ["A PMID is a number of one to eight digits, such as 30075356."],
        "doi": ["A DOI starts with 10. and holds a slash, such as 10.1016/j.janxdis.2018.07.005."],
        "pmcid": ["A PMCID is PMC and a number, such as PMC6134338."],
        "issn": ["An ISSN is four digits, a hyphen and four places, such as 0002-953X."],
    }


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("pmid", "PMID: 30075356", "This PMID is already among the references."),
        ("doi", DOI.upper(), "This DOI is already among the references."),
    ],
)
def test_an_identifier_that_another_work_has(editor, work, field, value, sentence):
    other = make_reference(title="Shame", doi="10.1000/182")
    for path in (ADD, address(other)):
        answer = refuse(editor, path, **{"title": "Shame", field: value})
        assert form_errors(answer) == {field: ["unique"]}
        assert shown(answer) == {field: [sentence]}


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"month": "13"}, "Give the month as a number from 1 to 12."),
        ({"day": "1"}, "Give the day as a number from 1 to 31, with its month."),
    ],
)
def test_a_date_that_is_none(editor, typed, sentence):
    assert list(shown(refuse(editor, ADD, title="Shame", **typed)).values()) == [[sentence]]


# Authors


def test_saving_without_a_change_changes_nothing(editor, work):
    before = columns(work)
    save(editor, address(work))
    assert columns(work) == before


def test_only_the_author_that_was_edited_is_another(editor, work):
    lines = "Xu, Y\nLópez, Ana\nShame Study Group, Florida"
    save(editor, address(work), authors=lines)
    work.refresh_from_db()
    assert work.authors == [
        AUTHORS[1],
        {"family": "López", "given": "Ana", "initials": "A"},
        AUTHORS[2],
    ]


def test_a_line_that_is_refused_is_shown_as_it_was_typed(editor, work):
    lines = "Xu, Y\n, Ana"
    answer = refuse(editor, address(work), authors=lines)
    (area,) = [item for item in elements(answer, "textarea") if item["name"] == "authors"]
    assert area.text.strip() == lines


# The list


@pytest.mark.parametrize(
    "words",
    [
        "shame",
        "30075356",
        "PMID: 30075356",
        "https://pubmed.ncbi.nlm.nih.gov/30075356/",
        "janxdis",
        "https://doi.org/10.1016/j.janxdis.2018.07.005",
        "PMC6134338",
        "müller",
        "Müller 2018",
        "Journal of Anxiety",
        "2018",
    ],
)
def test_the_list_is_searched(editor, work, words):
    make_reference(title="Guilt", pmid="1", year=1999)
    Reference.objects.filter(pk=work.pk).update(
        title="Shame",
        doi="10.1016/j.janxdis.2018.07.005",
        pmcid="PMC6134338",
        authors=[{"family": "Müller", "given": "Ana", "initials": "A"}],
        journal="Journal of Anxiety",
        year=2018,
    )
    assert list(editor.get(LIST, {"q": words}).context["cl"].result_list) == [work]


def test_the_list(editor):
    authors = [{"family": name} for name in ("Xu", "Doe", "Poe")]
    make_reference(title="A", pmid="1", authors=authors, journal="Shame", year=2018)
    make_reference(title="B", pmid="2", authors=authors[:2])
    make_reference(title="C", pmid="3", authors=[{"group": "The Group"}])
    Reference.objects.filter(title="A").update(standing="retracted")
    assert rows(editor.get(LIST)) == [
        ["A", "1", "Xu et al.", "Shame", "2018", "Retracted"],
        ["B", "2", "Xu and Doe", "-", "-", "Unknown"],
        ["C", "3", "The Group", "-", "-", "Unknown"],
    ]
    assert [row[0] for row in rows(editor.get(LIST, {"standing__exact": "retracted"}))] == ["A"]


def test_which_works_are_cited(editor, cast):
    by_pmid, by_doi = make_reference(title="A"), make_reference(title="B", pmid="", doi="10.1000/b")
    by_uuid, once = make_reference(title="C"), make_reference(title="D")
    make_reference(title="E", pmid="", doi="")
    page = make_page(by=cast.editor, citations=[CitationDraft(key=once.key)])
    submit_page(page, by=cast.editor)
    keys = [by_pmid.key, by_doi.key, f"uuid:{by_uuid.uuid}"]
    edit_page(page, by=cast.editor, citations=[CitationDraft(key=key) for key in keys], outline=[])

    def found(**query):
        return "".join(row[0] for row in rows(editor.get(LIST, query)))

    assert (found(cited="yes"), found(cited="no"), found(cited="x")) == ("ABCD", "E", "ABCDE")


def test_the_list_asks_as_often_for_fifty_works_as_for_ten(editor):
    def asked(**query):
        with CaptureQueriesContext(connection) as queries:
            editor.get(LIST, query)
        return len(queries)

    for _ in range(10):
        make_reference()
    editor.get(LIST)
    few = asked()
    for _ in range(40):
        make_reference()
    assert asked() == few
    assert asked(cited="no") <= few + 1
