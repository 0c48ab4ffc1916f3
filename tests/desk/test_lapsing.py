"""Credentials that end soon or have ended, and the pages that hang on them."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from desk.lapsing import lapsing
from tests.builders import NOW, make_credential, make_page, make_person, publish_page
from tests.desk.credentials import LIST
from tests.desk.elements import elements

PAGE = f"{LIST}lapsing/"
SOON = NOW.date() + timedelta(days=60)


@pytest.fixture
def holder(cast):
    return make_person(name="Avery Example")


def licence(person, cast, **fields):
    fields = {"expires": SOON, "jurisdiction": "GA", **fields}
    return make_credential(person, verified_by=cast.administrator, **fields)


def found():
    return [(item.credential, item.has_lapsed) for item in lapsing(NOW)]


def test_within_sixty_days(cast, holder):
    ending = licence(holder, cast)
    licence(holder, cast, expires=SOON + timedelta(days=1), jurisdiction="NJ")
    assert found() == [(ending, False)]


def test_what_has_ended_comes_first(cast, holder):
    ending = licence(holder, cast)
    over = licence(holder, cast, expires=NOW.date() - timedelta(days=1), jurisdiction="NJ")
    today = licence(holder, cast, expires=NOW.date(), jurisdiction="NY")
    assert found() == [(over, True), (today, False), (ending, False)]


def test_what_was_renewed_is_no_news(cast, holder):
    licence(holder, cast)
    licence(holder, cast, expires=date(2030, 1, 1))
    assert found() == []


def test_a_renewal_that_waits_is_none(cast, holder):
    ending = licence(holder, cast)
    make_credential(holder, jurisdiction="GA")
    assert found() == [(ending, False)]


def test_what_waits_or_was_ended_is_no_news(cast, holder):
    make_credential(holder, expires=SOON)
    licence(holder, cast).__class__.objects.filter(jurisdiction="GA").update(status="ended")
    assert found() == []


def test_the_pages_of_the_holder(cast):
    publication = publish_page(make_page(by=cast.editor), cast)
    person = cast.reviewer.person
    certified = licence(
        person, cast, kind="board_certification", specialty="psychiatry", jurisdiction=""
    )
    ending = licence(person, cast)
    at = publication.live_from
    pages = {item.credential: list(item.pages) for item in lapsing(at)}
    assert pages == {certified: [], ending: [publication]}


@pytest.mark.parametrize("count", [1, 4])
def test_it_reads_as_often_for_many(cast, django_assert_num_queries, count):
    for number in range(count):
        licence(make_person(), cast, jurisdiction=f"X{number}")
    with django_assert_num_queries(2):
        assert len(lapsing(NOW)) == count


def test_the_list(administrator, cast, holder):
    licence(holder, cast, expires=timezone.now().date())
    publish_page(make_page(by=cast.editor, title="Shame"), cast, now=timezone.now())
    answer = administrator.get(PAGE)
    headings = [item.words for item in elements(answer, "h2")]
    assert "Avery Example, MD: Licence to practise, GA Ends soon" in headings


def test_an_empty_list(administrator):
    words = [item.words for item in elements(administrator.get(PAGE), "p")]
    assert "No credential has ended without a renewal, and none ends within 60 days." in words


@pytest.mark.parametrize("role", ["editor", "reviewer", "publisher"])
def test_it_is_for_administrators(request, role):
    assert request.getfixturevalue(role).get(PAGE).status_code == 403
