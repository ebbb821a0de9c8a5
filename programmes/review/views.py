"""The pages on which a physio sees what happened."""

from datetime import date, timedelta
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db.models import Min
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from patients.access import (
    patient_opened_by,
    patients_visible_to,
    physio_only,
    record_access,
    roles_of,
)
from patients.care import handovers_for
from patients.invitations import newest_open_invitation
from patients.models import AccessRecord, Patient

from ..missed_counts import missed_days
from ..models import Completion, Handled, OutcomeScore, Programme
from ..rehearsed import rehearsed_for
from ..thread import ready_replies
from . import actions
from .attention import KINDS
from .calendar import WEEKDAYS
from .caseload import COUNTED_DAYS, CaseRow, caseload_of, rows_for, work_list_for
from .forms import ORDERS, CaseloadForm, HandleForm, InErrorForm, ScoreForm
from .log import completions_of, days_of, log_of, sessions_of, with_missed
from .note import note_for
from .outcomes import outcomes_for
from .record import record_for, with_harder

ROWS_PER_PAGE, DAYS_PER_PAGE = 50, 28


@physio_only
@require_safe
def caseload(request: HttpRequest) -> HttpResponse:
    asked = CaseloadForm(request.GET).understood()
    visible = patients_visible_to(request.user)
    me, whole_clinic = roles_of(request.user).staff, asked["whole_clinic"]
    found = caseload_of(visible, me, whole_clinic=whole_clinic, words=asked["q"])
    work = work_list_for(found, reason=asked["reason"], order=asked["order"])
    everyone = caseload_of(visible, me, whole_clinic=whole_clinic, words="")
    page = Paginator(work.shown, ROWS_PER_PAGE).get_page(request.GET.get("page"))
    rows = rows_for(page.object_list, visible)
    ids = [row.patient.pk for row in rows]
    record_access(request.user, what=AccessRecord.What.CASELOAD, shown=ids)
    context = {
        "rows": rows,
        "page": page,
        "asked": asked,
        "work": work,
        "total": everyone.count() if asked["q"] and not request.htmx else None,
        "kinds": [(kind, KINDS[kind], number) for kind, number in work.counts.items()],
        "orders": ORDERS,
        "counted_days": COUNTED_DAYS,
        "giving": template_named(request, asked["give"]),
        "handovers": None if request.htmx else handovers_for(roles_of(request.user).staff),
    }
    template = "review/_rows.html" if request.htmx else "review/caseload.html"
    return render(request, template, context)


@physio_only
@require_POST
def handle(request: HttpRequest, code: UUID) -> HttpResponse:
    """One reason is dealt with: off the list, with who and when."""
    patient = patient_opened_by(request.user, code)
    form = HandleForm(request.POST)
    done = None
    if form.is_valid():
        kind, fact = form.cleaned_data["reason"]
        me, note = roles_of(request.user).staff, form.cleaned_data["note"]
        done = actions.handle(patient=patient, kind=kind, fact=fact, by=me, note=note)
    if request.htmx:
        return render(request, "review/_row.html", row_context(request, patient, done))
    if done:
        undo = reverse("review:undo-handled", args=[done.code])
        words = _("Handled: %(name)s, %(words)s") % {"name": patient.name, "words": done.words}
        messages.success(request, words, extra_tags=f"undo={undo}")
    else:
        messages.warning(request, _("This has changed meanwhile. Please look again."))
    return back_from(request, patient)


@physio_only
@require_POST
def undo_handled(request: HttpRequest, code: UUID) -> HttpResponse:
    mine = Handled.objects.filter(patient__in=patients_visible_to(request.user))
    handled = get_object_or_404(mine.select_related("patient"), code=code)
    patient = patient_opened_by(request.user, handled.patient.code)
    actions.undo_handled(handled=handled, by=roles_of(request.user).staff)
    if request.htmx:
        return render(request, "review/_row.html", row_context(request, patient, None))
    messages.success(request, _("Back on the work list."))
    return back_from(request, patient)


def row_context(request: HttpRequest, patient: Patient, done: Handled | None) -> dict:
    """One row of the work list as it is now, with what was just handled."""
    asked = CaseloadForm(request.POST).understood()
    return {"row": row_of(request, patient), "asked": asked, "handled": done, "is_alone": True}


def row_of(request: HttpRequest, patient: Patient) -> CaseRow:
    visible = patients_visible_to(request.user)
    return rows_for(work_list_for(visible.filter(pk=patient.pk)).shown, visible)[0]


def back_from(request: HttpRequest, patient: Patient) -> HttpResponse:
    """To the work list as it was, or to the patient's page."""
    if request.POST.get("from") == "list":
        query = CaseloadForm(request.POST).understood()["further"]
        return redirect(f"{reverse('review:caseload')}?{query.rstrip('&')}")
    return redirect("review:patient", code=patient.code)


def template_named(request: HttpRequest, code: UUID | str) -> Programme | None:
    """The template that is to be given to one of these patients, if one is."""
    return Programme.objects.usable_by(request.user).filter(code=code).first() if code else None


@physio_only
@require_safe
def patient(request: HttpRequest, code: UUID) -> HttpResponse:
    shown = patient_opened_by(request.user, code)
    record = record_for(shown)
    shown.messages.unseen_by_clinic().filter(
        pk__in=[message.pk for message in record.last_messages]
    ).mark_seen(request.user)
    context = {
        "patient": shown,
        "record": record,
        "note": note_for(record, roles_of(request.user).staff),
        "replies": ready_replies(shown.clinic) if record.thread.waits_for_clinic else [],
        "reply_id": uuid4(),
        "rehearsed": rehearsed_for(shown),
        "harder": with_harder(record, request.user),
        "invitation": newest_open_invitation(shown) if shown.user_id is None else None,
        "weekdays": WEEKDAYS,
    }
    return render(request, "review/patient.html", context)


@physio_only
@require_safe
def log(request: HttpRequest, code: UUID) -> HttpResponse:
    """All days from the beginning, four weeks of sessions on a page."""
    patient = patient_opened_by(request.user, code)
    page = Paginator(sessions_of(patient), DAYS_PER_PAGE).get_page(request.GET.get("page"))
    sessions = list(page.object_list)
    entries = log_of(patient, sessions, completions_of(sessions))
    first, last = span_of(patient, page)
    days, said = days_of(patient, first, last), missed_days(patient, since=first)
    entries = with_missed(entries, days, said)
    return render(request, "review/log.html", {"patient": patient, "log": entries, "page": page})


def span_of(patient: Patient, page: Page) -> tuple[date, date]:
    """The days of a page of the log: to the next newer session, on the last from the start."""
    sessions, own = page.paginator.object_list, [session.on for session in page.object_list]
    first, last = own[-1] if own else patient.local_today(), patient.local_today()
    if not page.has_next():
        begun = patient.programmes.aggregate(first=Min("start_on"))["first"]
        first = min(first, begun or first)
    if page.has_previous():
        newer = sessions.values_list("on", flat=True)[page.start_index() - 2]
        last = newer - timedelta(days=1)
    return first, last


@physio_only
@require_http_methods(["GET", "HEAD", "POST"])
def scores(request: HttpRequest, code: UUID) -> HttpResponse:
    """The physio's own measures: those there are, and one more."""
    patient = patient_opened_by(request.user, code)
    score = OutcomeScore(patient=patient, by=roles_of(request.user).staff)
    sent = request.POST if request.method == "POST" else None
    form = ScoreForm(sent, instance=score, today=patient.local_today())
    if form.is_valid():
        form.save()
        messages.success(request, _("The score is saved."))
        return redirect("review:patient", code=patient.code)
    context = {"patient": patient, "form": form, "outcomes": outcomes_for(patient)}
    return render(request, "review/scores.html", context, status=422 if form.errors else 200)


@physio_only
@require_POST
def score_in_error(request: HttpRequest, code: UUID) -> HttpResponse:
    """The row stays; it is shown no longer."""
    mine = OutcomeScore.objects.filter(patient__in=patients_visible_to(request.user))
    score = get_object_or_404(mine.select_related("patient"), code=code)
    patient = patient_opened_by(request.user, score.patient.code)
    actions.mark_score_in_error(score=score, by=roles_of(request.user).staff)
    messages.success(request, _("Marked as entered in error. It is kept, and shown no longer."))
    return redirect("review:scores", code=patient.code)


@physio_only
@require_http_methods(["GET", "HEAD", "POST"])
def mark_in_error(request: HttpRequest, tick_id: UUID) -> HttpResponse:
    mine = Completion.objects.filter(session__patient__in=patients_visible_to(request.user))
    wanted = mine.select_related("session__patient__clinic", "prescription__exercise")
    completion = get_object_or_404(wanted, tick_id=tick_id)
    patient = patient_opened_by(request.user, completion.session.patient.code)
    form = InErrorForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        context = {"form": form, "patient": patient, "completion": completion}
        status = 422 if request.method == "POST" else 200
        return render(request, "review/in_error.html", context, status=status)
    actions.mark_entered_in_error(
        completion=completion, by=roles_of(request.user).staff, reason=form.cleaned_data["reason"]
    )
    messages.success(request, _("Marked as entered in error. It no longer counts."))
    return redirect("review:patient", code=patient.code)
