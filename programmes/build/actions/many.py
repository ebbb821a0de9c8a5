"""How is one template given to several patients at once?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from patients.models import Patient, StaffMember

from ...models import Programme
from .giving import assign


@dataclass(frozen=True)
class Given:
    """Who has it from now on, and who was left out because they have it already."""

    given: list[Patient]
    left_out: list[Patient]


@transaction.atomic
def assign_to_many(
    *,
    template: Programme,
    patients: Iterable[Patient],
    again: Iterable[Patient] = (),
    start_on: date,
    by: StaffMember,
) -> Given:
    """Each gets a copy of their own, or nobody gets one.

    Who runs a copy of it is left out, but for those named in `again`. Sent twice it stays one:
    the second time everybody has it.
    """
    insisted = {patient.pk for patient in again}
    chosen = sorted({*patients, *again}, key=lambda patient: patient.pk)
    list(Patient.objects.select_for_update().filter(pk__in=[p.pk for p in chosen]).order_by("pk"))
    running = set(running_copies(template).values_list("patient", flat=True))
    done = Given([], [])
    for patient in chosen:
        if patient.pk in running and patient.pk not in insisted:
            done.left_out.append(patient)
            continue
        assign(template=template, patient=patient, start_on=start_on, by=by)
        done.given.append(patient)
    return done


def running_copies(template: Programme):
    return Programme.objects.running().filter(template=template)
