"""Moves of several pages of a list: asked for, confirmed, and what the page in between says."""

from tests.desk.elements import elements
from tests.desk.page_form import LIST


def ask(client, action, *pages, **query):
    address = LIST + ("?" + "&".join(f"{k}={v}" for k, v in query.items()) if query else "")
    data = {"action": action, "index": "0", "_selected_action": [page.pk for page in pages]}
    return client.post(address, data)


def form(answer):
    """What the page that asks would send back."""
    data = {}
    for item in elements(answer, "input"):
        if item["type"] == "hidden" and item["name"] != "csrfmiddlewaretoken":
            data.setdefault(item["name"], []).append(item["value"])
    return data


def confirm(client, action, *pages, query="", **typed):
    return client.post(LIST + query, form(ask(client, action, *pages)) | typed)


def outlooks(answer):
    return [
        item.words
        for item in elements(answer, "li")
        if item.within and item.within[-1]["class"] == "desk-bulk"
    ]


def offered(client):
    return [item["value"] for item in elements(client.get(LIST), "option") if item["value"]]
