"""The form of a symptom page: a page to fill it, and how it is opened and posted."""

import json

from articles.drafts import CitationDraft, FaqDraft, SectionDraft
from articles.models import Page
from tests.builders import bullets, cited, make_page, make_reference, text
from tests.desk.posting import form_data, form_errors
from tests.desk.refusals import unchanged

LIST = "/admin/articles/symptom/"
ADD = f"{LIST}add/"

NEW = {
    "title": "Guilt",
    "slug": "guilt",
    "locale": "en",
    "sections-TOTAL_FORMS": "1",
    "sections-0-heading": "Overview",
    "sections-0-body": json.dumps(text("Some words.")),
}


def make_page_with_parts(*, by):
    """A page with two sections, key points, a question and a cited work."""
    make_reference(pmid="30075356")
    return make_page(
        by=by,
        title="Shame",
        slug="shame",
        key_points=bullets("One.", "Two."),
        sections=[
            SectionDraft(heading="Looks", aspect="Symptoms", body=cited("Words.", "pmid:30075356")),
            SectionDraft(heading="Help", aspect="SeeDoctor", urgency="urgent", body=text("Call.")),
        ],
        faqs=[FaqDraft(question="Why?", answer=text("Because."))],
        citations=[CitationDraft(key="pmid:30075356", note="It is the source.")],
    )


def address(page):
    return f"{LIST}{page.pk}/change/"


def stored(page):
    """The page as the database has it, with its parts."""
    return Page.objects.with_parts().get(pk=page.pk)


def headings(page):
    return [section.heading for section in stored(page).sections.all()]


def parts(page):
    """The page's outline in words: the sections by their headings."""
    saved = stored(page)
    by_id = {str(section.uuid): section.heading for section in saved.sections.all()}
    return [by_id[entry["id"]] if "id" in entry else entry["part"] for entry in saved.outline]


def save(client, page, **changes):
    """Open the page, post its form with the changes, and expect it to be saved."""
    data = form_data(client.get(address(page)))
    answer = client.post(address(page), data | changes)
    assert answer.status_code == 302, form_errors(answer)
    return answer


def refuse(client, page, **changes):
    """Open the page, post its form with the changes, and expect nothing to be saved."""
    data = form_data(client.get(address(page)))
    with unchanged():
        answer = client.post(address(page), data | changes)
    assert answer.status_code == 200
    return answer


def new_part(prefix, number, **fields):
    """One more form of a part, as the page's script would add it."""
    values = {f"{prefix}-{number}-{name}": value for name, value in fields.items()}
    return {f"{prefix}-TOTAL_FORMS": number + 1, **values}


def with_sections(cast, *headings, **fields):
    sections = [SectionDraft(heading=heading, body=text("Words.")) for heading in headings]
    return make_page(by=cast.editor, sections=sections, **fields)
