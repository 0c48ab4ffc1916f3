"""``python -m tests.browser.seed``: beside the demo, pages on which every move is left to make."""

import os
from datetime import timedelta

import django
from django.utils import timezone


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "cms.settings"
    django.setup()
    # Models cannot be imported before the registry is ready.
    from accounts.models import User
    from articles.crisis import enter_version
    from articles.drafts import CitationDraft
    from articles.models import CrisisResource, Notice, Person
    from articles.notices import enter_version as enter_words
    from delivery.scheduling import schedule
    from review.submitting import send_back
    from tests.builders import (
        edit_page,
        make_credential,
        make_page,
        make_reference,
        publish_page,
        sign_page,
        submit_page,
    )
    from tests.conftest import Cast
    from tests.references.events import fall

    accounts = ("editor", "reviewer", "publisher", "administrator")
    cast = Cast(**{role: User.objects.get(email=f"{role}@example.org") for role in accounts})
    now = timezone.now

    # The last of the symptoms: sent back.
    page = make_page(by=cast.editor, at=now(), title="Worry", slug="worry")
    submission = submit_page(page, by=cast.editor, now=now())
    send_back(submission=submission, by=cast.reviewer, reasons="Name the sources.", now=now())

    # The first of the symptoms: public, with newer words that are scheduled, and newer that wait.
    page = make_page(by=cast.editor, at=now(), title="Anger", slug="anger")
    publish_page(page, cast, now=now())
    edit_page(page, by=cast.editor, at=now(), summary="Signed, not public.")
    revision = sign_page(page, cast, now=now()).revision
    soon = now() + timedelta(days=30)
    schedule(revision=revision, at=soon, by=cast.publisher, now=now(), until=None)
    edit_page(page, by=cast.editor, at=now(), summary="Waits. It names suicide.")
    submit_page(page, by=cast.editor, now=now())

    # Between the symptoms of the demo: public, and its source fell since.
    work = make_reference(title="On envy")
    citations = [CitationDraft(key=work.key, note="Why.")]
    page = make_page(by=cast.editor, at=now(), title="Envy", slug="envy", citations=citations)
    publish_page(page, cast, now=now())
    fall(work, at=now())

    # The last of the credentials.
    make_credential(Person.objects.get(user=cast.editor))
    resource = CrisisResource.objects.get(slug="us-988")
    newest = resource.versions.latest("number")
    content = {
        "name": "988 Lifeline",
        **{name: getattr(newest, name) for name in ("label", "phone", "hours", "languages")},
    }
    enter_version(resource=resource, content=content, by=cast.editor, at=now())

    # The first of the notices: it has words that no page has yet.
    notice = Notice.objects.order_by("name", "slug").first()
    words = notice.versions.get()
    content = {"heading": "Not a diagnosis", "text": words.text}
    enter_words(subject=notice, content=content, by=cast.editor, at=now(), based_on=1)


if __name__ == "__main__":
    main()
