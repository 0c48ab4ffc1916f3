"""The database itself refuses a second live row, whoever writes: here plain SQL does."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.checks import Tags, run_checks
from django.db import IntegrityError, connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from delivery.models import Publication
from delivery.overlaps import RefuseOverlaps, missing_refusals
from tests.builders import NOW, make_page, publish_page, sign_page

TABLE = "delivery_publication"
DAY = timedelta(days=1)
FOREVER = None


@pytest.fixture
def first(cast):
    """Live for ten days from NOW on."""
    publication = publish_page(make_page(by=cast.editor, slug="shame"), cast)
    Publication.objects.update(live_until=NOW + 10 * DAY)
    publication.refresh_from_db()
    return publication


@pytest.fixture
def other(cast):
    """The signed words of another page."""
    return sign_page(make_page(by=cast.editor, slug="guilt"), cast)


def insert(row, **fields):
    """Copy a row with other fields in plain SQL; return its uuid."""
    values = {field.attname: getattr(row, field.attname) for field in Publication._meta.fields}
    values = {**values, "uuid": uuid4(), **fields}
    del values["id"]
    names = ", ".join(f'"{name}"' for name in values)
    places = ", ".join(["%s"] * len(values))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {TABLE} ({names}) VALUES ({places})",
            [stored(name, value) for name, value in values.items()],
        )
    return values["uuid"]


def update(uuid, **fields):
    changes = ", ".join(f'"{name}" = %s' for name in fields)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {TABLE} SET {changes} WHERE uuid = %s",
            [*(stored(name, value) for name, value in fields.items()), stored("uuid", uuid)],
        )


def stored(name, value):
    field = next(field for field in Publication._meta.fields if field.attname == name)
    return field.get_db_prep_save(value, connection)


def of_page(sign_off):
    """What another page's row says, at the path of the first one."""
    return {
        "page_id": sign_off.page_id,
        "topic_id": sign_off.page.topic_id,
        "revision_id": sign_off.revision_id,
        "sign_off_id": sign_off.pk,
        "fingerprint": sign_off.fingerprint,
    }


OVERLAPPING = [
    (0, 10),
    (0, FOREVER),
    (-5, 5),
    (5, 15),
    (9, FOREVER),
    (-5, FOREVER),
    (2, 3),
    (-5, 15),
]


@pytest.mark.parametrize(("start", "stop"), OVERLAPPING)
def test_insert_for_the_same_page(first, start, stop):
    with pytest.raises(IntegrityError, match=r"overlap.*page_id"):
        insert(
            first,
            path="/symptoms/elsewhere/",
            slug="elsewhere",
            live_from=first.live_from + start * DAY,
            live_until=stop and first.live_from + stop * DAY,
        )


@pytest.mark.parametrize(("start", "stop"), OVERLAPPING)
def test_insert_at_the_same_path(first, other, start, stop):
    with pytest.raises(IntegrityError, match=r"overlap.*path"):
        insert(
            first,
            **of_page(other),
            live_from=first.live_from + start * DAY,
            live_until=stop and first.live_from + stop * DAY,
        )


def test_insert_by_the_smallest_bit(first):
    with pytest.raises(IntegrityError, match="overlap"):
        insert(first, live_from=first.live_until - timedelta(microseconds=1), live_until=FOREVER)


def test_insert_what_goes_on_for_ever_twice(first):
    update(first.uuid, live_until=FOREVER)
    with pytest.raises(IntegrityError, match="overlap"):
        insert(first, live_from=first.live_from + 100 * DAY, live_until=FOREVER)


def test_the_next_begins_where_the_last_ended(first):
    insert(first, live_from=first.live_until, live_until=FOREVER)
    insert(first, live_from=NOW - DAY, live_until=first.live_from)
    assert Publication.objects.count() == 3
    for days in (-1, 1, 11):
        assert Publication.objects.live(NOW + days * DAY).count() == 1


def test_another_page_at_another_path(first, other):
    insert(first, **of_page(other), path="/symptoms/guilt/", slug="guilt")
    assert Publication.objects.live(NOW + DAY).count() == 2


def test_insert_a_cancelled_row(first):
    insert(first, cancelled_at=NOW)
    insert(first, cancelled_at=NOW)
    assert Publication.objects.count() == 3


def test_insert_over_a_cancelled_row(first):
    update(first.uuid, cancelled_at=NOW)
    insert(first, cancelled_at=None)
    assert Publication.objects.live(NOW + DAY).count() == 1


def test_update_to_a_longer_range(first):
    insert(first, live_from=first.live_until, live_until=FOREVER)
    for stop in (NOW + 11 * DAY, FOREVER):
        with pytest.raises(IntegrityError, match="overlap"):
            update(first.uuid, live_until=stop)
    first.refresh_from_db()
    assert first.live_until == NOW + 10 * DAY


def test_update_to_a_shorter_range(first):
    insert(first, live_from=first.live_until, live_until=FOREVER)
    update(first.uuid, live_until=NOW + 5 * DAY)
    assert not Publication.objects.live(NOW + 7 * DAY).exists()


def test_update_of_a_cancelled_row_to_one_that_counts(first, other):
    uuid = insert(first, cancelled_at=NOW)
    at_path = insert(first, **of_page(other), cancelled_at=NOW)
    for row in (uuid, at_path):
        with pytest.raises(IntegrityError, match="overlap"):
            update(row, cancelled_at=None)


@pytest.mark.parametrize("length", [timedelta(0), -DAY])
def test_an_empty_range(first, length):
    with pytest.raises(IntegrityError, match="range"):
        insert(first, live_from=NOW + 20 * DAY, live_until=NOW + 20 * DAY + length)
    with pytest.raises(IntegrityError, match="range"):
        update(first.uuid, live_until=first.live_from + length)


def test_the_fixed_columns_stay(first):
    for name, value in {
        "live_from": NOW - DAY,
        "path": "/symptoms/guilt/",
        "slug": "guilt",
        "fingerprint": "0" * 64,
        "first_published_at": NOW - DAY,
        "published_at": NOW - DAY,
        "updated_at": NOW - DAY,
        "last_reviewed": NOW - DAY,
        "review_due": NOW - DAY,
        "locale": "es",
    }.items():
        with pytest.raises(IntegrityError, match="append-only"):
            update(first.uuid, **{name: value})


def test_no_row_is_deleted(first):
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        Publication.objects.all()._raw_delete("default")
    assert Publication.objects.get() == first


class TestTheOperation:
    operation = RefuseOverlaps(TABLE, columns=("page_id", "path"))

    def test_says_what_it_does(self):
        assert self.operation.describe() == f"Refuse overlapping ranges in {TABLE}"
        assert self.operation.deconstruct() == ("RefuseOverlaps", [TABLE, ("page_id", "path")], {})
        assert self.operation.state_forwards("delivery", None) is None

    def test_can_be_taken_back_and_made_again(self, first):
        editor = connection.schema_editor()
        # PostgreSQL alters no table while it still has foreign keys to check.
        connection.check_constraints()
        self.operation.database_backwards("delivery", editor, None, None)
        uuid = insert(first)
        update(uuid, cancelled_at=NOW)
        connection.check_constraints()
        self.operation.database_forwards("delivery", editor, None, None)
        self.operation.database_forwards("delivery", editor, None, None)
        with pytest.raises(IntegrityError, match="overlap"):
            update(uuid, cancelled_at=None)

    def test_names_both_columns_on_both_databases(self):
        for statements, makes in (
            (list(self.operation._postgresql()), "EXCLUDE USING gist"),
            (list(self.operation._sqlite()), "CREATE TRIGGER"),
        ):
            made = [statement for statement in statements if makes in statement]
            assert any('"page_id"' in statement for statement in made)
            assert any('"path"' in statement for statement in made)
            assert all("cancelled_at IS NULL" in statement for statement in made)

    def test_takes_back_what_it_makes(self):
        assert len(list(self.operation._removal(postgresql=True))) == 2
        assert len(list(self.operation._removal(postgresql=False))) == 4


NAMES = RefuseOverlaps(TABLE, columns=("page_id", "path")).names(connection.vendor)


def lose(name):
    """Take one refusal from the database, as a migration that rebuilds the table would."""
    connection.check_constraints()
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f'ALTER TABLE {TABLE} DROP CONSTRAINT "{name}"')
        else:
            cursor.execute(f'DROP TRIGGER "{name}"')


def warnings(**options):
    messages = run_checks(tags=[Tags.database], **options)
    return [message for message in messages if message.id == "delivery.W001"]


class TestTheLossOfARefusal:
    def test_nothing_is_lost(self, db):
        assert missing_refusals(connection) == []
        assert warnings(databases=["default"]) == []
        assert len(NAMES) == (2 if connection.vendor == "postgresql" else 4)

    @pytest.mark.parametrize("name", NAMES)
    def test_is_named(self, client, db, name):
        lose(name)
        assert missing_refusals(connection) == [name]
        (warning,) = warnings(databases=["default"])
        assert warning.msg == (
            f"The table {TABLE} has lost {name}: two versions of a page could be public at once."
        )
        assert not warning.is_serious()

    @pytest.mark.parametrize("name", NAMES)
    def test_makes_the_site_unready(self, client, db, name):
        assert client.get("/readyz").status_code == 200
        lose(name)
        answer = client.get("/readyz")
        assert (answer.status_code, answer.json()["checks"]["history"]) == (503, "failed")

    def test_is_not_looked_for_before_all_migrations_are_applied(self, db):
        lose(NAMES[0])
        (newest,) = MigrationLoader(connection).graph.leaf_nodes("delivery")
        MigrationRecorder(connection).record_unapplied(*newest)
        assert warnings(databases=["default"]) == []

    def test_is_not_looked_for_where_nobody_asks(self, db):
        lose(NAMES[0])
        assert warnings() == []
