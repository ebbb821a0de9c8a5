"""Who may see and do what? The one place that decides."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from .models import AccessRecord, Carer, Clinic, Patient, StaffMember, User

View = Callable[..., HttpResponse]
LONGEST_DETAIL = 79  # and the stroke before it


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
    def may_write(self) -> bool:
        """Speaks for the patient with the clinic: messages, goals, the wish to stop."""
        return self.is_patient or bool(self.carer and self.carer.may_write)

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
        user._roles = Roles(staff=staff, patient=patient, carer=carer)
    return user._roles


def related(user: User, name: str) -> StaffMember | Patient | Carer | None:
    """What the user is by this name, while they are here."""
    try:
        person = getattr(user, name)
    except ObjectDoesNotExist:
        return None
    return person if person.is_here else None


def home_url_for(user: User) -> str:
    """Where this person's work begins."""
    roles = roles_of(user)
    if roles.is_physio:
        return reverse("review:caseload")
    if roles.is_editor or user.is_superuser:
        return reverse("admin:index")
    if roles.is_clinic_admin:
        return reverse("patients:clinic")
    return reverse("follow:today")


def opens_admin(request: HttpRequest) -> bool:
    """Editors and clinic admins of today; the stored flag alone does not open the pages."""
    user = request.user
    roles = roles_of(user)
    return user.is_active and (user.is_superuser or roles.is_editor or roles.is_clinic_admin)


def demand(
    allows: Callable[[Roles], bool], *, with_consent: bool = False
) -> Callable[[View], View]:
    """A view decorator: 403 for a signed-in person without the right.

    `with_consent`: somebody who took their consent back is asked for it first.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            if not allows(roles_of(request.user)):
                record_access(request.user, what=AccessRecord.What.REFUSED, detail=page_of(request))
                raise PermissionDenied
            if with_consent and request.user.withdrew_at is not None:
                return redirect("patients:consent")
            return view(request, *args, **kwargs)

        guarded.is_guarded = True
        return guarded

    return decorate


physio_only = demand(lambda roles: roles.is_physio)
clinic_admin_only = demand(lambda roles: roles.is_clinic_admin)
staff_only = demand(lambda roles: roles.staff is not None)
follower_only = demand(lambda roles: roles.followed is not None, with_consent=True)
patient_only = demand(lambda roles: roles.is_patient)
ticker_only = demand(lambda roles: roles.followed is not None and roles.may_tick, with_consent=True)
clinic_keeper_only = demand(lambda roles: roles.is_physio or roles.is_clinic_admin)
speaker_only = demand(
    lambda roles: roles.followed is not None and roles.may_write, with_consent=True
)
log_reader_only = demand(
    lambda roles: roles.followed is not None and roles.may_read_log, with_consent=True
)
# What stays open to somebody who took their consent back: help, and what is theirs.
follower_even_so = demand(lambda roles: roles.followed is not None)
log_reader_even_so = demand(lambda roles: roles.followed is not None and roles.may_read_log)


def patients_visible_to(user: User) -> QuerySet[Patient]:
    """A physio sees the clinic's patients; nobody else sees any through this door."""
    roles = roles_of(user)
    if not roles.is_physio:
        return Patient.objects.none()
    return Patient.objects.of_clinic(roles.clinic).select_related("clinic", "physio__user", "user")


def patient_opened_by(user: User, code: UUID, *, what: str = AccessRecord.What.RECORD) -> Patient:
    """The patient, with the reading put on record; 404 for anyone who may not see them."""
    patient = patients_visible_to(user).filter(code=code).first()
    if patient is None:
        record_access(user, what=AccessRecord.What.REFUSED, patient=meant_by(code))
        raise Http404
    record_access(user, what=what, patient=patient)
    return patient


def carer_opened_by(user: User, code: UUID) -> Carer:
    """A carer who still helps a patient the user may see, put on record; else 404."""
    visible = Carer.objects.current().filter(patient__in=patients_visible_to(user))
    carer = visible.select_related("patient__clinic", "user").filter(code=code).first()
    if carer is None:
        record_access(user, what=AccessRecord.What.REFUSED)
        raise Http404
    record_access(user, what=AccessRecord.What.INVITATION, patient=carer.patient)
    return carer


def meant_by(code: UUID) -> Patient | None:
    """Whose record was asked for; for the access record of that patient's clinic only."""
    return Patient.objects.select_related("clinic").filter(code=code).first()


def page_of(request: HttpRequest) -> str:
    """The page's address without the codes in it, such as "/clinic/staff/…/"."""
    route = request.resolver_match.route if request.resolver_match else ""
    return "/" + re.sub("<[^>]*>", "…", route)[:LONGEST_DETAIL]


def record_access(
    user: User,
    *,
    what: str,
    patient: Patient | None = None,
    shown: list[int] | None = None,
    detail: str = "",
) -> None:
    AccessRecord.objects.create(
        user=user,
        clinic=patient.clinic if patient else roles_of(user).clinic,
        what=what,
        patient=patient,
        patients_shown=shown or [],
        detail=detail,
    )
