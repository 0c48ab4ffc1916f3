from django.utils import timezone

from tests.builders import edit_page, publish_page
from tests.desk.admin_pages import address
from tests.desk.elements import article, elements, links
from tests.desk.refusals import unchanged


def test_preview(reviewer, cast, page):
    publish_page(page, cast, now=timezone.now())
    edit_page(page, by=cast.editor, title="Shame <b>today</b>", summary="Not public yet.")
    with unchanged():
        answer = reviewer.get(address(page, "preview"))
    assert answer.status_code == 200
    assert article(answer) == "Shame <b>today</b> Not public yet. Overview Shame hides."
    assert elements(answer, "h1")[0].words == "As a reader sees it: Shame <b>today</b>"
    assert links(answer) == {}


def test_preview_shows_every_part(editor, cast, full_page):
    answer = editor.get(address(full_page, "preview"))
    assert article(answer) == (
        "Guilt By Wanda Writer, PhD A summary. "
        "Lifeline: Call or text 988 (24/7) "
        "Key points One. Two. "
        "Help Aspect: When to seek help Urgency: Emergency "
        "Call or text 988 (tel:988) Guilt is a feeling.1 "
        "Questions and answers Why? Because. "
        "References On guilt. Journal of Guilt, 2018. PMID 30075356. It is the source. "
        "Standing: unknown"
    )
