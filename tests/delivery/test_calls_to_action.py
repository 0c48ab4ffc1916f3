"""Invitations as they are shown, and whose signature their targets need."""

from dataclasses import replace

import pytest

from articles.drafts import CallToActionDraft, CitationDraft
from delivery.publishing import publish_presentation, withdraw
from review.refusals import Refused
from tests.builders import (
    NOW,
    cited,
    draft_of,
    edit_page,
    make_page,
    make_reference,
    make_topic,
    publish_page,
    sign_page,
    text,
)
from tests.delivery.clock import ahead, kept_at_most
from tests.delivery.rows import make_row

PATH = "/api/v1/symptoms/shame/"


def make_caller(cast, *calls, **fields):
    return make_page(by=cast.editor, slug="shame", calls_to_action=list(calls), **fields)


def call(kind, target, **fields):
    fields = {"label": "Go", "target_kind": kind, "target": str(target), **fields}
    return CallToActionDraft(**fields)


def targets(client):
    return [each["target"] for each in client.get(PATH).json()["calls_to_action"]]


def test_it_works(client, cast):
    work = make_reference()
    first = call("tel", "911", label="Call", heading="Now", text=cited("Or write.", work.key))
    second = call("https", "https://b.example/", label="Book")
    page = make_caller(
        cast, first, second, sections=[], citations=[CitationDraft(key=work.key)], summary=""
    )
    outline = [{"part": "call_to_action", "id": str(second.uuid)}, {"part": "references"}]
    publish_page(edit_page(page, by=cast.editor, outline=outline), cast)
    document = client.get(PATH).json()
    assert [
        {key: value for key, value in each.items() if key != "text"}
        for each in document["calls_to_action"]
    ] == [
        {
            "id": str(each.uuid),
            "heading": each.heading or None,
            "label": each.label,
            "target": {"kind": each.target_kind, "href": href, "page": None},
        }
        for each, href in [(first, "tel:911"), (second, "https://b.example/")]
    ]
    assert [each["text"]["html"] for each in document["calls_to_action"]] == [
        '<p>Or write.<sup class="citation"><a href="#reference-1">1</a></sup></p>',
        "",
    ]
    assert document["outline"] == [
        {
            "part": "call_to_action",
            "id": str(each.uuid),
            "heading": each.heading or None,
            "anchor": anchor,
        }
        for each, anchor in [(first, "call-to-action-1"), (second, "call-to-action-2")]
    ] + [{"part": "references", "id": None, "heading": "References", "anchor": "references"}]


@pytest.mark.parametrize(
    ("kind", "target", "href"),
    [
        ("https", "b.example/?a=1&b=2", "https://b.example/?a=1&b=2"),
        ("tel", "+1-800-555-0100", "tel:+1-800-555-0100"),
        ("mail", "hello@example.org", "mailto:hello@example.org"),
    ],
)
def test_an_address(client, cast, kind, target, href):
    publish_page(make_caller(cast, call(kind, target)), cast)
    assert targets(client) == [{"kind": kind, "href": href, "page": None}]


def test_a_page(client, cast):
    guilt = make_page(by=cast.editor, kind="condition", title="Guilt", slug="guilt")
    publish_page(make_caller(cast, call("page", guilt.topic.uuid)), cast)
    nowhere = [{"kind": "page", "href": None, "page": None}]
    assert targets(client) == nowhere
    publish_page(guilt, cast)
    assert targets(client) == [
        {
            "kind": "page",
            "href": "https://www.example.org/conditions/guilt/",
            "page": {
                "topic": str(guilt.topic.uuid),
                "kind": "condition",
                "slug": "guilt",
                "path": "/conditions/guilt/",
                "web_url": "https://www.example.org/conditions/guilt/",
                "title": "Guilt",
            },
        }
    ]
    edit_page(guilt, by=cast.editor, title="Unsigned", slug="unsigned")
    assert targets(client)[0]["page"]["title"] == "Guilt"
    withdraw(page=guilt, by=cast.publisher, reason="Old.", now=NOW)
    assert targets(client) == nowhere


def test_a_page_in_another_language_is_none(client, cast):
    guilt = make_page(by=cast.editor, locale="es", slug="culpa")
    publish_page(guilt, cast)
    publish_page(make_caller(cast, call("page", guilt.topic.uuid)), cast)
    assert targets(client) == [{"kind": "page", "href": None, "page": None}]


def test_a_page_that_is_scheduled_shortens_the_cache(client, cast):
    guilt = make_page(by=cast.editor, slug="guilt")
    publish_page(make_caller(cast, call("page", guilt.topic.uuid)), cast)
    make_row(sign_page(guilt, cast), live_from=ahead(seconds=90))
    assert 60 <= kept_at_most(client.get(PATH)) <= 90


def test_its_words_are_read(client, cast):
    publish_page(make_caller(cast, call("tel", "911", text=text("word " * 401))), cast)
    assert client.get(PATH).json()["reading_minutes"] == 3


class TestSignatures:
    """Where a telephone call leads is signed; every other target is the publisher's."""

    def changed(self, cast, page, **fields):
        (draft,) = draft_of(page).calls_to_action
        return edit_page(page, by=cast.editor, calls_to_action=[replace(draft, **fields)])

    def present_anew(self, cast, page):
        publish_presentation(page=page, by=cast.publisher, lock_version=page.lock_version, now=NOW)

    @pytest.mark.parametrize(
        ("kind", "target", "other", "href"),
        [
            ("https", "https://a.example/", "https://b.example/", "https://b.example/"),
            ("mail", "a@example.org", "b@example.org", "mailto:b@example.org"),
        ],
    )
    def test_another_address_needs_none(self, client, cast, kind, target, other, href):
        page = make_caller(cast, call(kind, target))
        before = publish_page(page, cast)
        page = self.changed(cast, page, target=other)
        assert targets(client)[0]["href"] != href
        self.present_anew(cast, page)
        assert targets(client)[0]["href"] == href
        assert client.get(PATH).json()["review"]["fingerprint"] == before.fingerprint

    def test_another_page_needs_none(self, client, cast):
        guilt = publish_page(make_page(by=cast.editor, slug="guilt"), cast)
        page = make_caller(cast, call("page", make_topic().uuid))
        publish_page(page, cast)
        page = self.changed(cast, page, target=str(guilt.topic.uuid))
        self.present_anew(cast, page)
        assert targets(client)[0]["page"]["slug"] == "guilt"

    def test_another_kind_of_address_needs_none(self, client, cast):
        page = make_caller(cast, call("https", "https://a.example/"))
        publish_page(page, cast)
        page = self.changed(cast, page, target_kind="mail", target="a@example.org")
        self.present_anew(cast, page)
        assert targets(client)[0]["kind"] == "mail"

    @pytest.mark.parametrize(
        ("before", "after"),
        [
            ({"kind": "tel", "target": "911"}, {"target": "988"}),
            ({"kind": "tel", "target": "911"}, {"target_kind": "mail", "target": "a@b.example"}),
            ({"kind": "mail", "target": "a@b.example"}, {"target_kind": "tel", "target": "911"}),
            ({"kind": "https", "target": "a.example"}, {"label": "Come"}),
        ],
    )
    def test_a_telephone_number_needs_one(self, client, cast, before, after):
        page = make_caller(cast, call(**before))
        publish_page(page, cast)
        served = client.get(PATH).content
        page = self.changed(cast, page, **after)
        with pytest.raises(Refused) as caught:
            self.present_anew(cast, page)
        assert caught.value.code == "clinical_edits_pending"
        assert client.get(PATH).content == served
        publish_page(page, cast)
        assert client.get(PATH).content != served
