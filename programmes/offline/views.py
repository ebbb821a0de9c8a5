"""The service worker and what it needs: which pages to keep, a fresh token, words, a name."""

import json
from uuid import uuid4

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from patients.access import follower_only, roles_of, ticker_only
from patients.phone import phone_key

from ..opening import followed_opened_by
from ..skip_reasons import HURTS
from ..warning_signs import warning_signs
from . import words
from .addresses import addresses
from .answers import answer_to, lights, points
from .kept import kept_for, slots_of

MODULES = ("store", "day", "send", "keep", "serve", "push")
PAPER, BRAND = "#FBF8F3", "#0F5C5C"


@login_not_required
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """At the root, so that it may answer for every page; it knows addresses and nobody's data."""
    context = {
        "addresses": json.dumps(addresses()),
        "modules": json.dumps([static(f"js/worker/{name}.js") for name in MODULES]),
    }
    return render(request, "offline/worker.js", context, content_type="text/javascript")


@login_not_required
@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """What the phone shows on its home screen: the clinic's name for whoever is signed in."""
    clinic = roles_of(request.user).clinic
    name = clinic.name if clinic else gettext("Home exercise")
    answer = {
        "id": reverse("follow:today"),
        "start_url": reverse("follow:today"),
        "scope": "/",
        "name": name,
        "short_name": name if len(name) <= 12 else gettext("Exercises"),
        "display": "standalone",
        "background_color": PAPER,
        "theme_color": BRAND,
        "icons": [icon("mark", 192), icon("mark", 512), icon("maskable", 512)],
    }
    return JsonResponse(answer, content_type="application/manifest+json")


def icon(name: str, size: int) -> dict[str, str]:
    return {
        "src": static(f"icons/{name}-{size}.png"),
        "sizes": f"{size}x{size}",
        "type": "image/png",
        "purpose": "maskable" if name == "maskable" else "any",
    }


@follower_only
@require_safe
def keep(request: HttpRequest) -> JsonResponse:
    """The list of pages with their digests, and what is needed to work without signal."""
    roles = roles_of(request.user)
    patient = roles.followed
    kept = kept_for(patient, by=request.user, roles=roles)
    return JsonResponse(
        {
            "who": phone_key(roles),
            "zone": patient.time_zone,
            "pages": [[page.address, page.digest] for page in kept.pages],
            "days": {
                day.date.isoformat(): [slots_of(item) for item in day.items]
                for day in (kept.yesterday, *kept.days)
            },
            "lights": lights(patient.pain_rule),
            "hurts": HURTS,
            "words": words.on_screen(),
        }
    )


@ticker_only
@require_safe
def answer(request: HttpRequest, moment: str, light: str) -> HttpResponse:
    """What is shown at once to a score that waits for signal: the same page as with signal."""
    patient = followed_opened_by(request)
    said = answer_to(patient.pain_rule, moment, light, request.GET.get("score", ""))
    if said is None:
        raise Http404
    context = {
        "said": said,
        "patient": patient,
        "flags": warning_signs() if light == "red" else [],
        "scale": {"points": points(patient.pain_rule)},
        "message_id": uuid4(),
    }
    return render(request, "follow/finished.html", context)


@follower_only
@require_safe
def token(request: HttpRequest) -> JsonResponse:
    """Who is signed in, and the token with which this person's deeds are sent."""
    return JsonResponse({"who": phone_key(roles_of(request.user)), "token": get_token(request)})


@follower_only
@require_safe
def away(request: HttpRequest) -> HttpResponse:
    """What is shown without signal where a page was not kept: the days that were."""
    roles = roles_of(request.user)
    kept = kept_for(roles.followed, by=request.user, roles=roles)
    return render(request, "offline/away.html", {"days": kept.days})
