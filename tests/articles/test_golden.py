"""Fingerprints that are kept for ever: an upgrade never voids a sign-off (DESIGN 4.9).

``golden/`` holds, for each kind, a page as its editor gave it (``symptom.json``), and for each
format the canonical bytes that were signed (``symptom.format-1.canonical``) with their SHA-256
(``symptom.format-1.sha256``). Bytes and fingerprints that are here are never edited. A change of
the code that breaks one of these tests is a new ``format`` beside the old one.

To add a golden, for a new field or a new format: write or copy the input under a new name, add it
to ``GOLDEN``, and run this file. The test fails and names the file in which it left the bytes that
the code makes. Read them against the input, word by word; then copy that file here, with no line
end behind the bytes, and put the output of ``sha256sum < symptom.format-1.canonical`` (the digits
alone, and a line end) into the fingerprint's file. No program overwrites these files.
"""

import hashlib
import json
from pathlib import Path

import pytest

from articles.snapshots import Snapshot, freeze
from tests.articles.golden_pages import page_of

FOLDER = Path(__file__).parent / "golden"
GOLDEN = [
    ("condition", 1),
    ("symptom", 1),
    ("article", 1),
    ("condition-coded", 1),
    ("symptom-whole", 1),
    ("article-whole", 1),
    ("symptom-noticed", 1),
    ("condition-treated", 1),
    ("article-pictured", 1),
]

EVERY_KEY = {
    1: {
        "": {
            "format",
            "page",
            "topic",
            "kind",
            "locale",
            "title",
            "alternate_names",
            "codes",
            "summary",
            "article_type",
            "about",
            "purpose",
            "funding",
            "hero_caption",
            "key_points",
            "sections",
            "associations",
            "associations_notice",
            "notices",
            "faqs",
            "calls_to_action",
            "citations",
            "outline",
            "content_flags",
            "risk_class",
            "seo_title",
            "seo_description",
            "translated_from",
        },
        "codes": {"system", "code", "display", "version", "match"},
        "sections": {"id", "aspect", "urgency", "heading", "body", "notice", "treatment"},
        "sections.notice": {"notice", "number", "heading", "text"},
        "sections.treatment": {
            "treatment",
            "number",
            "title",
            "alternate_names",
            "regulatory_status",
            "off_label",
            "disclosure",
            "risks",
            "alternatives",
        },
        "associations_notice": {"notice", "number", "heading", "text"},
        "notices": {"notice", "number", "heading", "text"},
        "associations": {
            "id",
            "condition",
            "name",
            "strength",
            "explanation",
            "explanation_on_condition",
        },
        "faqs": {"id", "question", "answer"},
        "calls_to_action": {"id", "heading", "text", "label", "target"},
        "calls_to_action.target": {"kind", "target"},
        "citations": {"key", "note", "acknowledged"},
        "outline": {"part", "id"},
        "translated_from": {"page", "fingerprint"},
    }
}

golden = pytest.mark.parametrize(("name", "format"), GOLDEN)


def committed(name, format):
    """The bytes and the fingerprint that stand in ``golden/``; nothing where there is no file."""
    paths = [FOLDER / f"{name}.format-{format}.{suffix}" for suffix in ("canonical", "sha256")]
    canonical, digest = (path.read_bytes() if path.exists() else b"" for path in paths)
    return canonical, digest.decode().strip()


@golden
def test_it_works(cast, tmp_path, name, format):
    page = page_of(json.loads((FOLDER / f"{name}.json").read_bytes()), by=cast.editor)
    snapshot = freeze(page, format=format)
    made = tmp_path / f"{name}.format-{format}.canonical"
    made.write_bytes(snapshot.clinical_bytes)
    canonical, digest = committed(name, format)
    assert snapshot.clinical_bytes == canonical, f"The code makes the bytes in {made}."
    assert snapshot.fingerprint == digest


@golden
def test_the_bytes_alone_give_the_fingerprint(name, format):
    """What anybody can do without this code."""
    canonical, digest = committed(name, format)
    assert hashlib.sha256(canonical).hexdigest() == digest


@golden
def test_the_bytes_are_read_back_into_themselves(name, format):
    canonical, digest = committed(name, format)
    loaded = Snapshot.load(clinical=canonical, presentation=b"{}")
    assert (loaded.format, loaded.clinical_bytes, loaded.fingerprint) == (format, canonical, digest)


@pytest.mark.parametrize("format", EVERY_KEY)
def test_every_key_is_in_use(format):
    values = [json.loads(committed(name, format)[0]) for name, of in GOLDEN if of == format]
    used = {
        part: {key for value in values for found in objects_at(value, part) for key in found}
        for part in EVERY_KEY[format]
    }
    assert used == EVERY_KEY[format]


def objects_at(value, path):
    """The objects that stand at a place such as ``calls_to_action.target``."""
    found = [value]
    for name in path.split(".") if path else []:
        inner = [each[name] for each in found if name in each]
        found = [each for item in inner for each in (item if isinstance(item, list) else [item])]
    return found


def test_no_file_is_left_over():
    expected = {f"{name}.json" for name, _ in GOLDEN} | {
        f"{name}.format-{format}.{suffix}"
        for name, format in GOLDEN
        for suffix in ("canonical", "sha256")
    }
    assert {path.name for path in FOLDER.iterdir()} == expected
