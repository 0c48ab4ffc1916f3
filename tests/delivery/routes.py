"""Every address of the site, found by walking the URL configuration: a new route is among them."""

import re
from dataclasses import dataclass
from itertools import product

from django.urls import URLResolver, converters, get_resolver
from django.utils.regex_helper import normalize


@dataclass(frozen=True)
class Values:
    """What may stand in an address."""

    slugs: list[str]
    uuids: list[str]
    numbers: list[str]

    def fitting(self, converter):
        """The values for an argument, by the converter of its route; all of them without one."""
        if converter is None:
            return [*self.slugs, *self.numbers]
        return {
            converters.SlugConverter: self.slugs,
            converters.UUIDConverter: self.uuids,
            converters.IntConverter: self.numbers,
            converters.StringConverter: [*self.slugs, *self.uuids],
            converters.PathConverter: self.numbers,
        }.get(type(converter), [])


@dataclass(frozen=True)
class Route:
    regex: str
    converters: dict

    def filled(self, values):
        """Every address of the route, and what stands in it."""
        for template, names in normalize(self.regex):
            fitting = [values.fitting(self.converters.get(name)) for name in names]
            for chosen in product(*fitting):
                address = template % dict(zip(names, chosen, strict=True))
                if re.match(self.regex, address):
                    yield f"/{address}", chosen


def routes(resolver=None, before="", converters=None):
    """Every route from a resolver down; without one, of the whole site."""
    for pattern in (resolver or get_resolver()).url_patterns:
        regex = before + pattern.pattern.regex.pattern.removeprefix("^")
        known = {**(converters or {}), **pattern.pattern.converters}
        if isinstance(pattern, URLResolver):
            yield from routes(pattern, regex, known)
        else:
            yield Route(regex, known)


def addresses(values):
    """Every address with what stands in it. Raises ``LookupError`` for a route it cannot fill."""
    for route in routes():
        filled = list(route.filled(values))
        if not filled:
            raise LookupError(f"No known value fits the route {route.regex}")
        yield from filled
