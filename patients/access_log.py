"""Who read whose record in this clinic, newest first, and what does each line say?"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .models import AccessRecord, Clinic, Patient, StaffMember
from .zones import zone_of


@dataclass(frozen=True)
class Line:
    """A row, what it says, and the names of the patients on the list that was opened."""

    row: AccessRecord
    words: str
    names: list[str]


def rows_of(
    clinic: Clinic,
    *,
    patient: Patient | None = None,
    person: StaffMember | None = None,
    what: str = "",
    from_day: date | None = None,
    to_day: date | None = None,
) -> QuerySet[AccessRecord]:
    """The rows, with the people they name; a patient's rows include the lists they were on.

    The days are the clinic's own, both included.
    """
    rows = AccessRecord.objects.filter(clinic=clinic)
    if patient:
        rows = rows.annotate(shown=Cast("patients_shown", TextField()))
        rows = rows.filter(Q(patient=patient) | Q(shown__regex=rf"[\[ ]{patient.pk}[,\]]"))
    if person:
        rows = rows.filter(user=person.user)
    if what:
        rows = rows.filter(what=what)
    zone = zone_of(clinic.time_zone)
    if from_day:
        rows = rows.filter(at__gte=datetime.combine(from_day, time.min, zone))
    if to_day:
        rows = rows.filter(at__lte=datetime.combine(to_day, time.max, zone))
    return rows.select_related("user", "patient", "staff_member__user")


def lines_for(clinic: Clinic, rows: Iterable[AccessRecord]) -> Iterator[Line]:
    names = dict(Patient.objects.of_clinic(clinic).values_list("pk", "name"))
    for row in rows:
        shown = [names[pk] for pk in row.patients_shown if pk in names]
        yield Line(row, words_of(row), shown)


def words_of(row: AccessRecord) -> str:
    """What was opened, changed or refused, as far as the row holds it."""
    what = AccessRecord.What
    if row.what == what.CASELOAD and row.patients_shown:
        return words_of_a_list(len(row.patients_shown))
    if row.what == what.EXPORT and row.detail:
        return _("exported: %(what)s") % {"what": row.detail}
    if row.what == what.REFUSED and row.patient_id:
        return _("was refused the patient's record")
    if row.what == what.REFUSED and row.detail:
        return _("was refused the page %(page)s") % {"page": row.detail}
    if row.what == what.REFUSED:
        return _("was refused a page or a record")
    return ": ".join(filter(None, [row.get_what_display(), row.detail]))


def words_of_a_list(number: int) -> str:
    words = ngettext(
        "opened a list with %(number)s patient", "opened a list with %(number)s patients", number
    )
    return words % {"number": number}


def table_of(clinic: Clinic, rows: QuerySet[AccessRecord]) -> Iterator[list[str]]:
    """The rows as a table, its head first; the times are the clinic's own."""
    yield [_("When"), _("Who"), _("What"), _("Patients"), _("Colleague")]
    zone = zone_of(clinic.time_zone)
    for line in lines_for(clinic, rows.iterator()):
        row = line.row
        yield [
            f"{row.at.astimezone(zone):%Y-%m-%d %H:%M:%S}",
            str(row.user),
            line.words,
            "; ".join([row.patient.name] if row.patient else line.names),
            str(row.staff_member or ""),
        ]
