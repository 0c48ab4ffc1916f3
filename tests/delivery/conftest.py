import pytest

from articles.drafts import CitationDraft, SectionDraft
from tests.builders import NOW, cited, make_page, make_reference, publish_page, text
from tests.delivery.library import make_library
from tests.delivery.neighbourhood import make_neighbourhood
from tests.delivery.openapi import DocumentedClient
from tests.delivery.rows import make_many


@pytest.fixture
def client():
    """Every answer that a test of this folder gets is held against the API's description."""
    return DocumentedClient()


@pytest.fixture
def page(cast, scenes):
    words = {"title": "Shame", "slug": "shame", "summary": "What shame is."}
    return scenes.play(lambda: make_page(by=cast.editor, **words))


@pytest.fixture
def publication(page, cast, scenes):
    return scenes.play(lambda: publish_page(page, cast))


@pytest.fixture
def many(cast, scenes):
    """Forty-five pages that became public at the same instant, in the order of the list."""
    rows = scenes.play(lambda: make_many(45, cast))
    return sorted(rows, key=lambda row: row.page.uuid, reverse=True)


@pytest.fixture
def library(cast, scenes):
    return scenes.play(lambda: make_library(cast))


@pytest.fixture
def ptsd(cast, scenes):
    """The live page of a condition, with a source of its own."""
    return scenes.play(lambda: make_ptsd(cast))


def make_ptsd(cast):
    work = make_reference()
    page = make_page(
        by=cast.editor,
        kind="condition",
        title="PTSD",
        slug="ptsd",
        sections=[
            SectionDraft(aspect="Overview", heading="What it is", body=cited("It.", work.key)),
            SectionDraft(aspect="Treatments", heading="What helps", body=text("Help.")),
        ],
        citations=[CitationDraft(key=work.key, note="Own.")],
    )
    return publish_page(page, cast)


@pytest.fixture
def neighbourhood(cast, scenes):
    return scenes.play(lambda: make_neighbourhood(cast, now=NOW))
