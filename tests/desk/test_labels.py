"""Every page of the admin says what it is, and every field what belongs into it."""

import pytest
from django.http import HttpResponse

from tests.desk.naming import faults
from tests.desk.posting import refuse

# What a page looks like is the same on any database.
pytestmark = pytest.mark.once


def test_pages_that_no_link_leads_to(superuser, anonymous):
    answers = [
        anonymous.get("/admin/login/"),
        anonymous.post("/admin/login/", {"username": "nobody@example.org", "password": "x"}),
        superuser.get("/admin/password_change/done/"),
        superuser.post("/admin/logout/"),
    ]
    assert [(answer.status_code, faults(answer)) for answer in answers] == [(200, [])] * 4


def test_a_form_that_is_shown_again(editor, full_page):
    path = f"/admin/articles/symptom/{full_page.pk}/change/"
    answer = refuse(editor, path, **{"title": "", "citations-0-key": ""})
    assert faults(answer) == []


SOUND = "<title>Change</title><h1>Change page</h1>"


@pytest.mark.parametrize(
    ("html", "found"),
    [
        (SOUND, []),
        ("<title>Change</title>", ["h1: []"]),
        (f"{SOUND}<h1>Shame</h1>", ["h1: ['Change page', 'Shame']"]),
        ("<h1>Change page</h1><title> </title>", ["title: ['']"]),
        (f"{SOUND}<input name=a>", ["input without label: a"]),
        (f"{SOUND}<input name=a id=b><label for=a>A</label>", ["input without label: a"]),
        (
            f"{SOUND}<select name=a id=a></select><label for=a> </label>",
            ["select without label: a"],
        ),
        (f"{SOUND}<textarea name=a aria-label=' '></textarea>", ["textarea without label: a"]),
        (f"{SOUND}<label for=a>A</label><input name=a id=a>", []),
        (f"{SOUND}<label for=a><img alt=Search></label><input name=a id=a>", []),
        (f"{SOUND}<label>A <input name=a type=radio></label>", []),
        (f"{SOUND}<input name=a aria-label=A>", []),
        (f"{SOUND}<input name=a type=hidden>", []),
        (f"{SOUND}<table><tr><th>key_points</th></tr></table>", ["th: key_points"]),
    ],
)
def test_what_is_a_fault(html, found):
    assert faults(HttpResponse(html)) == found
