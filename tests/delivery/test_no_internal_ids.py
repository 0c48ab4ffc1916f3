"""DESIGN 4.16: no internal id leaves. Here every key of a row is a number like no other."""

import base64
import json
import re

import pytest
from django.apps import apps
from django.db import connection, models

from delivery.models import Publication
from delivery.presenting import present
from delivery.publishing import withdraw
from tests.builders import NOW, edit_page, publish_page
from tests.delivery.accounting import AT, RICH_TEXTS
from tests.delivery.cards import cards_of
from tests.delivery.library import make_library

FIRST_KEY = 730_000_000
NUMBER = re.compile(r"(?<![\w-])\d{9,}(?![\w-])")

# Numbers that mean something to a reader.
DECLARED = [
    "notices[].version",
    "sections[].notice.version",
    "sections[].treatment.version",
    "associations.notice.version",
    "references[].number",
    "references[].year",
    "references[].month",
    "references[].day",
    "references[].end_year",
    "references[].end_month",
    "sections[].citations[]",
    "associations.items[].citations[]",
    "rich.blocks[].numbers[]",
    "rich.blocks[].level",
    "rich.blocks[].start",
    "rich.blocks[].width",
    "rich.blocks[].height",
    "rich.blocks[].renditions[].width",
    "rich.blocks[].renditions[].height",
    *(
        f"{image}.{name}"
        for image in ("images.hero", "image")
        for name in (
            "width",
            "height",
            "focal_point.x",
            "focal_point.y",
            "renditions[].width",
            "renditions[].height",
        )
    ),
    "reading_minutes",
    "review.revision",
]


@pytest.fixture
def distinctive_keys(db):
    """Let every table count from a large number of its own: asked for before rows are made."""
    for place, model in enumerate(apps.get_models(include_auto_created=True)):
        if isinstance(model._meta.pk, models.AutoField | models.BigAutoField):
            count_from(model._meta.db_table, FIRST_KEY + place * 100_000)


def count_from(table, number):
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT setval(pg_get_serial_sequence(%s, 'id'), %s, false)", [table, number]
            )
            return
        cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
        cursor.execute(
            "INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, number - 1]
        )


@pytest.fixture
def library(distinctive_keys, cast):
    return make_library(cast)


def keys():
    """Every number by which the database knows a row."""
    return {
        str(key)
        for model in apps.get_models(include_auto_created=True)
        if isinstance(model._meta.pk, models.AutoField | models.BigAutoField)
        for key in model._base_manager.values_list("pk", flat=True)
    }


def numbers(value, path=""):
    if isinstance(value, bool):
        return
    if isinstance(value, int | float):
        yield re.sub(r"(\.content\[\])+", "", path), value
    elif isinstance(value, list):
        for entry in value:
            yield from numbers(entry, f"{path}[]")
    elif isinstance(value, dict):
        start = "rich" if path in RICH_TEXTS else "image" if path.endswith(".image") else path
        for key, entry in value.items():
            yield from numbers(entry, f"{start}.{key}".removeprefix("."))


def documents(library):
    return [
        present(row.revision.snapshot, publication=row, at=AT).document
        for row in library.publications
    ]


def test_the_keys_are_distinctive(library):
    assert min(int(key) for key in keys() if int(key) >= FIRST_KEY) >= FIRST_KEY
    for row in library.publications:
        for key in (row.pk, row.page_id, row.topic_id, row.revision_id, row.sign_off_id):
            assert key >= FIRST_KEY


def test_numbers_of_documents(library):
    found = {path for document in documents(library) for path, _ in numbers(document)}
    assert found == set(DECLARED)


def test_numbers_of_cards(library):
    cards = cards_of(library.publications, at=AT)
    assert {path for path, _ in numbers(cards)} == {
        path for path in DECLARED if path.startswith("image.")
    }


def test_numbers_of_previews(library):
    preview = present(library.shame.revision.snapshot, at=AT).document
    assert {path for path, _ in numbers(preview)} <= set(DECLARED)


def test_no_key_in_any_answer(library, client, cast):
    edit_page(library.plain.page, by=cast.editor, slug="plainer")
    publish_page(library.plain.page, cast)
    withdraw(
        page=library.ptsd.page,
        by=cast.publisher,
        reason="Old.",
        successor=library.shame.topic,
        now=NOW,
    )
    secret = keys()
    for address, status in {
        "/api/v1/articles/": 200,
        "/api/v1/articles/living-with-shame/": 200,
        "/api/v1/symptoms/": 200,
        "/api/v1/symptoms/?limit=1": 200,
        "/api/v1/conditions/": 200,
        "/api/v1/symptoms/shame/": 200,
        "/api/v1/symptoms/verguenza/?locale=es": 200,
        "/api/v1/symptoms/plain/": 308,
        "/api/v1/conditions/ptsd/": 410,
        "/api/v1/conditions/nothing/": 404,
        "/api/v1/conditions/?limit=0": 400,
    }.items():
        response = client.get(address)
        assert response.status_code == status
        said = f"{response.headers}{response.content.decode()}"
        assert secret.isdisjoint(NUMBER.findall(said))
        if response.content and status != 200:
            assert [path for path, _ in numbers(response.json())] == ["status"]


def test_no_key_in_a_cursor(client, library):
    address = client.get("/api/v1/symptoms/?limit=1").json()["next"]
    cursor = address.rpartition("cursor=")[2]
    content = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    binding, published_at, page, backwards = content
    row = Publication.objects.get(page__uuid=page)
    assert re.fullmatch("[0-9a-f]{16}", binding)
    assert (published_at, backwards) == (f"{row.published_at:%Y-%m-%dT%H:%M:%S.%fZ}", 0)


def test_a_key_would_be_found(library):
    assert str(library.shame.pk) in keys()
    assert NUMBER.findall(json.dumps({"id": library.shame.pk})) == [str(library.shame.pk)]
