from datetime import timedelta
from hashlib import sha256

import pytest
from django.utils import timezone

from articles.drafts import CitationDraft, SectionDraft
from articles.models import Person
from delivery.models import Publication
from delivery.presenting.facts import midnight
from delivery.publishing import publish, publish_presentation, withdraw
from review.models import Credential
from review.records import instant
from tests.builders import (
    NOW,
    cited,
    edit_page,
    make_page,
    make_person,
    make_reference,
    make_site,
    publish_page,
    sign_page,
    submit_page,
    text,
)
from tests.delivery.clock import ages, ago, ahead, kept_at_most
from tests.delivery.rows import make_row

PATH = "/api/v1/symptoms/shame/"
PROBLEM = "application/problem+json"
DAY = timedelta(days=1)


@pytest.fixture
def page(cast):
    return make_page(by=cast.editor, title="Shame", slug="shame", summary="What shame is.")


@pytest.fixture
def publication(page, cast):
    return publish_page(page, cast)


def problem(response, **members):
    """The problem document that the answer is, as it should be."""
    return {"type": "about:blank", "request_id": response["X-Request-ID"], "errors": [], **members}


def linking(*pages):
    """A rich text whose words link to those pages."""
    return {
        "type": "doc",
        "content": [
            {
                "type": "paragraph",
                "content": [
                    {
                        "type": "text",
                        "text": f"See {page.slug}.",
                        "marks": [{"type": "pageLink", "attrs": {"topic": str(page.topic.uuid)}}],
                    }
                ],
            }
            for page in pages
        ],
    }


def test_it_works(client, cast):
    make_site(feedback_email="care@example.org")
    reference = make_reference(
        pmid="30075356",
        doi="10.1000/shame",
        title="Shame and depression.",
        authors=[{"family": "Author", "given": "Ann", "initials": "A"}],
        journal="Journal of Shame",
        year=2018,
        publication_types=["Review"],
    )
    author = make_person(slug="wren-writer", name="Wren Writer", profession="writer", degrees=[])
    page = make_page(
        by=cast.editor,
        at=ago(hours=3),
        title="Shame",
        slug="shame",
        summary="What shame is.",
        sections=[
            SectionDraft(
                aspect="Overview", heading="What it is", body=cited("It hides.", reference.key)
            )
        ],
        citations=[CitationDraft(key=reference.key, note="On depression.")],
        byline=[author],
    )
    section = page.sections.get()
    sign_off = sign_page(page, cast, now=ago(hours=2))
    publication = publish(revision=sign_off.revision, by=cast.publisher, now=ago(hours=1))
    begun = instant(publication.live_from)
    response = client.get(PATH)
    assert response.status_code == 200
    assert response.json() == {
        "id": str(page.uuid),
        "topic": str(page.topic.uuid),
        "kind": "symptom",
        "locale": "en",
        "fallback_from": None,
        "slug": "shame",
        "path": "/symptoms/shame/",
        "web_url": "https://www.example.org/symptoms/shame/",
        "api_url": "https://api.example.org/api/v1/symptoms/shame/",
        "title": "Shame",
        "alternate_names": [],
        "codes": [],
        "summary": "What shame is.",
        "article_type": None,
        "about": [],
        "purpose": None,
        "funding": None,
        "outline": [
            {
                "part": "section",
                "id": str(section.uuid),
                "heading": "What it is",
                "anchor": "what-it-is",
            },
            {"part": "references", "id": None, "heading": "References", "anchor": "references"},
        ],
        "key_points": {"html": "", "blocks": []},
        "sections": [
            {
                "id": str(section.uuid),
                "aspect": "Overview",
                "urgency": None,
                "treatment": None,
                "heading": "What it is",
                "anchor": "what-it-is",
                "notice": None,
                "body": {
                    "html": '<p>It hides.<sup class="citation"><a href="#reference-1">1</a>'
                    "</sup></p>",
                    "blocks": [
                        {
                            "type": "paragraph",
                            "content": [
                                {"type": "text", "text": "It hides.", "marks": []},
                                {
                                    "type": "citation",
                                    "numbers": [1],
                                    "reference_ids": [str(reference.uuid)],
                                },
                            ],
                        }
                    ],
                },
                "citations": [1],
            }
        ],
        "associations": {"heading": "Commonly associated with", "notice": None, "items": []},
        "faqs": [],
        "calls_to_action": [],
        "references": [
            {
                "number": 1,
                "note": "On depression.",
                "key": "pmid:30075356",
                "id": str(reference.uuid),
                "pmid": "30075356",
                "doi": "10.1000/shame",
                "pmcid": None,
                "title": "Shame and depression.",
                "authors": [
                    {
                        "family": "Author",
                        "given": "Ann",
                        "initials": "A",
                        "suffix": None,
                        "group": None,
                    }
                ],
                "journal": "Journal of Shame",
                "year": 2018,
                "publication_types": ["Review"],
                "standing": {
                    "status": "unknown",
                    "checked_at": None,
                    "sources": [],
                    "notice": None,
                },
                "formatted": {"ama": None, "nlm": None, "apa": None},
                "links": {
                    "pubmed": "https://pubmed.ncbi.nlm.nih.gov/30075356/",
                    "pmc": None,
                    "doi": "https://doi.org/10.1000/shame",
                },
            }
        ],
        "notices": [],
        "content_flags": [],
        "crisis_resources": [],
        "screenings": [],
        "images": {"hero": None},
        "byline": [
            {
                "id": str(author.uuid),
                "slug": "wren-writer",
                "printed_name": "Wren Writer",
                "profession": "writer",
                "degrees": [],
                "orcid": None,
            }
        ],
        "tags": [],
        "related": [],
        "linked_from": [],
        "reading_minutes": 1,
        "seo": {
            "title": None,
            "description": None,
            "canonical_url": "https://www.example.org/symptoms/shame/",
            "noindex": False,
            "image": None,
        },
        "translations": [],
        "review": {
            "status": "current",
            "line": {
                "short": "Reviewed by a physician · FL",
                "full": "Reviewed by Ray Reviewer, MD; physician licensed in FL",
            },
            "last_reviewed": instant(sign_off.signed_at),
            "review_due": instant(sign_off.review_due),
            "revision": 1,
            "fingerprint": page.fingerprint,
            "scope": "whole_page",
            "independent": True,
            "sign_off_url": None,
            "reviewers": [
                {
                    "printed_name": "Ray Reviewer, MD",
                    "profession": "physician",
                    "degrees": ["MD"],
                    "board_certifications": [],
                    "licensed_in": ["FL"],
                    "interests": None,
                }
            ],
        },
        "feedback": {"url": None, "email": "care@example.org"},
        "first_published_at": begun,
        "published_at": begun,
        "updated_at": begun,
    }


def test_the_headers(client, publication):
    response = client.get(PATH)
    assert {
        name: response[name]
        for name in response.headers
        if name.lower()
        in {
            "content-type",
            "etag",
            "cache-control",
            "vary",
            "access-control-allow-origin",
            "access-control-expose-headers",
            "allow",
            "content-length",
            "set-cookie",
            "last-modified",
        }
    } == {
        "Content-Type": "application/json",
        "ETag": f'"{sha256(response.content).hexdigest()}"',
        "Cache-Control": (
            "public, max-age=60, s-maxage=300, stale-while-revalidate=60, stale-if-error=600"
        ),
        "Vary": "Accept",
        "Access-Control-Allow-Origin": "*",
        "Access-Control-Expose-Headers": "ETag, Link, X-Request-ID",
        "Allow": "GET, HEAD, OPTIONS",
        "Content-Length": str(len(response.content)),
    }


def test_a_condition(client, cast):
    publish_page(make_page(by=cast.editor, kind="condition", slug="ptsd"), cast)
    document = client.get("/api/v1/conditions/ptsd/").json()
    assert (document["kind"], document["path"]) == ("condition", "/conditions/ptsd/")
    assert document["outline"][0]["part"] == "section"
    assert client.get("/api/v1/symptoms/ptsd/").status_code == 404


def test_another_language(client, cast, page, publication):
    spanish = make_page(
        by=cast.editor, topic=page.topic, locale="es", title="Vergüenza", slug="verguenza"
    )
    publish_page(spanish, cast)
    document = client.get("/api/v1/symptoms/verguenza/", {"locale": "es"}).json()
    assert {
        name: document[name]
        for name in ("id", "topic", "locale", "title", "path", "web_url", "api_url", "translations")
    } == {
        "id": str(spanish.uuid),
        "topic": str(page.topic.uuid),
        "locale": "es",
        "title": "Vergüenza",
        "path": "/es/symptoms/verguenza/",
        "web_url": "https://www.example.org/es/symptoms/verguenza/",
        "api_url": "https://api.example.org/api/v1/symptoms/verguenza/?locale=es",
        "translations": [
            {
                "locale": "en",
                "path": "/symptoms/shame/",
                "web_url": "https://www.example.org/symptoms/shame/",
                "stale": False,
            }
        ],
    }
    english = client.get(PATH, {"locale": "en"})
    assert english.json()["translations"] == [
        {
            "locale": "es",
            "path": "/es/symptoms/verguenza/",
            "web_url": "https://www.example.org/es/symptoms/verguenza/",
            "stale": False,
        }
    ]
    assert english.content == client.get(PATH).content


def test_the_language_is_not_guessed(client, cast, page, publication):
    spanish = make_page(by=cast.editor, topic=page.topic, locale="es", slug="shame")
    publish_page(spanish, cast)
    response = client.get(PATH, headers={"accept-language": "es"})
    assert response.json()["locale"] == "en"
    assert client.get(PATH, {"locale": "es"}).json()["locale"] == "es"


def test_the_host_of_the_request_enters_nothing(client, publication):
    other = client.get(PATH, headers={"host": "localhost:8000"})
    assert other.content == client.get(PATH).content


def test_a_cookie_makes_no_difference(client, cast, publication):
    anonymous = client.get(PATH)
    client.force_login(cast.editor)
    known = client.get(PATH)
    assert (known.content, known["Vary"], known.cookies) == (
        anonymous.content,
        anonymous["Vary"],
        anonymous.cookies,
    )


def test_not_found(client, db):
    response = client.get(PATH)
    assert response.status_code == 404
    assert response["Content-Type"] == PROBLEM
    assert response["Cache-Control"] == "no-store"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response.json() == problem(
        response,
        title="Not Found",
        status=404,
        code="not_found",
        detail="There is nothing at this address.",
        available_locales=[],
    )


def test_not_found_in_this_language(client, publication):
    response = client.get(PATH, {"locale": "es"})
    assert (response.status_code, response.json()["available_locales"]) == (404, ["en"])


def test_only_live_languages_are_available(client, cast, page):
    make_row(sign_page(page, cast), live_from=ahead(days=1))
    response = client.get(PATH, {"locale": "es"})
    assert (response.status_code, response.json()["available_locales"]) == (404, [])


@pytest.mark.parametrize("state", ["draft", "submitted", "signed", "scheduled", "cancelled"])
def test_what_was_never_public_is_not_there(client, cast, page, state):
    if state == "submitted":
        submit_page(page, by=cast.editor)
    if state in ("signed", "scheduled", "cancelled"):
        sign_off = sign_page(page, cast)
    if state == "scheduled":
        make_row(sign_off, live_from=ahead(hours=1))
    if state == "cancelled":
        make_row(sign_off, live_from=NOW, cancelled_at=NOW)
    response = client.get(PATH)
    assert (response.status_code, response.json()["available_locales"]) == (404, [])


def test_gone(client, cast, page, publication):
    withdraw(
        page=page,
        by=cast.publisher,
        reason="The dose was wrong by a factor of ten.",
        notice="We are revising this page.",
        now=NOW + DAY,
    )
    response = client.get(PATH)
    assert response.status_code == 410
    assert response["Content-Type"] == PROBLEM
    assert response["Cache-Control"] == "no-store"
    assert response.json() == problem(
        response,
        title="Gone",
        status=410,
        code="gone",
        detail="This page was taken out of the public.",
        ending={
            "kind": "withdrawn",
            "notice": "We are revising this page.",
            "ended_at": instant(NOW + DAY),
            "successor": None,
        },
    )
    assert b"dose" not in response.content


def test_gone_in_one_language_only(client, cast, page, publication):
    spanish = make_page(by=cast.editor, topic=page.topic, locale="es", slug="shame")
    publish_page(spanish, cast)
    withdraw(page=page, by=cast.publisher, reason="Old.", now=NOW + DAY)
    assert client.get(PATH).status_code == 410
    assert client.get(PATH, {"locale": "es"}).status_code == 200


def test_an_old_slug(client, cast, page, publication):
    for slug in ("shame-and-guilt", "all-of-shame"):
        edit_page(page, by=cast.editor, slug=slug)
        page.refresh_from_db()
        publish_presentation(
            page=page, by=cast.publisher, lock_version=page.lock_version, now=NOW + DAY
        )
    for slug in ("shame", "shame-and-guilt"):
        response = client.get(f"/api/v1/symptoms/{slug}/")
        assert response.status_code == 308
        assert response["Location"] == "https://api.example.org/api/v1/symptoms/all-of-shame/"
        assert response["Access-Control-Allow-Origin"] == "*"
        assert response["Cache-Control"] == "public, max-age=60, s-maxage=300"
        assert response.content == b""
    assert client.get("/api/v1/symptoms/all-of-shame/").status_code == 200


def test_an_old_slug_in_another_language(client, cast):
    page = make_page(by=cast.editor, locale="es", slug="verguenza")
    publish_page(page, cast)
    edit_page(page, by=cast.editor, slug="la-verguenza")
    publish_page(page, cast)
    response = client.get("/api/v1/symptoms/verguenza/", {"locale": "es"})
    assert response["Location"] == (
        "https://api.example.org/api/v1/symptoms/la-verguenza/?locale=es"
    )
    assert client.get("/api/v1/symptoms/verguenza/").status_code == 404


def test_a_slug_that_came_back(client, cast, page, publication):
    for slug in ("shame-and-guilt", "shame"):
        edit_page(page, by=cast.editor, slug=slug)
        publish_page(page, cast)
    assert client.get(PATH).status_code == 200
    response = client.get("/api/v1/symptoms/shame-and-guilt/")
    assert response["Location"] == "https://api.example.org/api/v1/symptoms/shame/"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
def test_other_methods(client, publication, method):
    response = getattr(client, method)(PATH)
    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD, OPTIONS"
    assert response.json() == problem(
        response,
        title="Method Not Allowed",
        status=405,
        code="method_not_allowed",
        detail="This API is read with GET, HEAD and OPTIONS.",
    )


def test_head(client, publication):
    got, head = client.get(PATH), client.head(PATH)
    assert (head.status_code, head.content) == (200, b"")
    for name in ("ETag", "Content-Type", "Content-Length", "Cache-Control", "Vary"):
        assert head[name] == got[name]
    assert client.head("/api/v1/symptoms/nothing/").status_code == 404


def test_options(client, publication):
    response = client.options(
        PATH,
        headers={
            "origin": "https://front.example",
            "access-control-request-method": "GET",
            "access-control-request-headers": "if-none-match",
        },
    )
    assert (response.status_code, response.content) == (204, b"")
    assert {
        name: value
        for name, value in response.headers.items()
        if name == "Allow" or name.startswith("Access-Control")
    } == {
        "Allow": "GET, HEAD, OPTIONS",
        "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
        "Access-Control-Allow-Headers": "If-None-Match, X-Request-ID",
        "Access-Control-Max-Age": "86400",
        "Access-Control-Allow-Origin": "*",
        "Access-Control-Expose-Headers": "ETag, Link, X-Request-ID",
    }


@pytest.mark.parametrize(
    "accept", ["image/png", "text/html", "application/xml, text/*;q=0.5", "nonsense", ";;,/"]
)
def test_not_acceptable(client, publication, accept):
    response = client.get(PATH, headers={"accept": accept})
    assert response.status_code == 406
    assert response.json() == problem(
        response,
        title="Not Acceptable",
        status=406,
        code="not_acceptable",
        detail="The resource is not to be had in the media types asked for.",
    )


@pytest.mark.parametrize(
    "accept",
    [
        "*/*",
        "application/*",
        "application/json",
        "application/json; q=0.1, image/png",
        "text/html,application/xhtml+xml,*/*;q=0.8",
    ],
)
def test_acceptable(client, publication, accept):
    assert client.get(PATH, headers={"accept": accept}).content == client.get(PATH).content


REFUSED = [
    ("local=es", "unknown_parameter", "local"),
    ("limit=1", "unknown_parameter", "limit"),
    ("as_of=2020-01-01", "unknown_parameter", "as_of"),
    ("format=json", "unknown_parameter", "format"),
    ("LOCALE=en", "unknown_parameter", "LOCALE"),
    ("locale%00=en", "unknown_parameter", "locale\x00"),
    ("locale[]=en", "unknown_parameter", "locale[]"),
    ("=en", "unknown_parameter", ""),
    ("%ff=en", "unknown_parameter", "\ufffd"),
    ("a/b~c=en", "unknown_parameter", "a~1b~0c"),
    ("locale=en&locale=es", "repeated_parameter", "locale"),
    ("locale=en&locale=en", "repeated_parameter", "locale"),
    ("locale=", "bad_parameter", "locale"),
    ("locale", "bad_parameter", "locale"),
    ("locale=fr", "bad_parameter", "locale"),
    ("locale=EN", "bad_parameter", "locale"),
    ("locale=en%00", "bad_parameter", "locale"),
    ("locale=%ff%fe", "bad_parameter", "locale"),
    ("locale=en'--", "bad_parameter", "locale"),
    ("locale=" + "e" * 50_000, "bad_parameter", "locale"),
    ("x" * 50_000 + "=1", "unknown_parameter", "x" * 50_000),
]


@pytest.mark.parametrize(("query", "code", "name"), REFUSED, ids=range(len(REFUSED)))
def test_parameters_that_are_refused(client, publication, query, code, name):
    response = client.get(f"{PATH}?{query}")
    document = response.json()
    assert (response.status_code, document["status"], document["code"]) == (400, 400, code)
    assert document["request_id"] == response["X-Request-ID"]
    assert document["errors"] == [
        {"pointer": f"/query/{name}", "code": code, "detail": document["detail"]}
    ]


@pytest.mark.parametrize(
    ("query", "detail"),
    [
        ("local=es", "The parameters here are locale. Did you mean locale?"),
        ("q=shame", "The parameters here are locale."),
        ("locale=en&locale=es", "Give locale once."),
        ("locale=fr", "locale: the locales are en, es."),
    ],
)
def test_a_refusal_helps(client, publication, query, detail):
    assert client.get(f"{PATH}?{query}").json()["detail"] == detail


def test_very_many_parameters(client, publication):
    response = client.get(f"{PATH}?{'&'.join(f'p{number}=1' for number in range(2000))}")
    assert (response.status_code, response.json()["code"]) == (400, "bad_request")


@pytest.mark.parametrize(
    "path",
    [
        "/api/v1/symptoms/shame/sections/",
        "/api/v1/symptoms/shame/../shame/",
        "/api/v1/symptoms/shame%00/",
        "/api/v1/symptoms/%ff/",
        "/api/v1/symptoms/verg%C3%BCenza/",
        "/api/v1/symptoms/shame.json/",
        "/api/v1/symptoms//",
        "/api/v1/symptoms/" + "a" * 10_000 + "/",
    ],
)
def test_addresses_beside_the_routes(client, publication, path):
    response = client.get(path)
    assert (response.status_code, response.json()["code"]) == (404, "not_found")


def test_an_address_without_its_last_slash(client, publication):
    response = client.get(PATH.rstrip("/"), {"locale": "en"})
    assert (response.status_code, response["Location"]) == (301, f"{PATH}?locale=en")


class TestConditionalRequests:
    def test_the_etag_is_strong_and_stays(self, client, publication):
        first, second = client.get(PATH), client.get(PATH)
        assert first["ETag"] == second["ETag"]
        assert first["ETag"].startswith('"')

    @pytest.mark.parametrize(
        "form", ["{}", "W/{}", '"other", {}', '{}, "other"', '"other",W/{},"another"', "*"]
    )
    def test_not_modified(self, client, publication, form):
        full = client.get(PATH)
        response = client.get(PATH, headers={"if-none-match": form.format(full["ETag"])})
        assert (response.status_code, response.content) == (304, b"")
        for name in ("ETag", "Cache-Control", "Vary", "Access-Control-Allow-Origin"):
            assert response[name] == full[name]
        assert "Content-Type" not in response

    def test_head_is_not_modified_either(self, client, publication):
        etag = client.get(PATH)["ETag"]
        assert client.head(PATH, headers={"if-none-match": etag}).status_code == 304

    @pytest.mark.parametrize(
        "given", ['"other"', 'W/"other"', "", "nonsense", '"*"', '"', ",", "W/", "W/*", "\x00"]
    )
    def test_modified(self, client, publication, given):
        assert client.get(PATH, headers={"if-none-match": given}).status_code == 200

    def test_dates_are_ignored(self, client, publication):
        response = client.get(PATH, headers={"if-modified-since": "Fri, 31 Dec 2100 00:00:00 GMT"})
        assert response.status_code == 200

    def test_the_etag_of_a_page_that_is_gone(self, client, cast, page, publication):
        etag = client.get(PATH)["ETag"]
        withdraw(page=page, by=cast.publisher, reason="Old.", now=NOW + DAY)
        assert client.get(PATH, headers={"if-none-match": etag}).status_code == 410
        assert client.get(PATH, headers={"if-none-match": "*"}).status_code == 410

    def test_new_words(self, client, cast, page, publication):
        etag = client.get(PATH)["ETag"]
        edit_page(page, by=cast.editor, summary="What shame does.")
        assert client.get(PATH)["ETag"] == etag
        publish_page(page, cast)
        response = client.get(PATH, headers={"if-none-match": etag})
        assert (response.status_code, response["ETag"] == etag) == (200, False)

    def test_a_live_fact(self, client, publication):
        etag = client.get(PATH)["ETag"]
        Person.objects.update(degrees=["MD", "PhD"])
        assert client.get(PATH)["ETag"] != etag


class TestCaching:
    """Both ages end before the instant at which the bytes would be wrong."""

    def test_the_page_ends_soon(self, client, publication):
        Publication.objects.update(live_until=ahead(seconds=90))
        assert 60 <= kept_at_most(client.get(PATH)) <= 90

    def test_the_page_ends_very_soon(self, client, publication):
        Publication.objects.update(live_until=ahead(seconds=30))
        found = ages(client.get(PATH))
        assert found["max-age"] <= 30
        assert (found["s-maxage"], found["stale-while-revalidate"]) == (0, 0)

    def test_the_review_is_due_soon(self, client, cast, page):
        due = ahead(days=30, seconds=90)
        make_row(sign_page(page, cast), live_from=NOW, review_due=due)
        response = client.get(PATH)
        assert response.json()["review"]["status"] == "current"
        assert 60 <= kept_at_most(response) <= 90

    def test_the_review_is_overdue_soon(self, client, cast, page):
        make_row(sign_page(page, cast), live_from=NOW, review_due=ahead(seconds=90))
        response = client.get(PATH)
        assert response.json()["review"]["status"] == "due_soon"
        assert 60 <= kept_at_most(response) <= 90

    def test_the_licence_expires_today(self, client, publication):
        before = timezone.now()
        Credential.objects.update(expires=before.date())
        response = client.get(PATH)
        assert kept_at_most(response) <= (midnight(before.date() + DAY) - before).total_seconds()

    @pytest.mark.parametrize("begins", [False, True])
    def test_a_neighbour_comes_or_goes(self, client, cast, begins):
        neighbour = make_page(by=cast.editor, slug="guilt")
        soon = ahead(seconds=90)
        if begins:
            make_row(sign_page(neighbour, cast), live_from=soon)
        else:
            publish_page(neighbour, cast)
            Publication.objects.update(live_until=soon)
        page = make_page(
            by=cast.editor, slug="shame", sections=[SectionDraft(body=linking(neighbour))]
        )
        publish_page(page, cast)
        assert 60 <= kept_at_most(client.get(PATH)) <= 90

    def test_a_translation_comes(self, client, cast, page, publication):
        spanish = make_page(by=cast.editor, topic=page.topic, locale="es", slug="verguenza")
        make_row(sign_page(spanish, cast), live_from=ahead(seconds=90))
        assert 60 <= kept_at_most(client.get(PATH)) <= 90

    def test_a_stranger_changes_nothing(self, client, cast, publication):
        make_row(sign_page(make_page(by=cast.editor), cast), live_from=ahead(seconds=90))
        assert kept_at_most(client.get(PATH)) == 1020


def test_edited_words_are_not_served(client, cast, page, publication):
    before = client.get(PATH).content
    edit_page(
        page,
        by=cast.editor,
        title="Unsigned",
        slug="unsigned",
        summary="Unsigned.",
        sections=[SectionDraft(heading="Unsigned", body=text("Unsigned."))],
        outline=[],
    )
    sign_page(page, cast)
    assert client.get(PATH).content == before
    assert client.get("/api/v1/symptoms/unsigned/").status_code == 404
