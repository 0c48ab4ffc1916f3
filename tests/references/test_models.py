import uuid

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from references.models import Reference, Source, SourceAnswer, Standing
from tests.articles.refusals import codes
from tests.builders import NOW, make_reference

pytestmark = pytest.mark.django_db

DOI = "10.1016/j.janxdis.2018.07.005"


def refused(**fields):
    with pytest.raises(ValidationError) as caught:
        Reference(**{"title": "Shame", **fields}).full_clean()
    return codes(caught)


def test_it_works():
    reference = Reference(
        pmid="PMID: 30075356",
        pmcid="pmc6134338.1",
        doi=f"https://doi.org/{DOI.upper()}",
        title="Shame in post-traumatic stress disorder",
        authors=[
            {"family": "López", "given": "Ana", "initials": "A", "suffix": "Jr."},
            {"group": "The PTSD Group"},
        ],
        journal="Journal of Anxiety Disorders",
        journal_abbreviation="J Anxiety Disord",
        issn="08876185",
        year=2018,
        month=8,
        day=1,
        volume="58",
        issue="S1",
        pages="e1-e9",
        publication_types=["Journal Article", "Meta-Analysis"],
    )
    reference.full_clean()
    reference.save()
    stored = Reference.objects.get()
    assert (stored.pmid, stored.pmcid, stored.doi, stored.issn) == (
        "30075356",
        "PMC6134338",
        DOI,
        "0887-6185",
    )
    assert isinstance(stored.uuid, uuid.UUID)
    assert str(stored) == "Shame in post-traumatic stress disorder (2018)"


def test_the_smallest_work():
    reference = Reference(title="Shame")
    reference.full_clean()
    reference.save()
    assert str(Reference.objects.get()) == "Shame"


def test_the_standing_of_a_work_that_nobody_checked_is_unknown():
    """Unknown is not clean (DESIGN 4.10)."""
    reference = make_reference()
    assert (reference.standing, reference.standing_checked_at) == (Standing.UNKNOWN, None)


def test_keys():
    work = Reference(pmid="30075356", doi=DOI)
    own = f"uuid:{work.uuid}"
    assert work.keys == ["pmid:30075356", f"doi:{DOI}", own]
    assert work.key == "pmid:30075356"
    work.pmid = ""
    assert (work.keys, work.key) == ([f"doi:{DOI}", own], f"doi:{DOI}")
    work.doi = ""
    assert (work.keys, work.key) == ([own], own)


def test_works_by_their_keys(django_assert_num_queries):
    both = make_reference(pmid="30075356", doi=DOI)
    only = make_reference(pmid="")
    make_reference()
    keys = ["pmid:30075356", f"doi:{DOI}", f"uuid:{both.uuid}", f"uuid:{only.uuid}"]
    unknown = ["pmid:1", "pmid:", "doi:", "doi:10.1000/x", f"uuid:{uuid.uuid4()}", "isbn:1", "x"]
    with django_assert_num_queries(1):
        found = Reference.objects.by_keys([*keys, *unknown, keys[0]])
    assert found == dict.fromkeys(keys[:3], both) | {keys[3]: only}


def test_no_keys(django_assert_max_num_queries):
    make_reference()
    with django_assert_max_num_queries(1):
        assert Reference.objects.by_keys([]) == {}


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("pmid", "30075356", "This PMID is already among the references."),
        ("doi", DOI, "This DOI is already among the references."),
    ],
)
def test_an_identifier_names_one_work(field, value, message):
    make_reference(**{field: value})
    with pytest.raises(ValidationError) as caught:
        Reference(title="Again", **{field: f" {value.upper()} "}).full_clean()
    assert caught.value.messages == [message]
    with pytest.raises(IntegrityError), transaction.atomic():
        Reference.objects.create(title="Again", **{field: value})


def test_many_works_have_no_identifier():
    for _ in range(2):
        make_reference(pmid="", doi="")
    assert Reference.objects.filter(pmid="", doi="").count() == 2


def test_all_bad_identifiers_at_once():
    assert refused(pmid="x", pmcid="x", doi="x", issn="0002-9530") == {
        "pmid": ["bad_pmid"],
        "pmcid": ["bad_pmcid"],
        "doi": ["bad_doi"],
        "issn": ["bad_issn_check_digit"],
    }


def test_what_is_excluded_is_not_checked():
    reference = Reference(title="Shame", pmid="x", doi="DOI:10.1000/X")
    reference.clean_fields(exclude=["pmid"])
    assert (reference.pmid, reference.doi) == ("x", "10.1000/x")


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"month": 0}, "Give the month as a number from 1 to 12."),
        ({"month": 13}, "Give the month as a number from 1 to 12."),
        ({"month": 1, "day": 0}, "Give the day as a number from 1 to 31, with its month."),
        ({"month": 1, "day": 32}, "Give the day as a number from 1 to 31, with its month."),
        ({"day": 1}, "Give the day as a number from 1 to 31, with its month."),
    ],
)
def test_dates(fields, message):
    with pytest.raises(ValidationError) as caught:
        Reference(title="Shame", year=2018, **fields).full_clean()
    assert caught.value.messages == [message]
    with pytest.raises(IntegrityError), transaction.atomic():
        Reference.objects.create(title="Shame", **fields)


@pytest.mark.parametrize(
    "fields",
    [{}, {"year": 2018}, {"year": 2018, "month": 12}, {"year": 1500, "month": 1, "day": 31}],
)
def test_dates_that_are_as_exact_as_known(fields):
    make_reference(**fields)
    assert Reference.objects.filter(**fields).count() == 1


def test_years():
    this_year = timezone.now().year
    make_reference(year=this_year + 2)
    for year in (0, 1499, this_year + 3):
        assert refused(year=year) == {"year": ["bad_year"]}


@pytest.mark.parametrize(
    "author",
    [
        {"family": "Example"},
        {"family": "Example", "given": "", "initials": "", "suffix": ""},
        {"group": "The PTSD Group"},
    ],
)
def test_authors(author):
    assert make_reference(authors=[author]).authors == [author]


@pytest.mark.parametrize(
    "authors",
    [
        "Example A",
        {"family": "Example"},
        ["Example A"],
        [{}],
        [{"given": "Ana"}],
        [{"family": " "}],
        [{"family": None}],
        [{"family": "Example", "orcid": "x"}],
        [{"group": ""}],
        [{"group": "The PTSD Group", "family": "Example"}],
        [{"group": 1}],
        [{"family": "Example"}, None],
    ],
)
def test_what_are_no_authors(authors):
    assert refused(authors=authors) == {"authors": ["bad_authors"]}


@pytest.mark.parametrize("names", ["Review", {"Review": 1}, ["Review", ""], [None]])
def test_what_are_no_publication_types(names):
    assert refused(publication_types=names) == {"publication_types": ["bad_publication_types"]}


def test_works_are_listed_by_title():
    for title in ("Shame", "Guilt"):
        make_reference(title=title)
    assert [work.title for work in Reference.objects.all()] == ["Guilt", "Shame"]


@pytest.mark.parametrize(
    ("title", "markup", "marked"),
    [
        ("Shame <5%", "", "Shame &lt;5%"),
        ("Shame in E. coli", "Shame in <i>E. coli</i>", "Shame in <i>E. coli</i>"),
        ("10⁶ of A&B", "10<sup>6</sup> of <b>A&amp;B</b>", "10<sup>6</sup> of <b>A&amp;B</b>"),
    ],
)
def test_a_title_with_markup(title, markup, marked):
    work = make_reference(title=title, title_markup=markup)
    assert work.marked_title == marked


@pytest.mark.parametrize(
    "markup",
    [
        "<em>Shame</em>",
        "<i>Shame",
        "Shame</i>",
        "<i><b>Shame</i></b>",
        "<i class='x'>Shame</i>",
        "Shame < guilt",
        "Shame & guilt",
        "<script>x</script>",
    ],
)
def test_markup_that_is_refused(markup):
    assert refused(title_markup=markup) == {"title_markup": ["bad_markup"]}


def test_markup_of_other_words():
    assert refused(title_markup="<i>Guilt</i>") == {"title_markup": ["other_words"]}


@pytest.mark.parametrize("codes", ["eng", ["en"], ["ENG"], [None], {"eng": 1}])
def test_what_are_no_languages(codes):
    assert refused(languages=codes) == {"languages": ["bad_languages"]}


def test_a_source_answers_once_about_a_work():
    work = make_reference()
    SourceAnswer.objects.create(reference=work, source=Source.PUBMED, answered_at=NOW)
    other = make_reference()
    wrongs = (
        {"reference": work, "source": "pubmed"},
        {"reference": other, "source": "gossip"},
        {"reference": other, "source": "pubmed", "version": 0},
    )
    for wrong in wrongs:
        with pytest.raises(IntegrityError), transaction.atomic():
            SourceAnswer.objects.create(answered_at=NOW, **wrong)
    assert [str(answer) for answer in work.answers.all()] == [f"PubMed, {NOW:%Y-%m-%d}"]
