"""The proof of what was signed: it works, then where there is none, then every refusal."""

import json
from base64 import urlsafe_b64decode
from datetime import timedelta

import pytest
import rfc8785
from joserfc.errors import InvalidKeyIdError

from articles.drafts import SectionDraft
from delivery.models import Publication
from delivery.publishing import publish, withdraw
from review.ledger import entry_bytes
from review.models import AuditEntry, Scope
from review.records import instant, row_bytes
from review.signoff import revoke
from tests.builders import (
    NOW,
    edit_page,
    make_page,
    publish_page,
    sign_page,
    submit_page,
    text,
)
from tests.delivery.clock import ages, ahead
from tests.delivery.proving import assert_proved, published_keys, said_by
from tests.signing_keys import change_key, kid

PAGE = "/api/v1/symptoms/shame/"
PATH = f"{PAGE}sign-off/"
DAY = timedelta(days=1)

STATEMENT = (
    "I have read this whole page and its list of sources as shown to me, and I approve these "
    "exact words for publication as clinically sound."
)


def entry_of(sign_off):
    return AuditEntry.objects.get(subject=sign_off.uuid, action="sign", refusal="")


def shown(sign_off):
    """A sign-off with its entry, as the proof shows both."""
    entry = entry_of(sign_off)
    return {
        "id": str(sign_off.uuid),
        "fingerprint": sign_off.fingerprint,
        "printed_name": "Ray Reviewer, MD",
        "credential_lines": ["Licensed in FL (Florida Board of Medicine)"],
        "meaning": "clinical_review",
        "statement": sign_off.statement,
        "scope": sign_off.scope,
        "signed_at": instant(sign_off.signed_at),
        "review_due": instant(sign_off.review_due),
        "record": row_bytes(sign_off).decode(),
        "entry": {
            "number": entry.number,
            "at": instant(entry.at),
            "row_hash": entry.row_hash,
            "previous_hash": entry.previous_hash,
            "hash": entry.hash,
            "record": entry_bytes(entry).decode(),
        },
        "acceptance": None,
    }


def test_it_works(client, page, publication):
    answer = client.get(PATH).json()
    assert answer["proof"] == {
        "version": 1,
        "page": {
            "id": str(page.uuid),
            "topic": str(page.topic.uuid),
            "kind": "symptom",
            "locale": "en",
            "slug": "shame",
            "path": "/symptoms/shame/",
            "web_url": "https://www.example.org/symptoms/shame/",
            "live_from": instant(publication.live_from),
        },
        "revision": {
            "number": 1,
            "format": 1,
            "fingerprint": publication.fingerprint,
            "clinical": bytes(publication.revision.clinical).decode(),
        },
        "sign_off": shown(publication.sign_off),
        "base": None,
        "second_reviews": [],
    }
    assert answer["proof"]["sign_off"]["statement"] == STATEMENT
    words = assert_proved(answer, published_keys(client))
    assert (words["title"], words["summary"]) == ("Shame", "What shame is.")


def test_the_signature_is_over_the_canonical_form(client, settings, publication):
    answer = client.get(PATH).json()
    header, payload, _ = answer["jws"].split(".")
    assert json.loads(_decoded(header)) == {
        "alg": "Ed25519",
        "kid": kid(settings.PROOF_SIGNING_KEY),
    }
    assert _decoded(payload) == rfc8785.dumps(answer["proof"])


def test_the_document_leads_to_it(client, publication):
    url = client.get(PAGE).json()["review"]["sign_off_url"]
    assert url == f"https://api.example.org{PATH}"


def test_equal_proofs_have_equal_bytes(client, publication):
    first, second = client.get(PATH), client.get(PATH)
    assert (first.content, first["ETag"]) == (second.content, second["ETag"])
    assert client.get(PATH, headers={"if-none-match": first["ETag"]}).status_code == 304
    assert first["Cache-Control"].startswith("public, ")
    assert first["Content-Language"] == "en"
    assert first["Surrogate-Key"] == (
        f"page-{publication.page_uuid} topic-{publication.topic.uuid}"
    )


@pytest.mark.parametrize(("hours", "seconds"), [(1, 300), (0.02, 72)])
def test_a_proof_is_kept_no_longer_than_the_page_is_live(client, cast, publication, hours, seconds):
    end = ahead(hours=hours)
    Publication.objects.filter(pk=publication.pk).update(live_until=end, next_boundary=end)
    kept = ages(client.get(PATH))["s-maxage"]
    assert seconds - 2 <= kept <= seconds


def test_a_proof_costs_as_many_queries_whatever_there_is(
    client, cast, page, publication, django_assert_num_queries
):
    """The page that is live, its proof, the entries, and second reviews."""
    with django_assert_num_queries(4):
        client.get(PATH)
    edit_page(page, by=cast.editor, summary="What shame does.")
    sign_off = sign_page(page, cast, scope=Scope.CHANGES)
    publish(revision=sign_off.revision, by=cast.publisher, now=NOW)
    with django_assert_num_queries(4):
        client.get(PATH)
    withdraw(page=page, by=cast.publisher, reason="A wrong dose.", now=NOW)
    with django_assert_num_queries(2):
        assert client.get(PATH).status_code == 410


def test_changes_come_with_the_reading_of_the_whole_page(client, cast, page, publication):
    edit_page(page, by=cast.editor, summary="What shame does.")
    sign_off = sign_page(page, cast, now=NOW + DAY, scope=Scope.CHANGES)
    publish(revision=sign_off.revision, by=cast.publisher, now=NOW + DAY)
    answer = client.get(PATH).json()
    sign_off.refresh_from_db()
    assert answer["proof"]["sign_off"] == shown(sign_off)
    assert answer["proof"]["base"] == shown(publication.sign_off)
    assert assert_proved(answer, published_keys(client))["summary"] == "What shame does."


def test_words_that_json_and_unicode_write_in_several_ways(client, cast):
    words = 'Quotes " and \\, é and e\u0301, 🫂, \u2019 and </script>'
    page = make_page(by=cast.editor, slug="odd", sections=[SectionDraft(body=text(words))])
    publish_page(page, cast)
    answer = client.get("/api/v1/symptoms/odd/sign-off/").json()
    signed = assert_proved(answer, published_keys(client))
    (node,) = signed["sections"][0]["body"]["content"][0]["content"]
    assert node["text"] == words.replace("e\u0301", "é")


def test_a_proof_of_before_a_change_of_the_key(client, settings, publication):
    before = client.get(PATH).json()
    change_key(settings)
    after = client.get(PATH).json()
    keys = published_keys(client)
    for answer in (before, after):
        assert_proved(answer, keys)
    assert before["proof"] == after["proof"]
    assert before["jws"] != after["jws"]


def test_a_signature_of_a_key_that_is_not_published(client, settings, publication):
    before = client.get(PATH).json()
    change_key(settings)
    settings.PROOF_PUBLIC_KEYS = ()
    with pytest.raises(InvalidKeyIdError):
        said_by(before["jws"], published_keys(client))


# Where


@pytest.fixture
def renewed(cast, page, publication):
    """New words a day later, under another slug a day after that."""
    edit_page(page, by=cast.editor, summary="What shame does.")
    publish_page(page, cast, now=NOW + DAY)
    edit_page(page, by=cast.editor, slug="shame-and-guilt")
    publish_page(page, cast, now=NOW + 2 * DAY)
    return page


def test_an_earlier_version(client, renewed, publication):
    as_of = instant(NOW + DAY / 2)
    answer = client.get(PATH, {"as_of": as_of}).json()
    assert answer["proof"]["sign_off"]["id"] == str(publication.sign_off.uuid)
    assert_proved(answer, published_keys(client))


def test_the_document_of_an_earlier_version_leads_to_its_proof(client, renewed, publication):
    document = client.get(PAGE, {"as_of": instant(NOW + DAY / 2)}).json()
    url = document["review"]["sign_off_url"].removeprefix("https://api.example.org")
    assert client.get(url).json()["proof"]["revision"]["fingerprint"] == publication.fingerprint


def test_moved(client, renewed):
    response = client.get(PATH, {"locale": "es"})
    assert response.status_code == 308
    assert response["Location"] == (
        "https://api.example.org/api/v1/symptoms/shame-and-guilt/sign-off/?locale=es"
    )


def test_another_language(client, cast, page, publication):
    spanish = make_page(by=cast.editor, topic=page.topic, locale="es", slug="verguenza")
    publish_page(spanish, cast)
    url = client.get(PAGE, {"locale": "es"}).json()["review"]["sign_off_url"]
    assert url == "https://api.example.org/api/v1/symptoms/verguenza/sign-off/?locale=es"
    proof = client.get(PATH, {"locale": "es-MX"}).json()["proof"]
    assert (proof["page"]["id"], proof["page"]["locale"]) == (str(spanish.uuid), "es")
    assert client.get(PATH, {"locale": "fr"}).json()["proof"]["page"]["locale"] == "en"


@pytest.mark.parametrize("kind", ["condition", "article"])
def test_other_kinds(client, cast, kind):
    publish_page(make_page(by=cast.editor, kind=kind, slug="other"), cast)
    answer = client.get(f"/api/v1/{kind}s/other/sign-off/").json()
    assert assert_proved(answer, published_keys(client))["kind"] == kind
    assert client.get("/api/v1/symptoms/other/sign-off/").status_code == 404


@pytest.mark.parametrize("state", ["draft", "submitted", "signed"])
def test_what_was_never_public_has_none(client, cast, page, state):
    if state == "submitted":
        submit_page(page, by=cast.editor)
    if state == "signed":
        sign_page(page, cast)
    response = client.get(PATH)
    assert (response.status_code, response.json()["code"]) == (404, "not_found")


def test_gone(client, cast, page, publication):
    withdraw(page=page, by=cast.publisher, reason="A wrong dose.", notice="In revision.", now=NOW)
    response = client.get(PATH)
    assert (response.status_code, response.json()["ending"]["kind"]) == (410, "withdrawn")
    assert response.json()["ending"]["notice"] == "In revision."


def test_a_revoked_sign_off_is_not_shown_again(client, cast, publication):
    revoke(sign_off=publication.sign_off, by=cast.reviewer, reason="A wrong dose.", now=NOW + DAY)
    assert client.get(PATH).status_code == 410
    assert client.get(PATH, {"as_of": instant(NOW + DAY / 2)}).status_code == 410


# Refusals


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("fields=proof", "unknown_parameter"),
        ("locale=en&locale=es", "repeated_parameter"),
        ("locale=english!", "bad_parameter"),
        ("as_of=2100-01-01", "bad_parameter"),
        ("as_of=yesterday", "bad_parameter"),
    ],
)
def test_parameters(client, publication, query, code):
    response = client.get(f"{PATH}?{query}")
    assert (response.status_code, response.json()["code"]) == (400, code)


def test_methods_and_media_types(client, publication):
    assert client.post(PATH).json()["code"] == "method_not_allowed"
    assert client.options(PATH).status_code == 204
    refused = client.get(PATH, headers={"accept": "image/png"})
    assert json.loads(refused.content)["code"] == "not_acceptable"


def _decoded(part):
    return urlsafe_b64decode(part + "=" * (-len(part) % 4))
