from django.db import migrations

SEPARATOR = b"\x1f"


def keep_pages_apart(apps, schema_editor):
    """Put the page between the title and the place: parts of pages of one title were mixed."""
    parts = apps.get_model("delivery", "Part").objects.select_related("publication")
    for part in parts.iterator():
        title, place = bytes(part.sort_key).rsplit(SEPARATOR, 1)
        part.sort_key = SEPARATOR.join([title, part.publication.page_uuid.hex.encode(), place])
        part.save(update_fields=["sort_key"])


class Migration(migrations.Migration):
    dependencies = [("delivery", "0006_settled")]

    operations = [migrations.RunPython(keep_pages_apart, migrations.RunPython.noop)]
