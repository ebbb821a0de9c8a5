"""Why was nothing done on a day, or will nothing be done today? One tap, and help at once."""

from datetime import date, timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from patients.access import roles_of, ticker_only
from patients.models import Patient

from ...opening import followed_opened_by
from ...schedule import BACK_DATING_DAYS
from .. import actions
from ..answer import answer_for, build_answer, choices_on
from ..forms import ReasonForm


def open_day(patient: Patient, on: date) -> date:
    """Today, or one of the days that may still be corrected; else 404."""
    today = patient.local_today()
    if not today - timedelta(days=BACK_DATING_DAYS) <= on <= today:
        raise Http404
    return on


@ticker_only
@require_safe
def why(request: HttpRequest, on: date) -> HttpResponse:
    """The reasons, or the help for the one that was given; `?change` asks again."""
    patient = followed_opened_by(request)
    answer = answer_for(patient, open_day(patient, on))
    is_asked = answer.chosen is None or "change" in request.GET
    return render(request, "missed/why.html", {"answer": answer, "is_asked": is_asked})


@ticker_only
@require_POST
def say(request: HttpRequest, on: date) -> HttpResponse:
    patient = roles_of(request.user).followed
    offered = choices_on(patient, on)
    form = ReasonForm(request.POST, offered=offered)
    if not form.is_valid():
        answer = build_answer(patient, open_day(patient, on), offered, None)
        context = {"answer": answer, "is_asked": True, "error": form.errors["reason"][0]}
        return render(request, "missed/why.html", context, status=422)
    said = actions.say_why(
        patient=patient, on=open_day(patient, on), choice=form.chosen, by=request.user
    )
    if request.htmx:
        answer = build_answer(patient, on, offered, said)
        return render(request, "missed/_answer.html", {"answer": answer, "is_piece": True})
    return redirect("missed:why", on=on)


@ticker_only
@require_POST
def rather_not(request: HttpRequest, on: date) -> HttpResponse:
    """Asked, and left at that; nobody asks again about this day."""
    patient = roles_of(request.user).followed
    actions.say_why(patient=patient, on=open_day(patient, on), choice=None, by=request.user)
    return HttpResponse() if request.htmx else redirect("follow:today")


@ticker_only
@require_POST
def take_back(request: HttpRequest, on: date) -> HttpResponse:
    patient = roles_of(request.user).followed
    actions.take_back(patient=patient, on=open_day(patient, on))
    messages.info(request, _("Taken back."))
    return redirect("follow:today")
