"""What pages are made of, and what stands beside them."""

from functools import cache
from io import BytesIO

from articles import renditions
from articles.crisis import enter_version
from articles.images import ImageDescription, upload_image
from articles.models import (
    CrisisResource,
    Image,
    Kind,
    Notice,
    Site,
    Tag,
    Topic,
    Treatment,
)
from articles.notices import CONTENT
from articles.notices import enter_version as enter_words
from articles.pictures import read_picture
from delivery.crisis import verify_crisis_version
from references.models import Reference
from tests import picture_files
from tests.builders.basics import NOW, serial
from tests.builders.texts import text


def make_topic(kind=Kind.SYMPTOM, **fields):
    return Topic.objects.create(kind=kind, working_name=f"Topic {next(serial)}", **fields)


def make_tag(**fields):
    number = next(serial)
    return Tag.objects.create(**{"slug": f"tag-{number}", "name": f"Tag {number}", **fields})


def make_image(*, by, ready=False, **fields):
    """A picture of 640 by 360, with its renditions when it shall be ready."""
    number = next(serial)
    alt_text = "" if fields.get("decorative") else f"Picture {number}"
    image = upload_image(
        picture=_picture(),
        original_name=fields.pop("original_name", f"picture-{number}.jpg"),
        description=ImageDescription(**{"alt_text": alt_text, **fields}),
        by=by,
        at=NOW,
    )
    if ready:
        renditions.make(uuid=image.uuid, now=NOW)
    return Image.objects.get(pk=image.pk)


@cache
def _picture():
    return read_picture(BytesIO(picture_files.photo()))


def make_reference(**fields):
    number = next(serial)
    reference = Reference(**{"title": f"Work {number}", "pmid": str(10_000_000 + number), **fields})
    reference.full_clean()
    reference.save()
    return reference


def make_site(**fields):
    return Site.objects.create(**{"name": "Example Clinic", "countries": ["US"], **fields})


def make_crisis_resource(*, entered_by, verified_by=None, country="US", **fields):
    """A resource with one version, verified when ``verified_by`` is given."""
    number = next(serial)
    resource = CrisisResource.objects.create(slug=f"crisis-{number}", country=country)
    content = {
        "name": f"Lifeline {number}",
        "label": "Call 988",
        "phone": "988",
        "hours": "24/7",
        "languages": ["en"],
        **fields,
    }
    version = enter_version(resource=resource, content=content, by=entered_by, at=NOW)
    if verified_by:
        verify_crisis_version(version=version, by=verified_by, now=NOW)
    return resource


def make_notice(*, by, locale="en", **content):
    """The first version of a new notice."""
    number = next(serial)
    notice = Notice.objects.create(slug=f"notice-{number}", name=f"Notice {number}", locale=locale)
    return renew(notice, by=by, **{"text": text(f"Notice {number}."), **content})


def make_treatment(*, by, locale="en", **content):
    """The first version of a new treatment that needs no approval."""
    number = next(serial)
    treatment = Treatment.objects.create(
        slug=f"treatment-{number}", name=f"Treatment {number}", locale=locale
    )
    usual = {"title": f"Therapy {number}", "regulatory_status": "no_approval_needed"}
    return renew(treatment, by=by, **{**usual, **content})


def renew(subject, *, by, at=NOW, **changes):
    """Enter the next version: what the newest says, but for ``changes``."""
    newest = subject.versions.order_by("-number").first()
    said = {name: getattr(newest, name) for name in CONTENT[type(subject)]} if newest else {}
    return enter_words(
        subject=subject,
        content={**said, **changes},
        by=by,
        at=at,
        based_on=newest.number if newest else 0,
    )
