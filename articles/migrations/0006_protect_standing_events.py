from django.db import migrations

from articles.history import ProtectHistory


class Migration(migrations.Migration):
    """The table is of an app below, which cannot know the operation."""

    dependencies = [("articles", "0005_images"), ("references", "0005_standing_events")]

    operations = [ProtectHistory("references_standingevent")]
