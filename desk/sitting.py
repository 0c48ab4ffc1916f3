"""Pages that wait for nothing but one new version of a notice or treatment: read once, signed together."""

import copy
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from accounts.models import User
from articles.frozen import notices_in, treatments_in
from articles.models import Notice, Treatment
from articles.snapshots import Snapshot
from desk.redline import Redline, redline
from review.comparing import readings
from review.models import SignOff, Submission

Json = dict[str, Any]

PINNED = ("notice", "treatment")


@dataclass(frozen=True, order=True)
class Adopted:
    """``subject`` is the uuid of the notice or treatment of which another version was pinned."""

    kind: str
    subject: str
    before: int
    after: int

    @property
    def key(self) -> str:
        return f"{self.subject}-{self.before}-{self.after}"


@dataclass(frozen=True)
class Signable:
    """A submission, and the sign-off since which only the one version came in."""

    submission: Submission
    base: SignOff

    @property
    def value(self) -> str:
        """What a form sends back, so that nothing else is signed than was shown."""
        return f"{self.submission.pk}:{self.submission.revision.fingerprint}:{self.base.uuid}"


@dataclass(frozen=True)
class Sitting:
    adopted: Adopted
    name: str
    signable: list[Signable]

    @property
    def changes(self) -> Redline:
        """What changed, as the first of the pages shows it: in the others it is the same."""
        first = self.signable[0]
        return redline(first.base.revision.snapshot, first.submission.revision.snapshot)


def adopted_between(before: Snapshot, after: Snapshot) -> Adopted | None:
    """Return the one version that came in, if nothing else that is signed changed."""
    older = {_subject(pin): pin for pin in _pins(before.clinical)}
    restored = copy.deepcopy(after.clinical)
    found = set()
    for pin in _pins(restored):
        old = older.get(_subject(pin))
        if old is None or old["number"] == pin["number"]:
            continue
        found.add(Adopted(*_subject(pin), old["number"], pin["number"]))
        pin.clear()
        pin.update(old)
    return found.pop() if len(found) == 1 and restored == before.clinical else None


def sittings(waiting: Sequence[Submission], *, by: User) -> list[Sitting]:
    """Return what ``by`` may sign together: of each version the pages, at least two."""
    groups: dict[Adopted, list[Signable]] = defaultdict(list)
    known = readings({submission.page_id for submission in waiting}, by=by)
    for submission in waiting:
        base = known.last.get(submission.page_id)
        if base is None or not known.may_sign_changes(submission.revision):
            continue
        adopted = adopted_between(base.revision.snapshot, submission.revision.snapshot)
        if adopted:
            groups[adopted].append(Signable(submission, base))
    names = _names(groups)
    return [
        Sitting(adopted, names.get(adopted.subject, ""), signable)
        for adopted, signable in sorted(groups.items(), key=lambda pair: pair[0])
        if len(signable) > 1
    ]


def _pins(clinical: Json) -> Iterator[Json]:
    """Yield every pinned version in a snapshot's clinical part, where it stands."""
    yield from notices_in(clinical)
    yield from treatments_in(clinical)


def _subject(pin: Json) -> tuple[str, str]:
    kind = next(name for name in PINNED if name in pin)
    return kind, pin[kind]


def _names(found: Iterable[Adopted]) -> Mapping[str, str]:
    uuids = {adopted.subject for adopted in found}
    rows = [model.objects.filter(uuid__in=uuids) for model in (Notice, Treatment)]
    return {str(row.uuid): row.name for found in rows for row in found}
