"""What does a physio write into the log? Only that something was entered in error."""

from django.utils import timezone

from patients.models import StaffMember

from ..models import Completion


def mark_entered_in_error(*, completion: Completion, by: StaffMember, reason: str) -> None:
    """The row stays; it counts no longer. A second call changes nothing."""
    Completion.objects.filter(pk=completion.pk, in_error_at__isnull=True).update(
        in_error_at=timezone.now(), in_error_by=by, in_error_reason=reason
    )
