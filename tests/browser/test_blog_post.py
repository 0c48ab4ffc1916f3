"""A clinic's long post: a title, a picture, fourteen paragraphs without a heading, an invitation."""

from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser.rich_texts import document, paste, section
from tests.builders import PASSWORD

pytestmark = pytest.mark.browser

POST = "/api/v1/articles/learning-to-rest-without-earning-it/"
TITLE = "Learning to rest without earning it"
SUMMARY = "Why rest can feel like something to deserve, and how we talk about it in our rooms."
ALT = "An empty chair beside a window, with a folded blanket and evening light on the floor."
CREDIT = "Drawn for this test"
INVITATION = "Sit down with us"
LABEL = "Ask for a first talk"
TARGET = "https://example.org/first-talk"
PARAGRAPHS = [
    "Some of us sit down only when everything is done. Since everything is never done, we stand.",
    "You may know the voice. It counts what is left, and it never counts what you have finished.",
    "Nobody is born with that voice. It was learned, in a busy house or in a hard year.",
    "Perhaps rest was for the sick where you grew up, and praise was for those who kept going.",
    "So you kept going. You became the one others lean on, and you are good at it.",
    "The trouble comes late in the evening, when the house is quiet and you are still on your feet.",
    "Then sitting down feels like breaking a rule, though nobody could say who made it.",
    "People tell us about this in the first visit, often with a laugh, as if it were a small thing.",
    "We do not think that it is small. A body that may never stop has no place to put its day.",
    "In our rooms we begin with one chair and ten minutes, and nothing that has to come of it.",
    "Some find the ten minutes long. Thoughts come that had waited for a gap, and they are not all kind.",
    "That is why nobody here sits alone with them. We go at your pace, and we stop when you say so.",
    "With time the rule grows quieter. Rest turns from a prize into a part of the day, like bread.",
    "If you read this standing up, take it as an invitation. The chair is there, and so are we.",
]
# As another program has it on the clipboard.
COPIED = "".join(f'<p style="margin:0"><span>{words}</span></p>' for words in PARAGRAPHS)


def test_a_long_post_is_one_body(site, visit, chromium):
    reader = chromium.new_context(base_url=site).request
    editor = visit(site, "editor")
    upload_picture(editor)
    write(editor)
    editor.press("Save and continue editing")
    expect(editor.told).to_contain_text(["was added successfully"])
    report = editor.page.locator(".desk-readiness")
    expect(report).not_to_contain_text("heading")
    expect(report).not_to_contain_text("aspect")
    editor.go("Submit for review")
    editor.press("Submit for review")
    expect(editor.told).to_have_text(["Submitted. The page now waits for a physician."])

    physician = visit(site, "reviewer")
    physician.go("Submissions", f"{TITLE}, revision 1", "Review and sign")
    physician.page.get_by_label("Password").fill(PASSWORD)
    physician.press("Sign")
    expect(physician.told).to_contain_text(["Signed. The next review is due on"])
    assert reader.get(POST).status == 404

    publisher = visit(site, "publisher")
    publisher.page.goto("/admin/articles/article/")
    publisher.go(TITLE, "Publish")
    publisher.press("Publish")
    expect(publisher.told).to_have_text([f"Published at /articles/{POST.split('/')[-2]}/."])
    assert_served(reader)
    assert (editor.problems, physician.problems, publisher.problems) == ([], [], [])


def upload_picture(editor):
    page = editor.page
    page.goto("/admin/articles/image/add/")
    page.get_by_label("Picture:").set_input_files(
        {"name": "chair.png", "mimeType": "image/png", "buffer": picture()}
    )
    page.get_by_label("Alt text:").fill(ALT)
    page.get_by_label("Credit:").fill(CREDIT)
    editor.press("Save")
    expect(editor.told).to_contain_text(["was added successfully"])


def picture():
    file = BytesIO()
    Image.linear_gradient("L").resize((640, 400)).save(file, "PNG")
    return file.getvalue()


def write(editor):
    page = editor.page
    page.goto("/admin/articles/article/add/")
    page.get_by_label("Title:", exact=True).fill(TITLE)
    page.get_by_label("Summary:").fill(SUMMARY)
    page.locator("#desk-picture > summary").click()
    page.locator("#desk-picture .select2-selection").click()
    page.keyboard.type("empty chair")
    page.get_by_role("option").filter(has_text="An empty chair").click()
    section(editor).click()
    paste(editor, COPIED)
    assert [block["type"] for block in document(editor)] == ["paragraph"] * len(PARAGRAPHS)
    editor.press("Call to action")
    call = page.locator("#calls_to_action-0")
    call.get_by_label("Heading").fill(INVITATION)
    call.get_by_label("Label").fill(LABEL)
    call.get_by_label("Target kind").select_option("A web address")
    call.get_by_label("Target:").fill(TARGET)


def assert_served(reader):
    post = reader.get(POST).json()
    (body,) = post["sections"]
    assert (post["title"], post["summary"]) == (TITLE, SUMMARY)
    assert (body["heading"], body["aspect"]) == (None, None)
    assert body["body"]["html"] == "".join(f"<p>{words}</p>" for words in PARAGRAPHS)
    hero = post["images"]["hero"]
    shown = {name: hero[name] for name in ("alt", "credit", "width", "height")}
    assert shown == {"alt": ALT, "credit": CREDIT, "width": 640, "height": 400}
    assert [
        (call["heading"], call["label"], call["target"]) for call in post["calls_to_action"]
    ] == [(INVITATION, LABEL, {"kind": "https", "href": TARGET, "page": None})]
    assert [part["part"] for part in post["outline"]] == ["section", "call_to_action"]
