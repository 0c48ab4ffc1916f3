"""The fixtures as they are read, before anything is written: their syntax and their shapes."""

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from cms.demo.faults import DemoFault
from cms.demo.shapes import FILES, PAGE, SITE, Schema

Json = dict[str, Any]
# What names a row of a list, in the order in which it is looked for.
ROW_KEYS = ("key", "slug", "file", "title")


@dataclass(frozen=True)
class Library:
    """``tables`` has the rows of each file, ``pages`` each page by the name of its file."""

    folder: Path
    site: Json
    tables: Mapping[str, list[Json]]
    pages: Mapping[str, Json]


class _Loader(yaml.SafeLoader):
    """YAML in which a day is a string, and no key stands twice."""

    yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[Any] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if key in seen:
                raise yaml.constructor.ConstructorError(
                    problem=f"the key “{key}” stands twice", problem_mark=key_node.start_mark
                )
            seen.add(key)
        return super().construct_mapping(node, deep=deep)


def read_library(folder: Path) -> Library:
    """Raises ``DemoFault`` with every fault of syntax or, if there is none, every fault of shape."""
    paths = [folder / "site.yaml", *(folder / name for name in FILES)]
    pages = sorted((folder / "pages").glob("*.yaml"))
    contents, faults = {}, []
    for path in [*paths, *pages]:
        name = str(path.relative_to(folder))
        try:
            contents[name] = _read(path)
        except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
            faults.append(f"{name}: {' '.join(str(error).split())}")
    _raise(faults)
    library = Library(
        folder=folder,
        site=contents.pop("site.yaml"),
        tables={name: contents.pop(name) for name in FILES},
        pages=contents,
    )
    _raise([*_misshapen(library)])
    return library


def _read(path: Path) -> Any:
    with path.open(encoding="utf-8") as file:
        return yaml.load(file, Loader=_Loader)  # noqa: S506  (a SafeLoader)


def _misshapen(library: Library) -> Iterator[str]:
    yield from _faults("site.yaml", SITE, library.site)
    for name, (shape, _) in FILES.items():
        yield from _faults(name, {"type": "array", "items": shape}, library.tables[name])
    for name, page in library.pages.items():
        yield from _faults(name, PAGE, page)


def _faults(file: str, schema: Schema, content: Any) -> Iterator[str]:
    errors = Draft202012Validator(schema).iter_errors(content)
    for error in sorted(errors, key=lambda error: [str(part) for part in error.absolute_path]):
        place = _place(error, content)
        yield f"{file}{', ' if place else ''}{place}: {error.message}"


def _place(error: ValidationError, content: Any) -> str:
    """Return where the fault is, with rows by their names: ``sections.first-signs.urgency``."""
    names = []
    for part in error.absolute_path:
        content = content[part]
        names.append(_name(content, part) if isinstance(part, int) else str(part))
    return ".".join(names)


def _name(row: Any, index: int) -> str:
    named = (row.get(key) for key in ROW_KEYS) if isinstance(row, dict) else ()
    return next((str(name) for name in named if name), str(index))


def _raise(faults: list[str]) -> None:
    if faults:
        raise DemoFault(faults)
