"""Authors and reviewers of live pages."""

from delivery.publishing import withdraw
from tests.builders import NOW, make_page, make_person, publish_page
from tests.delivery.lists import slices

PATH = "/api/v1/people/"


def slugs(response):
    return [person["slug"] for person in response.json()["results"]]


def test_it_works(client, cast):
    author = make_person(slug="wren", name="Wren Writer", degrees=["PhD"], profession="writer")
    publish_page(make_page(by=cast.editor, byline=[author]), cast)
    reviewer = cast.reviewer.person
    assert client.get(PATH).json() == {
        "results": [
            {
                "id": str(reviewer.uuid),
                "slug": reviewer.slug,
                "printed_name": reviewer.printed_name,
                "profession": "physician",
                "degrees": reviewer.degrees,
                "orcid": None,
                "roles": ["reviewer"],
                "api_url": f"https://api.example.org/api/v1/people/{reviewer.slug}/",
            },
            {
                "id": str(author.uuid),
                "slug": "wren",
                "printed_name": "Wren Writer, PhD",
                "profession": "writer",
                "degrees": ["PhD"],
                "orcid": None,
                "roles": ["author"],
                "api_url": "https://api.example.org/api/v1/people/wren/",
            },
        ],
        "next": None,
        "previous": None,
    }


def test_only_those_whom_live_pages_name(client, cast):
    make_person(slug="nobody")
    make_page(by=cast.editor, byline=[make_person(slug="drafting")])
    gone = publish_page(make_page(by=cast.editor, byline=[make_person(slug="gone")]), cast)
    assert set(slugs(client.get(PATH))) == {"gone", cast.reviewer.person.slug}
    withdraw(page=gone.page, by=cast.publisher, reason="Old.", now=NOW)
    assert slugs(client.get(PATH)) == []


def test_by_name(client, cast):
    for number, name in enumerate(("Zoe", "Émile", "Emile b", "adam")):
        person = make_person(name=name, slug=f"person-{number}")
        publish_page(make_page(by=cast.editor, byline=[person]), cast)
    names = [person["printed_name"] for person in client.get(PATH).json()["results"]]
    assert [name.split(",")[0] for name in names if "Ray" not in name] == [
        "adam",
        "Émile",
        "Emile b",
        "Zoe",
    ]
    back = client.get(PATH, {"ordering": "-name"}).json()["results"]
    assert [person["printed_name"] for person in back] == names[::-1]
    start = f"https://api.example.org{PATH}?limit=2"
    parts = [slug for part in slices(client, start, "next") for slug in slugs(part)]
    assert parts == slugs(client.get(PATH))


def test_what_is_refused(client, db):
    response = client.get(PATH, {"ordering": "title"})
    assert response.json()["detail"] == "ordering: give name or -name."
