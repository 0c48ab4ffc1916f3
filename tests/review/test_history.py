"""Tables that only grow, held by the database itself: statements come from no door of Django's."""

# Tables and columns are those of our models.

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, models, transaction

from articles.history import MESSAGE, history_models, unprotected_tables
from articles.models import NoticeVersion, PageEdit, TreatmentVersion
from delivery.models import Change, Publication
from references.models import StandingEvent
from review.models import (
    Acceptance,
    Assignment,
    AuditEntry,
    CitedWork,
    Comment,
    CommentResolution,
    Correction,
    Dismissal,
    InterestDeclaration,
    Recall,
    Revision,
    Revocation,
    SecondReview,
    ShownImage,
    SignOff,
    TranslationAttestation,
)
from tests.builders import NOW, make_image

HISTORY = [
    PageEdit,
    NoticeVersion,
    TreatmentVersion,
    Revision,
    CitedWork,
    ShownImage,
    Assignment,
    Comment,
    CommentResolution,
    SignOff,
    Revocation,
    Correction,
    Acceptance,
    Recall,
    Dismissal,
    InterestDeclaration,
    SecondReview,
    TranslationAttestation,
    AuditEntry,
    Publication,
    Change,
    StandingEvent,
]

ALTERED = {
    models.BigAutoField: 999_999,
    models.ForeignKey: 999_999,
    models.OneToOneField: 999_999,
    models.PositiveIntegerField: 999_999,
    models.PositiveBigIntegerField: 999_999,
    models.PositiveSmallIntegerField: 9,
    models.CharField: "x",
    models.SlugField: "x",
    models.TextField: "x",
    models.UUIDField: uuid4(),
    models.DateField: date(2099, 1, 1),
    models.DateTimeField: NOW + timedelta(days=999),
    models.JSONField: ["x"],
    models.BooleanField: True,
    models.BinaryField: b"x",
}


def columns(model):
    return model._meta.concrete_fields


def may_change(field):
    return field.column in field.model.HISTORY_MAY_CHANGE


def altered(field):
    """Another value, as the database takes it."""
    return field.get_db_prep_save(ALTERED[type(field)], connection)


@pytest.fixture
def past(past):
    # Otherwise the triggers that refuse overlaps speak before those of history.
    Publication.objects.update(cancelled_at=NOW)
    return past


def execute(statement, values=()):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def refuse(statement, values=()):
    with pytest.raises(IntegrityError, match=MESSAGE):
        execute(statement, values)


def stored():
    return {model: list(model._base_manager.order_by("pk").values_list()) for model in HISTORY}


@pytest.fixture
def unchanged(past):
    before = stored()
    assert all(before.values())
    yield
    assert stored() == before


def test_these_are_the_tables():
    assert set(history_models()) == set(HISTORY)


def test_each_has_its_triggers(db):
    assert unprotected_tables(connection) == []


def test_no_fixed_column_is_updated(unchanged):
    for model in HISTORY:
        row = model._base_manager.order_by("pk").first()
        for field in columns(model):
            if not may_change(field):
                refuse(
                    f'UPDATE "{model._meta.db_table}" SET "{field.column}" = %s WHERE id = %s',
                    [altered(field), row.pk],
                )


def test_no_row_is_updated_to_what_it_is(unchanged):
    for model in HISTORY:
        if not model.HISTORY_MAY_CHANGE:
            refuse(f'UPDATE "{model._meta.db_table}" SET id = id')


def test_not_even_all_rows_at_once(unchanged):
    for model in HISTORY:
        refuse(f'UPDATE "{model._meta.db_table}" SET id = id + 1000')


def test_no_row_is_deleted(unchanged):
    for model in HISTORY:
        row = model._base_manager.order_by("pk").last()
        refuse(f'DELETE FROM "{model._meta.db_table}" WHERE id = %s', [row.pk])
        refuse(f'DELETE FROM "{model._meta.db_table}"')


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite knows no TRUNCATE")
def test_no_table_is_truncated(unchanged):
    # Checks that are outstanding would refuse it for a reason of their own.
    execute("SET CONSTRAINTS ALL IMMEDIATE")
    for model in HISTORY:
        refuse(f'TRUNCATE "{model._meta.db_table}" CASCADE')


def uniques(model):
    """The lists of columns whose values are unique, the primary key's first."""
    fields = [[field.column] for field in columns(model) if field.unique]
    constraints = [
        [model._meta.get_field(name).column for name in constraint.fields]
        for constraint in model._meta.constraints
        if isinstance(constraint, models.UniqueConstraint)
    ]
    return [*fields, *constraints]


def test_what_is_unique():
    assert {model: uniques(model) for model in HISTORY} == {
        PageEdit: [["id"], ["page_id", "lock_version"]],
        NoticeVersion: [["id"], ["uuid"], ["notice_id", "number"]],
        TreatmentVersion: [["id"], ["uuid"], ["treatment_id", "number"]],
        Revision: [["id"], ["uuid"], ["page_id", "number"]],
        CitedWork: [["id"], ["revision_id", "key"]],
        ShownImage: [["id"], ["revision_id", "image_id"]],
        Assignment: [["id"], ["uuid"]],
        Comment: [["id"], ["uuid"]],
        CommentResolution: [["id"], ["uuid"], ["comment_id"]],
        SignOff: [["id"], ["uuid"]],
        Revocation: [["id"], ["uuid"], ["sign_off_id"]],
        Correction: [["id"], ["uuid"], ["revision_id"]],
        Acceptance: [["id"], ["uuid"], ["sign_off_id"]],
        Recall: [["id"], ["uuid"]],
        Dismissal: [["id"], ["uuid"], ["page_id", "fingerprint", "code"]],
        InterestDeclaration: [["id"], ["uuid"]],
        SecondReview: [["id"], ["uuid"]],
        TranslationAttestation: [
            ["id"],
            ["uuid"],
            ["page_id", "fingerprint", "translator_id"],
        ],
        AuditEntry: [["id"], ["number"], ["hash"]],
        Publication: [["id"], ["uuid"]],
        Change: [["id"], ["number"]],
        StandingEvent: [["id"], ["uuid"]],
    }


def values_beside(row, *, keeping):
    """What could stand in a row beside the given one, but for the unique columns it keeps."""
    unique = {column for together in uniques(type(row)) for column in together}
    return {
        field.column: altered(field)
        if field.column in unique - set(keeping)
        else field.get_db_prep_save(getattr(row, field.attname), connection)
        for field in columns(type(row))
    }


def insertion(verb, model, values):
    names = ", ".join(f'"{name}"' for name in values)
    marks = ", ".join(["%s"] * len(values))
    return f'{verb} INTO "{model._meta.db_table}" ({names}) VALUES ({marks})'


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL knows no REPLACE")
@pytest.mark.parametrize("verb", ["REPLACE", "INSERT OR REPLACE"])
def test_no_row_is_replaced(unchanged, verb):
    for model in HISTORY:
        row = model._base_manager.order_by("pk").first()
        for together in uniques(model):
            values = values_beside(row, keeping=together)
            refuse(insertion(verb, model, values), list(values.values()))


def test_no_row_is_replaced_on_conflict(unchanged):
    for model in HISTORY:
        row = model._base_manager.order_by("pk").first()
        fixed = (field for field in columns(model) if field.attname not in model.HISTORY_MAY_CHANGE)
        field = next(field for field in fixed if not field.unique)
        values = values_beside(row, keeping=["id"])
        refuse(
            insertion("INSERT", model, values)
            + f' ON CONFLICT (id) DO UPDATE SET "{field.column}" = %s',
            [*values.values(), altered(field)],
        )


def test_a_row_beside_another_is_no_replacement(past, cast):
    """So that the refusals above are those of what is unique."""
    for model in HISTORY:
        row = model._base_manager.order_by("pk").first()
        values = values_beside(row, keeping=[])
        for field in columns(model):
            if field.is_relation:
                values[field.column] = field.get_db_prep_save(
                    getattr(row, field.attname), connection
                )
        if model in (Revocation, Acceptance):
            values["sign_off_id"] = past.first.pk
        if model is Correction:
            values["revision_id"] = past.first.revision_id
        if model is CommentResolution:
            values["comment_id"] = past.open_comment.pk
        if model is ShownImage:
            values["image_id"] = make_image(by=cast.editor).pk
        execute(insertion("INSERT", model, values), list(values.values()))


def test_querysets_are_refused_too(unchanged):
    for model in HISTORY:
        rows = model._base_manager.all()
        for field in columns(model):
            if not may_change(field) and not field.primary_key:
                with pytest.raises(IntegrityError, match=MESSAGE), transaction.atomic():
                    rows.update(**{field.attname: ALTERED[type(field)]})
        # Where other rows point at them, Django's own PROTECT speaks first.
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.delete()
        with pytest.raises(IntegrityError, match=MESSAGE), transaction.atomic():
            rows._raw_delete(rows.db)


def test_a_row_is_not_saved_again(unchanged):
    for model in HISTORY:
        row = model._base_manager.first()
        fixed = (field for field in columns(model) if field.attname not in model.HISTORY_MAY_CHANGE)
        field = next(field for field in fixed if not field.unique)
        setattr(row, field.attname, ALTERED[type(field)])
        with pytest.raises(IntegrityError, match=MESSAGE), transaction.atomic():
            row.save()
        with pytest.raises(IntegrityError, match=MESSAGE), transaction.atomic():
            row.save(update_fields=[field.name])


def test_what_may_change():
    assert {model: model.HISTORY_MAY_CHANGE for model in HISTORY if model.HISTORY_MAY_CHANGE} == {
        Publication: (
            "live_until",
            "planned_until",
            "cancelled_at",
            "ending",
            "ending_reason",
            "ending_notice",
            "successor_id",
            "body",
            "card",
            "etag",
            "presenter",
            "presented_at",
            "next_boundary",
        ),
        SecondReview: ("withdrawn_at",),
    }


def test_columns_that_may_change_do(past):
    last = past.page.publications.first()
    values = {
        "live_until": NOW + timedelta(days=100),
        "planned_until": NOW + timedelta(days=100),
        "cancelled_at": NOW + timedelta(days=100),
        "ending": "recalled",
        "ending_reason": "Why.",
        "ending_notice": "What readers are told.",
        "successor_id": past.page.topic_id,
        "body": b"{}",
        "card": b"{}",
        "etag": '"1"',
        "presenter": "1-00000000",
        "presented_at": NOW,
        "next_boundary": NOW,
    }
    assert tuple(values) == Publication.HISTORY_MAY_CHANGE
    for column, value in values.items():
        Publication.objects.filter(pk=last.pk).update(**{column: value})
    assert Publication.objects.values(*values).get(pk=last.pk) == values


def test_they_do_not_change_together_with_a_fixed_one(past):
    before = stored()
    with pytest.raises(IntegrityError, match=MESSAGE), transaction.atomic():
        Publication.objects.update(ending="recalled", slug="another-address")
    assert stored() == before


def test_nothing_takes_history_along():
    """A row that is deleted elsewhere takes none with it, and none forgets what it pointed at."""
    kept = (models.PROTECT, models.DO_NOTHING)
    for model in HISTORY:
        relations = [field for field in columns(model) if field.is_relation]
        assert all(field.remote_field.on_delete in kept for field in relations), model
