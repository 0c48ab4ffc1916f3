"""Proofs of what was signed, and of where the audit chain ends."""

from typing import Any

from rest_framework import serializers

from articles.models import Kind
from review.models import Meaning, Scope

SHA256 = "SHA-256 of the UTF-8 bytes of `{}`, in hexadecimal."


class AuditEntry(serializers.Serializer[Any]):
    """One entry of the audit chain: each holds the hash of the one before it."""

    number = serializers.IntegerField(help_text="Its place in the chain, from 1, without gaps.")
    at = serializers.DateTimeField()
    row_hash = serializers.CharField(help_text="Of the `record` beside which the entry stands.")
    previous_hash = serializers.CharField(help_text="Of the entry before it.")
    hash = serializers.CharField(help_text=SHA256.format("record"))
    record = serializers.CharField(help_text="All of the entry but its own hash, as hashed.")


class ProvedAcceptance(serializers.Serializer[Any]):
    """That somebody who edits pages, and is not the signer, accepted what the signer corrected."""

    id = serializers.UUIDField()
    fingerprint = serializers.CharField(help_text="SHA-256 of the words accepted.")
    accepted_at = serializers.DateTimeField()
    record = serializers.CharField(
        help_text="The acceptance as the audit chain recorded it: its SHA-256 is `entry.row_hash`."
    )
    entry = AuditEntry()


class ProvedSecondReview(serializers.Serializer[Any]):
    """What a psychologist or nurse practitioner signed beside the physician."""

    id = serializers.UUIDField()
    fingerprint = serializers.CharField(help_text="SHA-256 of the words signed.")
    printed_name = serializers.CharField()
    credential_lines = serializers.ListField(child=serializers.CharField())
    statement = serializers.CharField()
    signed_at = serializers.DateTimeField()
    record = serializers.CharField(
        help_text="As the audit chain recorded it: its SHA-256 is `entry.row_hash`."
    )
    entry = AuditEntry()


class ProvedSignOff(serializers.Serializer[Any]):
    """A sign-off as it was recorded. ``record`` says all of it; the rest repeats it for people."""

    id = serializers.UUIDField()
    fingerprint = serializers.CharField(help_text="SHA-256 of the words signed.")
    printed_name = serializers.CharField()
    credential_lines = serializers.ListField(
        child=serializers.CharField(), help_text="What the credentials relied upon said that day."
    )
    meaning = serializers.ChoiceField(
        choices=Meaning.choices,
        help_text="corrected_clinical_review: the signer changed the words, and the signature "
        "covers them because of the `acceptance`.",
    )
    statement = serializers.CharField(help_text="What the signer confirmed.")
    scope = serializers.ChoiceField(choices=Scope.choices)
    signed_at = serializers.DateTimeField()
    review_due = serializers.DateTimeField()
    record = serializers.CharField(
        help_text="The sign-off as the audit chain recorded it: its SHA-256 is `entry.row_hash`."
    )
    entry = AuditEntry()
    acceptance = ProvedAcceptance(allow_null=True)


class ProvedPage(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    topic = serializers.UUIDField()
    kind = serializers.ChoiceField(choices=Kind.choices)
    locale = serializers.CharField()
    slug = serializers.CharField()
    path = serializers.CharField()
    web_url = serializers.URLField()
    live_from = serializers.DateTimeField()


class ProvedRevision(serializers.Serializer[Any]):
    number = serializers.IntegerField()
    format = serializers.IntegerField(help_text="Of the rules by which the words were frozen.")
    fingerprint = serializers.CharField(help_text=SHA256.format("clinical"))
    clinical = serializers.CharField(
        help_text="The very words that were signed: JSON in canonical form (RFC 8785)."
    )


class ProofStatement(serializers.Serializer[Any]):
    version = serializers.IntegerField(help_text="Of the way in which this is checked: 1.")
    page = ProvedPage()
    revision = ProvedRevision()
    sign_off = ProvedSignOff()
    base = ProvedSignOff(
        allow_null=True,
        help_text="For a sign-off of changes: the one of the whole page on which it rests.",
    )
    second_reviews = ProvedSecondReview(many=True)


class Proof(serializers.Serializer[Any]):
    """See docs/proof.md for how to check it."""

    proof = ProofStatement()
    jws = serializers.CharField(
        help_text="Compact JWS (RFC 7515), Ed25519, over `proof` in canonical form (RFC 8785). Its "
        "`kid` names a key of `/.well-known/jwks.json`."
    )


class ChainHead(serializers.Serializer[Any]):
    number = serializers.IntegerField(help_text="Of the newest entry; 0 before the first.")
    hash = serializers.CharField()
    at = serializers.DateTimeField(allow_null=True)


class AuditHead(serializers.Serializer[Any]):
    """Where the audit chain ends."""

    proof = ChainHead()
    jws = serializers.CharField(help_text="As in the proof of a page.")
