"""Every page of the admin says what it is, and every field what belongs into it."""

import re

import pytest
from django.http import HttpResponse

from tests.desk.crawling import crawl
from tests.desk.elements import elements
from tests.desk.posting import refuse

# They open every page: watching what that covers would take a minute, and tell nothing new.
pytestmark = [pytest.mark.no_cover, pytest.mark.once]

# They say their own name, or are not shown.
WITHOUT_LABEL = {"hidden", "submit", "button", "image", "reset"}
NAMES = {"label", "legend", "caption", "th", "dt", "h1", "h2", "h3", "title", "button", "summary"}
IDENTIFIER = re.compile(r"[a-z]_[a-z]")


def faults(answer):
    """What is wrong with the names on the page, in words."""
    page = elements(answer)
    return [*_page_faults(page), *_field_faults(page), *_identifiers(page)]


def _page_faults(page):
    for tag in ("title", "h1"):
        words = [element.words for element in page if element.tag == tag]
        if len(words) != 1 or not words[0]:
            yield f"{tag}: {words}"


def _field_faults(page):
    labels = [element for element in page if element.tag == "label" and _says(element, page)]
    labelled = {label["for"] for label in labels}
    for field in page:
        if field.tag in ("input", "select", "textarea") and _is_visible(field):
            around = any(label in labels for label in field.within)
            if not (around or field["aria-label"].strip() or field["id"] in labelled):
                yield f"{field.tag} without label: {field['name']}"


def _says(label, page):
    """By words, or by a picture that says what it shows."""
    pictures = [image for image in page if image.tag == "img" and image.within[-1] is label]
    return label.words or any(image["alt"] for image in pictures)


def _is_visible(field):
    return field["type"] not in WITHOUT_LABEL and "hidden" not in field["class"].split()


def _identifiers(page):
    for element in page:
        if element.tag in NAMES and IDENTIFIER.search(element.words):
            yield f"{element.tag}: {element.words}"


@pytest.mark.parametrize("role", ["editor", "reviewer", "superuser"])
def test_every_page(request, library, role):
    answers = crawl(request.getfixturevalue(role))
    assert len(answers) > 50
    assert {path: found for path, answer in answers.items() if (found := faults(answer))} == {}


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
