"""No page of the admin runs or loads what its content security policy does not allow."""

import pytest
from django.http import HttpResponse

from tests.desk.elements import elements
from tests.desk.policing import POLICY, faults, policy
from tests.desk.posting import refuse

# What a page looks like is the same on any database.
pytestmark = pytest.mark.once


def test_which_scripts_stand_in_a_page(editor, full_page):
    answer = editor.get(f"/admin/articles/symptom/{full_page.pk}/change/")
    _, nonce = policy(answer)
    inline = [script for script in elements(answer, "script") if not script["src"]]
    assert [(script["type"], script["nonce"]) for script in inline] == [
        ("importmap", nonce),
        ("application/json", nonce),
    ]


def test_a_nonce_is_used_once(editor, full_page):
    path = f"/admin/articles/symptom/{full_page.pk}/change/"
    nonces = {policy(editor.get(path))[1] for _ in range(3)}
    assert len(nonces - {""}) == 3


def test_a_form_that_is_shown_again(editor, full_page):
    answer = refuse(editor, f"/admin/articles/symptom/{full_page.pk}/change/", title="")
    assert faults(answer) == []


def test_pages_that_no_link_leads_to(anonymous, stranger, superuser):
    answers = [
        anonymous.get("/admin/login/"),
        anonymous.get("/admin/articles/symptom/"),
        stranger.get("/admin/articles/symptom/"),
        superuser.get("/admin/nothing/"),
        superuser.post("/admin/logout/"),
    ]
    assert [answer.status_code for answer in answers] == [200, 302, 403, 404, 200]
    assert [faults(answer) for answer in answers] == [[]] * 5


HEADER = "; ".join(f"{name} {' '.join(sources)}" for name, sources in POLICY.items())
SECRET = "A" * 22 + "=="
WITH_NONCE = HEADER.replace("script-src 'self'", f"script-src 'self' 'nonce-{SECRET}'")


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<script src='/static/a.js'></script><link rel=icon href='/static/a.svg'>", []),
        ("<img src='data:image/png;base64,AA=='><a href='https://example.org/'>x</a>", []),
        (f"<script nonce='{SECRET}'>1</script>", []),
        ("<script>1</script>", ["script without the nonce: 1"]),
        ("<script nonce='B'>1</script>", ["script without the nonce: 1"]),
        ("<style>p {}</style>", ["style"]),
        ("<p style='color: red'>", ["p with style"]),
        ("<body onload='x()'>", ["body with onload"]),
        ("<a href=' javascript:x()'>", ["a runs  javascript:x()"]),
        ("<script src='//cdn.example/a.js'></script>", ["script from //cdn.example/a.js"]),
        ("<script src='data:,1'></script>", ["script from data:,1"]),
        ("<img src='https://media.example.org/images/1.jpg'>", []),
        (
            "<script src='https://media.example.org/a.js'></script>",
            ["script from https://media.example.org/a.js"],
        ),
        ("<link href='https://fonts.example/'>", ["link from https://fonts.example/"]),
        ("<img src='http://desk.example/a.png'>", ["img from http://desk.example/a.png"]),
    ],
)
def test_what_is_a_fault(html, found):
    assert faults(HttpResponse(html, headers={"Content-Security-Policy": WITH_NONCE})) == found


@pytest.mark.parametrize("source", ["'unsafe-inline'", "'unsafe-eval'", "*", "https:"])
def test_a_policy_that_allows_more_is_a_fault(source):
    header = HEADER.replace("script-src 'self'", f"script-src 'self' {source}")
    (fault,) = faults(HttpResponse("", headers={"Content-Security-Policy": header}))
    assert source in fault


def test_a_nonce_that_the_policy_does_not_know_is_none():
    answer = HttpResponse(
        "<script nonce=''>1</script>", headers={"Content-Security-Policy": HEADER}
    )
    assert faults(answer) == ["script without the nonce: 1"]
