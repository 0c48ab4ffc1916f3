"""Importing the addresses that pages had elsewhere."""

import pytest

from delivery.alias_files import MAXIMUM_BYTES
from delivery.aliases import FaultyFile, Imported, import_aliases
from delivery.models import Alias
from delivery.publishing import withdraw
from review.models import AuditEntry
from review.verification import audit_faults
from tests.builders import NOW, edit_page, make_page, make_user, publish_page, sign_page
from tests.delivery.clock import ahead
from tests.delivery.refusals import refused, rows
from tests.delivery.rows import make_row

TARGET = "/symptoms/shame/"


@pytest.fixture
def spanish(cast, page, publication):
    spanish = make_page(by=cast.editor, topic=page.topic, locale="es", slug="verguenza")
    return publish_page(spanish, cast)


def load(cast, *lines, header="path,target", encoding="utf-8"):
    text = "\n".join([header, *lines, ""])
    return import_aliases(data=text.encode(encoding), by=cast.publisher, now=NOW)


def faults(cast, *lines, **options):
    """What is said of the file, of which nothing is imported."""
    before = rows()
    with pytest.raises(FaultyFile) as caught:
        load(cast, *lines, **options)
    assert rows() == before
    return [str(fault) for fault in caught.value.faults]


def aliases():
    return {alias.path: (alias.topic, alias.locale) for alias in Alias.objects.all()}


def test_it_works(cast, page, spanish, settings):
    settings.WEB_ROUTES = {**settings.WEB_ROUTES, "symptom": "/s/{slug}"}
    lines = ["/old,/symptoms/shame/", "/older.html,/s/shame", "/viejo/,/es/s/verguenza/"]
    assert load(cast, *lines) == Imported(added=3, known=0)
    assert aliases() == {
        "/old/": (page.topic, "en"),
        "/older.html/": (page.topic, "en"),
        "/viejo/": (page.topic, "es"),
    }
    assert {alias.entered_by for alias in Alias.objects.all()} == {cast.publisher}
    entries = AuditEntry.objects.filter(action="import_aliases")
    assert {entry.subject for entry in entries} == {alias.uuid for alias in Alias.objects.all()}
    assert list(audit_faults()) == []
    Alias.objects.filter(path="/old/").update(locale="es")
    assert len(list(audit_faults())) == 1


def test_readers_are_sent_on(client, cast, publication):
    load(cast, f"/symptoms/feeling-small,{TARGET}")
    response = client.get("/api/v1/symptoms/feeling-small/", {"locale": "es"})
    assert (response.status_code, response["Location"]) == (
        308,
        "https://api.example.org/api/v1/symptoms/shame/?locale=es",
    )
    assert client.get("/api/v1/conditions/feeling-small/").status_code == 404


def test_the_path_on_the_web_site_means_the_same(client, cast, page, publication, settings):
    settings.WEB_ROUTES = {**settings.WEB_ROUTES, "article": "/blog/{slug}"}
    load(cast, f"/blog/on-shame,{TARGET}")
    response = client.get("/api/v1/articles/on-shame/")
    assert response["Location"] == "https://api.example.org/api/v1/symptoms/shame/"
    withdraw(page=page, by=cast.publisher, reason="Old.", notice="Gone.", now=NOW)
    response = client.get("/api/v1/articles/on-shame/")
    assert (response.status_code, response.json()["ending"]["notice"]) == (410, "Gone.")


def test_the_page_of_a_slug_comes_before_an_imported_address(client, cast, publication):
    load(cast, f"/symptoms/guilt/,{TARGET}")
    publish_page(make_page(by=cast.editor, slug="guilt"), cast)
    assert client.get("/api/v1/symptoms/guilt/").json()["slug"] == "guilt"


def test_again(cast, publication):
    load(cast, f"/old/,{TARGET}")
    before = rows()
    assert load(cast, f"/old,{TARGET}", f"/old/,{TARGET}") == Imported(added=0, known=1)
    assert rows() == before
    assert load(cast, f"/old,{TARGET}", f"/older,{TARGET}") == Imported(added=1, known=1)


def test_how_files_are_written(cast, publication):
    text = f'\ufeff"path","target"\r\n\r\n"/a,b/","{TARGET}"\r\n /c/ , {TARGET} \r\n,\r\n'
    data = f"{text}/caf%C3%A9,{TARGET}"
    imported = import_aliases(data=data.encode(), by=cast.publisher, now=NOW)
    assert imported == Imported(added=3, known=0)
    assert set(aliases()) == {"/a,b/", "/c/", "/café/"}


def test_a_target_that_has_another_slug_now(cast, page, publication):
    edit_page(page, by=cast.editor, slug="shame-and-guilt")
    publish_page(page, cast)
    load(cast, f"/old/,{TARGET}")
    assert aliases() == {"/old/": (page.topic, "en")}


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("/old/", "Write two columns, path and target: here are 1."),
        (f"/old/,{TARGET},x", "Write two columns, path and target: here are 3."),
        (
            f",{TARGET}",
            "The path: write the path alone, without scheme and host, from its first / on.",
        ),
        (
            f"https://old.example/a/,{TARGET}",
            "The path: write the path alone, without scheme and host, from its first / on.",
        ),
        (
            f"/old/?page=1,{TARGET}",
            "The path: write the path alone, without a query or a fragment.",
        ),
        (f"/a/../b/,{TARGET}", "The path: a path has no empty segments, and none that is . or ..."),
        (f"/%ff/,{TARGET}", "The path: percent-encode the bytes of UTF-8."),
        (f"/,{TARGET}", "The path: the home page is no page of the library."),
        (f"/{'a' * 500}/,{TARGET}", "The path: a path has at most 500 characters."),
        (
            "/old/,symptoms/shame/",
            "The target: write the path alone, without scheme and host, from its first / on.",
        ),
        ("/old/,/symptoms/guilt/", "No public page is at the target."),
        ("/old/,/conditions/shame/", "No public page is at the target."),
        ("/old/,/es/symptoms/shame/", "No public page is at the target."),
        (
            "/old/,/old/",
            "The target is an imported address itself: name the page that it leads to.",
        ),
        (
            f"{TARGET},{TARGET}",
            "The path is, was or will be that of a page: it leads there by itself.",
        ),
        (
            f"/es/symptoms/shame,{TARGET}",
            "The path is, was or will be that of a page: it leads there by itself.",
        ),
    ],
    ids=range(16),
)
def test_a_faulty_line(cast, publication, line, reason):
    assert faults(cast, f"/good/,{TARGET}", line) == [f"Line 3: {reason}"]


def test_every_faulty_line_is_named(cast, publication):
    assert faults(
        cast,
        "/a/",
        "",
        f"/good/,{TARGET}",
        "/b/,/c/",
        '"/multi\nline/",/symptoms/shame/',
        "/c/,/b/",
    ) == [
        "Line 2: Write two columns, path and target: here are 1.",
        "Line 5: The target is an imported address itself: name the page that it leads to.",
        "Line 6: The path: a path has no control characters and no backslashes.",
        "Line 8: The target is an imported address itself: name the page that it leads to.",
    ]


def test_the_paths_of_pages(cast, page, publication, settings):
    settings.WEB_ROUTES = {**settings.WEB_ROUTES, "symptom": "/s/{slug}"}
    edit_page(page, by=cast.editor, slug="shame-and-guilt")
    publish_page(page, cast)
    coming = make_page(by=cast.editor, slug="coming")
    make_row(sign_page(coming, cast), live_from=ahead(days=1))
    target = "/symptoms/shame-and-guilt/"
    own = "The path is, was or will be that of a page: it leads there by itself."
    assert faults(
        cast, f"/s/shame/,{target}", f"/symptoms/shame,{target}", f"/symptoms/coming/,{target}"
    ) == [f"Line {number}: {own}" for number in (2, 3, 4)]
    assert faults(cast, "/old/,/symptoms/coming/") == ["Line 2: No public page is at the target."]


def test_a_path_with_two_targets(cast, publication):
    publish_page(make_page(by=cast.editor, slug="guilt"), cast)
    load(cast, f"/old/,{TARGET}")
    assert faults(cast, "/old/,/symptoms/guilt/") == [
        "Line 2: The path was imported before, with another target."
    ]
    assert faults(cast, f"/new/,{TARGET}", "/new,/symptoms/guilt/") == [
        "Line 3: Line 2 leads this path to another page."
    ]
    assert faults(cast, "/new/,/old/") == [
        "Line 2: The target is an imported address itself: name the page that it leads to."
    ]


def test_a_target_that_was_withdrawn(cast, page, publication):
    withdraw(page=page, by=cast.publisher, reason="Old.", now=NOW)
    assert faults(cast, f"/old/,{TARGET}") == ["Line 2: No public page is at the target."]


def test_files_that_cannot_be_read(cast, publication):
    header = "Line 1: The first line must be path,target."
    assert faults(cast, f"/old/,{TARGET}", header="/older/,/symptoms/shame/") == [header]
    assert faults(cast, f"/old/;{TARGET}", header="path;target") == [header]
    assert faults(cast, header="") == [header]
    assert faults(cast) == ["The file has no line under its header."]
    assert faults(cast, f"/viejo-año/,{TARGET}", encoding="latin-1") == [
        "The file is not in UTF-8: save it as “CSV UTF-8”."
    ]
    assert faults(cast, f'/a/,{TARGET}\n"/old/,{TARGET}') == [
        "Line 3: The quotes are not closed: from here on nothing can be read."
    ]
    assert faults(cast, f"/a\x00/,{TARGET}") != []
    assert faults(cast, "/a/" * (MAXIMUM_BYTES // 3)) == [
        "The file has more than 5 MB: import it in parts."
    ]


def test_who_may(cast, publication):
    data = f"path,target\n/old/,{TARGET}\n".encode()
    for by in (cast.editor, cast.reviewer, cast.administrator, make_user()):
        with refused("not_allowed", action="import_aliases", by=by, subject=by):
            import_aliases(data=data, by=by, now=NOW)


def test_queries(cast, publication, django_assert_max_num_queries):
    lines = [f"/old-{number}/,{TARGET}" for number in range(300)]
    load(cast, *lines)
    with django_assert_max_num_queries(25):
        assert load(cast, *lines) == Imported(added=0, known=300)
