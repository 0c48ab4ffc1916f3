"""Every page of the admin that links lead to."""

import re
from urllib.parse import urldefrag, urljoin, urlsplit

from tests.desk.elements import elements

START = "/admin/"
# Links that lead to the same page with other rows, or back to where one was.
SAME_PAGE = re.compile(r"[?&](o|q|p|e|all|_changelist_filters|[a-z_]+__)")


def crawl(client):
    """Follow every link from the overview; return the answers by address."""
    answers, waiting = {}, [START]
    while waiting:
        path = waiting.pop()
        if path in answers:
            continue
        answers[path] = answer = client.get(path)
        if "text/html" in answer.get("Content-Type", ""):
            waiting += [link for link in _links(path, answer) if link not in answers]
    return answers


def _links(path, answer):
    for element in elements(answer, "a"):
        address = urldefrag(urljoin(path, element["href"])).url
        if not urlsplit(address).netloc and address.startswith(START) and "?" not in address:
            yield address
