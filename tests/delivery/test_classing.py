"""What a page is called, classed and kept beside, as it is shown."""

import pytest

from articles.drafts import AlternateNameDraft, CodeDraft
from articles.models import Tag
from delivery.publishing import publish_presentation
from tests.builders import NOW, edit_page, make_page, make_tag, publish_page, sign_page
from tests.delivery.anew import make_all_anew

PATH = "/api/v1/symptoms/shame/"
LIST = "/api/v1/symptoms/"


def publish_shame(cast, **fields):
    return publish_page(make_page(by=cast.editor, slug="shame", **fields), cast)


def shown(client, *keys):
    document = client.get(PATH).json()
    return {key: document[key] for key in keys}


def test_it_works(client, cast):
    publish_shame(
        cast,
        alternate_names=[AlternateNameDraft(name="Self-blame"), AlternateNameDraft(name="Scham")],
        codes=[
            CodeDraft(
                system="icd-10-cm", code="R45.89", display="Other", version="2027", match="broader"
            ),
            CodeDraft(system="mesh", code="D012753"),
        ],
        purpose="promotional",
        funding="Paid for by the clinic.",
        seo_title="What is shame?",
        seo_description="What helps.",
    )
    keys = ("alternate_names", "codes", "purpose", "funding", "seo")
    assert shown(client, *keys) == {
        "alternate_names": ["Self-blame", "Scham"],
        "codes": [
            {"system": "icd-10-cm", "code": "R45.89", "display": "Other", "match": "broader"},
            {"system": "mesh", "code": "D012753", "display": None, "match": "exact"},
        ],
        "purpose": "promotional",
        "funding": "Paid for by the clinic.",
        "seo": {
            "title": "What is shame?",
            "description": "What helps.",
            "canonical_url": "https://www.example.org/symptoms/shame/",
            "noindex": False,
            "image": None,
        },
    }
    (card,) = client.get(LIST).json()["results"]
    assert card["alternate_names"] == ["Self-blame", "Scham"]


@pytest.mark.parametrize(
    "changes",
    [
        {"alternate_names": [AlternateNameDraft(name="Unsigned")]},
        {"codes": [CodeDraft(system="mesh", code="Unsigned")]},
        {"purpose": "promotional"},
        {"funding": "Unsigned."},
        {"seo_title": "Unsigned"},
        {"seo_description": "Unsigned."},
    ],
)
def test_what_is_not_published_is_not_shown(client, cast, changes):
    row = publish_shame(cast)
    before = [client.get(path).content for path in (PATH, LIST)]
    edit_page(row.page, by=cast.editor, **changes)
    sign_page(row.page, cast)
    assert [client.get(path).content for path in (PATH, LIST)] == before
    publish_page(row.page, cast)
    assert client.get(PATH).content != before[0]


class TestTags:
    def test_it_works(self, client, cast):
        tags = [make_tag(slug="self-help", name="Self-help"), make_tag(slug="mood", name="Mood")]
        publish_shame(cast, tags=tags)
        expected = [
            {"slug": "mood", "name": "Mood"},
            {"slug": "self-help", "name": "Self-help"},
        ]
        assert shown(client, "tags") == {"tags": expected}
        (card,) = client.get(LIST).json()["results"]
        assert card["tags"] == expected

    def test_its_name_is_that_of_today(self, client, cast):
        publish_shame(cast, tags=[make_tag(slug="mood", name="Mood")])
        Tag.objects.update(name="Moods")
        make_all_anew()
        assert shown(client, "tags") == {"tags": [{"slug": "mood", "name": "Moods"}]}

    def test_one_that_is_gone_is_not_shown(self, client, cast):
        publish_shame(cast, tags=[make_tag(slug="mood"), make_tag(slug="self-help", name="Help")])
        Tag.objects.get(slug="mood").delete()
        make_all_anew()
        assert shown(client, "tags") == {"tags": [{"slug": "self-help", "name": "Help"}]}
        (card,) = client.get(LIST).json()["results"]
        assert card["tags"] == [{"slug": "self-help", "name": "Help"}]

    def test_another_tag_needs_no_new_signature(self, client, cast):
        row = publish_shame(cast)
        page = edit_page(row.page, by=cast.editor, tags=[make_tag(slug="mood", name="Mood")])
        assert shown(client, "tags") == {"tags": []}
        publish_presentation(page=page, by=cast.publisher, lock_version=2, now=NOW)
        assert shown(client, "tags") == {"tags": [{"slug": "mood", "name": "Mood"}]}
