"""A person's own reminders: a patient's, or a carer's who ticks for one."""

from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from patients.access import roles_of, ticker_only
from patients.forms import sent_in

from ...models import Delivery
from ..actions import (
    ask_later,
    make_calendar,
    move_device,
    note_device,
    save_choice,
    save_week,
    send_test,
    stop_calendar,
    turn_off,
)
from ..forms import DeviceForm, LaterForm, RemindersForm, WeekForm
from ..own import Own, own_for


def own_of(request: HttpRequest) -> Own:
    return own_for(request.user, roles_of(request.user).followed)


@ticker_only
@require_http_methods(["GET", "HEAD", "POST"])
def reminders(request: HttpRequest) -> HttpResponse:
    own = own_of(request)
    form = RemindersForm(sent_in(request), own=own)
    if form.is_valid():
        save_choice(by=request.user, times=form.times, **form.choice)
        say_what_is_kept(request, own_of(request))
        return redirect("remind:own")
    return page(request, own, form=form, week_form=WeekForm(instance=own.reminders))


def say_what_is_kept(request: HttpRequest, own: Own) -> None:
    """The page itself says in its first line where nothing can be sent yet."""
    if not own.is_on:
        words = gettext("Saved. Reminders are off: tick a day and a way, then turn them on.")
        messages.warning(request, words)
    elif own.ways:
        messages.success(request, gettext("Saved."))


@ticker_only
@require_POST
def week(request: HttpRequest) -> HttpResponse:
    own = own_of(request)
    week_form = WeekForm(request.POST, instance=own.reminders)
    if not week_form.is_valid():
        return page(request, own, form=RemindersForm(own=own), week_form=week_form)
    save_week(by=request.user, **week_form.cleaned_data)
    messages.success(request, gettext("Saved."))
    return redirect("remind:own")


@ticker_only
@require_POST
def off(request: HttpRequest) -> HttpResponse:
    turn_off(by=request.user)
    messages.success(request, gettext("Reminders are turned off."))
    return redirect("remind:own")


def page(
    request: HttpRequest, own: Own, *, form: RemindersForm, week_form: WeekForm
) -> HttpResponse:
    context = {"own": own, "form": form, "week_form": week_form}
    status = 422 if form.errors or week_form.errors else 200
    return render(request, "remind/own.html", context, status=status)


@ticker_only
@require_POST
def test(request: HttpRequest) -> HttpResponse:
    """A note on every way that is on, at once."""
    own = own_of(request)
    if not ratelimit.consume(request, action="reminder_test", user=request.user):
        messages.error(request, gettext("You asked for many tests. Please wait a minute."))
    elif not own.ways:
        messages.error(request, gettext("Choose e-mail or phone first, and save."))
    else:
        rows = send_test(by=request.user, patient=own.patient, ways=own.ways)
        say_how_it_went(request, rows)
    return redirect("remind:own")


def say_how_it_went(request: HttpRequest, rows: list[Delivery]) -> None:
    for row in rows:
        way = row.get_channel_display()
        if row.state == Delivery.State.SENT:
            messages.success(request, gettext("A test is on its way (%(way)s).") % {"way": way})
        else:
            words = gettext("The test could not be sent (%(way)s): %(why)s.")
            messages.error(request, words % {"way": way, "why": row.get_why_display()})


@ticker_only
@require_http_methods(["GET", "HEAD", "POST"])
def later(request: HttpRequest) -> HttpResponse:
    """ "I'll do it at …": one more reminder today."""
    own, now = own_of(request), timezone.now()
    form = LaterForm(sent_in(request), own=own, now=now)
    if form.is_valid() and own.ways_for_once:
        ask_later(
            user=request.user, patient=own.patient, moment=form.moment, ways=own.ways_for_once
        )
        words = gettext("We will remind you at %(at)s, if it is not done by then.")
        messages.success(request, words % {"at": f"{form.moment.at:%H:%M}"})
        return redirect("follow:today")
    context = {"own": own, "form": form, "offers": own.offers(now)}
    return render(request, "remind/later.html", context, status=422 if form.is_bound else 200)


@ticker_only
@require_POST
def new_calendar(request: HttpRequest) -> HttpResponse:
    make_calendar(by=request.user)
    messages.success(request, gettext("Your calendar has a new address."))
    return redirect(reverse("remind:own") + "#calendar")


@ticker_only
@require_POST
def no_calendar(request: HttpRequest) -> HttpResponse:
    stop_calendar(by=request.user)
    messages.success(request, gettext("The address of your calendar does not work any more."))
    return redirect(reverse("remind:own") + "#calendar")


@ticker_only
@require_POST
def device(request: HttpRequest) -> HttpResponse:
    """This browser signs up for notes, or has another address; a script sends its keys."""
    form = DeviceForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"status": "refused"}, status=422)
    said = form.cleaned_data
    was = said.pop("was")
    if was:
        move_device(by=request.user, was=was, **said)
    else:
        note_device(by=request.user, **said)
    return JsonResponse({"status": "noted"})
