"""No reader of a page on suicide or self-harm is left without somewhere to turn."""

from collections.abc import Iterator
from datetime import datetime

from accounts.models import User
from articles.canonical import canonical_bytes, fingerprint
from articles.crisis import countries_without_help, needs_crisis_resources
from articles.facts import crisis_resources_changed
from articles.models import CrisisResource, CrisisResourceVersion, Site
from articles.models.site import validate_countries
from articles.snapshots import Snapshot
from delivery.models import Publication
from delivery.refusals import PublishingRefusal
from delivery.snapshots import crisis_resources_named
from review.ledger import ledger_move
from review.models import Action
from review.refusals import Refusal, Refused


def refuse_without_help(snapshot: Snapshot) -> None:
    """Raise ``Refused`` when the page may not be public for want of verified resources."""
    served = list(CrisisResourceVersion.objects.served())
    if crisis_resources_named(snapshot) - {str(version.resource.uuid) for version in served}:
        raise Refused(PublishingRefusal.CRISIS_LINE_UNSERVED)
    if not needs_crisis_resources(snapshot):
        return
    countries = Site.objects.current().countries
    if not countries or countries_without_help(countries, served):
        raise Refused(PublishingRefusal.CRISIS_RESOURCES_MISSING)


def flagged_pages_are_live(at: datetime) -> bool:
    return any(needs_crisis_resources(snapshot) for snapshot in _public_snapshots(at))


def change_countries(*, site: Site, countries: list[str], by: User, now: datetime) -> Site:
    """Say where the readers are, unless some would find no help on a public page.

    Raises ``Refused``, and ``ValidationError`` for what is no list of countries.
    """
    validate_countries(countries)
    with ledger_move(action=Action.CHANGE_COUNTRIES, by=by, subject=site, now=now) as move:
        if not by.has_perm("articles.change_site"):
            raise Refused(Refusal.NOT_ALLOWED)
        current = Site.objects.select_for_update().get(pk=site.pk)
        without = countries_without_help(countries, CrisisResourceVersion.objects.served())
        if without and flagged_pages_are_live(move.at):
            raise Refused(
                PublishingRefusal.COUNTRY_WITHOUT_HELP,
                field="countries",
                detail=f"Missing: {', '.join(sorted(without))}.",
            )
        current.countries = countries
        current.save(update_fields=["countries"])
        move.record(current, fingerprint=fingerprint(canonical_bytes({"countries": countries})))
        crisis_resources_changed(at=move.at, turn=move)
        return current


def verify_crisis_version(
    *, version: CrisisResourceVersion, by: User, now: datetime
) -> CrisisResourceVersion:
    """Let readers see the version: ``by`` has called the number and looked at the address.

    Raises ``Refused``.
    """
    with ledger_move(action=Action.VERIFY_CRISIS_VERSION, by=by, subject=version, now=now) as move:
        if not by.has_perm("articles.verify_crisisresource"):
            raise Refused(Refusal.NOT_ALLOWED)
        # The lock that entering a version takes: no newer one comes while this one is judged.
        CrisisResource.objects.select_for_update().get(pk=version.resource_id)
        current = CrisisResourceVersion.objects.select_related("resource").get(pk=version.pk)
        _refuse_unverifiable(current, by)
        current.verified_by, current.verified_at = by, move.at
        current.save(update_fields=["verified_by", "verified_at"])
        move.record(current)
        crisis_resources_changed(at=move.at, turn=move)
        return current


def retire_crisis_resource(*, resource: CrisisResource, by: User, now: datetime) -> CrisisResource:
    """Stop showing a resource, unless a public page still depends on it. Raises ``Refused``."""
    with ledger_move(
        action=Action.RETIRE_CRISIS_RESOURCE, by=by, subject=resource, now=now
    ) as move:
        if not by.has_perm("delivery.retire_crisis_resource"):
            raise Refused(Refusal.NOT_ALLOWED)
        current = CrisisResource.objects.select_for_update().get(pk=resource.pk)
        _refuse_while_needed(current, move.at)
        current.retired_at = move.at
        current.save(update_fields=["retired_at"])
        move.record(current)
        crisis_resources_changed(at=move.at, turn=move)
        return current


def _refuse_unverifiable(version: CrisisResourceVersion, by: User) -> None:
    if version.verified_at is not None:
        raise Refused(PublishingRefusal.ALREADY_VERIFIED)
    if version.entered_by_id == by.pk:
        raise Refused(PublishingRefusal.OWN_ENTRY)
    if version.resource.versions.filter(number__gt=version.number).exists():
        raise Refused(PublishingRefusal.OUTDATED_VERSION)


def _refuse_while_needed(resource: CrisisResource, at: datetime) -> None:
    snapshots = list(_public_snapshots(at))
    if any(str(resource.uuid) in crisis_resources_named(snapshot) for snapshot in snapshots):
        raise Refused(PublishingRefusal.CRISIS_RESOURCE_IN_USE)
    if resource.country not in Site.objects.current().countries:
        return
    others = CrisisResourceVersion.objects.served().exclude(resource=resource)
    helped = others.filter(resource__country=resource.country).exists()
    if not helped and any(needs_crisis_resources(snapshot) for snapshot in snapshots):
        raise Refused(PublishingRefusal.LAST_CRISIS_RESOURCE)


def _public_snapshots(at: datetime) -> Iterator[Snapshot]:
    """The words of every page that is public now or will be."""
    rows = Publication.objects.standing(at)
    for publication in rows.select_related("revision").iterator(chunk_size=200):
        yield publication.revision.snapshot
