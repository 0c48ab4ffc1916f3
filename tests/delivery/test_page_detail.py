from articles.drafts import CitationDraft, SectionDraft
from delivery.publishing import publish
from review.records import instant
from tests.builders import (
    cited,
    edit_page,
    make_page,
    make_person,
    make_reference,
    make_site,
    publish_page,
    sign_page,
    text,
)
from tests.delivery.clock import ago
from tests.delivery.documents import NO_DETAILS

PATH = "/api/v1/symptoms/shame/"


def test_it_works(client, cast):
    make_site(feedback_email="care@example.org")
    reference = make_reference(
        pmid="30075356",
        doi="10.1000/shame",
        title="Shame and depression.",
        authors=[{"family": "Author", "given": "Ann", "initials": "A"}],
        journal="Journal of Shame",
        year=2018,
        publication_types=["Review"],
    )
    author = make_person(slug="wren-writer", name="Wren Writer", profession="writer", degrees=[])
    page = make_page(
        by=cast.editor,
        at=ago(hours=3),
        title="Shame",
        slug="shame",
        summary="What shame is.",
        sections=[
            SectionDraft(
                aspect="Overview", heading="What it is", body=cited("It hides.", reference.key)
            )
        ],
        citations=[CitationDraft(key=reference.key, note="On depression.")],
        byline=[author],
    )
    section = page.sections.get()
    sign_off = sign_page(page, cast, now=ago(hours=2))
    publication = publish(revision=sign_off.revision, by=cast.publisher, now=ago(hours=1))
    begun = instant(publication.live_from)
    response = client.get(PATH)
    assert response.status_code == 200
    assert response.json() == {
        "id": str(page.uuid),
        "topic": str(page.topic.uuid),
        "kind": "symptom",
        "locale": "en",
        "fallback_from": None,
        "slug": "shame",
        "path": "/symptoms/shame/",
        "web_url": "https://www.example.org/symptoms/shame/",
        "api_url": "https://api.example.org/api/v1/symptoms/shame/",
        "title": "Shame",
        "alternate_names": [],
        "codes": [],
        "summary": "What shame is.",
        "article_type": None,
        "about": [],
        "purpose": "information",
        "funding": None,
        "outline": [
            {
                "part": "section",
                "id": str(section.uuid),
                "heading": "What it is",
                "anchor": "what-it-is",
            },
            {"part": "references", "id": None, "heading": "References", "anchor": "references"},
        ],
        "key_points": {"html": "", "blocks": []},
        "sections": [
            {
                "id": str(section.uuid),
                "aspect": "Overview",
                "urgency": None,
                "treatment": None,
                "heading": "What it is",
                "anchor": "what-it-is",
                "notice": None,
                "body": {
                    "html": '<p>It hides.<sup class="citation"><a href="#reference-1">1</a>'
                    "</sup></p>",
                    "blocks": [
                        {
                            "type": "paragraph",
                            "content": [
                                {"type": "text", "text": "It hides.", "marks": []},
                                {
                                    "type": "citation",
                                    "numbers": [1],
                                    "reference_ids": [str(reference.uuid)],
                                },
                            ],
                        }
                    ],
                },
                "citations": [1],
            }
        ],
        "associations": {"heading": "Commonly associated with", "notice": None, "items": []},
        "faqs": [],
        "calls_to_action": [],
        "references": [
            {
                "number": 1,
                "note": "On depression.",
                "key": "pmid:30075356",
                "id": str(reference.uuid),
                "pmid": "30075356",
                "doi": "10.1000/shame",
                "pmcid": None,
                "title": "Shame and depression.",
                "authors": [
                    {
                        "family": "Author",
                        "given": "Ann",
                        "initials": "A",
                        "particle": None,
                        "suffix": None,
                        "group": None,
                    }
                ],
                "journal": "Journal of Shame",
                "year": 2018,
                **NO_DETAILS,
                "publication_types": ["Review"],
                "standing": {
                    "status": "unknown",
                    "checked_at": None,
                    "sources": [],
                    "notice": None,
                },
                "formatted": {
                    "ama": "Author A. Shame and depression. <i>Journal of Shame</i>. 2018. "
                    "doi:10.1000/shame",
                    "nlm": "Author A. Shame and depression. Journal of Shame. 2018. doi:10.1000/shame "
                    "PubMed PMID: 30075356.",
                    "apa": "Author, A. (2018). Shame and depression. <i>Journal of Shame</i>. "
                    "https://doi.org/10.1000/shame",
                },
                "links": {
                    "pubmed": "https://pubmed.ncbi.nlm.nih.gov/30075356/",
                    "pmc": None,
                    "doi": "https://doi.org/10.1000/shame",
                },
            }
        ],
        "notices": [],
        "content_flags": [],
        "crisis_resources": [],
        "screenings": [],
        "images": {"hero": None},
        "byline": [
            {
                "id": str(author.uuid),
                "slug": "wren-writer",
                "printed_name": "Wren Writer",
                "profession": "writer",
                "degrees": [],
                "orcid": None,
            }
        ],
        "tags": [],
        "related": [],
        "linked_from": [],
        "reading_minutes": 1,
        "seo": {
            "title": None,
            "description": None,
            "canonical_url": "https://www.example.org/symptoms/shame/",
            "noindex": False,
            "image": None,
        },
        "translations": [],
        "review": {
            "status": "current",
            "line": {
                "short": "Reviewed by a physician · FL",
                "full": "Reviewed by Ray Reviewer, MD; physician licensed in FL",
            },
            "last_reviewed": instant(sign_off.signed_at),
            "review_due": instant(sign_off.review_due),
            "overdue_policy": "serve_with_notice",
            "revision": 1,
            "fingerprint": page.fingerprint,
            "scope": "whole_page",
            "independent": True,
            "sign_off_url": "https://api.example.org/api/v1/symptoms/shame/sign-off/",
            "reviewers": [
                {
                    "id": str(cast.reviewer.person.uuid),
                    "slug": cast.reviewer.person.slug,
                    "printed_name": "Ray Reviewer, MD",
                    "profession": "physician",
                    "degrees": ["MD"],
                    "board_certifications": [],
                    "licensed_in": ["FL"],
                    "meaning": "clinical_review",
                    "licence": "Physician licensed in FL",
                    "interests": {"statement": "None to declare.", "declared_on": "2999-01-01"},
                }
            ],
        },
        "feedback": {"url": None, "email": "care@example.org"},
        "first_published_at": begun,
        "published_at": begun,
        "updated_at": begun,
    }


def test_a_condition(client, cast):
    publish_page(make_page(by=cast.editor, kind="condition", slug="ptsd"), cast)
    document = client.get("/api/v1/conditions/ptsd/").json()
    assert (document["kind"], document["path"]) == ("condition", "/conditions/ptsd/")
    assert document["outline"][0]["part"] == "section"
    assert client.get("/api/v1/symptoms/ptsd/").status_code == 404


def test_edited_words_are_not_served(client, cast, page, publication):
    before = client.get(PATH).content
    edit_page(
        page,
        by=cast.editor,
        title="Unsigned",
        slug="unsigned",
        summary="Unsigned.",
        sections=[SectionDraft(heading="Unsigned", body=text("Unsigned."))],
        outline=[],
    )
    sign_page(page, cast)
    assert client.get(PATH).content == before
    assert client.get("/api/v1/symptoms/unsigned/").status_code == 404
