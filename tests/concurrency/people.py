"""Who acts and on what: the same in every process, found by e-mail address and slug."""

from accounts.models import User
from articles.models import Page, Topic
from tests.builders import make_page, make_reviewer, make_topic, make_user, publish_page
from tests.conftest import Cast

# Few enough that pages want each other's.
SLUGS = ("shame", "guilt", "anger", "grief", "fear", "worry", "regret", "envy")
TOPICS_WITHOUT_PAGE = 5
REVIEWERS = ("first@example.org", "second@example.org")


def seed():
    """Make the people, and five public pages; two of them are translations of each other."""
    administrator = make_user("Administrator", email="administrator@example.org")
    make_user("Editor", email="editor@example.org")
    make_user("Publisher", email="publisher@example.org")
    for email in REVIEWERS:
        make_reviewer(administrator, email=email)
    actors = cast()
    pages = [make_page(by=actors.editor, title=slug, slug=slug) for slug in SLUGS[:4]]
    pages.append(make_page(by=actors.editor, topic=pages[0].topic, locale="es", slug=SLUGS[0]))
    for page in pages:
        publish_page(page, actors)
    for _ in range(TOPICS_WITHOUT_PAGE):
        make_topic()


def cast():
    return Cast(
        editor=user("editor@example.org"),
        reviewer=user(REVIEWERS[0]),
        publisher=user("publisher@example.org"),
        administrator=user("administrator@example.org"),
    )


def user(email):
    return User.objects.get(email=email)


def pages():
    return list(Page.objects.order_by("pk"))


def topics_without_page():
    return list(Topic.objects.filter(pages=None).order_by("pk"))
