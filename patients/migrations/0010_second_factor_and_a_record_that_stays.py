from django.db import migrations, models

WORDS = "The access record is append-only."
SQLITE = [
    f"""
    CREATE TRIGGER access_record_{deed} BEFORE {deed} ON patients_accessrecord
    BEGIN SELECT RAISE(ABORT, '{WORDS}'); END
    """
    for deed in ("UPDATE", "DELETE")
]
POSTGRESQL = [
    f"""
    CREATE FUNCTION access_record_stays() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION '{WORDS}' USING ERRCODE = 'restrict_violation';
    END $$
    """,
    """
    CREATE TRIGGER access_record_stays BEFORE UPDATE OR DELETE ON patients_accessrecord
    FOR EACH ROW EXECUTE FUNCTION access_record_stays()
    """,
]


def guard_the_record(apps, schema_editor):
    """What the model refuses in Python, the database refuses too."""
    statements = {"sqlite": SQLITE, "postgresql": POSTGRESQL}
    for statement in statements[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):

    dependencies = [
        ('patients', '0009_signs_that_were_read'),
    ]

    operations = [
        migrations.AddField(
            model_name='clinic',
            name='staff_need_second_factor',
            field=models.BooleanField(default=False),
        ),
        migrations.RunPython(guard_the_record),
    ]
