import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from articles.history import ProtectHistory


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0006_protect_standing_events"),
        ("review", "0006_scheduling"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="submission",
            options={
                "ordering": ["submitted_at", "uuid"],
                "permissions": [
                    ("submit_page", "Can submit a page for review"),
                    ("review_page", "Can sign a page or send it back"),
                    ("assign_submission", "Can assign what waits for review"),
                ],
            },
        ),
        migrations.AlterField(
            model_name="auditentry",
            name="action",
            field=models.CharField(
                choices=[
                    ("submit", "Submitted for review"),
                    ("restore", "Restored a revision"),
                    ("sign", "Signed"),
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
                    ("publish", "Published"),
                    ("schedule", "Scheduled"),
                    ("hold", "Held what was scheduled"),
                    ("withdraw", "Withdrew from the public"),
                    ("recall", "Recalled from the public"),
                    ("import_aliases", "Imported addresses"),
                    ("change_countries", "Changed the countries of the site"),
                    ("verify_crisis_version", "Verified what a crisis resource says"),
                    ("retire_crisis_resource", "Retired a crisis resource"),
                ],
                max_length=40,
            ),
        ),
        migrations.AlterField(
            model_name="submission",
            name="state",
            field=models.CharField(
                choices=[
                    ("in_review", "Waits for review"),
                    ("changes_requested", "Sent back"),
                    ("signed", "Signed"),
                    ("withdrawn", "Replaced by a later one"),
                    ("taken_back", "Taken back"),
                ],
                default="in_review",
                max_length=20,
            ),
        ),
        migrations.CreateModel(
            name="Assignment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("due", models.DateField(null=True)),
                ("at", models.DateTimeField()),
                (
                    "assignee",
                    models.ForeignKey(
                        help_text="Nobody: it waits for anybody who is qualified.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "submission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="review.submission",
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "uuid"],
            },
        ),
        migrations.CreateModel(
            name="Comment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("part", models.CharField(max_length=330)),
                ("text", models.TextField(max_length=4000)),
                ("at", models.DateTimeField()),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="comments",
                        to="articles.page",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replies",
                        to="review.comment",
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="comments",
                        to="review.revision",
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "uuid"],
            },
        ),
        migrations.CreateModel(
            name="CommentResolution",
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
                    "comment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="resolution",
                        to="review.comment",
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "uuid"],
            },
        ),
        migrations.CreateModel(
            name="Recall",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("fingerprint", models.CharField(max_length=64)),
                (
                    "severity",
                    models.CharField(
                        choices=[
                            ("dangerous", "Dangerous: it may do serious harm or cost a life"),
                            ("harmful", "Harmful: it may do harm that passes or can be treated"),
                            ("wrong", "Wrong: it misleads, but no harm is to be expected"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "notice",
                    models.TextField(
                        help_text="Readers of the old address see it.", max_length=600
                    ),
                ),
                ("reason", models.TextField(help_text="Readers never see it.", max_length=2000)),
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
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recalls",
                        to="articles.page",
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "uuid"],
                "permissions": [("recall_page", "Can recall a page from the public")],
            },
        ),
        migrations.AddConstraint(
            model_name="comment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("text", ""), _negated=True), models.Q(("part", ""), _negated=True)
                ),
                name="review_comment_says_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="recall",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("notice", ""), _negated=True), models.Q(("reason", ""), _negated=True)
                ),
                name="review_recall_says_why",
            ),
        ),
        ProtectHistory("review_auditentry"),
        ProtectHistory("review_assignment"),
        ProtectHistory("review_comment"),
        ProtectHistory("review_commentresolution"),
        ProtectHistory("review_recall"),
    ]
