"""What a patient, or a carer who may, does: tick, undo, skip, all done, and how it went."""

from datetime import date, timedelta
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from patients.access import follower_only, patient_only, roles_of, ticker_only

from ...opening import followed_opened_by
from ...schedule import KEPT_OFFLINE_DAYS
from ...skip_reasons import HURTS
from ...without_network import day_made_for, is_watched, wants_data
from .. import actions
from ..followed import followed_for
from ..forms import (
    FinishForm,
    MorningForm,
    PainBeforeForm,
    ReadForm,
    SkipForm,
    TickForm,
    WholeDayForm,
)
from ..how_it_went import Scale
from ..today import build_day_page, day_page_for
from .answers import (
    address_of,
    address_of_exercise,
    refused,
    said,
    ticked,
    whole_day_done,
)
from .asked import day_asked, open_day, prescription_asked, sent, when_said


@ticker_only
@require_POST
def tick(request: HttpRequest, code: UUID) -> HttpResponse:
    """One tick, five queries: two for the plan, three to keep it once."""
    followed, plan, prescription = prescription_asked(request, code)
    form = TickForm(request.POST)
    if not form.is_valid():
        return refused(request, "numbers" if form.has_wrong_numbers else "not understood")
    deed = form.deed()
    answer = actions.record(
        followed=followed, plan=plan, prescription=prescription, deed=deed, by=request.user
    )
    return ticked(request, followed, prescription.line, deed.on, answer)


@ticker_only
@require_POST
def untick(request: HttpRequest, tick_id: UUID) -> HttpResponse:
    followed = followed_for(roles_of(request.user).followed, back=KEPT_OFFLINE_DAYS)
    made_on = when_said(request, followed.patient).made_on
    undone = actions.undo(followed=followed, tick_id=tick_id, today=made_on)
    if undone is None:
        raise Http404
    tick, answer = undone
    return ticked(request, followed, tick.line, tick.on, answer)


@ticker_only
@require_http_methods(["GET", "HEAD", "POST"])
def skip(request: HttpRequest, code: UUID) -> HttpResponse:
    """Ask why, and keep it: a skip is an answer too."""
    followed, plan, prescription = prescription_asked(request, code)
    form = SkipForm(sent(request))
    if form.is_valid():
        deed = actions.skipped(form.deed(), form.cleaned_data["reason"])
        answer = actions.record(
            followed=followed, plan=plan, prescription=prescription, deed=deed, by=request.user
        )
        hurts = prescription if deed.skip_reason == HURTS else None
        if answer.status == "created" and is_watched(request) and not hurts:
            messages.info(request, _("Skipped. Your physio will see why."))
        return ticked(request, followed, prescription.line, deed.on, answer, hurts=hurts)
    if form.is_bound and wants_data(request):
        return refused(request, "not understood")
    ahead = day_made_for(request, followed.patient)
    on = ahead or day_asked(request, followed.patient)
    page = day_page_for(followed.patient, on, as_of=ahead)
    context = {"form": form, "page": page, "prescription": prescription}
    context |= {
        "row": page.row_of(prescription.line),
        "back": address_of_exercise(page, prescription),
    }
    return render(request, "follow/skip.html", context, status=422 if form.is_bound else 200)


@ticker_only
@require_POST
def all_done(request: HttpRequest) -> HttpResponse:
    """A whole session in one tap, five queries."""
    followed = followed_for(roles_of(request.user).followed)
    form = WholeDayForm(request.POST)
    if not form.is_valid():
        return refused(request, "not understood")
    on, batch = form.cleaned_data["on"], form.cleaned_data["batch"]
    if not followed.is_open(on):
        return refused(request, "too old" if on < followed.today else "ahead")
    count, ticks = actions.record_whole_day(
        followed=followed,
        on=on,
        batch=batch,
        by=request.user,
        ticked_at=min(form.cleaned_data["ticked_at"], timezone.now()),
    )
    page = build_day_page(followed, ticks, on)
    return whole_day_done(request, page, batch=batch, count=count)


@ticker_only
@require_POST
def undo_all_done(request: HttpRequest, on: date, batch: UUID) -> HttpResponse:
    patient = roles_of(request.user).followed
    today = patient.local_today()
    count = actions.undo_whole_day(patient=patient, on=open_day(on, today), batch=batch)
    if count is None:
        raise Http404
    messages.info(request, _("Taken back. What you ticked one by one is still there."))
    day = reverse("follow:today") if on == today else reverse("follow:day", args=[on])
    return said(request, day)


@ticker_only
@require_http_methods(["GET", "HEAD", "POST"])
def finish(request: HttpRequest) -> HttpResponse:
    """How did it go? Everything may be left out."""
    patient = followed_opened_by(request)
    when = when_said(request, patient)
    if when.refusal:
        return refused(request, when.refusal)
    page = day_page_for(patient, when.on, as_of=day_made_for(request, patient))
    form = FinishForm(sent(request), instance=page.session)
    if request.method == "POST" and form.is_valid():
        told = when.given(form.cleaned_data)
        actions.finish(patient=patient, on=page.on, said=told, by=request.user, at=when.at)
        return said(request, f"{reverse('follow:finished')}?day={page.on}")
    if wants_data(request):
        return refused(request, "not understood")
    context = {
        "form": form,
        "page": page,
        "pain": Scale.of_pain(patient.pain_rule),
        "effort": Scale.of_effort(),
        "back": address_of(page),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "follow/finish.html", context, status=status)


@ticker_only
@require_POST
def pain_before(request: HttpRequest) -> HttpResponse:
    """One tap on Today, before the exercises."""
    patient = roles_of(request.user).followed
    form = PainBeforeForm(request.POST)
    if not form.is_valid():
        return refused(request, "no score")
    when = when_said(request, patient)
    if when.refusal:
        return refused(request, when.refusal)
    actions.say(patient=patient, on=when.on, said=form.cleaned_data, by=request.user)
    return said(request, f"{reverse('follow:finished')}?day={when.on}&of=before")


@ticker_only
@require_POST
def morning(request: HttpRequest) -> HttpResponse:
    """How the morning after is; kept with the session of the day before."""
    patient = roles_of(request.user).followed
    form = MorningForm(request.POST)
    if not form.is_valid():
        return refused(request, "no score")
    when = when_said(request, patient)
    if when.refusal:
        return refused(request, when.refusal)
    yesterday = when.on - timedelta(days=1)
    if not patient.sessions.filter(on=yesterday).exists():
        raise Http404
    actions.say(patient=patient, on=yesterday, said=form.cleaned_data, by=request.user)
    return said(request, f"{reverse('follow:finished')}?day={yesterday}&of=morning")


@follower_only
@require_POST
def signs_read(request: HttpRequest) -> HttpResponse:
    """This person has read which signs need help: they fold to one line. The first time stays."""
    if request.user.read_signs_at is None:
        request.user.read_signs_at = timezone.now()
        request.user.save(update_fields=["read_signs_at"])
    return said(request, reverse("follow:today"))


@patient_only
@require_POST
def changes_seen(request: HttpRequest) -> HttpResponse:
    """What changed in the plan has been read; it stands on the plan page for two weeks."""
    form = ReadForm(request.POST)
    if form.is_valid():
        patient = roles_of(request.user).patient
        actions.put_away_changes(patient=patient, newest=form.cleaned_data["newest"])
    return said(request, reverse("follow:today"))
