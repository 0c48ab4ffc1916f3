import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from articles.history import ProtectHistory


class Migration(migrations.Migration):
    dependencies = [
        ("review", "0010_languages_of_signers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="auditentry",
            name="action",
            field=models.CharField(
                choices=[
                    ("submit", "Submitted for review"),
                    ("restore", "Restored a revision"),
                    ("sign", "Signed"),
                    ("correct", "Corrected words under review"),
                    ("accept", "Accepted a signer's corrections"),
                    ("send_back", "Sent back"),
                    ("assign", "Assigned a submission"),
                    ("take", "Took a submission"),
                    ("give_back", "Gave a submission back"),
                    ("take_back", "Took back from review"),
                    ("comment", "Commented"),
                    ("reply", "Replied to a comment"),
                    ("resolve", "Resolved comments"),
                    ("reaffirm", "Signed public words anew"),
                    ("revoke", "Revoked a sign-off"),
                    ("revoke_all", "Revoked all sign-offs of a signer"),
                    ("dismiss", "Dismissed a finding"),
                    ("verify_credential", "Verified a credential"),
                    ("end_credential", "Ended a credential"),
                    ("discipline", "Ended a credential for discipline"),
                    ("declare_interests", "Declared interests"),
                    ("attest_translation", "Attested a translation"),
                    ("second_review", "Signed a second review"),
                    ("withdraw_second_review", "Withdrew a second review"),
                    ("publish", "Published"),
                    ("schedule", "Scheduled"),
                    ("hold", "Held what was scheduled"),
                    ("withdraw", "Withdrew from the public"),
                    ("recall", "Recalled from the public"),
                    ("import_aliases", "Imported addresses"),
                    ("change_grace", "Changed how long a page outlives its signer's licence"),
                    ("change_countries", "Changed the countries of the site"),
                    ("verify_crisis_version", "Verified what a crisis resource says"),
                    ("retire_crisis_resource", "Retired a crisis resource"),
                ],
                max_length=40,
            ),
        ),
        migrations.AlterField(
            model_name="signoff",
            name="meaning",
            field=models.CharField(
                choices=[
                    ("clinical_review", "Clinical review"),
                    ("corrected_clinical_review", "Clinical review with the signer's corrections"),
                ],
                default="clinical_review",
                max_length=40,
            ),
        ),
        migrations.CreateModel(
            name="Acceptance",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("fingerprint", models.CharField(max_length=64)),
                ("accepted_at", models.DateTimeField()),
                (
                    "accepted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "sign_off",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="acceptance",
                        to="review.signoff",
                    ),
                ),
            ],
            options={
                "ordering": ["-accepted_at", "uuid"],
            },
        ),
        migrations.CreateModel(
            name="Correction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "corrects",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="review.revision",
                    ),
                ),
                (
                    "revision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="correction",
                        to="review.revision",
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "uuid"],
            },
        ),
        ProtectHistory("review_auditentry"),
        ProtectHistory("review_signoff"),
        ProtectHistory("review_acceptance"),
        ProtectHistory("review_correction"),
    ]
