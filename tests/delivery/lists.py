"""What a list of pages holds, and where its links lead."""

from uuid import UUID


def ids(response):
    return [UUID(card["id"]) for card in response.json()["results"]]


def slugs(response):
    return [card["slug"] for card in response.json()["results"]]


def follow(client, address):
    """GET an address that a list gave."""
    assert address.startswith("https://api.example.org/")
    return client.get(address.removeprefix("https://api.example.org"))


def slices(client, address, towards):
    """Every slice from an address on."""
    response = follow(client, address)
    yield response
    while address := response.json()[towards]:
        response = follow(client, address)
        yield response
