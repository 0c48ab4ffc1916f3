"""An editor looks at what a physician corrected, and accepts it."""

import pytest
from django.utils import timezone

from desk.reminding import remind
from review.accepting import accept
from review.models import Acceptance
from review.signoff import revoke
from tests.builders import edit_page, make_reviewer, sign_submission, submit_page
from tests.desk.conftest import logged_in
from tests.desk.elements import elements
from tests.desk.refusals import refused, said, sentence, told, unchanged
from tests.review.correcting import accepted, sign_corrected


@pytest.fixture
def signed(cast, page):
    submission = submit_page(page, by=cast.editor, now=timezone.now())
    return sign_corrected(submission, by=cast.reviewer, now=timezone.now())


def address(sign_off, move="accept"):
    return f"/admin/review/signoff/{sign_off.pk}/{move}/"


def words(answer, *tags):
    return [element.words for element in elements(answer, *(tags or ("p", "strong")))]


def buttons(answer):
    return [element["value"] for element in elements(answer, "input") if element["value"]]


def marked(answer):
    """The words that came and went, without the two that explain how they look."""
    return [(element.tag, element.words) for element in elements(answer, "ins", "del")][2:]


def test_what_was_corrected_is_shown_and_accepted(cast, editor, page, signed):
    with unchanged():
        answer = editor.get(address(signed))
    assert marked(answer) == [("ins", "better"), ("del", "Shame hides"), ("ins", "Better words")]
    assert "Accept these words" in buttons(answer)
    assert f"The signer stated: “{signed.statement}”" in " ".join(words(answer))
    answer = editor.post(address(signed), {"fingerprint": signed.fingerprint})
    assert answer["Location"] == f"/admin/articles/{page.kind}/{page.pk}/change/"
    assert told(answer) == [
        (
            "success",
            "Accepted. The signature covers these words: a publisher can now publish them.",
        )
    ]
    assert Acceptance.objects.get().accepted_by == cast.editor


def panels(client):
    return {panel.key: panel for panel in client.get("/admin/").context["panels"]}


def test_the_editors_find_it_on_their_first_screen(cast, editor, signed):
    (row,) = panels(editor)["to-accept"].rows
    assert row.link == address(signed)
    # It is no draft besides.
    assert panels(editor)["drafts"].rows == []
    accepted(signed, by=cast.editor, now=timezone.now())
    assert "to-accept" not in panels(editor)


def test_the_signer_is_told_that_it_waits(cast, reviewer, signed):
    (row,) = panels(reviewer)["signed"].rows
    assert [said for said, _ in row.badges] == ["An editor has to accept your corrections"]


def test_after_the_page_went_on_there_is_nothing_to_accept(cast, editor, reviewer, page, signed):
    edit_page(page, by=cast.editor, summary="Meanwhile.")
    assert "to-accept" not in panels(editor)
    (row,) = panels(reviewer)["signed"].rows
    assert [said for said, _ in row.badges] == ["The editors went on with other words"]
    answer = editor.get(address(signed))
    assert f"restore revision {signed.revision.number} first." in " ".join(words(answer, "p"))
    assert "Accept these words" not in buttons(answer)
    with refused("edited_since", action="accept", by=cast.editor, subject=signed):
        editor.post(address(signed), {"fingerprint": signed.fingerprint})


@pytest.mark.parametrize(
    ("role", "why"),
    [("reviewer", sentence("own_correction")[0][1]), ("administrator", "your account does not.")],
)
def test_who_cannot_accept_is_told_so_without_a_button(request, signed, role, why):
    answer = request.getfixturevalue(role).get(address(signed))
    assert why in " ".join(words(answer, "p"))
    assert "Accept these words" not in buttons(answer)


def test_corrections_that_were_revoked_are_a_draft_of_who_had_submitted_the_words(
    cast, editor, page, signed
):
    revoke(sign_off=signed, by=cast.reviewer, reason="No.", now=timezone.now())
    (row,) = panels(editor)["drafts"].rows
    assert (row.title, row.said.split(" on ")[0]) == (page.title, "Ray Reviewer changed it")


def test_the_page_says_so(cast, editor, page, signed):
    form = editor.get(f"/admin/articles/{page.kind}/{page.pk}/change/")
    state = form.context["state"]
    assert (state.to_accept, state.sign_off, state.to_publish) == (signed, None, None)
    assert address(signed) in [element["href"] for element in elements(form, "a")]
    assert "Corrections to accept" in words(form, "span")
    assert "Signed with corrections that nobody has accepted yet." in words(form)
    listed = editor.get(f"/admin/articles/{page.kind}/", {"state": "to_accept"})
    assert [row.pk for row in listed.context["cl"].result_list] == [page.pk]


def test_the_sign_off_says_so(cast, editor, signed):
    answer = editor.get(address(signed, "change"))
    assert "Covers nothing yet." in words(answer)
    assert "Accept the corrections" in words(answer, "a")
    accepted(signed, by=cast.editor, now=timezone.now())
    answer = editor.get(address(signed, "change"))
    assert "Covers nothing yet." not in words(answer)
    assert "Accept the corrections" not in words(answer, "a")
    listed = editor.get("/admin/review/signoff/", {"standing": "to_accept"})
    assert not listed.context["cl"].result_list


def test_who_put_the_words_before_the_reviewers_gets_a_message_once(cast, signed, mailoutbox):
    now = timezone.now()
    assert remind(now) == 1
    assert remind(now) == 0


def test_nobody_is_reminded_of_what_was_accepted(cast, signed):
    accepted(signed, by=cast.editor, now=timezone.now())
    assert remind(timezone.now()) == 0


class TestRefused:
    def test_other_words(self, cast, editor, signed):
        with refused("fingerprint_changed", action="accept", by=cast.editor, subject=signed):
            answer = editor.post(address(signed), {"fingerprint": "0" * 64})
        assert said(answer) == {"__all__": sentence("fingerprint_changed")}

    def test_its_signer(self, cast, reviewer, signed):
        with refused("not_allowed", action="accept", by=cast.reviewer, subject=signed):
            reviewer.post(address(signed), {"fingerprint": signed.fingerprint})
        assert "Accept the corrections" not in words(reviewer.get(address(signed, "change")), "a")

    @pytest.mark.parametrize("code", ["already_accepted", "already_revoked", "nothing_to_accept"])
    def test_what_waits_no_more(self, cast, editor, page, signed, code):
        if code == "already_accepted":
            accept(
                sign_off=signed,
                by=cast.editor,
                fingerprint=signed.fingerprint,
                now=timezone.now(),
            )
        elif code == "already_revoked":
            revoke(sign_off=signed, by=cast.reviewer, reason="No.", now=timezone.now())
        else:
            accepted(signed, by=cast.editor, now=timezone.now())
            again = submit_page(page, by=cast.editor, now=timezone.now())
            other = make_reviewer(cast.administrator, name="Rae Reviewer")
            signed = sign_submission(again, by=other, now=timezone.now())
        answer = editor.get(address(signed))
        assert sentence(code)[0][1] in words(answer)
        assert "Accept these words" not in buttons(answer)
        with refused(code, action="accept", by=cast.editor, subject=signed):
            editor.post(address(signed), {"fingerprint": signed.fingerprint})


def test_a_stranger_sees_nothing(client, signed):
    assert client.get(address(signed)).status_code == 302
    assert logged_in(signed.signer).get(address(signed)).status_code == 200
