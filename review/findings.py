"""What the readiness report can say: a closed list of codes, and one finding."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models

from review.models import Dismissal


class Severity(models.TextChoices):
    BLOCKER = "blocker", "Blocker"
    WARNING = "warning", "Warning"
    ADVICE = "advice", "Advice"


class Stage(models.TextChoices):
    """The moves that the report can stop."""

    SUBMITTING = "submitting", "Submitting"
    PUBLISHING = "publishing", "Publishing"


class Code(models.TextChoices):
    """What can be found, here or by the delivery, each with the name of the rule."""

    NO_WORDS = "no_words", "No words"
    SUMMARY_MISSING = "summary_missing", "No summary"
    SECTION_EMPTY = "section_empty", "A section without words"
    SECTION_MISSING = "section_missing", "A usual section is missing"
    ASSOCIATION_UNEXPLAINED = "association_unexplained", "An association without explanation"
    SEARCH_LENGTH = "search_length", "Too long for search results"
    CITATION_UNLISTED = "citation_unlisted", "A citation mark without citation"
    REFERENCE_MISSING = "reference_missing", "A citation of a deleted reference"
    SOURCE_FELL = "source_fell", "A retracted or withdrawn source"
    SOURCE_FELL_SINCE = "source_fell_since", "A source that fell after the page was signed"
    SOURCE_DOUBTED = "source_doubted", "A source to think about"
    SOURCE_UNCHECKED = "source_unchecked", "A source that was never checked"
    CITATIONS_MISSING = "citations_missing", "Clinical words without a source"
    CRISIS_WORDS_UNFLAGGED = "crisis_words_unflagged", "Words on suicide or self-harm, no flag"
    CRISIS_FLAG_INCOMPLETE = "crisis_flag_incomplete", "The other crisis flag is missing"
    CRISIS_FLAG_WITHOUT_WORDS = "crisis_flag_without_words", "A crisis flag without words"
    WORD_LIST_MISSING = "word_list_missing", "No word list for this language"
    CRISIS_RESOURCES_MISSING = "crisis_resources_missing", "No crisis resources"
    CRISIS_LINE_UNSERVED = "crisis_line_unserved", "A crisis line that is not served"
    UNSAFE_WORDING = "unsafe_wording", "Unsafe wording on suicide"
    READING_GRADE = "reading_grade", "Hard to read"
    UNSIGNED = "unsigned", "Nobody has signed these words"
    SIGN_OFF_OVERDUE = "sign_off_overdue", "The review date has passed"
    RECALLED = "recalled", "The page was recalled"
    CREDENTIALS_LAPSED = "credentials_lapsed", "The signer's licence has lapsed"
    TRANSLATION_UNATTESTED = "translation_unattested", "A translation that nobody attested"
    SPECIALTY_UNRELATED = "specialty_unrelated", "The signer's specialty is another one"
    TREATMENT_UNDISCLOSED = "treatment_undisclosed", "An off-label treatment without disclosure"
    PIN_OUTDATED = "pin_outdated", "A newer version of a notice or treatment"
    ALT_TEXT_MISSING = "alt_text_missing", "A picture without alt text"
    LINK_NOT_LIVE = "link_not_live", "A link to a page that is not public"
    TARGET_NOT_LIVE = "target_not_live", "A button to a page that is not public"
    CONDITION_NOT_LIVE = "condition_not_live", "A condition without a public page"
    SLUG_TAKEN = "slug_taken", "The address belongs to another topic"


# The first move that each blocker stops. What concerns the writing is mended before a physician
# reads it; the rest may come after.
BLOCKERS: dict[Code, Stage] = {
    Code.NO_WORDS: Stage.SUBMITTING,
    Code.CITATION_UNLISTED: Stage.SUBMITTING,
    Code.REFERENCE_MISSING: Stage.SUBMITTING,
    Code.SOURCE_FELL: Stage.SUBMITTING,
    Code.SOURCE_FELL_SINCE: Stage.SUBMITTING,
    Code.ALT_TEXT_MISSING: Stage.SUBMITTING,
    # The physician who reads the words is the one who may dismiss it.
    Code.CRISIS_WORDS_UNFLAGGED: Stage.PUBLISHING,
    Code.TREATMENT_UNDISCLOSED: Stage.PUBLISHING,
    Code.CRISIS_RESOURCES_MISSING: Stage.PUBLISHING,
    Code.CRISIS_LINE_UNSERVED: Stage.PUBLISHING,
    Code.UNSIGNED: Stage.PUBLISHING,
    Code.SIGN_OFF_OVERDUE: Stage.PUBLISHING,
    Code.RECALLED: Stage.PUBLISHING,
    Code.SLUG_TAKEN: Stage.PUBLISHING,
}
ADVICE = frozenset(
    {
        Code.SEARCH_LENGTH,
        Code.PIN_OUTDATED,
        Code.CRISIS_FLAG_WITHOUT_WORDS,
        Code.LINK_NOT_LIVE,
        Code.TARGET_NOT_LIVE,
        Code.CONDITION_NOT_LIVE,
    }
)
DISMISSIBLE = frozenset({Code.CRISIS_WORDS_UNFLAGGED})


@dataclass(frozen=True, kw_only=True)
class Finding:
    """``place`` is a path into the page: ``title``, ``sections.<uuid>.body``, ``codes.0.display``.

    Citations are named by their key: ``citations.<key>.note``. ``text`` says what is wrong, ``do``
    what to do. A physician's ``dismissal`` takes its force from a blocker.
    """

    code: Code
    place: str
    text: str
    do: str
    dismissal: Dismissal | None = None

    @property
    def severity(self) -> Severity:
        if self.code in BLOCKERS:
            return Severity.BLOCKER
        return Severity.ADVICE if self.code in ADVICE else Severity.WARNING

    @property
    def is_dismissible(self) -> bool:
        return self.code in DISMISSIBLE

    @property
    def stops(self) -> Stage | None:
        """The first move that may not be made while this stands; publishing comes after."""
        return None if self.dismissal else BLOCKERS.get(self.code)


def stopping(findings: Iterable[Finding], stage: Stage) -> list[Finding]:
    """Return the findings that stop a move: publishing is stopped by all that stop anything."""
    stopped = {Stage.SUBMITTING} if stage == Stage.SUBMITTING else set(Stage)
    return [finding for finding in findings if finding.stops in stopped]
