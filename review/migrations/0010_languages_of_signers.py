"""Who has signed in a language reviews in it: their licences' verifier is taken to have known."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def attest(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    using = schema_editor.connection.alias
    sign_offs = apps.get_model("review", "SignOff").objects.using(using).order_by("signed_at")
    credentials = apps.get_model("review", "Credential").objects.using(using)
    for sign_off in sign_offs.select_related("page", "person"):
        said = {"person": sign_off.person, "kind": "language", "specialty": sign_off.page.locale}
        if credentials.filter(**said).exists():
            continue
        licences = credentials.filter(person=sign_off.person, kind="licence")
        licence = licences.exclude(verified_by=None).order_by("verified_at").first()
        credentials.create(
            **said,
            authority="The pages signed here",
            evidence="Signed pages in this language before languages were asked for.",
            issued=sign_off.signed_at.date(),
            status="verified",
            entered_by_id=licence.entered_by_id if licence else sign_off.signer_id,
            verified_by_id=licence.verified_by_id if licence else None,
            verified_at=sign_off.signed_at,
        )


class Migration(migrations.Migration):
    dependencies = [("review", "0009_credentials")]

    operations = [migrations.RunPython(attest, migrations.RunPython.noop)]
