"""What does a physio write beside the log? What was dealt with, and what was entered in error."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from patients.models import Patient, StaffMember

from ..models import Completion, Handled, OutcomeScore
from .attention import Reason
from .facts import Fact
from .situations import known_for


def mark_entered_in_error(*, completion: Completion, by: StaffMember, reason: str) -> None:
    """The row stays; it counts no longer. A second call changes nothing."""
    Completion.objects.filter(pk=completion.pk, in_error_at__isnull=True).update(
        in_error_at=timezone.now(), in_error_by=by, in_error_reason=reason
    )


def mark_score_in_error(*, score: OutcomeScore, by: StaffMember) -> None:
    """The row stays. A second call changes nothing."""
    OutcomeScore.objects.filter(pk=score.pk, in_error_at__isnull=True).update(
        in_error_at=timezone.now(), in_error_by=by
    )


@transaction.atomic
def handle(
    *, patient: Patient, kind: str, fact: Fact, by: StaffMember, note: str = ""
) -> Handled | None:
    """Take a reason off the work list; None when it no longer stands as it was read.

    So a newer fact, which the physio has not seen, is not handled by a click on the older one;
    and of two clicks at once the second finds nothing to handle.
    """
    whose = Patient.objects.select_for_update().filter(pk=patient.pk)
    list(whose.values_list("pk"))  # one after the other
    (known,) = known_for(Patient.objects.filter(pk=patient.pk))
    standing = {(one.kind, one.fact): one for one in known.reasons if one.may_be_handled}
    reason = standing.get((kind, fact))
    if reason is None:
        return None
    return record_handled(patient, reason, by, note, known.situation.today)


def record_handled(
    patient: Patient, reason: Reason, by: StaffMember, note: str, today: date
) -> Handled:
    return Handled.objects.create(
        patient=patient,
        kind=reason.kind,
        fact_on=reason.fact.on,
        fact_level=reason.fact.level,
        words=reason.words,
        note=note,
        on=today,
        by=by,
    )


def undo_handled(*, handled: Handled, by: StaffMember) -> None:
    """Back on the work list; the row stays. A second call changes nothing."""
    standing = Handled.objects.standing().filter(pk=handled.pk)
    standing.update(undone_at=timezone.now(), undone_by=by)
