"""How does the demo clinic come into the test database quickly, from the second time on?

`put_in(folder)` loads library and demo once in a session and keeps the database as it is then: as
a copy of the file on SQLite, as copies of the tables on PostgreSQL. `take_out(folder)` empties it.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from django.apps import apps
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import Model

SCHEMA = "kept_for_tests"


def put_in(folder: Path) -> None:
    """The demo clinic as `load_library` and `load_demo` leave it."""
    kept = folder / "demo.kept"
    if kept.exists():
        put_back(kept)
        return
    if connection.vendor == "sqlite":
        keep(folder / "empty.kept")
    call_command("load_library", verbosity=0)
    call_command("load_demo", verbosity=0)
    keep(kept)


def take_out(folder: Path) -> None:
    if connection.vendor == "sqlite":
        put_back(folder / "empty.kept")
    else:
        call_command("flush", verbosity=0, interactive=False)


def keep(path: Path) -> None:
    connection.ensure_connection()
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(path)) as copy:
            connection.connection.backup(copy)
        return
    with connection.cursor() as cursor:
        cursor.execute(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")
        cursor.execute(f"CREATE SCHEMA {SCHEMA}")
        for table in tables():
            cursor.execute(f'CREATE TABLE {SCHEMA}."{table}" AS TABLE "{table}"')
    path.touch()


def put_back(path: Path) -> None:
    connection.ensure_connection()
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(path)) as copy:
            copy.backup(connection.connection)
        return
    names = tables()
    with transaction.atomic(), connection.cursor() as cursor:  # foreign keys are looked at last
        cursor.execute("TRUNCATE " + ", ".join(f'"{name}"' for name in names))
        for name in names:
            cursor.execute(f'INSERT INTO "{name}" SELECT * FROM {SCHEMA}."{name}"')
        for sql in connection.ops.sequence_reset_sql(no_style(), models()):
            cursor.execute(sql)


def tables() -> list[str]:
    return connection.introspection.django_table_names(only_existing=True, include_views=False)


def models() -> list[type[Model]]:
    return [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]
