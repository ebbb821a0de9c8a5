import uuid

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [
        ("patients", "0001_initial"),
        ("programmes", "0007_handled_reasons_outcome_scores_and_message_pictures"),
    ]

    operations = [
        migrations.AddField(
            model_name="programme",
            name="revises",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="drafts",
                to="programmes.programme",
            ),
        ),
        migrations.AddField(
            model_name="programme",
            name="drafted_for",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="drafts",
                to="patients.patient",
            ),
        ),
        migrations.AddField(
            model_name="programme",
            name="shared_on",
            field=models.DateField(blank=True, help_text="Empty: its author's own.", null=True),
        ),
        migrations.AddField(
            model_name="programme",
            name="closed_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="patients.staffmember",
            ),
        ),
        migrations.AddField(
            model_name="stage",
            name="removed_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="stage",
            name="changed_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="patients.staffmember",
            ),
        ),
        migrations.RemoveConstraint(model_name="stage", name="stage_position_once"),
        migrations.AddConstraint(
            model_name="stage",
            constraint=models.UniqueConstraint(
                condition=Q(removed_on__isnull=True),
                fields=("programme", "position"),
                name="stage_position_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="programme",
            constraint=models.CheckConstraint(
                condition=Q(drafted_for__isnull=True)
                | Q(patient__isnull=True, clinic__isnull=False),
                name="draft_is_not_yet_assigned",
            ),
        ),
        migrations.AddConstraint(
            model_name="programme",
            constraint=models.CheckConstraint(
                condition=Q(revises__isnull=True) | Q(drafted_for__isnull=False),
                name="revision_is_drafted_for_a_patient",
            ),
        ),
        migrations.AddConstraint(
            model_name="programme",
            constraint=models.UniqueConstraint(
                condition=Q(archived_on__isnull=True),
                fields=("revises",),
                name="one_open_draft_per_programme",
            ),
        ),
        migrations.CreateModel(
            name="Origin",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("line", models.UUIDField()),
                ("source_line", models.UUIDField()),
                ("said", models.JSONField(default=dict)),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="origins",
                        to="programmes.programme",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="copied_to",
                        to="programmes.programme",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("programme", "source", "line"), name="origin_once_per_copied_row"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Revision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("on", models.DateField(help_text="On the patient's clock.")),
                ("reason", models.CharField(blank=True, max_length=200)),
                ("changes", models.JSONField(default=list)),
                ("published_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("seen_at", models.DateTimeField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="patients.staffmember",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="revisions",
                        to="programmes.programme",
                    ),
                ),
            ],
            options={
                "ordering": ["-published_at", "-pk"],
                "indexes": [
                    models.Index(fields=["programme", "on"], name="programmes__program_2c3675_idx")
                ],
            },
        ),
    ]
