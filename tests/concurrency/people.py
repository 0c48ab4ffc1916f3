"""Who acts and on what: the same in every process, found by e-mail address and slug."""

from accounts.models import User
from articles.drafts import SectionDraft
from articles.models import Page, Topic
from tests.builders import make_page, make_reviewer, make_topic, make_user, publish_page
from tests.conftest import Cast
from tests.delivery.nodes import doc, mark, paragraph, words

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
    topics = [make_topic() for _ in range(4)]
    pages = [
        make_page(by=actors.editor, topic=topic, title=slug, slug=slug, **naming(topics, topic))
        for topic, slug in zip(topics, SLUGS, strict=False)
    ]
    spanish = naming(topics, topics[0])
    pages.append(
        make_page(by=actors.editor, topic=topics[0], locale="es", slug=SLUGS[0], **spanish)
    )
    for page in pages:
        publish_page(page, actors)
    for _ in range(TOPICS_WITHOUT_PAGE):
        make_topic()


def naming(topics, topic):
    """Every page shows something of every other one, so that each move makes many bytes anew."""
    others = [other for other in topics if other != topic]
    links = [words("See", mark("pageLink", topic=str(other.uuid))) for other in others]
    return {"related": others, "sections": [SectionDraft(body=doc(paragraph(*links)))]}


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
