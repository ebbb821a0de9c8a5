"""What a patient reads: today, another day, one exercise, the plan, the history, help."""

from datetime import date
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from patients.access import (
    follower_even_so,
    follower_only,
    log_reader_only,
    roles_of,
    ticker_only,
)

from ...opening import followed_opened_by
from ...warning_signs import warning_signs
from ...without_network import day_made_for
from ..exercise import exercise_page_for
from ..followed import followed_for
from ..history import history_for
from ..how_it_went import SCORE_OF, Scale, said_about
from ..may_have_hurt import may_have_hurt
from ..see_you import see_you
from ..today import day_ahead_for, day_page_for
from ..whole_plan import plan_views_for
from .answers import address_of, address_of_exercise
from .asked import day_asked, month_asked, number_asked, open_day


@follower_only
@require_safe
def today(request: HttpRequest) -> HttpResponse:
    patient = followed_opened_by(request)
    roles = roles_of(request.user)
    ahead = day_made_for(request, patient)
    if ahead and ahead != patient.local_today():
        page = day_ahead_for(patient, ahead, shows_log=roles.may_read_log)
    else:
        page = day_page_for(patient, shows_log=roles.may_read_log, asks_why=roles.may_tick)
    scale = Scale.of_pain(patient.pain_rule)
    return render(request, "follow/today.html", {"page": page, "scale": scale})


@log_reader_only
@require_safe
def day(request: HttpRequest, on: date) -> HttpResponse:
    """One of the last days, to enter later what was done."""
    patient = followed_opened_by(request)
    if on == patient.local_today():
        return redirect("follow:today")
    page = day_page_for(patient, open_day(on, patient.local_today()))
    return render(request, "follow/day.html", {"page": page})


@log_reader_only
@require_safe
def finished(request: HttpRequest) -> HttpResponse:
    """The clinic's words for the score that was given; with a red one, the red flags."""
    patient = followed_opened_by(request)
    on = day_asked(request, patient)
    session = patient.sessions.filter(on=on).first()
    if session is None:
        raise Http404
    asked = request.GET.get("of", "")
    moment = asked if asked in SCORE_OF else "after"
    said = said_about(patient.pain_rule, getattr(session, SCORE_OF[moment]), moment)
    context = {"said": said, "session": session, "scale": Scale.of_pain(patient.pain_rule)}
    if said and said.light == "red":
        context |= {"flags": warning_signs(), "exercises": may_have_hurt(session)}
        context["message_id"] = uuid4()
    elif moment == "after" and on == patient.local_today():
        context["see_you"] = see_you(followed_for(patient), on)
    return render(request, "follow/finished.html", context)


@follower_even_so
@require_safe
def get_help(request: HttpRequest) -> HttpResponse:
    context = {"flags": warning_signs(), "patient": followed_opened_by(request)}
    return render(request, "follow/help.html", context)


@follower_only
@require_safe
def exercise(request: HttpRequest, code: UUID) -> HttpResponse:
    """One exercise of the plan, as it is done on the day."""
    patient = followed_opened_by(request)
    ahead = day_made_for(request, patient)
    on = ahead or day_asked(request, patient)
    shows_log = roles_of(request.user).may_read_log
    day_page = day_page_for(patient, on, shows_log=shows_log, as_of=ahead)
    match = day_page.followed.find(code)
    if match is None:
        raise Http404
    _, prescription = match
    page = exercise_page_for(prescription, day_page)
    return render(request, "follow/exercise.html", {"page": page, "row": page.row})


@ticker_only
@require_safe
def hurts(request: HttpRequest, code: UUID) -> HttpResponse:
    """After a skip because of pain: the clinic's words, and whom to tell. Nothing else changes."""
    patient = followed_opened_by(request)
    ahead = day_made_for(request, patient)
    page = day_page_for(patient, ahead or day_asked(request, patient), as_of=ahead)
    match = page.followed.find(code)
    if match is None:
        raise Http404
    other = page.next_besides(match[1])
    place = "finish" if page.asks_how_it_went else "day"
    context = {
        "page": page,
        "prescription": match[1],
        "other": other,
        "bands": Scale.of_pain(patient.pain_rule).bands,
        "flags": warning_signs(),
        "message_id": uuid4(),
        "href": address_of_exercise(page, other) if other else address_of(page, place),
    }
    return render(request, "follow/hurts.html", context)


@follower_only
@require_safe
def plan(request: HttpRequest) -> HttpResponse:
    """The whole plan, with one week open: the current one, or the one in `?week=`."""
    plans = plan_views_for(followed_opened_by(request), number_asked(request, "week", most=104))
    return render(request, "follow/plan.html", {"plans": plans})


@log_reader_only
@require_safe
def history(request: HttpRequest) -> HttpResponse:
    """What was done, one month at a time."""
    patient = followed_opened_by(request)
    page = history_for(patient, month_asked(request, patient))
    return render(request, "follow/history.html", {"page": page})
