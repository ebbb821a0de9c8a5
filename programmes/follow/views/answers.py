"""How is a deed answered: as a page to go to, as a piece of the page, or as data?"""

from datetime import date
from typing import Literal
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ...models import Prescription
from ...without_network import is_watched, wants_data
from ..actions import Answer
from ..followed import Followed
from ..today import DayPage, build_day_page

Place = Literal["day", "next", "finish"]
REFUSED = {
    "too old": _("That day is more than 7 days ago. Ask your physio to add it."),
    "ahead": _("That day is still to come. You can tick it off when it is here."),
    "not running": _("Your plan was not running on that day."),
    "changed": _("Your physio has changed this exercise. Open Today to see the new one."),
    "no such slot": _("That is more often than your plan says for one day."),
    "id taken": _("This tick could not be kept. Open Today and tick again."),
    "numbers": (
        _(
            "A number was too big or not a number: at most 300 times, 300 kg, 600 seconds. "
            "Go back and change it, or leave it out."
        )
    ),
    "no score": _("Choose a number from 0 to 10."),
    "not understood": _("Something was missing. Open Today and tick again."),
}


def ticked(
    request: HttpRequest,
    followed: Followed,
    line: UUID,
    on: date,
    answer: Answer,
    *,
    hurts: Prescription | None = None,
) -> HttpResponse:
    """After a tick, a skip or an undo of one; `hurts` was skipped because of pain."""
    if answer.status == "refused":
        return refused(request, answer.reason)
    page = build_day_page(followed, answer.ticks, on)
    row = page.row_of(line)
    if hurts and row and row.item.is_skipped:
        place, address = "next", on_day("follow:hurts", page, hurts)
    else:
        place = place_after(request, page, line, answer)
        address = address_of(page, place)
    if wants_data(request):
        return JsonResponse(as_data(answer, page) | {"next": address})
    if request.htmx and row and place == "day":
        return render(request, "follow/_ticked.html", {"page": page, "row": row, "is_piece": True})
    at_row = f"#row-{line}" if row and place == "day" else ""
    return go_to(request, address + at_row)


def as_data(answer: Answer, page: DayPage) -> dict:
    return {
        "status": answer.status,
        "is_standing": answer.is_standing,
        "on": page.on,
        "done": page.day.done,
        "due": page.day.due,
    }


def place_after(request: HttpRequest, page: DayPage, line: UUID, answer: Answer) -> Place:
    """The last due one leads to how it went; a tick on an exercise's page to the next one."""
    if not answer.is_standing:
        return "day"
    if page.day.is_all_answered and page.is_due(line):
        return "finish"
    return "next" if request.POST.get("then") == "next" else "day"


def address_of(page: DayPage, place: Place = "day") -> str:
    """Where to go: "day", its "next" exercise (or the day if there is none), or its "finish"."""
    day = "" if page.is_today else f"?day={page.on}"
    if place == "finish":
        return reverse("follow:finish") + day
    if place == "next" and page.next_item:
        return address_of_exercise(page, page.next_item.prescription)
    return reverse("follow:today") if page.is_today else reverse("follow:day", args=[page.on])


def address_of_exercise(page: DayPage, prescription: Prescription) -> str:
    """Its page, on the page's day."""
    return on_day("follow:exercise", page, prescription)


def on_day(name: str, page: DayPage, prescription: Prescription) -> str:
    day = "" if page.is_today else f"?day={page.on}"
    return reverse(name, args=[prescription.code]) + day


def go_to(request: HttpRequest, address: str) -> HttpResponse:
    if request.htmx:
        return HttpResponse(headers={"HX-Redirect": address})
    return redirect(address)


def said(request: HttpRequest, address: str) -> HttpResponse:
    """After something was said, and kept: where to go on."""
    if wants_data(request):
        return JsonResponse({"status": "created", "next": address})
    return redirect(address)


def refused(request: HttpRequest, reason: str) -> HttpResponse:
    """Say what is wrong and what to do; nothing was written."""
    words = REFUSED[reason]
    if wants_data(request):
        data = {"status": "refused", "reason": reason, "words": words}
        return JsonResponse(data, status=422)
    if request.htmx:
        messages.error(request, words)
        return HttpResponse(status=422, headers={"HX-Redirect": reverse("follow:today")})
    return render(request, "follow/refused.html", {"words": words}, status=422)


def whole_day_done(request: HttpRequest, page: DayPage, *, batch: UUID, count: int) -> HttpResponse:
    """Say it, offer to undo it, and ask how it went."""
    undo = reverse("follow:undo-all-done", args=[page.on, batch])
    if count and is_watched(request):
        messages.success(request, _("All ticked off. Well done."), extra_tags=f"undo={undo}")
    return said(request, address_of(page, "finish" if page.day.due else "day"))
