"""Every move, by everybody, in every state, on words of others and on one's own: made, or why not."""

from dataclasses import dataclass

import pytest
from django.db import transaction

from accounts.models import User
from articles.models import Page
from desk.moves_table import (
    PAGE_MOVES,
    SIGN_OFF_MOVES,
    SUBMISSION_MOVES,
    offered,
)
from desk.states import page_state
from review.models import SignOff, Submission
from review.refusals import Refused
from tests.builders import make_reviewer, make_user
from tests.desk.permission_table import LETTERS, ROLES, TABLE
from tests.desk.stages import AT, CALLS, STATES, make_stage, newest, outsider

pytestmark = pytest.mark.once


@dataclass(frozen=True)
class World:
    """``pages`` by state, and whether everybody wrote them."""

    people: dict[str, User]
    pages: dict[tuple[str, bool], Page]


@pytest.fixture
def world(cast):
    actors = {
        "E": cast.editor,
        "R": cast.reviewer,
        "P": cast.publisher,
        "A": cast.administrator,
        "S": make_user(name="Rosa Root", is_superuser=True),
        "-": make_user(name="Sam Stranger"),
    }
    signer = make_reviewer(cast.administrator, name="Sigrid Signer")
    people = {**actors, "outsider": outsider(), "signer": signer}
    pages = {}
    for state in STATES:
        # What others wrote the reviewer of the table has signed; their own words somebody else.
        pages[state, False] = make_stage(people, state, writers=[], signer=cast.reviewer)
        pages[state, True] = make_stage(people, state, writers=actors.values(), signer=signer)
    return World(people, pages)


def found(call, page, by):
    """The letter of what comes of a move, which is undone again."""
    point = transaction.savepoint()
    try:
        move = call(Page.objects.get(pk=page.pk), User.objects.get(pk=by.pk))
        if move is None:
            return "."
        move()
    except Refused as refused:
        return LETTERS[refused.code]
    else:
        return "+"
    finally:
        transaction.savepoint_rollback(point)


@pytest.mark.parametrize("name", CALLS)
def test_who_may_what(world, name):
    lines = []
    for state in STATES:
        columns = [
            "".join(
                found(CALLS[name], world.pages[state, own], world.people[role]) for role in ROLES
            )
            for own in (False, True)
        ]
        lines.append(f"{state:17}{' '.join(columns)}")
    assert "\n".join(lines) == TABLE[name].strip()


def offers(page, by):
    """What the pages of the admin offer somebody, of a page, its newest submission and sign-off."""
    shown = offered(PAGE_MOVES, page_state(page, AT), by)
    submission, sign_off = (
        newest(model.objects.filter(page=page)) for model in (Submission, SignOff)
    )
    if submission:
        shown |= offered(SUBMISSION_MOVES, submission, by)
    if sign_off:
        shown |= offered(SIGN_OFF_MOVES, sign_off, by)
    return shown


def test_what_is_offered_is_not_forbidden_and_what_may_be_done_is_offered(world):
    names = {row.move for row in (*PAGE_MOVES, *SUBMISSION_MOVES, *SIGN_OFF_MOVES)}
    for (state, own), page in world.pages.items():
        for place, role in enumerate(ROLES):
            shown = offers(Page.objects.get(pk=page.pk), User.objects.get(pk=world.people[role].pk))
            for name in names & set(TABLE):
                (line,) = [
                    row for row in TABLE[name].strip().split("\n") if row.split()[0] == state
                ]
                letter = line.split()[1 + own][place]
                told = (name, state, own, role, letter)
                assert name not in shown or letter != LETTERS["not_allowed"], told
                # Asked of a page that was given to the person before.
                assert name in shown or letter != "+" or name == "give_back", told


def test_the_table_knows_every_move():
    assert set(TABLE) == set(CALLS)
