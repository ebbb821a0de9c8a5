"""What is kept about this patient? Every row, table by table, in a fixed number of queries."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Field, FileField, ForeignKey, Model

from patients.models import Patient, User

from ..lines import Line
from ..models import Prescription, Programme

OURS = ("patients", "exercises", "programmes")
# A key to a door, or nothing but an address for a machine: of no use to read, and not to lie about.
SECRETS = ("token", "secret", "auth", "p256dh", "endpoint", "feed_token", "loaded_digest")
NOT_THEIRS = {
    "patients.invitation": ("code",),  # the link itself is made from it
    "patients.accessrecord": ("patients_shown",),  # who else stood on the same page
    "programmes.programme": ("slug", "in_other_languages"),
    "programmes.stage": ("in_other_languages",),
    "programmes.prescription": ("in_other_languages",),
}
# The plural that Django makes of these is no word.
CALLED = {"handled": "handled", "missed": "missed-days", "rehearsed": "rehearsed"}
INTERNAL = ("programmes.Origin",)  # which line of a template was copied
# Work on a plan that nobody has given yet is the physio's own.
FINISHED = {Programme: {"patient__isnull": False}}

Value = str | int | float | bool | list | dict | None


@dataclass(frozen=True)
class Table:
    """One kind of thing that is kept, as rows of values that JSON and CSV can hold."""

    name: str  # "sessions": the name of its file
    columns: tuple[str, ...]
    rows: list[dict[str, Value]]


def kept_about(patient: Patient) -> list[Table]:
    """All rows that belong to the patient; tables without a row are left out."""
    tables = (table_of(model, path, patient) for model, path in ways_to_a_patient())
    return [table for table in (account_of(patient), *tables) if table.rows]


@cache
def ways_to_a_patient() -> tuple[tuple[type[Model], str], ...]:
    """Each model whose rows belong to one patient, and the way from a row to that patient.

    Read from the models themselves, so that a new table cannot be forgotten.
    """
    ways = {Patient: "pk", User: "patient"}
    waiting = deque(ways)
    models = [model for label in OURS for model in apps.get_app_config(label).get_models()]
    while waiting:
        owner = waiting.popleft()
        for model in models:
            links = [field for field in links_of(model) if says_whose(field, owner)]
            if model in ways or not links or is_a_person_or_place(model):
                continue
            way = "" if owner is Patient else f"__{ways[owner]}"
            ways[model] = f"{links[0].name}{way}"
            waiting.append(model)
    del ways[User]  # told as the account, without what opens it
    told = ((model, way) for model, way in ways.items() if model._meta.label not in INTERNAL)
    return tuple(sorted(told, key=lambda item: item[0]._meta.label))


def says_whose(field: ForeignKey, owner: type[Model]) -> bool:
    """A row with a `user` is that person's own; with a `by` it is only their doing."""
    return field.related_model is owner and (owner is not User or field.name == "user")


def is_a_person_or_place(model: type[Model]) -> bool:
    return model._meta.label in ("patients.User", "patients.Clinic", "patients.StaffMember")


def links_of(model: type[Model]) -> list[ForeignKey]:
    """Links to others; the one that says whose it is stands first."""
    links = [field for field in model._meta.concrete_fields if field.is_relation]
    return sorted(links, key=lambda field: field.name != "patient")


def table_of(model: type[Model], path: str, patient: Patient) -> Table:
    fields = [field for field in model._meta.concrete_fields if is_told(model, field)]
    rows = model._default_manager.filter(**{path: patient.pk}, **FINISHED.get(model, {}))
    rows = rows.select_related(*named_links(model)).order_by("pk")
    told = [dict(said(row, fields)) for row in rows]
    if model is Prescription:
        told = [one | in_words(row) for one, row in zip(told, rows, strict=True)]
    return Table(file_name(model), tuple(told[0]) if told else (), told)


def is_told(model: type[Model], field: Field) -> bool:
    left_out = (*SECRETS, *NOT_THEIRS.get(model._meta.label_lower, ()))
    return not field.primary_key and field.name not in left_out


def named_links(model: type[Model]) -> Iterator[str]:
    """What must be read with a row so that it can be told in words without another query."""
    for field in links_of(model):
        yield field.name
        for further in links_of(field.related_model):
            yield f"{field.name}__{further.name}"


def said(row: Model, fields: list[Field]) -> Iterator[tuple[str, Value]]:
    for field in fields:
        value = getattr(row, field.name)
        yield field.name, plain(value, field)
        if isinstance(value, Model) and isinstance(getattr(value, "code", None), UUID):
            yield f"{field.name}_code", str(value.code)


def plain(value: Any, field: Field) -> Value:
    """A value that JSON knows; another row by its name, a file by its own."""
    if isinstance(field, FileField):
        return value.name or None
    if isinstance(value, datetime | date):
        return value.isoformat()
    if value is None or isinstance(value, bool | int | float | list | dict):
        return value
    return str(value)


def in_words(prescription: Prescription) -> dict[str, str]:
    line = Line(prescription)
    return {"in_short": line.in_short, "in_words": line.for_patient}


def account_of(patient: Patient) -> Table:
    """The sign-in of the patient, and where it is used."""
    user = patient.user
    if user is None:
        return Table("account", (), [])
    devices = user.usersession_set.order_by("pk").values("user_agent", "ip", "last_seen_at")
    row: dict[str, Value] = {
        "name": user.name,
        "email": user.email,
        "language": user.language,
        "joined_at": user.date_joined.isoformat(),
        "devices": [one | {"last_seen_at": one["last_seen_at"].isoformat()} for one in devices],
    }
    return Table("account", tuple(row), [row])


def file_name(model: type[Model]) -> str:
    """ "sessions", "goal-scores" """
    plural = str(model._meta.verbose_name_plural).replace(" ", "-").lower()
    return CALLED.get(model._meta.model_name, plural)
