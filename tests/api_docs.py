"""The requests of docs/api.md, and whether an answer is the one that is printed there.

A request is a ```sh block with one line of curl, and perhaps a path for jq behind it. The block
beneath it is the answer: ```json, or ```http for status line and headers. In it "…" stands for
anything: as a value, within a text, as a key for further keys, at the end of a list for further items.
"""

import json
import re
import shlex
from dataclasses import dataclass, field
from http import HTTPStatus
from urllib.parse import urlsplit

REQUEST = re.compile(
    r"^```sh\n(curl [^\n]*)\n```\n(?:```(json|http)\n(.*?)```)?", re.MULTILINE | re.DOTALL
)
HOST = "localhost:8000"
ANYTHING = "…"


@dataclass
class Request:
    method: str = "GET"
    address: str = ""
    headers: dict = field(default_factory=dict)
    path: list = field(default_factory=list)

    @classmethod
    def parse(cls, command):
        """Read a line of curl and jq. Raises ``ValueError`` for what is not used in the guide."""
        curl, _, jq = command.partition(" | jq ")
        request = cls(path=[*map(_step, re.findall(r"\w+", jq))])
        words = iter(shlex.split(curl)[1:])
        for word in words:
            if word == "-X":
                request.method = next(words)
            elif word == "-H":
                name, value = next(words).split(": ")
                request.headers[name] = value
            elif word.startswith(HOST):
                request.address = word.removeprefix(HOST)
            elif word not in ("-s", "-si"):
                raise ValueError(f"Teach tests/api_docs.py what {word} means.")
        return request

    def asked(self, client):
        return client.generic(self.method, self.address, headers=self.headers)

    def shown(self, response):
        """What jq would print of the answer."""
        value = json.loads(response.content)
        for step in self.path:
            value = value[step]
        return value


@dataclass
class Printed:
    command: str
    kind: str
    answer: str


def printed_requests(text):
    return [Printed(*(part or "" for part in found)) for found in REQUEST.findall(text)]


def sections(text):
    """The words of each section by its heading."""
    return dict(re.findall(r"^## (.*?)\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL))


def paths(text):
    """The addresses below /api/ that the requests ask for, without their parameters."""
    return {urlsplit(Request.parse(each.command).address).path for each in printed_requests(text)}


def difference(printed, actual, at="answer"):
    """Where the answer is not the printed one, in words; nothing where it is."""
    if printed == ANYTHING:
        return ""
    if isinstance(printed, dict) and isinstance(actual, dict):
        return _of_objects(printed, actual, at)
    if isinstance(printed, list) and isinstance(actual, list):
        return _of_lists(printed, actual, at)
    if isinstance(printed, str) and isinstance(actual, str):
        pattern = ".*".join(map(re.escape, printed.split(ANYTHING)))
        return "" if re.fullmatch(pattern, actual, re.DOTALL) else f"{at}: {actual!r}"
    return "" if printed == actual else f"{at}: {actual!r}"


def http(response):
    """Status line and headers, as printed."""
    status = HTTPStatus(response.status_code)
    return f"HTTP/1.1 {status.value} {status.phrase}", dict(response.headers)


def difference_of_headers(printed, response):
    first, *lines = printed.splitlines()
    line, headers = http(response)
    if first != line:
        return f"{line}, not {first}"
    named = dict(each.split(": ", 1) for each in lines)
    return difference({**named, ANYTHING: ANYTHING}, headers, "headers")


def _of_objects(printed, actual, at):
    wanted = set(printed) - {ANYTHING}
    if not wanted <= set(actual) or (ANYTHING not in printed and set(actual) != wanted):
        return f"{at} has the keys {sorted(actual)}"
    return next(
        filter(None, (difference(printed[key], actual[key], f"{at}.{key}") for key in wanted)), ""
    )


def _of_lists(printed, actual, at):
    further = printed[-1:] == [ANYTHING]
    wanted = printed[:-1] if further else printed
    if len(actual) < len(wanted) or (len(actual) > len(wanted) and not further):
        return f"{at} has {len(actual)} items"
    pairs = enumerate(zip(wanted, actual[: len(wanted)], strict=True))
    return next(
        filter(None, (difference(one, other, f"{at}[{place}]") for place, (one, other) in pairs)),
        "",
    )


def _step(word):
    return int(word) if word.isdigit() else word
