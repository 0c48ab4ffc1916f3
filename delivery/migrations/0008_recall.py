from django.db import migrations, models

from articles.history import ProtectHistory


class Migration(migrations.Migration):
    dependencies = [("delivery", "0007_parts_of_one_title"), ("review", "0007_moves_of_review")]

    operations = [
        migrations.AlterField(
            model_name="change",
            name="kind",
            field=models.CharField(
                choices=[
                    ("published", "Published"),
                    ("updated", "Updated"),
                    ("expired", "Expired"),
                    ("withdrawn", "Withdrawn"),
                    ("revoked", "Revoked"),
                    ("recalled", "Recalled"),
                    ("refreshed", "Made again, because of something that it shows"),
                ],
                max_length=12,
            ),
        ),
        ProtectHistory("delivery_change"),
    ]
