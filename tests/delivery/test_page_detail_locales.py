from tests.builders import make_page, publish_page, sign_page
from tests.delivery.clock import ahead
from tests.delivery.rows import make_row

PATH = "/api/v1/symptoms/shame/"


def test_another_language(client, cast, page, publication):
    spanish = make_page(
        by=cast.editor, topic=page.topic, locale="es", title="Vergüenza", slug="verguenza"
    )
    publish_page(spanish, cast)
    document = client.get("/api/v1/symptoms/verguenza/", {"locale": "es"}).json()
    assert {
        name: document[name]
        for name in ("id", "topic", "locale", "title", "path", "web_url", "api_url", "translations")
    } == {
        "id": str(spanish.uuid),
        "topic": str(page.topic.uuid),
        "locale": "es",
        "title": "Vergüenza",
        "path": "/es/symptoms/verguenza/",
        "web_url": "https://www.example.org/es/symptoms/verguenza/",
        "api_url": "https://api.example.org/api/v1/symptoms/verguenza/?locale=es",
        "translations": [
            {
                "locale": "en",
                "path": "/symptoms/shame/",
                "web_url": "https://www.example.org/symptoms/shame/",
                "stale": False,
            }
        ],
    }
    english = client.get(PATH, {"locale": "en"})
    assert english.json()["translations"] == [
        {
            "locale": "es",
            "path": "/es/symptoms/verguenza/",
            "web_url": "https://www.example.org/es/symptoms/verguenza/",
            "stale": False,
        }
    ]
    assert english.content == client.get(PATH).content


def test_the_language_is_not_guessed(client, cast, page, publication):
    spanish = make_page(by=cast.editor, topic=page.topic, locale="es", slug="shame")
    publish_page(spanish, cast)
    response = client.get(PATH, headers={"accept-language": "es"})
    assert response.json()["locale"] == "en"
    assert client.get(PATH, {"locale": "es"}).json()["locale"] == "es"


def test_not_found_in_this_language(client, publication):
    response = client.get(PATH, {"locale": "es"})
    assert (response.status_code, response.json()["available_locales"]) == (404, ["en"])


def test_only_live_languages_are_available(client, cast, page):
    make_row(sign_page(page, cast), live_from=ahead(days=1))
    response = client.get(PATH, {"locale": "es"})
    assert (response.status_code, response.json()["available_locales"]) == (404, [])
