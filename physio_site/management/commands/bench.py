"""How much work is a page, next to the least that any signed-in page needs?

Each page and the floor (a signed-in page, one indexed query, 10 KB of template) are asked for in
turn in the same run, so that their ratio holds on a busy machine too. CPU time of this process,
the median of all rounds; queries are counted apart. Everything is rolled back at the end.
"""

import time
from collections.abc import Callable
from functools import cache
from statistics import median
from types import ModuleType
from uuid import uuid4

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import include, path, reverse

from patients.models import Clinic, User
from physio_site.crowd import add_crowd
from programmes.models import Prescription

FLOOR_TEMPLATE = "<!doctype html><title>Floor</title><p>{{ clinic.name }}</p>" + "<p>text</p>" * 900
# Ratio to the floor that performance asks of Today; the others are printed without a limit.
LIMITS = {"today": 1.4}

Deed = Callable[[], HttpResponse]


class Command(BaseCommand):
    help = "Print CPU time and queries of the main pages beside the floor, for the demo's people."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--rounds", type=int, default=60)
        parser.add_argument(
            "--crowd", type=int, default=0, help="also the work list of that many patients"
        )

    def handle(self, *args, rounds: int, crowd: int, **options) -> None:
        urls = ModuleType("bench_urls")
        urls.urlpatterns = [
            path("floor/", floor, name="floor"),
            path("", include("physio_site.urls")),
        ]
        with (
            override_settings(ROOT_URLCONF=urls, ALLOWED_HOSTS=["testserver"]),
            transaction.atomic(),
        ):
            self.measure(rounds)
            if crowd:
                self.measure_crowd(crowd)
            transaction.set_rollback(True)

    def measure(self, rounds: int) -> None:
        patient, physio = signed_in("patient"), signed_in("physio")
        ask_floor = asking(patient, "/floor/")
        sam = User.objects.get(email="patient@demo.example").patient
        deeds = {
            "today": asking(patient, reverse("follow:today")),
            "tick and undo": ticking(patient, sam),
            "plan": asking(patient, reverse("follow:plan")),
            "history": asking(patient, reverse("follow:history")),
            "library": asking(physio, reverse("exercises:exercise-list")),
            "caseload": asking(physio, reverse("review:caseload")),
            "one patient": asking(physio, reverse("review:patient", args=[sam.code])),
        }
        self.stdout.write(f"{'page':16}{'CPU ms':>9}{'floor ms':>10}{'ratio':>7}{'queries':>9}")
        for name, deed in deeds.items():
            queries = queries_of(deed)
            own, floor_time = side_by_side(deed, ask_floor, rounds)
            ratio = own / floor_time
            limit = f"  (limit {LIMITS[name]})" if name in LIMITS else ""
            self.stdout.write(
                f"{name:16}{own:9.2f}{floor_time:10.2f}{ratio:7.2f}{queries:9}{limit}"
            )

    def measure_crowd(self, how_many: int) -> None:
        """The whole clinic's work list with so many more patients, all of them training."""
        physio = User.objects.get(email="physio@demo.example").staff_member
        add_crowd(physio, how_many)
        deed = asking(signed_in("physio"), f"{reverse('review:caseload')}?who=clinic")
        queries, times = queries_of(deed), []
        for _ in range(5):
            began = time.process_time()
            deed()
            times.append((time.process_time() - began) * 1000)
        name = f"caseload {how_many}"
        self.stdout.write(f"{name:16}{median(times):9.2f}{'':10}{'':7}{queries:9}")


def floor(request: HttpRequest) -> HttpResponse:
    """The least a signed-in page does."""
    clinic = Clinic.objects.get(pk=request.user.patient.clinic_id)
    return HttpResponse(floor_template().render({"clinic": clinic}, request))


@cache
def floor_template():
    return engines["django"].from_string(FLOOR_TEMPLATE)


def signed_in(account: str) -> Client:
    user = User.objects.filter(email=f"{account}@demo.example").first()
    if user is None:
        raise CommandError("This measures the demo. Load it first: python3 run.py --no-serve")
    client = Client()
    client.force_login(user)
    return client


def asking(client: Client, address: str) -> Deed:
    return lambda: expect(client.get(address), 200)


def ticking(client: Client, patient) -> Deed:
    """One tick and its undoing: two requests, as two taps make them."""
    today = patient.local_today()
    plan = Prescription.objects.filter(stage__programme__patient=patient, ended_on__isnull=True)
    prescription = plan.order_by("stage__position").last()

    def tick() -> HttpResponse:
        tick_id = str(uuid4())
        body = {"tick_id": tick_id, "on": today.isoformat(), "slot": 1}
        accept = {"Accept": "application/json"}
        made = client.post(reverse("follow:tick", args=[prescription.code]), body, headers=accept)
        expect(made, 200, 201)
        return expect(
            client.post(reverse("follow:untick", args=[tick_id]), headers=accept), 200, 302
        )

    return tick


def expect(response: HttpResponse, *statuses: int) -> HttpResponse:
    if response.status_code not in statuses:
        raise CommandError(f"{response.request['PATH_INFO']} answered {response.status_code}.")
    return response


def queries_of(deed: Deed) -> int:
    deed()
    with CaptureQueriesContext(connection) as captured:
        deed()
    return len(captured)


def side_by_side(deed: Deed, other: Deed, rounds: int) -> tuple[float, float]:
    """Median CPU milliseconds of both, asked in turn."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        for each, kept in zip((deed, other), times, strict=True):
            began = time.process_time()
            each()
            kept.append((time.process_time() - began) * 1000)
    return median(times[0]), median(times[1])
