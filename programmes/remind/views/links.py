"""What opens without a sign-in: the links in a mail, and the private calendar."""

from allauth.core.internal.ratelimit import consume
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from patients.access import roles_of
from patients.forms import sent_in

from ...models import ReminderSettings
from ..actions import ask_later, stop_mails
from ..feed import feed_for
from ..forms import LaterForm
from ..links import delivery_meant_by, settings_meant_by
from ..own import own_for

NOT_FOR_ROBOTS = "noindex, nofollow"


def too_often(request: HttpRequest, action: str, **key: str) -> HttpResponse | None:
    """allauth's own limits; its public door leaves out requests that only look."""
    if consume(request, app="allauth.account", action=action, limit_get=True, **key):
        return None
    return render(request, "429.html", status=429)


@login_not_required
@require_safe
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    """The times as a file that calendars read. Whoever has the address may."""
    refused = too_often(request, "reminder_calendar", key=token[:64])
    if refused:
        return refused
    found = ReminderSettings.objects.select_related(
        "user__patient__clinic", "user__carer__patient__clinic", "user__staff_member"
    )
    reminders = found.filter(feed_token=token, user__is_active=True).first()
    patient = roles_of(reminders.user).followed if reminders else None
    if patient is None:
        raise Http404
    with override(patient.language or patient.clinic.language):
        text = feed_for(reminders, patient).as_text()
    headers = {"Content-Disposition": 'inline; filename="reminders.ics"'}
    headers |= {"X-Robots-Tag": NOT_FOR_ROBOTS}
    return HttpResponse(text, content_type="text/calendar; charset=utf-8", headers=headers)


@login_not_required
@csrf_exempt  # a mail program posts here for the person (RFC 8058); the link itself is the proof
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """No more mails: looking changes nothing, one tap does."""
    refused = too_often(request, "reminder_link")
    if refused:
        return refused
    reminders = settings_meant_by(token)
    if reminders is None:
        raise Http404
    if request.method == "POST":
        stop_mails(reminders=reminders)
    answer = render(request, "remind/stop.html", {"is_done": request.method == "POST"})
    answer["X-Robots-Tag"] = NOT_FOR_ROBOTS
    return answer


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def later(request: HttpRequest, token: str) -> HttpResponse:
    """ "I'll do it at …" out of a mail, signed in or not."""
    refused = too_often(request, "reminder_link")
    if refused:
        return refused
    row, now = delivery_meant_by(token), timezone.now()
    if row is None or roles_of(row.user).followed != row.patient:
        raise Http404
    own = own_for(row.user, row.patient)
    form = LaterForm(sent_in(request), own=own, now=now)
    is_over = row.patient.local_today() != row.on
    is_kept = not is_over and form.is_valid() and bool(own.ways_for_once)
    if is_kept:
        ask_later(user=row.user, patient=row.patient, moment=form.moment, ways=own.ways_for_once)
    context = {"own": own, "form": form, "is_over": is_over, "is_kept": is_kept}
    context |= {"offers": own.offers(now)}
    status = 422 if form.is_bound and not is_kept else 200
    return render(request, "remind/later_by_link.html", context, status=status)
