"""What the builder's tests lie on the desk: a template of Priya's, a draft for Sam."""

from django.test import Client
from django.urls import reverse

from patients.models import Patient, StaffMember
from programmes.build.actions.drafting import draft_for_patient, draft_template
from programmes.models import Prescription, Programme

HTMX = {"HX-Request": "true"}


def a_template_of(physio: StaffMember, name: str = "Hip start") -> Programme:
    return draft_template(by=physio, name=name)


def a_draft_for(patient: Patient) -> Programme:
    return draft_for_patient(patient=patient, by=patient.physio, name="Programme for Sam")


def builder(tree: Programme) -> str:
    return reverse("build:builder", args=[tree.code])


def send(client: Client, deed: str, of, *, htmx: bool = True, **said):
    """Post a deed of the builder on a programme, a stage or a row."""
    headers = HTMX if htmx else {}
    return client.post(reverse(f"build:{deed}", args=[of.code]), said, headers=headers)


def names_in(tree: Programme) -> list[list[str]]:
    """Exercises stage by stage, as they stand now."""
    rows = Prescription.objects.latest_versions().order_by("position", "pk")
    return [
        [row.exercise.name for row in rows.filter(stage=stage)]
        for stage in tree.stages.current().order_by("position")
    ]
