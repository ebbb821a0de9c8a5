"""Who may see and do what? The one place that decides."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from .models import AccessRecord, Carer, Clinic, Patient, StaffMember, User

View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Roles:
    """What one signed-in person is. All empty for a stranger or someone who has left."""

    staff: StaffMember | None = None
    patient: Patient | None = None
    carer: Carer | None = None

    @property
    def is_physio(self) -> bool:
        return bool(self.staff and self.staff.is_physio)

    @property
    def is_editor(self) -> bool:
        return bool(self.staff and self.staff.is_editor)

    @property
    def is_clinic_admin(self) -> bool:
        return bool(self.staff and self.staff.is_clinic_admin)

    @property
    def is_patient(self) -> bool:
        return self.patient is not None

    @property
    def followed(self) -> Patient | None:
        """The patient whose plan this person follows: their own, or the one they care for."""
        return self.patient or (self.carer.patient if self.carer else None)

    @property
    def may_tick(self) -> bool:
        return self.is_patient or bool(self.carer and self.carer.may_tick)

    @property
    def may_read_log(self) -> bool:
        return self.is_patient or bool(self.carer and self.carer.may_read_log)

    @property
    def clinic(self) -> Clinic | None:
        if self.staff:
            return self.staff.clinic
        return self.followed.clinic if self.followed else None


def roles_of(user: User | AnonymousUser) -> Roles:
    """The person's roles; no query where the user came with the request (see sign_in)."""
    if not user.is_authenticated:
        return Roles()
    if not hasattr(user, "_roles"):
        staff, patient, carer = (related(user, n) for n in ("staff_member", "patient", "carer"))
        user._roles = Roles(
            staff=staff if staff and is_still_here(staff.left_on) else None,
            patient=patient if patient and patient.closed_on is None else None,
            carer=carer
            if carer and is_still_here(carer.ended_on) and carer.patient.closed_on is None
            else None,
        )
    return user._roles


def related(user: User, name: str):
    try:
        return getattr(user, name)
    except ObjectDoesNotExist:
        return None


def is_still_here(left_on) -> bool:
    return left_on is None or left_on > timezone.localdate()


def home_url_for(user: User) -> str:
    """Where this person's work begins."""
    roles = roles_of(user)
    if roles.is_physio:
        return reverse("review:caseload")
    if roles.is_editor or roles.is_clinic_admin or user.is_staff:
        return reverse("admin:index")
    return reverse("follow:today")


def demand(allows: Callable[[Roles], bool]) -> Callable[[View], View]:
    """A view decorator: 403 for a signed-in person without the right."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            if not allows(roles_of(request.user)):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.is_guarded = True
        return guarded

    return decorate


physio_only = demand(lambda roles: roles.is_physio)
staff_only = demand(lambda roles: roles.staff is not None)
follower_only = demand(lambda roles: roles.followed is not None)
ticker_only = demand(lambda roles: roles.followed is not None and roles.may_tick)
log_reader_only = demand(lambda roles: roles.followed is not None and roles.may_read_log)


def patients_visible_to(user: User) -> QuerySet[Patient]:
    """A physio sees the clinic's patients; nobody else sees any through this door."""
    roles = roles_of(user)
    if not roles.is_physio:
        return Patient.objects.none()
    return Patient.objects.of_clinic(roles.clinic).select_related("clinic", "physio__user", "user")


def patient_opened_by(user: User, code: UUID, *, what: str = AccessRecord.What.RECORD) -> Patient:
    """The patient, with the reading put on record; 404 for anyone who may not see them."""
    patient = get_object_or_404(patients_visible_to(user), code=code)
    record_access(user, what=what, patient=patient)
    return patient


def record_access(
    user: User, *, what: str, patient: Patient | None = None, shown: list[int] | None = None
) -> None:
    AccessRecord.objects.create(
        user=user,
        clinic=patient.clinic if patient else roles_of(user).clinic,
        what=what,
        patient=patient,
        patients_shown=shown or [],
    )
