"""A person declares interests in the admin."""

import pytest

from review.models import InterestDeclaration
from tests.desk.refusals import refused, said, sentence, told, unchanged

LIST = "/admin/review/interestdeclaration/"
DECLARE = f"{LIST}declare/"


def test_declare(reviewer, cast):
    answer = reviewer.post(DECLARE, {"statement": "Paid by a clinic."})
    assert (answer.status_code, answer["Location"]) == (302, LIST)
    assert told(answer) == [
        ("success", "Thank you. Readers see your declaration, and you may sign for a year.")
    ]
    declaration = InterestDeclaration.objects.get()
    assert (declaration.person, declaration.statement) == (
        cast.reviewer.person,
        "Paid by a clinic.",
    )


def test_nothing_to_declare(reviewer):
    reviewer.post(DECLARE, {"none": "on", "statement": ""})
    assert InterestDeclaration.objects.get().statement == "None to declare."


def test_either_or(reviewer):
    with unchanged():
        answer = reviewer.post(DECLARE, {"none": "on", "statement": "Shares."})
    assert "statement" in said(answer)


def test_nothing_said(reviewer, cast):
    with refused(
        "statement_missing",
        action="declare_interests",
        by=cast.reviewer,
        subject=cast.reviewer.person,
    ):
        answer = reviewer.post(DECLARE, {"statement": ""})
    assert said(answer) == {"statement": sentence("statement_missing")}


def test_the_page_asks_and_changes_nothing(reviewer):
    with unchanged():
        assert reviewer.get(DECLARE).status_code == 200


def test_an_account_of_nobody(editor):
    with unchanged():
        assert editor.get(DECLARE).status_code == 404


@pytest.mark.parametrize("role", ["editor", "reviewer", "publisher", "administrator"])
def test_everybody_may_look(request, role):
    assert request.getfixturevalue(role).get(LIST).status_code == 200
