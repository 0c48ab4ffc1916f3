"""Saves of a page that are refused: their codes by place, and nothing is changed."""

import pytest
from django.core.exceptions import ValidationError

from articles.drafts import FaqDraft, SectionDraft
from articles.models import (
    AboutEntry,
    AlternateName,
    Association,
    BylineEntry,
    CallToAction,
    Citation,
    Code,
    Faq,
    FigureEntry,
    NoticePin,
    Page,
    PageEdit,
    RelatedEntry,
    Section,
    Topic,
)
from articles.saving import save_page
from articles.snapshots import freeze
from tests.articles.refusals import codes
from tests.builders import NOW, edit_page, make_draft, text

MODELS = [
    Topic,
    Page,
    Page.tags.through,
    Section,
    Association,
    Faq,
    CallToAction,
    Citation,
    AlternateName,
    Code,
    AboutEntry,
    RelatedEntry,
    BylineEntry,
    NoticePin,
    FigureEntry,
    PageEdit,
]
ABSENT = "0b2f1c9e-5a51-4a57-9d6c-3f2a1b4c5d6e"
HTML = "<p>Shame</p><script>alert(1)</script>"


def everything():
    """Every row of the working copy."""
    return [list(model.objects.order_by("pk").values()) for model in MODELS]


def refused(page, by, **changes):
    """Return the codes by place; see to it that the edit left everything as it was."""
    before, words = everything(), freeze(Page.objects.get(pk=page.pk))
    with pytest.raises(ValidationError) as caught:
        edit_page(page, by=by, **changes)
    assert everything() == before
    assert freeze(Page.objects.get(pk=page.pk)) == words
    return codes(caught)


def new_refused(by, **fields):
    """The same for a page that would be new."""
    draft = make_draft(**fields)
    before = everything()
    with pytest.raises(ValidationError) as caught:
        save_page(draft=draft, by=by, at=NOW)
    assert everything() == before
    return codes(caught)


def section(**fields):
    return {"sections": [SectionDraft(**{"body": text("Words."), **fields})], "outline": []}


def faq(**fields):
    return {"faqs": [FaqDraft(**{"question": "Why?", "answer": text("So."), **fields})]}
