"""docs/proof.md keeps its word: a stranger finds a sound page sound, and every changed byte."""

import ast
import base64
import json
import re
import sys
from datetime import timedelta

import pytest
from cryptography.exceptions import InvalidSignature

from articles.drafts import CitationDraft, FaqDraft, SectionDraft
from review.models import AuditEntry
from tests.builders import bullets, cited, make_page, make_reference, publish_page, text
from tests.proving_script import DOCUMENT, prove, script
from tests.review.tampering import tamper
from tests.signing_keys import change_key

PAGE, PROOF = "/api/v1/symptoms/shame/", "/api/v1/symptoms/shame/sign-off/"
KEYS = "/.well-known/jwks.json"


@pytest.fixture
def publication(cast):
    work = make_reference()
    page = make_page(
        by=cast.editor,
        title="Shame",
        slug="shame",
        key_points=bullets("Shame hurts.", "It can ease."),
        sections=[SectionDraft(heading="What it is", body=cited("“Bad”, they say.", work.key))],
        faqs=[FaqDraft(question="For ever?", answer=text("No."))],
        citations=[CitationDraft(key=work.key)],
    )
    return publish_page(page, cast)


@pytest.fixture
def answers(client, publication):
    return {path: client.get(path).content for path in (PAGE, PROOF, KEYS)}


@pytest.fixture
def check(tmp_path, httpserver):
    """Serve these answers, and return how a stranger finds them."""

    def check(answers):
        for path, body in answers.items():
            httpserver.expect_request(path).respond_with_data(body)
        return prove(tmp_path, httpserver.url_for("").rstrip("/"), "symptoms/shame")

    return check


def test_it_has_twenty_lines_and_needs_nothing_but_cryptography():
    assert len(script().splitlines()) <= 20
    imported = {
        name.partition(".")[0]
        for node in ast.walk(ast.parse(script()))
        if isinstance(node, (ast.Import, ast.ImportFrom))
        for name in (
            [node.module] if isinstance(node, ast.ImportFrom) else [a.name for a in node.names]
        )
    }
    assert imported - sys.stdlib_module_names == {"cryptography"}


def test_a_sound_page(check, answers, publication):
    done = check(answers)
    assert done.stderr == ""
    entry = json.loads(answers[PROOF])["proof"]["sign_off"]["entry"]
    signed_on = publication.sign_off.signed_at.date()
    assert done.stdout == (
        f'"Shame" was signed by Ray Reviewer, MD on {signed_on} '
        f"(entry {entry['number']}, {entry['hash']})\n"
    )


def changed(answers, path, old, new):
    assert answers[path].count(old) >= 1
    return {**answers, path: answers[path].replace(old, new)}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"Shame hurts.", b"Shame heals."),
        (b'"title":"Shame"', b'"title":"Blame"'),
        ("“Bad”".encode(), "“Mad”".encode()),
        (b'"text":"No."', b'"text":"So."'),
    ],
)
def test_a_page_that_shows_another_byte(check, answers, old, new):
    done = check(changed(answers, PAGE, old, new))
    assert done.returncode == 1
    assert done.stderr.endswith("AssertionError: the page shows other words\n")


@pytest.mark.parametrize("part", [0, 1, 2])
@pytest.mark.parametrize("place", [3, -20])
def test_another_byte_of_the_signature_or_what_it_stands_under(check, answers, part, place):
    parts = json.loads(answers[PROOF])["jws"].split(".")
    other = "A" if parts[part][place] != "A" else "B"
    tampered = list(parts)
    tampered[part] = "".join(
        other if at == place % len(parts[part]) else letter for at, letter in enumerate(parts[part])
    )
    done = check(changed(answers, PROOF, ".".join(parts).encode(), ".".join(tampered).encode()))
    assert done.returncode == 1
    assert done.stdout == ""


def test_a_statement_that_the_key_did_not_sign(check, answers):
    jws = json.loads(answers[PROOF])["jws"]
    head, body, signature = jws.split(".")
    statement = base64.urlsafe_b64decode(body + "==").replace(b"Shame hurts.", b"Shame heals.")
    forged = base64.urlsafe_b64encode(statement).rstrip(b"=").decode()
    done = check(changed(answers, PROOF, jws.encode(), f"{head}.{forged}.{signature}".encode()))
    assert InvalidSignature.__name__ in done.stderr


def test_a_key_that_nobody_published(check, answers, client, settings):
    change_key(settings)
    settings.PROOF_PUBLIC_KEYS = ()
    done = check({**answers, KEYS: client.get(KEYS).content})
    assert "KeyError" in done.stderr


def test_a_proof_of_before_a_change_of_the_key(check, answers, client, settings):
    change_key(settings)
    assert check({**answers, KEYS: client.get(KEYS).content}).returncode == 0


def test_the_proof_of_another_page(check, answers, client, cast):
    publish_page(make_page(by=cast.editor, title="Shame", slug="guilt"), cast)
    other = client.get("/api/v1/symptoms/guilt/sign-off/").content
    assert "the page shows other words" in check({**answers, PROOF: other}).stderr


def tampered_words(publication):
    revision = publication.revision
    words = bytes(revision.clinical)
    tamper(revision, clinical=words.replace(b"Shame hurts.", b"Shame heals."))


def tampered_sign_off(publication):
    tamper(publication.sign_off, printed_name="Mallory Example, MD")


def tampered_entry(publication):
    entry = AuditEntry.objects.get(subject=publication.sign_off.uuid)
    tamper(entry, at=entry.at - timedelta(days=300))


@pytest.mark.parametrize(
    ("tampered", "named"),
    [
        (tampered_words, "Shame heals."),
        (tampered_sign_off, '{"credential_lines"'),
        (tampered_entry, '{"action":"sign"'),
    ],
)
def test_what_was_changed_in_the_database(check, client, publication, tampered, named):
    """The site would sign it: what it says does not fit together all the same."""
    tampered(publication)
    done = check({path: client.get(path).content for path in (PAGE, PROOF, KEYS)})
    assert done.returncode == 1
    assert "AssertionError: this was changed: {" in done.stderr
    proof = json.loads(client.get(PROOF).content)["proof"]
    texts = [proof["revision"]["clinical"], proof["sign_off"]["record"]]
    texts.append(proof["sign_off"]["entry"]["record"])
    (changed,) = [text for text in texts if named in text and text[:60] in done.stderr]
    assert changed


def test_the_document_names_what_there_is(client, db):
    named = set(re.findall(r"`(/[\w./-]+)`", DOCUMENT.read_text()))
    assert named == {KEYS, "/api/v1/audit/head/"}
    assert all(client.get(path).status_code == 200 for path in named)
