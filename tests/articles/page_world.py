"""What there is for generated pages to name."""

from articles.models import Kind
from tests.articles.page_strategies import World
from tests.builders import (
    make_crisis_resource,
    make_image,
    make_notice,
    make_page,
    make_person,
    make_reference,
    make_tag,
    make_topic,
    make_treatment,
    renew,
    text,
)


def make_world(*, by):
    """What generated pages may name: a few rows of each kind."""
    topics = {kind: make_topic(kind) for kind in Kind}
    conditions = [make_topic(Kind.CONDITION) for _ in range(2)]
    lines = [make_crisis_resource(entered_by=by) for _ in range(2)]
    return World(
        topics=topics,
        conditions=conditions,
        others=[*conditions, make_topic(), make_topic(Kind.ARTICLE)],
        sources={
            kind: make_page(by=by, topic=topic, locale="es") for kind, topic in topics.items()
        },
        people=[make_person(), make_person()],
        tags=[make_tag(), make_tag()],
        keys=[make_reference().key, f"uuid:{make_reference().uuid}"],
        lines=[str(line.uuid) for line in lines],
        notices=list(_versions(make_notice, by, text=text("Other words."))),
        treatments=list(_versions(make_treatment, by, title="Another name")),
        images=[make_image(by=by), make_image(by=by, decorative=True)],
    )


def _versions(make, by, **changes):
    """Two versions of each of two."""
    for _ in range(2):
        first = make(by=by)
        yield from (first, renew(first.subject, by=by, **changes))
