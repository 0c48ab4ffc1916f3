from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F

from articles.crisis import enter_version
from articles.models import CrisisResource, CrisisResourceVersion
from delivery.crisis import verify_crisis_version
from tests.articles.refusals import codes
from tests.builders import NOW, make_crisis_resource, make_user

LATER = NOW + timedelta(hours=1)
CONTENT = {
    "name": "988 Suicide & Crisis Lifeline",
    "label": "Call or text 988",
    "phone": "988",
    "sms": "988",
    "sms_body": "HOME",
    "chat_url": "https://chat.988lifeline.org/",
    "hours": "24/7",
    "audience": "Everybody",
    "languages": ["en", "es"],
}


@pytest.fixture
def resource(db):
    return CrisisResource.objects.create(slug="988", country="US")


@pytest.fixture
def entered(cast, resource):
    return enter_version(resource=resource, content=CONTENT, by=cast.editor, at=NOW)


def served():
    return [(version.resource.slug, version.number) for version in versions().served()]


def versions():
    return CrisisResourceVersion.objects


def rows():
    return list(versions().order_by("pk").values())


def test_enter(cast, resource):
    version = enter_version(resource=resource, content=CONTENT, by=cast.editor, at=NOW)
    (row,) = rows()
    assert row == {
        **CONTENT,
        "id": version.pk,
        "uuid": version.uuid,
        "resource_id": resource.pk,
        "number": 1,
        "entered_by_id": cast.editor.pk,
        "entered_at": NOW,
        "verified_by_id": None,
        "verified_at": None,
    }
    assert served() == []


def test_enter_again(cast, resource, entered):
    newer = {**CONTENT, "phone": "+1 800 273 8255"}
    version = enter_version(resource=resource, content=newer, by=cast.administrator, at=LATER)
    assert (version.number, version.phone, version.entered_by) == (
        2,
        "+1 800 273 8255",
        cast.administrator,
    )
    assert versions().get(number=1).phone == "988"


def test_who_may_not_enter(cast, resource):
    for user in (cast.reviewer, cast.publisher, make_user("Editor", is_active=False)):
        with pytest.raises(PermissionDenied):
            enter_version(resource=resource, content=CONTENT, by=user, at=NOW)
    assert rows() == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"name": ""}, {"name": ["blank"]}),
        ({"label": ""}, {"label": ["blank"]}),
        ({"hours": ""}, {"hours": ["blank"]}),
        ({"phone": "nine"}, {"phone": ["bad_number"]}),
        ({"phone": "988\n"}, {"phone": ["bad_number"]}),
        ({"phone": "9"}, {"phone": ["bad_number"]}),
        ({"sms": "+"}, {"sms": ["bad_number"]}),
        ({"sms": "\uff19\uff18\uff18"}, {"sms": ["bad_number"]}),
        ({"chat_url": "http://chat.example.org/"}, {"chat_url": ["invalid"]}),
        ({"chat_url": "javascript:alert(1)"}, {"chat_url": ["invalid", "invalid"]}),
        ({"languages": "en"}, {"languages": ["not_a_text_list"]}),
        ({"languages": [""]}, {"languages": ["not_a_text_list"]}),
        ({"phone": "", "sms": "", "chat_url": ""}, {"__all__": [None]}),
    ],
)
def test_what_may_not_be_entered(cast, resource, changes, expected):
    with pytest.raises(ValidationError) as caught:
        enter_version(resource=resource, content={**CONTENT, **changes}, by=cast.editor, at=NOW)
    assert codes(caught) == expected
    assert rows() == []


@pytest.mark.parametrize(
    "changes",
    [
        {"phone": "+1 800-273-8255"},
        {"phone": "", "sms": ""},
        {"phone": "", "chat_url": ""},
        {"sms": "", "sms_body": "", "chat_url": "", "audience": ""},
    ],
)
def test_one_way_to_reach_a_resource_is_enough(cast, resource, changes):
    enter_version(resource=resource, content={**CONTENT, **changes}, by=cast.editor, at=NOW)
    assert versions().filter(**changes).count() == 1


def test_a_resource_can_be_reached(cast, resource):
    content = {**CONTENT, "phone": "", "sms": "", "chat_url": ""}
    with pytest.raises(ValidationError) as caught:
        enter_version(resource=resource, content=content, by=cast.editor, at=NOW)
    assert caught.value.messages == ["Give a phone number, a text number or a chat address."]


@pytest.mark.parametrize(
    "values",
    [
        {"verified_by": F("entered_by"), "verified_at": NOW},
        {"verified_at": NOW},
        {"phone": "", "sms": "", "chat_url": ""},
    ],
)
def test_the_database_refuses(entered, values):
    with pytest.raises(IntegrityError), transaction.atomic():
        versions().filter(pk=entered.pk).update(**values)


def test_the_database_refuses_somebody_without_a_time(cast, entered):
    with pytest.raises(IntegrityError), transaction.atomic():
        versions().filter(pk=entered.pk).update(verified_by=cast.administrator)


def test_the_database_refuses_a_number_twice(entered):
    entered.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        entered.save()


def test_an_edit_waits_for_the_second_person(cast, resource, entered):
    verify_crisis_version(version=entered, by=cast.administrator, now=NOW)
    newer = enter_version(resource=resource, content=CONTENT, by=cast.editor, at=NOW)
    assert served() == [("988", 1)]
    verify_crisis_version(version=newer, by=cast.administrator, now=LATER)
    assert served() == [("988", 2)]


def test_what_is_retired_is_not_served(cast, resource, entered):
    verify_crisis_version(version=entered, by=cast.administrator, now=NOW)
    CrisisResource.objects.filter(pk=resource.pk).update(retired_at=NOW)
    assert served() == []


def test_the_order_in_which_resources_are_served(cast, django_assert_num_queries):
    for slug, country, position in [
        ("samaritans", "GB", 0),
        ("veterans", "US", 2),
        ("988", "US", 1),
        ("crisis-text-line", "US", 1),
    ]:
        resource = make_crisis_resource(
            entered_by=cast.editor, verified_by=cast.administrator, country=country
        )
        CrisisResource.objects.filter(pk=resource.pk).update(slug=slug, position=position)
    with django_assert_num_queries(1):
        assert [slug for slug, _ in served()] == [
            "samaritans",
            "988",
            "crisis-text-line",
            "veterans",
        ]


@pytest.mark.parametrize("country", ["us", "USA", "U", "U1", "\u00c4A", "US\n"])
def test_countries(db, country):
    with pytest.raises(ValidationError) as caught:
        CrisisResource(slug="x", country=country).full_clean()
    assert "bad_country" in codes(caught)["country"]


def test_names(cast, resource, entered):
    assert (str(resource), str(entered)) == (
        "988 (US)",
        "988 Suicide & Crisis Lifeline, version 1",
    )
