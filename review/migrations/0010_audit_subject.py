from django.db import migrations, models

from articles.history import ProtectHistory


class Migration(migrations.Migration):
    dependencies = [
        ("review", "0006_scheduling"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="auditentry",
            index=models.Index(fields=["subject"], name="review_audit_subject"),
        ),
        ProtectHistory("review_auditentry"),
    ]
