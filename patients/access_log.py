"""Who read whose record in this clinic, newest first?"""

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast

from .models import AccessRecord, Clinic, Patient, StaffMember


def rows_of(
    clinic: Clinic,
    *,
    patient: Patient | None = None,
    person: StaffMember | None = None,
    what: str = "",
) -> QuerySet[AccessRecord]:
    """The rows, with the people they name; a patient's rows include the lists they were on."""
    rows = AccessRecord.objects.filter(clinic=clinic)
    if patient:
        rows = rows.annotate(shown=Cast("patients_shown", TextField()))
        rows = rows.filter(Q(patient=patient) | Q(shown__regex=rf"[\[ ]{patient.pk}[,\]]"))
    if person:
        rows = rows.filter(user=person.user)
    if what:
        rows = rows.filter(what=what)
    return rows.select_related("user", "patient", "staff_member__user")
