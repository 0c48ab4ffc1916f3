"""What administrators look after: what is late, and on whom the public pages rest."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Count, F, Max, Min
from django.urls import reverse

from accounts.models import User
from delivery.models import Publication
from desk.badges import Look
from desk.lapsing import lapsing
from desk.overview.panels import ROWS_AT_MOST, Panel, Row, day, due_badge, panel
from desk.readiness import page_address
from review.models import Credential, CredentialStatus


def administrator_panels(user: User, at: datetime) -> Iterator[Panel]:
    yield _overdue(at)
    yield _lapsing(at)
    yield _to_verify()
    yield _per_reviewer(at)


def _overdue(at: datetime) -> Panel:
    late = Publication.objects.live(at).filter(review_due__lte=at).select_related("page")
    rows = (
        Row(str(row.page), page_address(row.page), [due_badge(row.review_due.date(), at.date())])
        for row in late.order_by("review_due", "uuid")[:ROWS_AT_MOST]
    )
    return panel("overdue", "Public, and overdue for review", late, rows)


def _lapsing(at: datetime) -> Panel:
    found = lapsing(at)
    rows = [
        Row(
            title=f"{item.credential.person}: {item.credential}",
            link=reverse("admin:review_credential_change", args=[item.credential.pk]),
            badges=[due_badge(item.credential.expires, at.date())]
            if item.credential.expires
            else [],
        )
        for item in found[:ROWS_AT_MOST]
    ]
    more = reverse("admin:review_credential_lapsing")
    title = "Credentials that lapse within 60 days"
    return Panel(key="lapsing", title=title, rows=rows, more=more, total=len(found))


def _to_verify() -> Panel:
    entered = Credential.objects.filter(status=CredentialStatus.ENTERED).select_related("person")
    rows = (
        Row(
            title=f"{credential.person}: {credential}",
            link=reverse("admin:review_credential_change", args=[credential.pk]),
            badges=[("Waits for verification", Look.WAITING)],
        )
        for credential in entered.order_by("issued", "uuid")[:ROWS_AT_MOST]
    )
    return panel("to-verify", "Credentials to verify", entered, rows)


def _per_reviewer(at: datetime) -> Panel:
    """Return how many public pages rest on each signer."""
    live = Publication.objects.live(at).values(
        person=F("sign_off__person"), name=F("sign_off__person__name")
    )
    signers = live.annotate(
        pages=Count("pk"), first_due=Min("review_due"), last=Max("sign_off__signed_at")
    ).order_by("-pages", "name", "person")
    rows = (
        Row(
            title=signer["name"],
            link=reverse("admin:articles_person_change", args=[signer["person"]]),
            badges=[(f"{signer['pages']} page{'' if signer['pages'] == 1 else 's'}", Look.PLAIN)],
            said=f"Next review due on {day(signer['first_due'])}.",
        )
        for signer in signers[:ROWS_AT_MOST]
    )
    return panel("per-reviewer", "Public pages by signer", signers, rows)
