"""A person declares interests, before signing and once a year."""

from datetime import UTC, date, datetime, timedelta

from accounts.models import User
from articles.models import Person
from review.ledger import ledger_move
from review.models import Action, InterestDeclaration
from review.refusals import Refusal, Refused
from review.signals import cover_changed

YEAR_DAYS = 365
NONE_TO_DECLARE = "None to declare."


def declare_interests(
    *, person: Person, by: User, statement: str, now: datetime
) -> InterestDeclaration:
    """Say which interests one has oneself, or ``NONE_TO_DECLARE``. Readers see it at once.

    Raises ``Refused``.
    """
    with ledger_move(action=Action.DECLARE_INTERESTS, by=by, subject=person, now=now) as move:
        current = Person.objects.select_for_update().get(pk=person.pk)
        if current.user_id != by.pk:
            raise Refused(Refusal.NOT_ALLOWED)
        if not statement.strip():
            raise Refused(Refusal.STATEMENT_MISSING, field="statement")
        declaration = InterestDeclaration.objects.create(
            person=current, statement=statement.strip(), declared_by=by, declared_at=move.at
        )
        current.interests = declaration.statement
        current.interests_declared_on = move.at.astimezone(UTC).date()
        current.save(update_fields=["interests", "interests_declared_on"])
        move.record(declaration)
        cover_changed.send(sender=InterestDeclaration, move=move, people=[current.pk])
        return declaration


def interests_are_declared(person: Person, *, at: datetime) -> bool:
    """Whether the person has declared interests within the last twelve months."""
    due = declaration_due(person)
    return due is not None and at.date() < due


def declaration_due(person: Person) -> date | None:
    """Return from which day the person must have declared again; None who never did."""
    on = person.interests_declared_on
    return on + timedelta(days=YEAR_DAYS) if on else None
