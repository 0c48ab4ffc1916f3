"""``python -m tests.proof_seed publish|tamper``: a public page, and what is done to it behind the moves."""

import os
import sys

import django
from django.utils import timezone

BEFORE, AFTER = b"Shame hurts.", b"Shame heals."


def main(verb: str) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "cms.settings"
    django.setup()
    # Models cannot be imported before the registry is ready.
    from articles.drafts import SectionDraft
    from review.models import Revision
    from tests.builders import make_page, publish_page, text
    from tests.conftest import make_cast
    from tests.review.tampering import tamper

    if verb == "publish":
        cast, now = make_cast(), timezone.now()
        sections = [SectionDraft(heading="What it is", body=text(BEFORE.decode()))]
        page = make_page(by=cast.editor, at=now, title="Shame", slug="shame", sections=sections)
        publish_page(page, cast, now=now)
    else:
        revision = Revision.objects.get()
        tamper(revision, clinical=bytes(revision.clinical).replace(BEFORE, AFTER))


if __name__ == "__main__":
    main(sys.argv[1])
