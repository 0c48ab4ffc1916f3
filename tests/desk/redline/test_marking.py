"""Two versions of one text, as a physician reads what changed."""

import pytest
from hypothesis import given

from desk.redline import Names, marked_rich, marked_text
from desk.redline.matching import runs
from desk.redline.tokens import rich_tokens
from references.models import Reference
from tests.articles.richtext_strategies import (
    bullets,
    citation,
    crisis_line,
    doc,
    documents,
    figure,
    mark,
    node,
    paragraph,
    text,
)
from tests.desk.redline.printed import lines

UUID = "11111111-1111-4111-8111-111111111111"
NAMES = Names(
    works={
        "pmid:1": Reference(title="On shame.", authors=[{"family": "Nock"}], year=2008),
        "pmid:2": Reference(
            title="On guilt.", authors=[{"family": "Ito"}, {"family": "Ray"}], year=2019
        ),
    },
    topics={UUID: "Guilt"},
    crisis_lines={UUID: "Call or text 988 (Lifeline)"},
    images={UUID: "A hand"},
)


def rich(before, after):
    return marked_rich(before, after, NAMES)


def numbered(*items, start=1):
    content = [node("listItem", paragraph(item)) for item in items]
    return node("orderedList", *content, **({"start": start} if start != 1 else {}))


def test_a_changed_dose():
    marked = rich(doc(paragraph("Take 25 mg daily.")), doc(paragraph("Take 50 mg daily.")))
    assert lines(marked) == ["Take <del>25</del> <ins>50</ins> mg daily."]
    assert (marked.added, marked.removed, marked.changed_words, marked.is_changed) == (
        1,
        1,
        1,
        True,
    )


@pytest.mark.parametrize(
    ("before", "after", "printed"),
    [
        ("Take 0.5 mg.", "Take 5 mg.", "Take <del>0.5</del> <ins>5</ins> mg."),
        ("Wait 4-6 weeks.", "Wait 4–8 weeks.", "Wait <del>4-6</del> <ins>4–8</ins> weeks."),
        ("It works in 60%.", "It works in 6%.", "It works in <del>60%</del> <ins>6%</ins>."),
        ("It is safe.", "It is not safe.", "It is <ins>not</ins> safe."),
        ("It isn’t safe.", "It is safe.", "It <del>isn’t</del> <ins>is</ins> safe."),
        ("A, b.", "A b.", "A <del>,</del> b."),
    ],
)
def test_small_words_that_matter(before, after, printed):
    assert lines(marked_text(before, after)) == [printed]


def test_a_sentence_written_anew_is_no_confetti():
    marked = marked_text(
        "It helps some people who feel ashamed.", "Nobody knows yet whom it may help, or when."
    )
    assert lines(marked) == [
        "<del>It helps some people who feel ashamed</del> "
        "<ins>Nobody knows yet whom it may help, or when</ins>."
    ]


def test_a_reworded_list_item():
    marked = rich(
        doc(bullets("One is good.", "Two is better.", "Three.")),
        doc(bullets("One is good.", "Two can be better.", "Three.")),
    )
    assert lines(marked) == [
        "• One is good.",
        "• Two <del>is</del> <ins>can be</ins> better.",
        "• Three.",
    ]


def test_a_list_item_more_and_one_less():
    marked = rich(doc(bullets("One.", "Two.")), doc(bullets("Two.", "A third one.")))
    assert lines(marked) == ["• <del>One.</del>", "• Two.", "• <ins>A third one.</ins>"]


def test_the_numbers_behind_a_new_item_are_no_changes():
    marked = rich(doc(numbered("One.", "Two.")), doc(numbered("New.", "One.", "Two.")))
    assert lines(marked) == ["1. <ins>New.</ins>", "2. One.", "3. Two."]


def test_a_list_that_begins_with_another_number():
    marked = rich(doc(numbered("One.")), doc(numbered("One.", start=3)))
    assert lines(marked) == ["3. One. | Was: numbered item. Now: orderedList (from 3)."]


def test_a_split_paragraph():
    marked = rich(
        doc(paragraph("Shame hides. It makes people small.")),
        doc(paragraph("Shame hides."), paragraph("It makes people small.")),
    )
    assert lines(marked) == ["Shame hides.", "<ins>¶</ins> It makes people small."]
    assert (marked.changed_words, marked.is_changed) == (0, True)


def test_joined_paragraphs():
    marked = rich(
        doc(paragraph("Shame hides."), paragraph("It makes people small.")),
        doc(paragraph("Shame hides. It makes people small.")),
    )
    assert lines(marked) == ["Shame hides.", "<del>¶</del> It makes people small."]


def test_a_new_paragraph_and_a_struck_one():
    kept, gone, new = paragraph("Shame hides."), paragraph("Old."), paragraph("Here is more.")
    assert lines(rich(doc(kept), doc(kept, new))) == ["Shame hides.", "<ins>Here is more.</ins>"]
    assert lines(rich(doc(gone, kept), doc(kept))) == ["<del>Old.</del>", "Shame hides."]


def test_a_paragraph_that_became_a_list_item():
    marked = rich(doc(paragraph("Rest.")), doc(bullets("Rest.")))
    assert lines(marked) == ["• Rest. | Was: paragraph. Now: list item."]


def test_a_callout_of_another_tone():
    words = paragraph("Call now.")
    marked = rich(doc(node("callout", words)), doc(node("callout", words, tone="urgent")))
    assert lines(marked) == ["Call now. | Was: callout (note). Now: callout (urgent)."]
    assert [line.tone for line in marked.lines] == ["urgent"]


def test_a_heading_of_another_level():
    words = text("Therapy")
    marked = rich(doc(node("heading", words, level=2)), doc(node("heading", words, level=3)))
    assert lines(marked) == ["Therapy | Was: heading 2. Now: heading 3."]
    assert [line.kind for line in marked.lines] == ["heading"]


def test_a_replaced_citation():
    before = doc(paragraph("It helps.", citation("pmid:1")))
    after = doc(paragraph("It helps.", citation("pmid:2")))
    assert lines(rich(before, after)) == [
        'It helps.<del><span class="desk-atom">[Nock 2008]</span></del> '
        '<ins><span class="desk-atom">[Ito et al 2019]</span></ins>'
    ]


def test_a_work_that_is_not_known_is_named_by_its_key():
    marked = rich({}, doc(paragraph("It helps.", citation("pmid:9"))))
    assert lines(marked) == [
        '<ins>It helps.<span class="desk-atom">[pmid:9]</span></ins>',
    ]


def test_a_link_that_leads_elsewhere():
    before = doc(paragraph(text("Read on", mark("link", href="https://a.example/"))))
    after = doc(paragraph(text("Read on", mark("link", href="https://b.example/"))))
    assert lines(rich(before, after)) == [
        '<del><u>Read on</u> <span class="desk-address">(https://a.example/)</span></del> '
        '<ins><u>Read on</u> <span class="desk-address">(https://b.example/)</span></ins>'
    ]


def test_a_link_to_a_page():
    linked = text("guilt", mark("pageLink", topic=UUID, anchor="help"))
    marked = rich(doc(paragraph("See ", "guilt", ".")), doc(paragraph("See ", linked, ".")))
    assert lines(marked) == [
        "See <del>guilt</del> <ins><u>guilt</u> "
        '<span class="desk-address">(the page “Guilt”#help)</span></ins>.'
    ]


def test_words_in_bold():
    before, after = paragraph("Never alone."), paragraph(text("Never", "bold"), " alone.")
    assert lines(rich(doc(before), doc(after))) == [
        "<del>Never</del> <ins><strong>Never</strong></ins> alone."
    ]


def test_a_crisis_line():
    marked = rich({}, doc(paragraph(crisis_line(UUID))))
    assert lines(marked) == [
        '<ins><span class="desk-atom">Call or text 988 (Lifeline)</span></ins>'
    ]


def test_the_alt_text_of_a_picture():
    before, after = figure(UUID, alt="A hand."), figure(UUID, alt="Two hands.")
    assert lines(rich(doc(before), doc(after))) == [
        '<span class="desk-atom">[Picture: A hand]</span> '
        '<span class="desk-atom">Alt text:</span> <del>A hand</del> <ins>Two hands</ins>.'
    ]


def test_words_are_escaped():
    marked = marked_text("a < b", "a < <script>alert('x')</script>")
    assert "<script" not in "".join(lines(marked))
    assert lines(marked) == [
        "a &lt; <del>b</del> <ins>&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt;</ins>"
    ]


def test_an_address_is_escaped():
    link = text("x", mark("link", href='https://a.example/?a="<b>'))
    assert '"<b>' not in "".join(lines(rich({}, doc(paragraph(link)))))


@pytest.mark.parametrize(("before", "after"), [("a  b", "a b"), ("a b", "ab"[:1] + "\u00a0b")])
def test_texts_that_differ_in_no_word(before, after):
    marked = marked_text(before, after)
    assert marked.is_changed
    assert [line.note for line in marked.lines][-1] == (
        "The words are the same: their spacing, or which lines belong together, differs."
    )


def test_the_same_text():
    marked = marked_text("Shame hides.", "Shame hides.")
    assert (lines(marked), marked.is_changed, marked.changed_words) == (["Shame hides."], False, 0)


def test_no_text():
    assert lines(marked_text("", "")) == lines(rich({}, {})) == []


def test_texts_too_long_to_compare_word_by_word():
    before = doc(paragraph("a " * 5_000))
    after = doc(paragraph("b " * 5_000))
    marked = rich(before, after)
    assert (marked.added, marked.removed, len(marked.lines)) == (5_000, 5_000, 1)


@given(documents(), documents())
def test_nothing_is_lost_and_nothing_made_up(before, after):
    old, new = rich_tokens(before, NAMES), rich_tokens(after, NAMES)
    found = runs(old, new)
    assert [token for run in found for token in (*run.kept, *run.new)] == new
    assert [token for run in found for token in (*run.kept, *run.gone)] == old


@given(documents(), documents())
def test_what_differs_is_seen(before, after):
    marked = rich(before, after)
    seen = any("<ins>" in line.html or "<del>" in line.html or line.note for line in marked.lines)
    assert marked.is_changed == seen == (before != after)
