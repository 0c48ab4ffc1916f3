"""Notices and treatments of a draft, held against its page and against each other."""

from articles.drafts import PageDraft
from articles.faults import Faults
from articles.pinning import pins


def check_pins(draft: PageDraft, faults: Faults) -> None:
    """Collect what is written in another language, and a notice that stands there twice."""
    for place, version in pins(draft):
        if version.subject.locale != draft.locale:
            faults.add(
                place,
                "“%(name)s” is written in another language: choose one in the page's.",
                code="pinned_in_another_language",
                name=version.subject.name,
            )
    notices = [version.notice_id for version in draft.notices]
    for index, notice in enumerate(notices):
        if notice in notices[:index]:
            faults.add(
                f"notices.{index}", "This notice is there twice: take one out.", code="part_twice"
            )
