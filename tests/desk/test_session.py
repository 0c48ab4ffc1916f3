"""What a form asks before it is sent: whether whoever wrote it is still logged in."""

import pytest

ASKED = "/admin/articles/symptom/still-here/"


def test_somebody_who_is_logged_in(editor):
    answer = editor.get(ASKED)
    assert answer.json()["logged_in"] is True
    assert answer.json()["token"]
    assert "no-store" in answer["Cache-Control"]


def test_somebody_whose_session_has_ended(anonymous):
    answer = anonymous.get(ASKED)
    assert (answer.status_code, answer.json()["logged_in"]) == (200, False)


def test_the_form_knows_where_to_ask(editor):
    words = editor.get("/admin/articles/symptom/add/").content.decode()
    assert f'data-address="{ASKED}"' in words


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_it_only_answers(editor, method):
    assert getattr(editor, method)(ASKED).status_code == 405
