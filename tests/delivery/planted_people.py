"""People, accounts and credentials of whom most is no reader's business."""

from datetime import date

from accounts.models import User
from review.credentialing import end_credential
from review.models import CredentialKind
from tests.builders import NOW, make_credential, make_person


def plant_people(cast):
    reviewer = cast.reviewer.person
    make_credential(reviewer, verified_by=cast.administrator, number="leaklicencenumber")
    secret = {
        "kind": CredentialKind.BOARD_CERTIFICATION,
        "authority": "leakauthority",
        "specialty": "leakspecialty",
        "jurisdiction": "leakstate",
        "number": "leakcertificatenumber",
    }
    make_credential(reviewer, **secret)
    make_credential(reviewer, verified_by=cast.administrator, **secret, expires=date(2026, 10, 31))
    ended = make_credential(reviewer, verified_by=cast.administrator, **secret)
    end_credential(credential=ended, by=cast.administrator, now=NOW)
    make_person(user=cast.editor, slug="leakperson", name="leakperson", biography="leakperson")
    make_person(slug="leakorcid", name="leakorcid", orcid="0000-0002-1825-0097")


def rename_users():
    """Accounts are nobody's business: a name is public where it is that of a person."""
    for user in User.objects.all():
        fields = {"email": f"leak.{user.pk}@example.org", "name": "leakusername"}
        User.objects.filter(pk=user.pk).update(**fields)
