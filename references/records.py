"""What a source says of one work, before it is matched with the works that are known."""

from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class WorkRecord:
    """One work, in the shapes in which it is kept.

    ``bibliography`` holds columns of ``Reference`` by their names, without empty ones; the last
    three are what files of Vouch say: ``name``, how the record is named to people, ``uuid`` and
    ``standing``; the rest are columns of ``SourceAnswer``, which says what is in them.
    """

    bibliography: Json
    version: int = 1
    status: str = ""
    publication_model: str = ""
    revised_on: date | None = None
    completed_on: date | None = None
    identifiers: list[Json] = field(default_factory=list)
    contributors: list[Json] = field(default_factory=list)
    abstracts: list[Json] = field(default_factory=list)
    publication_types: list[Json] = field(default_factory=list)
    mesh_headings: list[Json] = field(default_factory=list)
    keywords: list[Json] = field(default_factory=list)
    corrections: list[Json] = field(default_factory=list)
    grants: list[Json] = field(default_factory=list)
    history: list[Json] = field(default_factory=list)
    cited_works: list[Json] = field(default_factory=list)
    further: Json = field(default_factory=dict)
    name: str = ""
    uuid: str = ""
    standing: str = ""

    def stored(self) -> Json:
        """Return the record as JSON holds it; ``of_stored`` reads it."""
        kept = {name: _as_json(value) for name, value in asdict(self).items()}
        columns = kept["bibliography"].items()
        return {**kept, "bibliography": {name: _as_json(value) for name, value in columns}}

    @classmethod
    def of_stored(cls, kept: Json) -> "WorkRecord":
        """Read what ``stored`` gave. Days in ``bibliography`` stay as they are written in JSON."""
        days = {
            name: date.fromisoformat(kept[name])
            for name in ("revised_on", "completed_on")
            if kept.get(name)
        }
        return cls(**{**kept, **days})

    @property
    def pmid(self) -> str:
        return str(self.bibliography.get("pmid", ""))

    @property
    def doi(self) -> str:
        return str(self.bibliography.get("doi", ""))


@dataclass(frozen=True)
class FaultyRecord:
    """A record that cannot be used: its PMID, empty where it has none, and what is wrong.

    ``name`` is how a file names it that is not PubMed's.
    """

    pmid: str
    fault: str
    name: str = ""


def _as_json(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
