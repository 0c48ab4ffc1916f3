"""What the browser would refuse in a page of the admin, or the policy should not allow."""

import re
from urllib.parse import urljoin, urlsplit

from tests.desk.elements import elements

POLICY = {
    "default-src": ["'self'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'", "data:", "https://media.example.org"],
    "object-src": ["'none'"],
    "frame-ancestors": ["'none'"],
    "base-uri": ["'self'"],
    "form-action": ["'self'"],
}
OWN = "https://desk.example/"
MEDIA = "https://media.example.org/"
NONCE = re.compile(r"'nonce-([A-Za-z0-9+/]{22}==)'")
LOADS = {"script", "link", "img", "source", "iframe", "embed", "use"}


def policy(answer):
    """The directives of the header, without the nonce, and the nonce or nothing."""
    directives, nonce = {}, ""
    for directive in answer["Content-Security-Policy"].split("; "):
        name, *sources = directive.split()
        if name == "script-src" and (found := NONCE.fullmatch(sources[-1])):
            nonce = found[1]
            sources.pop()
        directives[name] = sources
    return directives, nonce


def faults(answer):
    """What the browser would refuse, or what the policy should not allow, in words."""
    directives, nonce = policy(answer)
    found = [] if directives == POLICY else [f"policy: {directives}"]
    for element in elements(answer):
        found += [*_inline(element, nonce), *_addresses(element)]
    return found


def _inline(element, nonce):
    if element.tag == "style":
        yield "style"
    inline = element.tag == "script" and not element["src"]
    if inline and not (nonce and element["nonce"] == nonce):
        yield f"script without the nonce: {element.words}"
    for name in element.attributes:
        if name == "style" or name.startswith("on"):
            yield f"{element.tag} with {name}"


def _addresses(element):
    for name in ("src", "href", "action", "formaction"):
        address = urlsplit(urljoin(OWN, element[name].strip()))
        if address.scheme == "javascript":
            yield f"{element.tag} runs {element[name]}"
        elif element.tag in LOADS and not _may_load(element, address):
            yield f"{element.tag} from {element[name]}"


def _may_load(element, address):
    origin = f"{address.scheme}://{address.netloc}/"
    picture = element.tag == "img" and (address.scheme == "data" or origin == MEDIA)
    return picture or origin == OWN
