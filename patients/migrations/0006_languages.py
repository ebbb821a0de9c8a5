from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('patients', '0005_carers_who_write_and_consent_for_a_minor'),
    ]

    operations = [
        migrations.AddField(
            model_name='clinic',
            name='language',
            field=models.CharField(default='en-gb', max_length=10),
        ),
        migrations.AddField(
            model_name='patient',
            name='language',
            field=models.CharField(blank=True, max_length=10),
        ),
        migrations.AddField(
            model_name='user',
            name='language',
            field=models.CharField(blank=True, max_length=10),
        ),
        migrations.AddField(
            model_name='user',
            name='text_size',
            field=models.CharField(blank=True, choices=[('', 'Normal'), ('large', 'Large'), ('largest', 'Largest')], max_length=8),
        ),
        migrations.AddField(
            model_name='user',
            name='wants_sounds',
            field=models.BooleanField(default=True),
        ),
        migrations.AddField(
            model_name='user',
            name='wants_voice',
            field=models.BooleanField(default=False),
        ),
    ]
