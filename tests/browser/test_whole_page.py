"""A symptom page from the first word to the reader and back, without touching the mouse."""

import pytest
from playwright.sync_api import expect

from tests.browser.keyboards import Keyboard
from tests.builders import PASSWORD

pytestmark = pytest.mark.browser

REMORSE = "/api/v1/symptoms/remorse/"
SUMMARY = (
    "Remorse is the feeling of having done wrong. It can lead to repair, and it can stay too long."
)
KEY_POINTS = [
    "Remorse is about something you did or did not do.",
    "It can help you to put things right.",
    "When it stays for weeks or gets in the way of daily life, support can help.",
]
LOOKS = [
    "You may go over one moment again and again, or say sorry many times.",
    "In studies, people who tend to feel remorse also report more worry.",
]
SELF_HELP = [
    "Write down what happened, and what was yours to change.",
    "If somebody was hurt, a plain apology can be a first step.",
]
SEE_DOCTOR = "Talk to a professional when remorse keeps you from sleep or work."
AT_ONCE = "If you think of suicide, get help now: "
TREATMENTS = "Talk therapy can help to sort what is yours from what is not."
CONDITION = "Obsessive-compulsive disorder"
EXPLANATION = "Remorse with a strong urge to check or to confess can be part of this condition."
QUESTION = "Is remorse the same as shame?"
ANSWER = "Not quite. Remorse is about what you did, shame about who you think you are."
# Of the citation and of the crisis line: what stands in the text where they were put in.
CITED = '<sup class="citation"><a href="#reference-1">1</a></sup>'
CALL = (
    '<span data-crisis-line title="988 Suicide &amp; Crisis Lifeline" data-sms="988">'
    '<a href="tel:988">Call or text 988</a></span>'
)
NOTE = "Brings many studies together."
INVITATION = "You do not have to sort it out alone"
OFFER = "A first visit is a talk, nothing more."
LABEL = "Find a time"
TARGET = "https://example.org/first-visit"
CHANGED = " It takes time."


def test_a_page_is_written_signed_published_and_restored_by_keyboard(site, visit, chromium):
    reader = chromium.new_context(base_url=site).request
    editor = visit(site, "editor")
    write(editor)
    save(editor, "was added successfully")
    submit(editor)
    assert reader.get(REMORSE).status == 404

    physician = visit(site, "reviewer")
    sign(physician)
    assert reader.get(REMORSE).status == 404

    publisher = visit(site, "publisher")
    publish(publisher)
    served = reader.get(REMORSE).json()
    assert parts(served) == WRITTEN

    change_a_word(editor)
    save(editor, "was changed successfully")
    assert reader.get(REMORSE).json() == served
    expect(editor.page.locator(".desk-state")).to_contain_text("Nobody has signed these words yet.")

    restore(editor)
    assert reader.get(REMORSE).json() == served
    expect(editor.page.locator(".desk-state")).to_contain_text("A physician has signed these words")
    assert (editor.problems, physician.problems, publisher.problems) == ([], [], [])


def write(editor):
    hands, page = Keyboard(editor), editor.page
    hands.follow(page.locator("#content-main .model-symptom .addlink"))
    hands.type_into(page.get_by_label("Title:", exact=True), "Remorse")
    hands.type_into(page.get_by_label("Summary:"), SUMMARY)
    hands.type_into(text(page, "#key_points-group"), *KEY_POINTS)
    hands.leave_text()
    write_looks(hands, page)
    write_association(hands, page)
    write_help(hands, page)
    write_question(hands, page)
    write_reference(hands, page)
    write_invitation(hands, page)
    hands.enter(page.locator("#desk-more > summary"))
    hands.tab_to(page.get_by_label("Suicide", exact=True))
    hands.press("Space")


def write_looks(hands, page):
    hands.type_into(text(page, "#sections-0"), *LOOKS)
    hands.type(" @")
    cite(hands, page, "candea 2018")


def write_help(hands, page):
    hands.tab_to(text(page, "#sections-1"))
    hands.press("Control+Shift+8")
    hands.type(*SELF_HELP)
    hands.leave_text()
    hands.type_into(text(page, "#sections-2"), SEE_DOCTOR, AT_ONCE)
    name_crisis_line(hands, page)
    hands.type_into(text(page, "#sections-3"), TREATMENTS)


def name_crisis_line(hands, page):
    hands.use_tool(page.locator("#sections-2").get_by_role("button", name="crisis line"))
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    # "988" alone leads to the line in Spanish, which comes next.
    hands.type_into(dialog.get_by_label("Crisis line"), "988 S")
    hands.enter(dialog.get_by_role("button", name="Insert"))
    expect(dialog).to_have_count(0)


def cite(hands, page, words):
    hands.type(words)
    expect(page.get_by_role("dialog").get_by_role("option")).to_have_count(1)
    hands.press("ArrowDown", "Enter")
    expect(page.get_by_role("dialog")).to_have_count(0)


def write_association(hands, page):
    hands.enter(page.locator("#associations-group > summary"))
    hands.enter(page.get_by_role("button", name="Add an association"))
    row = page.locator("#associations-0")
    hands.type_into(row.get_by_label("Name"), CONDITION)
    hands.type_into(row.get_by_label("Strength"), "Possible")
    hands.type_into(text(page, "#associations-0"), EXPLANATION)


def write_question(hands, page):
    hands.enter(page.locator("#faqs-group > summary"))
    hands.enter(page.get_by_role("button", name="Add a question"))
    hands.type_into(page.locator("#faqs-0").get_by_label("Question"), QUESTION)
    hands.type_into(text(page, "#faqs-0"), ANSWER)


def write_reference(hands, page):
    hands.enter(page.locator("#citations-group > summary"))
    hands.enter(page.get_by_role("button", name="Add a citation"))
    row = page.locator("#citations-0")
    hands.type_into(row.get_by_label("PMID or other"), "30075356")
    hands.type_into(row.get_by_label("Note"), NOTE)


def write_invitation(hands, page):
    # It stands behind the parts of the page, and the invitation among them.
    hands.enter(page.get_by_role("button", name="Call to action"))
    row = page.locator("#calls_to_action-0")
    hands.type_into(row.get_by_label("Heading"), INVITATION)
    hands.type_into(text(page, "#calls_to_action-0"), OFFER)
    hands.type_into(row.get_by_label("Label"), LABEL)
    hands.type_into(row.get_by_label("Target kind"), "A web")
    hands.type_into(row.get_by_label("Target:"), TARGET)


def save(editor, told):
    Keyboard(editor).push("Save and continue editing")
    assert editor.page.locator(".desk-faults li").all_inner_texts() == []
    expect(editor.told).to_contain_text([told])


def submit(editor):
    hands = Keyboard(editor)
    hands.go("Submit for review")
    hands.push("Submit for review")
    expect(editor.told).to_have_text(["Submitted. The page now waits for a physician."])


def sign(physician):
    hands, page = Keyboard(physician), physician.page
    hands.go("Submissions", "Remorse, revision 1", "Review and sign")
    hands.type_into(page.get_by_label("Password"), PASSWORD)
    hands.push("Sign")
    expect(physician.told).to_contain_text(["Signed. The next review is due on"])


def publish(publisher):
    hands = Keyboard(publisher)
    hands.go("Symptoms", "Remorse", "Publish")
    hands.push("Publish")
    expect(publisher.told).to_have_text(["Published at /symptoms/remorse/."])


def change_a_word(editor):
    hands, page = Keyboard(editor), editor.page
    hands.enter(page.locator("#sections-3 > summary"))
    hands.tab_to(text(page, "#sections-3"))
    hands.press("Control+End")
    hands.type(CHANGED)


def restore(editor):
    hands = Keyboard(editor)
    hands.go("Revisions", "Restore revision 1")
    hands.push("Restore this revision")


def text(page, part):
    return page.locator(f"{part} .ProseMirror").first


def paragraphs(*texts):
    return "".join(f"<p>{text}</p>" for text in texts)


def items(*texts):
    return f"<ul>{''.join(f'<li>{paragraphs(text)}</li>' for text in texts)}</ul>"


def parts(document):
    """What the writer wrote, as a front end gets it."""
    return {
        "title": document["title"],
        "summary": document["summary"],
        "key_points": document["key_points"]["html"],
        "sections": [
            (section["aspect"], section["heading"], section["body"]["html"], section["citations"])
            for section in document["sections"]
        ],
        "associations": [
            (said["name"], said["strength"], said["card"], said["explanation"]["html"])
            for said in document["associations"]["items"]
        ],
        "faqs": [(faq["question"], faq["answer"]["html"]) for faq in document["faqs"]],
        "calls_to_action": [
            (call["heading"], call["text"]["html"], call["label"], call["target"])
            for call in document["calls_to_action"]
        ],
        "references": [(source["key"], source["note"]) for source in document["references"]],
        "content_flags": document["content_flags"],
        "crisis_resources": [line["slug"] for line in document["crisis_resources"]],
        "outline": [part["part"] for part in document["outline"]],
        "status": document["review"]["status"],
    }


WRITTEN = {
    "title": "Remorse",
    "summary": SUMMARY,
    "key_points": items(*KEY_POINTS),
    "sections": [
        ("Symptoms", "What it can look like", paragraphs(LOOKS[0], LOOKS[1] + CITED), [1]),
        ("SelfCare", "What you can do yourself", items(*SELF_HELP), []),
        (
            "SeeDoctor",
            "When to seek professional help",
            paragraphs(SEE_DOCTOR, AT_ONCE + CALL),
            [],
        ),
        ("Treatments", "Treatment options", paragraphs(TREATMENTS), []),
    ],
    "associations": [(CONDITION, "possible", None, paragraphs(EXPLANATION))],
    "faqs": [(QUESTION, paragraphs(ANSWER))],
    "calls_to_action": [
        (
            INVITATION,
            paragraphs(OFFER),
            LABEL,
            {"kind": "https", "href": TARGET, "page": None},
        )
    ],
    "references": [("pmid:30075356", NOTE)],
    "content_flags": ["suicide"],
    # The lines in Spanish are there too: see the decision that live words have one language.
    "crisis_resources": ["us-988", "us-911", "us-veterans", "us-988-es", "us-911-es"],
    "outline": [
        "key_points",
        "section",
        "associations",
        "section",
        "section",
        "section",
        "faqs",
        "call_to_action",
        "references",
    ],
    "status": "current",
}
