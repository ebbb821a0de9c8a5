from django.db import migrations
from django.db.models.functions import TruncDate


def share_what_the_clinic_has(apps, schema_editor):
    """Templates of a clinic were everybody's there until now."""
    programmes = apps.get_model("programmes", "Programme").objects
    own = programmes.filter(clinic__isnull=False, patient__isnull=True)
    own.update(shared_on=TruncDate("created_at"))


class Migration(migrations.Migration):
    dependencies = [("programmes", "0008_drafts_origins_and_revisions")]

    operations = [
        migrations.RunPython(share_what_the_clinic_has, migrations.RunPython.noop),
    ]
