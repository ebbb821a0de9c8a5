"""Which reminders were sent to a patient and their carers, and why not? For the physio."""

from collections.abc import Sequence
from dataclasses import dataclass

from patients.models import Patient

from ..models import Delivery, ReminderTime
from .words import times_in_words

NEWEST = 60
TONES = {"sent": "green", "failed": "red", "skipped": "quiet", "waiting": "info", "claimed": "info"}
ICONS = {
    "sent": "check-lg",
    "failed": "exclamation-triangle",
    "skipped": "info-circle",
    "waiting": "clock",
    "claimed": "clock",
}


@dataclass(frozen=True)
class Line:
    delivery: Delivery
    patient: Patient

    @property
    def tone(self) -> str:
        return TONES[self.delivery.state]

    @property
    def icon(self) -> str:
        return ICONS[self.delivery.state]

    @property
    def words(self) -> str:
        """What became of it: "sent", or "not needed: already done"."""
        said = self.delivery.get_state_display()
        return f"{said}: {self.delivery.get_why_display()}" if self.delivery.why else str(said)

    @property
    def to(self) -> str:
        """To whom: empty for the patient."""
        is_patient = self.delivery.user_id == self.patient.user_id
        return "" if is_patient else str(self.delivery.user)


@dataclass(frozen=True)
class Log:
    patient: Patient
    lines: Sequence[Line]
    times: Sequence[str]


def log_for(patient: Patient) -> Log:
    """Two queries: the newest lines, and the times that the patient chose."""
    rows = Delivery.objects.filter(patient=patient).select_related("user")[:NEWEST]
    chosen = ReminderTime.objects.filter(reminders__user=patient.user_id)
    times = times_in_words(chosen.values_list("weekday", "at"))
    return Log(patient, [Line(row, patient) for row in rows], times)
