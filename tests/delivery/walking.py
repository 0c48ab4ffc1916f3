"""The words that stand in any answer, at any address, with any parameters."""

import json
import re

from django.test import Client

from articles.models import CrisisResource, Page, Person, Tag, Topic
from delivery import addresses as addresses_of
from delivery.models import Publication
from references.models import Reference
from tests.delivery.clock import ago
from tests.delivery.routes import Values, addresses

# With these each address is asked for too; a route refuses those that it does not know. Other
# pages may stand at an address in another language, or have stood there; where nothing does,
# there is nothing to show more of, or in another form.
ELSEWHERE = ["?locale=es"]
MORE = ["?locale=en", "?limit=100", "?rich=markdown,text", "?q=About"]


def known_values():
    """All that can stand in an address: what the database holds, whoever may see it."""
    slugs = {
        *Page.objects.values_list("slug", flat=True),
        *Publication.objects.values_list("slug", flat=True),
        *Person.objects.values_list("slug", flat=True),
        *Tag.objects.values_list("slug", flat=True),
        *CrisisResource.objects.values_list("slug", flat=True),
    }
    uuids = [
        str(uuid)
        for model in (Page, Topic, Person, Reference, Publication)
        for uuid in model.objects.values_list("uuid", flat=True)
    ]
    numbers = [str(number) for number in Page.objects.values_list("pk", flat=True)[:2]]
    # The admin's route for all models of an app names the apps that it knows.
    return Values(slugs=[*sorted(slugs), "articles"], uuids=uuids, numbers=numbers)


def names_of_pages():
    """What names a page, or named one: other pages may stand beside it, or have stood there."""
    names = {str(uuid) for uuid in Page.objects.values_list("uuid", flat=True)}
    for model in (Page, Publication):
        names |= set(model.objects.values_list("slug", flat=True))
    return names


def known_paths():
    """Where every page stands, stood, or would stand if it were public."""
    pages = Page.objects.values_list("kind", "locale", "slug")
    would = {addresses_of.path(kind=kind, locale=locale, slug=slug) for kind, locale, slug in pages}
    return sorted(would | set(Publication.objects.values_list("path", flat=True)))


def found(pattern):
    """Every word of the pattern that an answer holds, with an address at which it stands."""
    seen = {}
    client, pages = Client(), names_of_pages()
    for address, chosen in addresses(known_values()):
        first = client.get(address)
        for said in said_at(client, address, chosen, first):
            for word in pattern.findall(said):
                seen.setdefault(word, address)
        is_nowhere = first.status_code == 404 and pages.isdisjoint(chosen)
        for asked in () if is_nowhere else asked_besides(address, first.status_code):
            for said in said_at(client, asked, chosen, client.get(asked)):
                for word in pattern.findall(said):
                    seen.setdefault(word, asked)
    return seen


def asked_besides(address, status):
    """The address with parameters, unless it sends everybody to the log-in."""
    if address.endswith("/resolve/"):
        yield from (f"{address}?path={path}" for path in known_paths())
    if status != 302:
        yield from (address + query for query in ELSEWHERE)
        yield f"{address}?as_of={ago(minutes=1):%Y-%m-%dT%H:%M:%SZ}"
    if status not in (302, 404):
        yield from (address + query for query in MORE)


def said_at(client, address, chosen, response):
    """The texts of the answer, headers included, and of what follows it in a list."""
    while address:
        headers = " ".join(f"{name}: {value}" for name, value in response.headers.items())
        yield without(f"{headers}\n{response.content.decode()}", chosen)
        address = next_address(response)
        response = client.get(address) if address else None


def next_address(response):
    if not response["Content-Type"].startswith("application/json"):
        return None
    document = json.loads(response.content)
    following = document.get("next") if isinstance(document, dict) else None
    return following and following.removeprefix("https://api.example.org")


def without(said, chosen):
    """The text without what the asker put into the address: an answer may repeat it."""
    for value in chosen:
        said = re.sub(rf"(?<![a-z0-9]){re.escape(value)}(?![a-z0-9])", "", said)
    return said
