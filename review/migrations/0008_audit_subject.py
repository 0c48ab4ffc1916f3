from django.db import migrations, models

from articles.history import ProtectHistory


class Migration(migrations.Migration):
    dependencies = [
        ("review", "0007_moves_of_review"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="auditentry",
            index=models.Index(fields=["subject"], name="review_audit_subject"),
        ),
        ProtectHistory("review_auditentry"),
    ]
