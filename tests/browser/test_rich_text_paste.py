"""What other programs put on the clipboard, as it stands in the text then."""

import pytest
from playwright.sync_api import expect

from tests.browser.rich_texts import document, open_page, paste, section

pytestmark = pytest.mark.browser

MILLISECONDS_TO_BEAR = 5_000
ITEMS = 3_000

WORD = """
<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal{margin:0}</style>
</head><body><!--StartFragment-->
<h1 style='mso-list:l2 level1 lfo3'><span style='mso-list:Ignore'>1<span>&nbsp;</span></span>Sleep</h1>
<p class=MsoNormal style='line-height:1'><b>Rest</b> is &#8220;good&#8221; <del>bad</del><s>a</s><span
style='text-decoration:line-through'>b</span><ins>indeed</ins><span class=MsoCommentReference><a
href="#_msocom_1">[E1]</a></span><a href="#_ftn1"><span class=MsoFootnoteReference>[1]</span></a>.
<o:p></o:p></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraphCxSpFirst style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times"'>&nbsp;
</span></span></span><![endif]>A dark room<o:p></o:p></p>
<p class=MsoListParagraphCxSpMiddle style='mso-list:l0 level2 lfo1'><span
style='mso-list:Ignore'>o<span>&nbsp;</span></span>curtains</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><span
style='mso-list:Ignore'>·</span>Quiet</p>
<h2>Counted</h2>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span
style='mso-list:Ignore'>3.<span>&nbsp;</span></span>Three</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span
style='mso-list:Ignore'>4.</span>Four</p>
<table><tr><td><p>Hours</p></td><td><p>at <b>night</b></p></td></tr><tr><td>8</td><td>all</td></tr></table>
<div style='mso-element:footnote-list'><p>A footnote.</p></div>
<!--EndFragment--></body></html>"""
FROM_WORD = (
    "<h3>Sleep</h3><p><strong>Rest</strong> is “good” indeed.</p>"
    "<ul><li><p>A dark room</p><ul><li><p>curtains</p></li></ul></li><li><p>Quiet</p></li></ul>"
    '<h4>Counted</h4><ol start="3"><li><p>Three</p></li><li><p>Four</p></li></ol>'
    "<p>Hours | at <strong>night</strong></p><p>8 | all</p>"
)

DOCS = """<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-0">
<h2 dir="ltr"><span style="font-weight:400">Sleep</span></h2>
<p dir="ltr"><span style="font-weight:700">Rest</span><span style="font-weight:400"> is </span><span
style="font-style:italic">good</span>: <a href="https://www.google.com/url?q=https://example.org/a%3Fb%3D1%26utm_source%3Dx&sa=D"><span>see</span></a>
<a href="javascript:alert(1)">here</a><sup><a href="#cmnt1">[a]</a></sup></p><br><ul>
<li dir="ltr" aria-level="1"><p role="presentation"><span>Dark</span></p></li>
<ul><li aria-level="2"><p><span>curtains</span></p></li></ul></ul></b><br
class="Apple-interchange-newline">"""
FROM_DOCS = (
    "<h3>Sleep</h3><p><strong>Rest</strong> is <em>good</em>: "
    '<a href="https://example.org/a?b=1">see</a> here</p>'
    "<ul><li><p>Dark</p><ul><li><p>curtains</p></li></ul></li></ul>"
)

WEB = """<div onclick="go()"><script>go()</script><div>Some <span>words</span> <em>here</em></div>
<p></p><form><p style="color: red" title="a > b">not <a href="/there">there</a></p></form>
<table><tr><td><p>alone</p></td></tr></table></div>"""
FROM_WEB = "<p>Some words <em>here</em></p><p>not there</p><p>alone</p>"
PICTURED = '<p>Words<img src="file:///picture.png"></p>'


@pytest.fixture
def writer(busy_site, visit):
    writer = visit(busy_site, "editor")
    open_page(writer)
    return writer


@pytest.mark.parametrize(
    ("html", "shown"),
    [(WORD, FROM_WORD), (DOCS, FROM_DOCS), (WEB, FROM_WEB)],
    ids=["word", "docs", "web"],
)
def test_it_is_brought_into_our_nodes(writer, html, shown):
    paste(writer, html)
    writer.shoot("rich-text-pasted")
    written = section(writer).evaluate(
        """(element) => {
          const copy = element.cloneNode(true)
          for (const link of copy.querySelectorAll("a")) {
            for (const name of link.getAttributeNames()) if (name !== "href") link.removeAttribute(name)
          }
          return copy.innerHTML
        }"""
    )
    assert written == shown
    assert writer.problems == []


def test_a_picture_is_left_out_and_said_so(writer):
    note = writer.page.locator("#sections-0").get_by_role("status")
    expect(note).to_have_text("")
    paste(writer, PICTURED)
    expect(note).to_have_text(
        "Pictures are not pasted. Pictures are added with the Picture button."
    )
    assert section(writer).inner_text().strip() == "Words"
    paste(writer, "<p>more</p>")
    expect(note).to_have_text("")

    key_points = writer.page.locator("#key_points-group")
    paste(writer, PICTURED, into=key_points.locator(".ProseMirror"))
    expect(key_points.get_by_role("status")).to_have_text(
        "Pictures are not pasted, and this text cannot hold any."
    )
    assert writer.problems == []


def test_what_was_copied_here_is_pasted_as_it_was(writer):
    section(writer).press_sequentially("Shame @")
    writer.page.keyboard.type("30075356")
    writer.page.keyboard.press("Enter")
    section(writer).press("Control+A")
    section(writer).press("Control+C")
    section(writer).press("Control+End")
    section(writer).press("Enter")
    section(writer).press("Control+V")

    first, second = document(writer)
    assert second == first
    assert [node["type"] for node in first["content"]] == ["text", "citation"]
    assert writer.problems == []


def test_three_thousand_items_are_pasted_and_saved(site, visit):
    writer = visit(site, "editor")
    open_page(writer)
    writer.page.get_by_label("Title:", exact=True).fill("Long")
    items = "".join(
        f"<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'>"
        f"<span style='mso-list:Ignore'>·</span>Item {number}</p>"
        for number in range(ITEMS)
    )
    assert paste(writer, items) < MILLISECONDS_TO_BEAR
    ((kind, content),) = [(block["type"], block["content"]) for block in document(writer)]
    assert (kind, len(content)) == ("bulletList", ITEMS)

    writer.press("Save and continue editing")
    expect(writer.told).to_contain_text(["was added successfully"])
    assert document(writer)[0]["content"] == content
    assert writer.problems == []


def test_too_many_words_are_refused_and_none_is_lost(writer):
    writer.page.get_by_label("Title:", exact=True).fill("Long")
    words = "words of shame and sleep " * 40
    assert paste(writer, f"<p class=MsoNormal>{words}</p>" * 5_000) < MILLISECONDS_TO_BEAR
    sent = document(writer)

    writer.press("Save and continue editing")
    expect(writer.page.locator(".desk-faults")).to_contain_text(
        "the text is too long", timeout=60_000
    )
    assert document(writer) == sent
    assert len(sent) == 5_000


def test_a_form_beyond_all_limits_is_not_sent(writer):
    sent = []
    writer.page.on("request", lambda request: sent.append(request.method))
    writer.page.locator("#id_summary").evaluate(
        "(field) => { field.value = 'a'.repeat(10_000_001) }"
    )
    writer.press("Save")

    expect(writer.page.get_by_role("alert")).to_contain_text("10.0 MB can be sent")
    expect(writer.page.get_by_role("alert")).to_be_focused()
    assert "POST" not in sent
