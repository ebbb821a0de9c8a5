"""Progress on one page, and what is done with a goal."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from patients.access import log_reader_only, roles_of, speaker_only

from ..models import Goal
from ..opening import followed_opened_by
from . import actions
from .forms import GoalForm, GoalScoreForm
from .progress import progress_for


@log_reader_only
@require_safe
def progress(request: HttpRequest) -> HttpResponse:
    return show(request, GoalForm())


def show(request: HttpRequest, form: GoalForm) -> HttpResponse:
    page = progress_for(followed_opened_by(request))
    context = {"page": page, "form": form, "scores": range(11)}
    status = 422 if form.is_bound else 200
    return render(request, "progress/progress.html", context, status=status)


def own_goal(request: HttpRequest, code: UUID) -> Goal:
    goals = Goal.objects.filter(patient=roles_of(request.user).followed)
    return get_object_or_404(goals.select_related("patient"), code=code)


def back_to_goals() -> HttpResponse:
    return redirect(f"{reverse('progress:mine')}#goals")


@speaker_only
@require_POST
def add(request: HttpRequest) -> HttpResponse:
    form = GoalForm(request.POST)
    if not form.is_valid():
        return show(request, form)
    words, patient = form.cleaned_data["words"], roles_of(request.user).followed
    try:
        actions.add_goal(patient=patient, words=words, by=request.user)
    except actions.TooManyGoals:
        form.add_error("words", _("Five goals are enough. Take one away first."))
        return show(request, form)
    return back_to_goals()


@speaker_only
@require_POST
def score(request: HttpRequest, code: UUID) -> HttpResponse:
    goal, form = own_goal(request, code), GoalScoreForm(request.POST)
    if form.is_valid():
        actions.score_goal(goal=goal, score=form.cleaned_data["score"], by=request.user)
    else:
        messages.error(request, _("Choose a number from 0 to 10."))
    return back_to_goals()


@speaker_only
@require_POST
def reached(request: HttpRequest, code: UUID) -> HttpResponse:
    """Reached, or not yet after all."""
    goal = own_goal(request, code)
    goal.reached_on = None if goal.reached_on else goal.patient.local_today()
    goal.save(update_fields=["reached_on"])
    if goal.reached_on:
        messages.success(request, _("You did it! Your physio will see it too."))
    return back_to_goals()


@speaker_only
@require_POST
def remove(request: HttpRequest, code: UUID) -> HttpResponse:
    """Off the list; the row and its scores stay."""
    goal = own_goal(request, code)
    goal.retired_on = goal.patient.local_today()
    goal.save(update_fields=["retired_on"])
    undo = reverse("progress:goal-restore", args=[goal.code])
    messages.info(request, _("Taken off the list."), extra_tags=f"undo={undo}")
    return back_to_goals()


@speaker_only
@require_POST
def restore(request: HttpRequest, code: UUID) -> HttpResponse:
    goal = own_goal(request, code)
    goal.retired_on = None
    goal.save(update_fields=["retired_on"])
    return back_to_goals()
