"""Why a move is refused that changes what the public can see."""

from django.db import models


class PublishingRefusal(models.TextChoices):
    UNSIGNED = "unsigned", "No physician has signed these words: submit the page for review."
    NOT_ACCEPTED = (
        "not_accepted",
        "The physician corrected these words and signed them so: somebody else who edits pages "
        "has to accept the corrections first.",
    )
    SIGN_OFF_OVERDUE = (
        "sign_off_overdue",
        "The review date of the sign-off has passed: have the page reviewed again.",
    )
    RECALLED = (
        "recalled",
        "The page was recalled after these words were signed: a physician reads the whole page and "
        "signs it anew first.",
    )
    NOTICE_MISSING = (
        "notice_missing",
        "Tell readers in a sentence what they should know: they see it at the old address.",
    )
    NOTICE_LENGTH = (
        "notice_length",
        "Tell readers what they should know in 15 to 600 characters.",
    )
    SIGNER_LAPSED = (
        "signer_lapsed",
        "The physician who signed these words has no licence that holds: have the renewed licence "
        "entered and verified, or the page signed by somebody else.",
    )
    ALREADY_LIVE = "already_live", "Exactly this revision is public already."
    NOT_LIVE = "not_live", "This page is not public."
    NOT_IN_FUTURE = "not_in_future", "Choose an instant that has not passed, or publish now."
    ENDS_BEFORE_IT_BEGINS = (
        "ends_before_it_begins",
        "The page would end before it begins: choose a later end, or none.",
    )
    ALREADY_SCHEDULED = (
        "already_scheduled",
        "Another version of this page begins at exactly that instant: hold it first.",
    )
    ALREADY_LIVE_THEN = (
        "already_live_then",
        "Exactly this revision is public at that instant already.",
    )
    NOT_SCHEDULED = (
        "not_scheduled",
        "This version is not scheduled any more: it has begun or was held.",
    )
    CLINICAL_EDITS_PENDING = (
        "clinical_edits_pending",
        "The words were changed since the public version was signed: submit them for review.",
    )
    CRISIS_RESOURCES_MISSING = (
        "crisis_resources_missing",
        "The page speaks of suicide or self-harm, and not every country of the site has a "
        "verified crisis resource: enter and verify one.",
    )
    CRISIS_LINE_UNSERVED = (
        "crisis_line_unserved",
        "The page names a crisis resource that is not verified or was retired: choose another.",
    )
    SLUG_TAKEN = (
        "slug_taken",
        "This address has belonged to another topic: choose another slug.",
    )
    COUNTRY_WITHOUT_HELP = (
        "country_without_help",
        "Public pages speak of suicide or self-harm: first verify a crisis resource for each "
        "country.",
    )
    ALREADY_VERIFIED = "already_verified", "This version is verified already."
    OWN_ENTRY = "own_entry", "You entered this version: another person verifies it."
    OUTDATED_VERSION = (
        "outdated_version",
        "A newer version has been entered: verify that one.",
    )
    LAST_CRISIS_RESOURCE = (
        "last_crisis_resource",
        "Public pages speak of suicide or self-harm, and this is the last resource of its "
        "country: verify another one first.",
    )
    CRISIS_RESOURCE_IN_USE = (
        "crisis_resource_in_use",
        "A public page names this resource in its text: change and publish that page first.",
    )
    SUCCESSOR_IS_ITSELF = (
        "successor_is_itself",
        "A page cannot be succeeded by its own topic: choose another one or none.",
    )
