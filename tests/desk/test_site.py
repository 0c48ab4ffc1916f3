import json

import pytest

from articles.models import Site
from tests.builders import make_site
from tests.desk.elements import elements
from tests.desk.posting import form_errors, refuse, save
from tests.desk.refusals import shown, unchanged

LIST = "/admin/articles/site/"
ADD = f"{LIST}add/"
ADDRESS = f"{LIST}1/change/"
COUNTRIES = f"{LIST}1/countries/"
FILLED_IN = {
    "name": "Example Clinic",
    "legal_name": "Example Clinic, PLLC",
    "telephone": "+1 800 555 0100",
    "feedback_url": "https://www.example.org/feedback/",
    "feedback_email": "care@example.org",
    "labels": '{"en": {"key_points": "TL;DR"}}',
}
STORED = FILLED_IN | {
    "id": 1,
    "countries": ["US"],
    "labels": {"en": {"key_points": "TL;DR"}},
    "lapse_grace_days": 14,
}


@pytest.fixture
def site(cast):
    return make_site()


@pytest.fixture
def filled_in(cast):
    return make_site(**FILLED_IN | {"labels": STORED["labels"]})


def saved(client, **changes):
    save(client, ADDRESS, **changes)
    return Site.objects.get()


@pytest.mark.parametrize("role", ["administrator", "superuser"])
def test_fill_in(request, role):
    client = request.getfixturevalue(role)
    answer = client.post(ADD, FILLED_IN)
    assert (answer.status_code, answer["Location"]) == (302, COUNTRIES)
    site = Site.objects.get()
    assert list(Site.objects.values()) == [STORED | {"uuid": site.uuid, "countries": []}]


def test_change(administrator, site):
    assert save(administrator, ADDRESS, **FILLED_IN)["Location"] == LIST
    assert list(Site.objects.values()) == [STORED | {"uuid": site.uuid}]


def test_saving_without_a_change_changes_nothing(administrator, filled_in):
    save(administrator, ADDRESS)
    assert list(Site.objects.values()) == [STORED | {"uuid": filled_in.uuid}]


def test_nobody_adds_a_second_one(superuser, site):
    with unchanged():
        assert superuser.post(ADD, FILLED_IN).status_code == 403


@pytest.mark.parametrize("role", ["editor", "reviewer", "publisher"])
def test_others_look(request, site, role):
    client = request.getfixturevalue(role)
    answer = client.get(ADDRESS)
    assert "Example Clinic" in [element.words for element in elements(answer, "div")]
    names = [item["name"] for item in elements(answer, "input", "textarea")]
    assert not set(names) & set(FILLED_IN)
    with unchanged():
        assert client.post(ADDRESS, FILLED_IN).status_code == 403


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("name", "", "required"),
        ("name", "Clinic\x00", "null_characters_not_allowed"),
        ("name", "x" * 121, "max_length"),
        ("feedback_url", "javascript:alert(1)", "invalid"),
        ("feedback_email", "care", "invalid"),
    ],
)
def test_a_wrong_value_is_said_at_its_field(administrator, site, field, value, code):
    answer = refuse(administrator, ADDRESS, **{field: value})
    assert form_errors(answer) == {field: [code]}
    assert list(shown(answer)) == [field]


def test_an_address_is_a_secure_one_unless_it_says_otherwise(administrator, site):
    assert saved(administrator, feedback_url="www.example.org/care/").feedback_url == (
        "https://www.example.org/care/"
    )


# Labels


@pytest.mark.parametrize("typed", ["", "{}", "null", '{"en": {}}', '{"en": {"faqs": ""}}'])
def test_no_labels(administrator, filled_in, typed):
    assert saved(administrator, labels=typed).labels == {}


def test_labels_have_one_spelling(administrator, site):
    typed = json.dumps({"es": {"faqs": "Co\u0301mo"}})
    assert saved(administrator, labels=typed).labels == {"es": {"faqs": "C\u00f3mo"}}


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ('{"en": {"key_points": "TL;DR"}', "invalid"),
        ("TL;DR", "invalid"),
        ("9" * 5000, "invalid"),
        ("[" * 100_000, "invalid"),
        ("[" * 600 + "1" + "]" * 600, "not_canonical"),
        ('{"a":' * 600 + "1" + "}" * 600, "not_canonical"),
        ('"TL;DR"', "bad_labels"),
        ('["TL;DR"]', "bad_labels"),
        ('{"en": "TL;DR"}', "bad_labels"),
        ('{"en": {"key_points": 1}}', "bad_labels"),
        ('{"en": {"tldr": "TL;DR"}}', "bad_labels"),
        ('{"en": {"key_points": 1.5}}', "not_canonical"),
        ('{"en": {"key_points": NaN}}', "not_canonical"),
        ('{"en": {"key_points": "\\u0000"}}', "bad_character"),
        ('{"en": {"key_points": "\\ud800"}}', "bad_character"),
        ('{"en": {"\\udfff": "TL;DR"}}', "bad_character"),
        ('{"\\ud83d": {}}', "bad_character"),
    ],
)
def test_labels_that_are_refused_are_shown_as_they_were_typed(administrator, site, typed, code):
    answer = refuse(administrator, ADDRESS, labels=typed)
    assert form_errors(answer) == {"labels": [code]}
    (area,) = elements(answer, "textarea")
    assert (area["name"], area.text.strip()) == ("labels", typed)


def test_an_unknown_part_is_named(administrator, site):
    answer = refuse(administrator, ADDRESS, labels='{"en": {"tldr": "TL;DR"}}')
    assert shown(answer) == {
        "labels": [
            "Unknown part tldr: the parts are key_points, associations, associations_on_condition, "
            "faqs, references."
        ]
    }
