from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('programmes', '0006_reminders'),
    ]

    operations = [
        migrations.AddField(
            model_name='prescription',
            name='in_other_languages',
            field=models.JSONField(blank=True, default=dict, editable=False),
        ),
        migrations.AddField(
            model_name='programme',
            name='in_other_languages',
            field=models.JSONField(blank=True, default=dict, editable=False),
        ),
        migrations.AddField(
            model_name='stage',
            name='in_other_languages',
            field=models.JSONField(blank=True, default=dict, editable=False),
        ),
    ]
