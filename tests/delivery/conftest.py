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
def page(cast):
    return make_page(by=cast.editor, title="Shame", slug="shame", summary="What shame is.")


@pytest.fixture
def publication(page, cast):
    return publish_page(page, cast)


@pytest.fixture
def many(cast):
    """Forty-five pages that became public at the same instant, in the order of the list."""
    return sorted(make_many(45, cast), key=lambda row: row.page.uuid, reverse=True)


@pytest.fixture
def library(cast):
    return make_library(cast)


@pytest.fixture
def ptsd(cast):
    """The live page of a condition, with a source of its own."""
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
def neighbourhood(cast):
    return make_neighbourhood(cast, now=NOW)
