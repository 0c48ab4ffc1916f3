"""In a library where every part of every document is filled, each fact changes once."""

from datetime import date

import pytest

from articles import facts, renditions
from articles.models import CrisisResource, Image, Person, Site, Tag
from articles.models.images import RenditionState
from delivery.models import Document
from references.facts import work_changed
from references.models import Reference
from review.credentialing import end_credential
from review.ledger import ledger_turn
from review.models import Credential, Ledger
from tests.delivery.covering import AT
from tests.delivery.truth import assert_stored_bytes_are_true

CHANGES = {
    Person: [
        {"name": "Avery Another"},
        {"suffixes": "IV"},
        {"slug": "another-{pk}"},
        {"profession": "other"},
        {"degrees": ["DO"]},
        {"biography": "Another life."},
        {"orcid": "0000-0001-5109-3700"},
        {"languages": ["fr"]},
        {"interests": "Another interest.", "interests_declared_on": date(2026, 3, 4)},
        {"user": None},
    ],
    Tag: [{"name": "Another tag"}],
    Image: [
        {"alt_text": "Another picture.", "decorative": False},
        {"credit": "Another name"},
        {"focal_x": 1, "focal_y": 2},
    ],
    Reference: [
        {"title": "Another title"},
        {"authors": [{"group": "Another group"}]},
        {"journal": "Another Journal", "journal_abbreviation": "Another J"},
        {"pmcid": "PMC999999"},
        {"year": 1999, "month": 2, "day": 3, "volume": "9", "issue": "8", "pages": "7-6"},
        {"publication_types": ["Letter"]},
        {"standing": "corrected", "standing_checked_at": AT},
    ],
    Site: [
        {"name": "Another Clinic"},
        {"feedback_url": "https://www.example.org/other/"},
        {"feedback_email": "other@example.org"},
        {"labels": {"en": {"references": "Sources"}, "es": {"faqs": "FAQ"}}},
        {"countries": ["US"]},
    ],
    CrisisResource: [{"position": 9}, {"slug": "another-{pk}"}, {"retired_at": AT}],
}
SAID = {
    Person: lambda row, **when: facts.person_changed(person=row, **when),
    Tag: lambda row, **when: facts.tag_changed(tag=row, **when),
    Image: lambda row, **when: facts.image_changed(image=row, **when),
    Reference: lambda row, **when: work_changed(work=row, **when),
    Site: lambda row, **when: facts.site_changed(**when),
    CrisisResource: lambda row, **when: facts.crisis_resources_changed(**when),
}


def assert_true_now():
    assert_stored_bytes_are_true(Ledger.objects.get().last_at)


@pytest.mark.parametrize("model", CHANGES, ids=lambda model: model.__name__)
def test_each_row_and_field(library, model):
    assert_true_now()
    for row in model.objects.all():
        for change in CHANGES[model]:
            if "slug" in change:
                change = {"slug": change["slug"].format(pk=row.pk)}
            with ledger_turn(now=AT) as turn:
                model.objects.filter(pk=row.pk).update(**change)
                SAID[model](row, at=turn.at, turn=turn)
        assert_true_now()


def test_each_credential_ends(cast, library):
    for credential in Credential.objects.filter(status="verified"):
        end_credential(credential=credential, by=cast.administrator, now=AT)
        assert_true_now()


def test_each_picture_gets_its_renditions(library):
    for image in Image.objects.filter(renditions_state=RenditionState.WAITING):
        renditions.make(uuid=image.uuid, now=AT)
    assert not Image.objects.exclude(renditions_state=RenditionState.READY).exists()
    assert_true_now()


def test_the_library_has_documents_of_both_kinds(library):
    live = Document.objects.live(AT)
    assert live.works().exists()
    assert live.people().exists()
