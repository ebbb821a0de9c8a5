"""Can somebody reach what is not theirs by naming it inside a form, a fragment or as data?

`test_urls_access` tries the addresses; here everything that a form or a question may name.
"""

import re

import pytest
from django.db import transaction

from exercises.tests.library import a_picture, an_article, an_exercise
from patients.models import CoPhysio, Handover, Invitation, Patient
from patients.tests.cast import a_carer, a_staff_member
from programmes.models import (
    Goal,
    Handled,
    Message,
    MessagePicture,
    MissedReason,
    OutcomeScore,
    ReadyReply,
    Rehearsal,
    Revision,
    Session,
    StopWish,
)
from programmes.tests.programmes import a_prescription, a_programme, a_tick
from programmes.tests.reminders import a_delivery

from .demo_world import OWNERS, World, code_field, model_named, the_world
from .page_forms import PageForm
from .visitor import ROLES, Visitor, is_page

SECRET = "Secret of Hilltop"
CODE = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
NO_THINGS = re.compile(r"csrfmiddlewaretoken|next|.*_FORMS")
# What the editor's many fields could name; trying everything there takes minutes.
OF_EDITORS = ("exercises.", "patients.Clinic", "programmes.ReadyReply")


@pytest.fixture
def world(demo_clinic, db, no_limits_yet) -> World:
    world = the_world()
    furnish_the_other_clinic(world.strangers["other patient"].patient)
    return world


def furnish_the_other_clinic(tess: Patient) -> None:
    """One thing of each kind, under names that must not be read anywhere else."""
    clinic, today = tess.clinic, tess.local_today()
    exercise = an_exercise(f"{SECRET} squat", clinic=clinic)
    a_picture(exercise)
    an_article(f"{SECRET} advice", clinic=clinic)
    a_programme(None, clinic=clinic, name=f"{SECRET} template")
    prescription = a_prescription(a_programme(tess, name=f"{SECRET} plan"), exercise)
    a_tick(prescription)
    Revision.objects.create(
        programme=prescription.stage.programme, by=tess.physio, on=today, reason=SECRET, changes=[]
    )
    a_carer(tess, f"{SECRET} carer", relation="partner")
    Invitation.objects.create(patient=tess, created_by=tess.physio)
    said = Message.objects.create(patient=tess, author=tess.user, from_clinic=False, text=SECRET)
    MessagePicture.objects.create(message=said, image="x.webp", small="x.webp", width=1, height=1)
    Handled.objects.create(
        patient=tess, kind="red", fact_on=today, words=SECRET, on=today, by=tess.physio
    )
    OutcomeScore.objects.create(
        patient=tess, measure="nprs", value=4, lowest=0, highest=10, on=today, by=tess.physio
    )
    ReadyReply.objects.create(clinic=clinic, text=f"{SECRET} reply")
    MissedReason.objects.create(clinic=clinic, kind="other", words=f"{SECRET} reason")
    StopWish.objects.create(patient=tess, by=tess.user, note=f"{SECRET} wish")
    Goal.objects.create(patient=tess, by=tess.user, words=f"{SECRET} goal")
    a_delivery(tess)
    Rehearsal.objects.create(patient=tess, by=tess.physio)
    colleague = a_staff_member(clinic, f"{SECRET} colleague", is_physio=True)
    CoPhysio.objects.create(
        patient=tess, staff=colleague, from_day=tess.local_today(), by=tess.physio
    )
    Handover.objects.create(patient=tess, from_staff=tess.physio, to_staff=colleague)
    Session.objects.filter(patient=tess).update(note=f"{SECRET} note")
    Patient.objects.filter(pk=tess.pk).update(name=f"{SECRET} patient")


def foreign_things(world: World) -> dict[str, list[tuple]]:
    """Of each kind two things that another clinic has, such as a plan and a template: code and id."""
    clinic = world.strangers["other patient"].patient.clinic_id
    found = {}
    for label, (clinic_path, _) in OWNERS.items():
        rows = model_named(label).objects.filter(**{clinic_path: clinic}).order_by("-pk")
        found[label] = list(rows.values_list(code_field(label), "pk")[:2])
    return found


def foreign_rows(world: World) -> dict[str, list]:
    clinic = world.strangers["other patient"].patient.clinic_id
    return {
        label: list(model_named(label).objects.filter(**{path: clinic}).order_by("pk").values())
        for label, (path, _) in OWNERS.items()
    }


def ties_between_clinics(world: World) -> set[str]:
    """Every field by which a row of the demo's clinic names a row of the other one."""
    ours, theirs = world.sam.clinic_id, world.strangers["other patient"].patient.clinic_id
    return {
        f"{label}.{field.name}"
        for label, (own_path, _) in OWNERS.items()
        for field in model_named(label)._meta.get_fields()
        if field.is_relation and not field.auto_created and field.related_model
        if (path := OWNERS.get(field.related_model._meta.label))
        and way(field.name, path[0]) != own_path
        and model_named(label)
        .objects.filter(**{own_path: ours, way(field.name, path[0]): theirs})
        .exists()
    }


def way(name: str, path: str) -> str:
    return name if path == "pk" else f"{name}__{path}"


def fields_that_name_a_thing(form: PageForm) -> list[str]:
    """Codes and ids stand in hidden fields and choices; of rows that repeat, the first."""
    names = [
        name
        for name, kind in form.kinds.items()
        if kind in ("hidden", "choice") and not NO_THINGS.fullmatch(name) and may_name(form, name)
    ]
    return list({re.sub(r"\d+|__prefix__", "#", name): name for name in names}.values())


def may_name(form: PageForm, name: str) -> bool:
    """Not a field that offers words alone, such as "daily" and "weekly"."""
    offered = [value for value in form.offered[name] if value]
    return not offered or any(value.isdigit() or CODE.fullmatch(value) for value in offered)


def kinds_by_code() -> dict[str, str]:
    """Of every code in the database the kind of thing that it names."""
    return {
        str(code): label
        for label in OWNERS
        for code in model_named(label).objects.values_list(code_field(label), flat=True)
    }


def what_to_name(
    form: PageForm, name: str, things: dict[str, list[tuple]], kinds: dict[str, str]
) -> set[str]:
    """Foreign codes of the kinds that a field offers, of any kind if it is not known; or ids."""
    codes = [value for value in form.offered[name] if CODE.fullmatch(value)]
    offered = {kinds.get(code, "") for code in codes}
    wanted = OF_EDITORS if form.action.startswith("/admin/") else ("",)
    return {
        str(code if codes else row_id)
        for label, found in things.items()
        for code, row_id in (found if codes else found[:1])
        if label.startswith(wanted) and (not codes or "" in offered or label in offered)
    }


def test_every_kind_of_thing_is_there_to_be_taken(world):
    assert {label for label, things in foreign_things(world).items() if not things} == set()
    assert ties_between_clinics(world) == set()


@pytest.mark.parametrize("role", ROLES[1:])
def test_nothing_foreign_is_shown_changed_or_taken_through_a_form(world, role, record_property):
    visitor = Visitor(world, role)
    things, kinds = foreign_things(world), kinds_by_code()
    before, found = foreign_rows(world), set()
    for form in visitor.forms():
        if role == "clinic admin" and form.action.startswith("/admin/"):
            continue  # the editor's forms
        for name in fields_that_name_a_thing(form):
            for thing in what_to_name(form, name, things, kinds):
                with transaction.atomic():
                    answer = visitor.post(form, form.filled | {name: [thing]}, keep=True)
                    if SECRET in answer.content.decode(errors="replace"):
                        found.add(f"{form.action} shows {thing} named as {name}")
                    if answer.status_code < 400 and not is_page(answer):  # it was saved
                        if foreign_rows(world) != before:
                            found.add(f"{form.action} changes {thing} named as {name}")
                        if ties := ties_between_clinics(world):
                            found.add(f"{form.action} takes {thing} named as {name}: {ties}")
                    transaction.set_rollback(True)
    record_property("foreign things", f"{role}: {visitor.asked} requests")
    assert found == set()
