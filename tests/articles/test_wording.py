"""The words of a page, by place."""

from articles.drafts import CallToActionDraft, CitationDraft, FaqDraft, SectionDraft
from articles.models import PageEdit
from articles.saving import save_page
from articles.snapshots import freeze
from articles.wording import reworded, wordings
from tests.builders import NOW, bullets, cited, draft_of, make_page, make_reference, text


def whole_page(cast):
    work = make_reference()
    return make_page(
        by=cast.editor,
        key_points=bullets("A point."),
        sections=[
            SectionDraft(heading="First", body=cited("One.", work.key)),
            SectionDraft(heading="Second", body=text("Two.")),
        ],
        faqs=[FaqDraft(question="Why?", answer=text("Because."))],
        calls_to_action=[
            CallToActionDraft(label="Call", target_kind="tel", target="+15550100", text=text("Do."))
        ],
        citations=[CitationDraft(key=work.key, note="It says so.")],
    )


def snapshot_of(page):
    return freeze(type(page).objects.with_parts().get(pk=page.pk))


def test_every_text_in_the_order_of_reading(cast):
    page = whole_page(cast)
    clinical = snapshot_of(page).clinical
    first, second = (item["id"] for item in clinical["sections"])
    (faq,) = (item["id"] for item in clinical["faqs"])
    (call,) = (item["id"] for item in clinical["calls_to_action"])
    key = clinical["citations"][0]["key"]
    assert [(each.place, each.part) for each in wordings(clinical)] == [
        ("title", "title"),
        ("summary", "summary"),
        ("key_points", "key_points"),
        ("sections.0.heading", f"sections.{first}"),
        ("sections.0.body", f"sections.{first}"),
        ("sections.1.heading", f"sections.{second}"),
        ("sections.1.body", f"sections.{second}"),
        ("faqs.0.question", f"faqs.{faq}"),
        ("faqs.0.answer", f"faqs.{faq}"),
        ("calls_to_action.0.heading", f"calls_to_action.{call}"),
        ("calls_to_action.0.text", f"calls_to_action.{call}"),
        ("calls_to_action.0.label", f"calls_to_action.{call}"),
        ("citations.0.note", f"citations.{key}"),
        ("hero_caption", "hero_caption"),
        ("funding", "funding"),
        ("seo_title", "seo_title"),
        ("seo_description", "seo_description"),
    ]


def test_the_words_stand_with_their_places(cast):
    clinical = snapshot_of(whole_page(cast)).clinical
    by_place = {each.place: each for each in wordings(clinical)}
    assert by_place["faqs.0.question"].words == "Why?"
    assert by_place["faqs.0.answer"].words == text("Because.")
    assert by_place["faqs.0.answer"].profile == "answer"
    assert by_place["calls_to_action.0.heading"].words == ""
    assert by_place["funding"].profile is None


def test_every_place_can_be_worded_anew_and_nothing_else_changes(cast):
    page = whole_page(cast)
    before = snapshot_of(page)
    for each in wordings(before.clinical):
        if each.profile:
            words = bullets("Other.") if each.place == "key_points" else text("Other.")
        else:
            words = "Other words."
        draft = reworded(draft_of(page), {each.place: words})
        saved = save_page(
            draft=draft, by=cast.editor, at=NOW, page=page, lock_version=page.lock_version
        )
        now = {item.place: item.words for item in wordings(snapshot_of(saved).clinical)}
        assert now.pop(each.place) == words
        assert now == {
            item.place: item.words for item in wordings(before.clinical) if item.place != each.place
        }
        page = save_page(
            draft=reworded(draft_of(saved), {each.place: each.words}),
            by=cast.editor,
            at=NOW,
            page=saved,
            lock_version=saved.lock_version,
        )
        assert snapshot_of(page).fingerprint == before.fingerprint
    assert PageEdit.objects.filter(page=page).count() == 1 + 2 * len(wordings(before.clinical))
