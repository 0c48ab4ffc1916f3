"""How hard the page is to read."""

from collections.abc import Iterator

from articles.models import Kind
from review import readability
from review.findings import Code, Finding
from review.readability import Measure
from review.readiness.examined import Examined
from review.readiness.texts import Text

HARDEST_GRADE = 9
# In fewer words one long name decides.
MEASURABLE_WORDS = 100
# Notes on sources and names are not the page's prose.
MEASURED = ("summary", "key_points", "sections", "associations", "faqs")
LAST_NAMES = ("heading", "name")


def reading_grade(examined: Examined) -> Iterator[Finding]:
    """Warn of a page on a condition or symptom that asks for more than nine years of school.

    English alone: the formula was fitted to it.
    """
    clinical = examined.clinical
    if clinical["kind"] == Kind.ARTICLE or clinical["locale"].split("-")[0] != "en":
        return
    names = _names(examined)
    measures = {
        text.place: readability.measure(text.lines, names=names)
        for text in examined.texts
        if _is_prose(text)
    }
    whole = sum(measures.values(), Measure(0, 0, 0))
    if whole.words >= MEASURABLE_WORDS and whole.grade > HARDEST_GRADE:
        yield Finding(
            code=Code.READING_GRADE,
            place=_hardest(measures),
            text=f"The page reads at grade {whole.grade:.1f}; many readers manage no more than "
            f"grade {HARDEST_GRADE}. This is where it is hardest.",
            do="Write shorter sentences, and everyday words for long ones.",
        )


def _names(examined: Examined) -> list[str]:
    associated = [item["name"] for item in examined.rows("associations")]
    return [
        examined.value("title"),
        *examined.clinical.get("alternate_names", []),
        *associated,
    ]


def _is_prose(text: Text) -> bool:
    part, *rest = text.place.split(".")
    return part in MEASURED and (not rest or rest[-1] not in LAST_NAMES)


def _hardest(measures: dict[str, Measure]) -> str:
    long_enough = {
        place: each for place, each in measures.items() if each.words >= MEASURABLE_WORDS
    }
    hardest = max(
        (long_enough or measures).items(), key=lambda item: (item[1].grade, item[1].words)
    )
    return hardest[0]


RULES = (reading_grade,)
