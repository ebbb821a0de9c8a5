from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("programmes", "0009_clinics_templates_are_shared")]

    operations = [
        migrations.AlterField(
            model_name="delivery",
            name="why",
            field=models.CharField(
                blank=True,
                choices=[
                    ("done", "already done"),
                    ("nothing due", "nothing to do that day"),
                    ("not today", "said: not today"),
                    ("quiet", "in the quiet hours"),
                    ("too late", "too late to be of use"),
                    ("stopped", "switched off"),
                    ("gone", "not followed any more"),
                    ("no address", "no e-mail address"),
                    ("no device", "no phone or browser is signed up"),
                    ("no answer", "the mail server or push service did not answer"),
                    ("refused", "the mail server or push service refused it"),
                    ("error", "an error"),
                ],
                max_length=12,
            ),
        ),
    ]
