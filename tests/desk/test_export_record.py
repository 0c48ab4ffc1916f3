"""`manage.py export_record`: all that is on record of a page, as files; then every refusal."""

import json
import stat
from datetime import timedelta
from functools import partial
from hashlib import sha256

import pytest
from django.core.management import CommandError
from joserfc import jws
from joserfc.jwk import KeySet

from articles.drafts import CitationDraft, SectionDraft
from delivery.publishing import publish, withdraw
from delivery.recalling import Why, recall
from review.commenting import comment, reply, resolve
from review.models import AuditEntry, Ledger, Scope
from review.records import instant
from review.signoff import revoke
from review.submitting import send_back
from tests.builders import (
    NOW,
    cited,
    edit_page,
    make_page,
    make_reference,
    publish_page,
    sign_page,
    submit_page,
)
from tests.delivery.proving import assert_proved
from tests.desk.recording import export_record, read
from tests.references.events import fall

DAY = timedelta(days=1)
FILES_OF_A_VERSION = {
    *("clinical.json", "document.json", "page.html"),
    *("presentation.json", "proof.json", "version.json"),
}
FILES = {
    *("README.md", "SHA256SUMS", "SHA256SUMS.jws", "chain-head.json", "chain.jsonl"),
    *(
        "comments.json",
        "credentials.json",
        "entries.json",
        "history.json",
        "keys.json",
        "second-reviews.json",
        "sign-offs.json",
    ),
    "sources.json",
}


@pytest.fixture
def page(cast):
    """Sent back once, public in two versions, the second of which was revoked; its source fell."""
    other = make_page(by=cast.editor, slug="guilt")
    publish_page(other, cast)
    work = make_reference(pmid="11111", title="Shame, measured")
    page = make_page(
        by=cast.editor,
        title="Shame",
        slug="shame",
        sections=[SectionDraft(heading="What it is", body=cited("It hurts & “burns”.", work.key))],
        citations=[CitationDraft(key=work.key)],
    )
    sent_back = submit_page(page, by=cast.editor)
    said = comment(
        revision=sent_back.revision, part="title", text="Whose?", by=cast.reviewer, now=NOW
    )
    reply(comment=said, text="Everybody’s.", by=cast.editor, now=NOW)
    resolve(comment=said, by=cast.reviewer, now=NOW)
    send_back(submission=sent_back, by=cast.reviewer, reasons="A wrong dose.", now=NOW)
    publish_page(page, cast)
    edit_page(page, by=cast.editor, summary="Other words.", slug="shame-anew")
    second = sign_page(page, cast, now=NOW + DAY, scope=Scope.CHANGES)
    publish(revision=second.revision, by=cast.publisher, now=NOW + DAY)
    revoke(sign_off=second, by=cast.reviewer, reason="The study fell.", now=NOW + 2 * DAY)
    fall(work, at=NOW + 3 * DAY)
    edit_page(page, by=cast.editor, summary="Never handed in.")
    return page


@pytest.fixture
def export(tmp_path):
    return partial(export_record, tmp_path / "record")


@pytest.fixture
def record(page, export, tmp_path):
    export(str(page.uuid))
    return tmp_path / "record"


def lines(record):
    return [json.loads(line) for line in (record / "chain.jsonl").read_text().splitlines()]


def digest(text):
    return sha256(text.encode()).hexdigest()


def test_it_works(page, export, tmp_path):
    said = export(str(page.uuid))
    assert said == f"Wrote the record of “Shame” to {tmp_path}/record: 2 public versions.\n"
    folder = tmp_path / "record"
    versions = {f"versions/00{n}/{name}" for n in (1, 2) for name in FILES_OF_A_VERSION}
    files = {str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file()}
    assert files == FILES | versions
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_every_version_is_there_as_it_was_seen(page, record):
    first, second = (read(record, f"versions/00{n}/version.json") for n in (1, 2))
    assert [each["path"] for each in (first, second)] == [
        "/symptoms/shame/",
        "/symptoms/shame-anew/",
    ]
    assert first["live_until"] == second["live_from"]
    assert (first["ending"], second["ending"]) == ("replaced", "revoked")
    assert second["live_until"] == instant(page.sign_offs.first().revocation.revoked_at)
    for name, summary in (("001", "A summary."), ("002", "Other words.")):
        document = read(record, f"versions/{name}/document.json")
        assert (document["title"], document["summary"]) == ("Shame", summary)
        html = (record / f"versions/{name}/page.html").read_text()
        assert "<h1>Shame</h1>" in html
        assert f'<p class="desk-summary">{summary}</p>' in html
        assert "It hurts &amp; “burns”." in html
        assert "Reviewed by Ray Reviewer, MD; physician licensed in FL and NJ." in html
    assert "Never handed in." not in "".join(
        file.read_text() for file in record.rglob("*") if file.is_file()
    )


def test_the_words_are_those_that_were_signed(page, record):
    keys = KeySet.import_key_set(read(record, "keys.json"))
    for name in ("001", "002"):
        words = (record / f"versions/{name}/clinical.json").read_bytes()
        proof = read(record, f"versions/{name}/proof.json")
        assert sha256(words).hexdigest() == proof["proof"]["revision"]["fingerprint"]
        assert assert_proved(proof, keys) == json.loads(words)


def test_sign_offs_with_their_end(record):
    first, second = read(record, "sign-offs.json")
    assert (first["scope"], first["revocation"]) == ("whole_page", None)
    assert (second["scope"], second["base"]) == ("changes", first["id"])
    end = second["revocation"]
    assert (end["revoked_by"], end["reason"]) == ("Ray Reviewer", "The study fell.")
    for each in (first, second, end):
        assert digest(each["record"]) == each["entry"]["row_hash"]
        assert digest(each["entry"]["record"]) == each["entry"]["hash"]


def test_credentials_relied_upon_without_their_numbers(cast, page, export, tmp_path):
    cast.reviewer.person.credentials.update(number="ME-123456")
    export(str(page.uuid))
    credentials = read(tmp_path / "record", "credentials.json")
    (licence,) = [each for each in credentials if each["jurisdiction"] == "FL"]
    assert {name: licence[name] for name in set(licence) - {"id", "entry", "verified_at"}} == {
        "person": "Ray Reviewer, MD",
        "kind": "licence",
        "authority": "Florida Board of Medicine",
        "specialty": None,
        "jurisdiction": "FL",
        "issued": "2020-01-01",
        "expires": "9999-12-31",
        "status": "verified",
        "verified_by": "Ada Administrator",
        "ended_at": None,
    }
    (signed, _) = read(tmp_path / "record", "sign-offs.json")
    assert set(signed["credentials"]) == {each["id"] for each in credentials}
    for file in (tmp_path / "record").rglob("*"):
        assert file.is_dir() or "ME-123456" not in file.read_text()


def test_sources_with_the_history_of_their_standing(record):
    (source,) = read(record, "sources.json")
    assert (source["key"], source["standing"]) == ("pmid:11111", "retracted")
    assert "Shame, measured" in source["citation"]
    assert [(event["before"], event["after"]) for event in source["events"]] == [
        ("unknown", "retracted")
    ]


def test_what_was_done_and_by_whom(page, record):
    history = read(record, "history.json")
    assert [each["number"] for each in history["revisions"]] == [1, 2, 3]
    assert [(each["state"], each["reasons"]) for each in history["submissions"]] == [
        ("changes_requested", "A wrong dose."),
        ("signed", ""),
        ("signed", ""),
    ]
    entries = read(record, "entries.json")
    assert [(each["what"], each["by"]) for each in entries] == [
        ("Verified a credential", "Ada Administrator"),
        ("Verified a credential", "Ada Administrator"),
        ("Submitted for review", "Ed Editor"),
        ("Commented", "Ray Reviewer"),
        ("Replied to a comment", "Ed Editor"),
        ("Resolved comments", "Ray Reviewer"),
        ("Sent back", "Ray Reviewer"),
        ("Submitted for review", "Ed Editor"),
        ("Signed", "Ray Reviewer"),
        ("Published", "Pat Publisher"),
        ("Submitted for review", "Ed Editor"),
        ("Signed", "Ray Reviewer"),
        ("Published", "Pat Publisher"),
        ("Revoked a sign-off", "Ray Reviewer"),
    ]


def test_what_was_said_about_its_parts(record):
    asked, answered = read(record, "comments.json")
    assert (asked["part"], asked["text"], asked["author"]) == ("title", "Whose?", "Ray Reviewer")
    assert (asked["parent"], asked["resolved_by"]) == (None, "Ray Reviewer")
    assert (answered["parent"], answered["text"]) == (asked["id"], "Everybody’s.")
    assert (answered["author"], answered["resolved_at"]) == ("Ed Editor", None)


def test_a_recalled_page(cast, export, tmp_path):
    page = publish_page(make_page(by=cast.editor, slug="gone"), cast).page
    why = Why(severity="wrong", notice="A dose was wrong.", reason="Ten times too much.")
    recalled = recall(page=page, by=cast.reviewer, why=why, now=NOW + DAY)
    export("symptom/gone")
    assert read(tmp_path / "record", "history.json")["recalls"] == [
        {
            "fingerprint": page.sign_offs.get().fingerprint,
            "severity": "wrong",
            "notice": "A dose was wrong.",
            "reason": "Ten times too much.",
            "recalled_by": "Ray Reviewer",
            "recalled_at": instant(recalled.at),
        }
    ]
    entries = read(tmp_path / "record", "entries.json")
    assert entries[-1]["subject"] == str(recalled.uuid)


def test_the_chain_leads_from_the_first_entry_to_the_signed_head(record):
    chain, head = lines(record), read(record, "chain-head.json")
    ledger = Ledger.objects.get()
    assert head["proof"]["hash"] == chain[-1]["hash"] == ledger.last_hash
    numbers = [entry["number"] for entry in chain]
    assert numbers == list(range(read(record, "entries.json")[0]["number"], ledger.last_audit + 1))
    for before, entry in zip([None, *chain], chain, strict=False):
        assert digest(entry["record"]) == entry["hash"]
        assert json.loads(entry["record"])["previous_hash"] == entry["previous_hash"]
        assert before is None or entry["previous_hash"] == before["hash"]


def test_the_sums_name_every_file_and_are_signed(record):
    sums = (record / "SHA256SUMS").read_bytes()
    named = dict(reversed(line.split("  ")) for line in sums.decode().splitlines())
    files = {str(f.relative_to(record)): f for f in record.rglob("*") if f.is_file()}
    assert set(named) == set(files) - {"SHA256SUMS", "SHA256SUMS.jws"}
    assert named == {name: sha256(files[name].read_bytes()).hexdigest() for name in named}
    keys = KeySet.import_key_set(read(record, "keys.json"))
    signature = (record / "SHA256SUMS.jws").read_text().strip()
    assert jws.deserialize_compact(signature, keys, algorithms=["Ed25519"]).payload == sums


def test_the_readme_names_every_file(page, record):
    readme = (record / "README.md").read_text()
    assert readme.startswith(f"# The record of “Shame”\n\nPage {page.uuid}, a symptom in the")
    names = {name.rpartition("/")[2] for name in FILES | FILES_OF_A_VERSION} - {"README.md"}
    assert [name for name in names if f"`{name}`" not in readme] == []
    assert "revision 3 at /symptoms/shame-anew/, from 2026-11-02" in readme


def test_nobody_is_named_by_an_address(cast, record):
    text = "".join(file.read_text() for file in record.rglob("*") if file.is_file())
    assert cast.editor.email not in text
    assert "@example.org" not in text


@pytest.mark.parametrize(
    "name", ["symptom/shame", "symptoms/shame/", "symptom/shame-anew", "symptoms/shame-anew"]
)
def test_a_page_by_a_slug_that_it_has_or_had(page, export, name):
    assert "the record of “Shame”" in export(name)


def test_the_page_of_another_language(cast, page, export):
    make_page(by=cast.editor, topic=page.topic, locale="es", title="Vergüenza", slug="shame-anew")
    said = export("symptom/shame-anew", locale="es")
    assert said.startswith("Wrote the record of “Vergüenza”")
    assert said.endswith(": 0 public versions.\n")


def test_a_withdrawn_page(cast, export, tmp_path):
    page = make_page(by=cast.editor, slug="gone")
    publish_page(page, cast)
    withdraw(page=page, by=cast.publisher, reason="A threat.", notice="Gone.", now=NOW + DAY)
    export("symptom/gone")
    version = read(tmp_path / "record", "versions/001/version.json")
    assert (version["ending_reason"], version["ending_notice"]) == ("A threat.", "Gone.")


def test_a_version_without_stored_bytes_is_made_afresh(publication_of_gone, export, tmp_path):
    export("symptom/gone")
    assert read(tmp_path / "record", "versions/001/document.json")["slug"] == "gone"


@pytest.fixture
def publication_of_gone(cast):
    row = publish_page(make_page(by=cast.editor, slug="gone"), cast)
    type(row).objects.filter(pk=row.pk).update(body=b"", presented_at=None)
    return row


# Refusals


@pytest.mark.parametrize(
    "name", ["symptom/envy", "condition/shame", "shame", "symptom", "", "tag/shame", "0" * 32]
)
def test_a_page_that_is_not_there(page, export, tmp_path, name):
    with pytest.raises(CommandError) as refused:
        export(name)
    assert str(refused.value) == f"There is no page {name} in en: give its id, or kind/slug."
    assert not (tmp_path / "record").exists()


def test_a_folder_with_something_in_it(page, export, tmp_path):
    folder = tmp_path / "record"
    folder.mkdir()
    export(str(page.uuid))
    before = {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    with pytest.raises(CommandError) as refused:
        export(str(page.uuid))
    assert str(refused.value) == f"{folder} is not empty: name a new folder."
    assert {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()} == before


def test_a_folder_that_is_a_file(page, export, tmp_path):
    (tmp_path / "record").write_text("mine")
    with pytest.raises(CommandError, match="is not empty"):
        export(str(page.uuid))
    assert (tmp_path / "record").read_text() == "mine"


def test_nothing_is_recorded_of_it(page, export):
    before = AuditEntry.objects.count()
    export(str(page.uuid))
    assert AuditEntry.objects.count() == before
