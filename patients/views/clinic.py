"""What a clinic admin looks after: the settings, the staff, and who read whose record."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ..access import clinic_admin_only, record_access
from ..access_log import lines_for, rows_of, table_of
from ..actions import add_staff, change_roles, end_membership, mail_staff_link
from ..care import physios_beside
from ..care_forms import OfferForm
from ..forms import AccessFilterForm, ClinicForm, LeavingForm, RolesForm, StaffForm, sent_in
from ..models import AccessRecord, StaffMember
from ..spreadsheet import csv_file

ROWS_A_PAGE = 50


@clinic_admin_only
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest) -> HttpResponse:
    form = ClinicForm(sent_in(request), instance=request.user.staff_member.clinic)
    if not form.is_valid():
        if form.errors:
            form.instance.refresh_from_db()  # the head of the page shows what is stored
        context = {"form": form}
        return render(request, "patients/clinic.html", context, status=422 if form.errors else 200)
    form.save()
    messages.success(request, _("The settings are saved."))
    return redirect("patients:clinic")


@clinic_admin_only
@require_http_methods(["GET", "HEAD", "POST"])
def staff(request: HttpRequest) -> HttpResponse:
    me = request.user.staff_member
    form = StaffForm(sent_in(request))
    if not form.is_valid():
        context = {"form": form, "staff": me.clinic.staff.select_related("user")}
        return render(request, "patients/staff.html", context, status=422 if form.errors else 200)
    wanted = dict(form.cleaned_data)
    name, email = wanted.pop("name"), wanted.pop("email")
    member = add_staff(by=me, name=name, email=email, roles=wanted)
    send_link(request, member, email)
    return redirect("patients:staff")


def send_link(request: HttpRequest, member: StaffMember, email: str) -> None:
    """The same words whether the address was free or not."""
    if mail_staff_link(member=member, email=email, site=request.build_absolute_uri("/")[:-1]):
        messages.success(request, _("A mail is on its way to %s.") % email)
    else:
        messages.error(request, _("The mail could not be sent. Try again from the list."))


def colleague(request: HttpRequest, code: UUID) -> StaffMember:
    clinic = request.user.staff_member.clinic
    return get_object_or_404(clinic.staff.select_related("user", "clinic"), code=code)


@clinic_admin_only
@require_http_methods(["GET", "HEAD", "POST"])
def member(request: HttpRequest, code: UUID) -> HttpResponse:
    """Change somebody's roles. Nobody takes away their own hold on the clinic."""
    member = colleague(request, code)
    stored = {name: getattr(member, name) for name in RolesForm.base_fields}
    form = RolesForm(sent_in(request), initial=stored)
    is_me = member.pk == request.user.staff_member.pk
    if form.is_valid() and is_me and not form.cleaned_data["is_clinic_admin"]:
        form.add_error("is_clinic_admin", _("Another clinic admin has to take this away from you."))
    if not form.is_valid():
        context = {"form": form, "member": member, "leaving": LeavingForm(), "is_me": is_me}
        context["patient_count"] = member.caseload.current().count()
        context["hand_over_form"] = OfferForm(colleagues=physios_beside(member))
        return render(request, "patients/member.html", context, status=422 if form.errors else 200)
    change_roles(member=member, roles=form.cleaned_data, by=request.user.staff_member)
    messages.success(request, _("The roles of %s are saved.") % member)
    return redirect("patients:staff")


@clinic_admin_only
@require_POST
def end_member(request: HttpRequest, code: UUID) -> HttpResponse:
    member = colleague(request, code)
    me = request.user.staff_member
    form = LeavingForm(request.POST)
    if member.pk == me.pk or not form.is_valid():
        words = " ".join(form.errors.get("left_on", [])) or _("You cannot end your own membership.")
        messages.error(request, words)
        return redirect("patients:member", code=code)
    end_membership(member=member, left_on=form.cleaned_data["left_on"], by=me)
    messages.success(
        request,
        _("%(who)s leaves on %(day)s.")
        % {"who": member, "day": date_format(member.left_on, "j M Y")},
    )
    return redirect("patients:staff")


@clinic_admin_only
@require_POST
def keep_member(request: HttpRequest, code: UUID) -> HttpResponse:
    member = colleague(request, code)
    end_membership(member=member, left_on=None, by=request.user.staff_member)
    messages.success(request, _("%s stays.") % member)
    return redirect("patients:staff")


@clinic_admin_only
@require_POST
def mail_member(request: HttpRequest, code: UUID) -> HttpResponse:
    """The link to choose a password again, to the address on file."""
    member = colleague(request, code)
    if member.user.email:
        send_link(request, member, member.user.email)
    else:
        messages.error(request, _("There is no address on file. Add the person with another one."))
    return redirect("patients:staff")


@clinic_admin_only
@require_safe
def access_record(request: HttpRequest) -> HttpResponse:
    clinic = request.user.staff_member.clinic
    form = AccessFilterForm(request.GET, clinic=clinic)
    wanted = form.cleaned_data if form.is_valid() else {}
    page = Paginator(rows_of(clinic, **wanted), ROWS_A_PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "form": form,
        "page": page,
        "lines": list(lines_for(clinic, page)),
        "query": f"{query.urlencode()}&" if query else "",
    }
    return render(request, "patients/access_record.html", context)


@clinic_admin_only
@require_POST
def export_access_record(request: HttpRequest) -> HttpResponse:
    """The rows that the list shows, as a file; taking it goes on record first."""
    clinic = request.user.staff_member.clinic
    form = AccessFilterForm(request.GET, clinic=clinic)
    if not form.is_valid():
        messages.error(request, _("Nothing was exported. Look at what you are searching for."))
        return redirect("patients:access-record")
    wanted, export = form.cleaned_data, AccessRecord.What.EXPORT
    record_access(request.user, what=export, patient=wanted["patient"], detail=form.in_words())
    file = csv_file(table_of(clinic, rows_of(clinic, **wanted)))
    return FileResponse(file, as_attachment=True, filename="access-record.csv")
