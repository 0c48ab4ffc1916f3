"""Why a move is refused: a closed list of codes, each with the sentence that a person reads."""

from collections.abc import Sequence

from django.db import models

from review.findings import Finding


class Refusal(models.TextChoices):
    NOT_ALLOWED = "not_allowed", "Your account has no right to do this: ask an administrator."
    BUSY = "busy", "The site is busy: try again in a moment."
    STALE_LOCK_VERSION = (
        "stale_lock_version",
        "Somebody saved this page after you opened it: load it again and look at what changed.",
    )
    NOTHING_TO_RESTORE = (
        "nothing_to_restore",
        "The page says exactly what this revision says: there is nothing to restore.",
    )
    NO_LONGER_EXISTS = (
        "no_longer_exists",
        "This revision names what is not there any more: make it again, or write the page by hand.",
    )
    DOES_NOT_FIT = (
        "does_not_fit",
        "This revision cannot be put back beside what stands on the site now.",
    )
    NOT_IN_REVIEW = "not_in_review", "This submission no longer waits for review."
    ASSIGNEE_INACTIVE = (
        "assignee_inactive",
        "This account is switched off: choose somebody else.",
    )
    ASSIGNEE_NOT_QUALIFIED = (
        "assignee_not_qualified",
        "This person could not sign these words now: choose somebody who may review and has a "
        "licence in force.",
    )
    ASSIGNEE_WROTE_IT = (
        "assignee_wrote_it",
        "This person wrote or changed these words, or stands in the byline: choose somebody else.",
    )
    DUE_HAS_PASSED = "due_has_passed", "This day has passed: choose a later one, or none."
    ALREADY_ASSIGNED = (
        "already_assigned",
        "It is assigned like that already: there is nothing to change.",
    )
    ASSIGNED_TO_ANOTHER = (
        "assigned_to_another",
        "This waits for somebody else: ask them to give it back, or an editor to assign it anew.",
    )
    NOT_ASSIGNED_TO_YOU = (
        "not_assigned_to_you",
        "This does not wait for you: there is nothing to give back.",
    )
    COMMENT_EMPTY = "comment_empty", "Write something first."
    COMMENT_TOO_LONG = "comment_too_long", "Say it in at most 4,000 characters."
    COMMENTS_CLOSED = (
        "comments_closed",
        "These words were signed, replaced or never submitted: comment on the newest submission.",
    )
    COMMENT_RESOLVED = (
        "comment_resolved",
        "This was resolved meanwhile: begin a new comment if there is more to say.",
    )
    COMMENT_REPEATED = "comment_repeated", "You have said exactly this already."
    PART_GONE = "part_gone", "These words do not have that part: open the page again."
    NO_PERSON = "no_person", "Your account is not linked to a person who may sign."
    NOT_A_PHYSICIAN = "not_a_physician", "Only a physician signs a page."
    NO_ACTIVE_LICENCE = (
        "no_active_licence",
        "You have no licence that is verified and unexpired: ask an administrator to enter it.",
    )
    LANGUAGE_NOT_ATTESTED = (
        "language_not_attested",
        "Nobody has attested that you review in the language of this page: ask an administrator "
        "to enter and verify it under your credentials.",
    )
    INTERESTS_NOT_DECLARED = (
        "interests_not_declared",
        "You have not declared your interests within twelve months: do so under My declarations.",
    )
    TRANSLATION_NOT_ATTESTED = (
        "translation_not_attested",
        "No translator other than you has attested these words of the translation, and you do not "
        "review in the language of its original: have it attested on the page's form.",
    )
    NOT_A_TRANSLATION = "not_a_translation", "This page is no translation of another one."
    ALREADY_ATTESTED = "already_attested", "You have attested exactly these words already."
    NO_SECOND_REVIEWER = (
        "no_second_reviewer",
        "Psychologists and nurse practitioners add a second review; a physician signs the page.",
    )
    PHYSICIAN_FIRST = (
        "physician_first",
        "No physician's signature is in force under these words: a second review comes after it.",
    )
    ALREADY_REVIEWED = "already_reviewed", "You have reviewed exactly these words already."
    ALREADY_WITHDRAWN = "already_withdrawn", "This second review has been withdrawn already."
    OWN_WORDS = (
        "own_words",
        "You wrote or changed these words, or stand in the byline: another physician signs them.",
    )
    WRONG_PASSWORD = "wrong_password", "The password is wrong: type it again."
    FINGERPRINT_CHANGED = (
        "fingerprint_changed",
        "These are not the words that you were shown: open the submission again.",
    )
    MEANING_CHANGED = (
        "meaning_changed",
        "By signing you would state something else than you were shown: open it again and read "
        "the statement.",
    )
    NOTHING_CORRECTED = (
        "nothing_corrected",
        "You have changed no word: there is nothing to correct.",
    )
    EDITED_SINCE = (
        "edited_since",
        "The editors changed the page after they submitted these words: send it back with what you "
        "would correct, or wait until they submit it again.",
    )
    NOTHING_TO_ACCEPT = (
        "nothing_to_accept",
        "The signer did not change these words: there is nothing to accept.",
    )
    ALREADY_ACCEPTED = "already_accepted", "These corrections have been accepted already."
    OWN_CORRECTION = (
        "own_correction",
        "These are your own corrections: somebody else who edits pages accepts them.",
    )
    COMPARISON_CHANGED = (
        "comparison_changed",
        "The sign-off with which you compared no longer stands: open the submission again.",
    )
    SIGNED_MEANWHILE = (
        "signed_meanwhile",
        "These words were signed anew after you opened the page: look at the new review date first.",
    )
    NO_WHOLE_READING = (
        "no_whole_reading",
        "No sign-off of the whole page is in force: read the whole page and sign all of it.",
    )
    NOTHING_CHANGED = (
        "nothing_changed",
        "These are the very words of the last sign-off of the whole page: sign all of it.",
    )
    NOT_READY = "not_ready", "The readiness report stops it:"
    NOT_DISMISSIBLE = (
        "not_dismissible",
        "This finding cannot be dismissed: mend what it names.",
    )
    NOTHING_TO_DISMISS = (
        "nothing_to_dismiss",
        "The readiness report of these words does not say this: open the page again.",
    )
    ALREADY_DISMISSED = "already_dismissed", "This finding was dismissed already for these words."
    REASON_TOO_SHORT = (
        "reason_too_short",
        "Say why in a whole sentence, of at least 15 characters.",
    )
    REASON_MISSING = "reason_missing", "Say why, in a sentence."
    NOTHING_TO_REVOKE = (
        "nothing_to_revoke",
        "No sign-off of this person stands: there is nothing to revoke.",
    )
    STATEMENT_MISSING = (
        "statement_missing",
        "Say which interests you have, or that there are none.",
    )
    ALREADY_REVOKED = "already_revoked", "This sign-off has been revoked already."
    OWN_CREDENTIAL = (
        "own_credential",
        "This is your own credential: another administrator verifies it.",
    )
    CREDENTIAL_NOT_WAITING = (
        "credential_not_waiting",
        "This credential does not wait for verification.",
    )
    EVIDENCE_MISSING = (
        "evidence_missing",
        "Nobody has said what stands in the register, who looked and when: enter that first.",
    )
    CREDENTIAL_CHANGED = (
        "credential_changed",
        "The credential was changed after you opened it: go back and compare it again.",
    )
    PLAN_CHANGED = (
        "plan_changed",
        "Somebody saved, submitted, signed or published meanwhile: look at the list again.",
    )
    NOT_THE_NEWEST = (
        "not_the_newest",
        "A newer version has been entered: adopt that one.",
    )
    CREDENTIAL_NOT_VERIFIED = (
        "credential_not_verified",
        "Only a verified credential can be ended.",
    )


class Refused(Exception):
    """A move that was not made. ``code`` is stable, ``sentence`` is for people.

    ``field`` names the input at which the sentence belongs, if there is one; ``findings`` are those
    of the readiness report that stopped the move.
    """

    def __init__(
        self,
        refusal: models.TextChoices,
        *,
        field: str = "",
        detail: str = "",
        findings: Sequence[Finding] = (),
    ) -> None:
        self.code: str = refusal.value
        self.sentence = f"{refusal.label} {detail}".strip()
        self.field = field
        self.findings = tuple(findings)
        super().__init__(self.sentence)
