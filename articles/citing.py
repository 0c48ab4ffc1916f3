"""Works that the texts of a page cite."""

from dataclasses import replace

from articles.drafts import CitationDraft, PageDraft
from articles.richtext import citation_keys
from references.models import Reference


def with_cited_works(draft: PageDraft) -> PageDraft:
    """Return the draft with the works that its texts cite and its list does not name yet.

    Whoever cites in a text means that the page cites the work. What the library does not have, or
    what is listed by another identifier, the move that saves refuses at its text.
    """
    texts = [
        draft.key_points,
        *(section.body for section in draft.sections),
        *(faq.answer for faq in draft.faqs),
        *(call.text for call in draft.calls_to_action),
        *(item.explanation for item in draft.associations),
        *(item.explanation_on_condition for item in draft.associations),
    ]
    listed = {citation.key for citation in draft.citations}
    cited = dict.fromkeys(key for text in texts for key in citation_keys(text))
    missing = [key for key in cited if key not in listed]
    if not missing:
        return draft
    works = Reference.objects.by_keys(missing)
    found = [
        CitationDraft(key=key)
        for key in missing
        if key in works and listed.isdisjoint(works[key].keys)
    ]
    return replace(draft, citations=[*draft.citations, *found])
