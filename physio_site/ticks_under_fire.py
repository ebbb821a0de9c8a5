"""Does every acknowledged tick survive when the server is killed again and again?

Everything here happens in a scratch database with servers of its own; see `manage.py prove_ticks`.
"""

import json
import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from http.client import HTTPConnection, HTTPException
from queue import Empty, Queue
from threading import Event, Lock, Thread
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from exercises.models import Exercise
from patients.models import Clinic, Patient, StaffMember, User
from programmes.models import Completion, Prescription, Programme, Stage

PATIENTS, DAYS, SLOTS = 10, 7, 24
CSRF = "a" * 32
SENDERS = 8
SENT_AGAIN = 0.1
# What may happen to a request when its server dies under it; ValueError: an answer of 200, and
# nothing behind it.
DIED = (OSError, HTTPException, ValueError)


@dataclass(frozen=True)
class Sent:
    """One tick as a phone keeps it until it is acknowledged."""

    patient_id: int
    prescription_id: int
    address: str
    on: date
    slot: int
    session_key: str
    tick_id: UUID = field(default_factory=uuid4)

    @property
    def body(self) -> str:
        said = {"tick_id": self.tick_id, "on": self.on, "slot": self.slot, "recorded": "offline"}
        return urlencode(said | {"ticked_at": timezone.now().isoformat()})

    @property
    def headers(self) -> dict[str, str]:
        cookies = {settings.SESSION_COOKIE_NAME: self.session_key, settings.CSRF_COOKIE_NAME: CSRF}
        return {
            "Accept": "application/json",
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
            "X-CSRFToken": CSRF,
        }


def arrange(count: int, dice: random.Random) -> list[Sent]:
    """Patients with plans, and `count` different ticks for them, in any order."""
    clinic = Clinic.objects.create(name="Under fire", time_zone="Europe/London")
    physio = StaffMember.objects.create(
        clinic=clinic, user=User.objects.create_user("physio@fire.example"), is_physio=True
    )
    exercise = Exercise.objects.create(
        name="Glute bridge", slug="glute-bridge", status=Exercise.Status.PUBLISHED
    )
    each = -(-count // (PATIENTS * DAYS * SLOTS))
    ticks = []
    for number in range(PATIENTS):
        user = User.objects.create_user(f"patient{number}@fire.example", name=f"Patient {number}")
        patient = Patient.objects.create(
            clinic=clinic, physio=physio, user=user, name=user.name, time_zone="Europe/London"
        )
        ticks += ticks_for(patient, plan_for(patient, exercise, each))
    dice.shuffle(ticks)
    return ticks[:count]


def plan_for(patient: Patient, exercise: Exercise, count: int) -> list[Prescription]:
    """A running programme of exercises that may be done as often as one likes."""
    programme = Programme.objects.create(
        patient=patient,
        clinic=patient.clinic,
        physio=patient.physio,
        name="Under fire",
        start_on=patient.local_today() - timedelta(days=30),
    )
    stage = Stage.objects.create(programme=programme, position=1, name="1", from_week=1, to_week=52)
    as_needed = Prescription.FrequencyKind.AS_NEEDED
    return [
        Prescription.objects.create(
            stage=stage, exercise=exercise, position=at, frequency_kind=as_needed
        )
        for at in range(1, count + 1)
    ]


def ticks_for(patient: Patient, plan: list[Prescription]) -> list[Sent]:
    client = Client()
    client.force_login(patient.user)
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    return [
        Sent(
            patient.pk,
            prescription.pk,
            reverse("follow:tick", args=[prescription.code]),
            patient.local_today() - timedelta(days=back),
            slot,
            key,
        )
        for prescription in plan
        for back in range(DAYS)
        for slot in range(1, SLOTS + 1)
    ]


class Server:
    """A real server process on a port of its own, which can be killed and started again."""

    def __init__(self, kind: str) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.kind = kind
        self.process: subprocess.Popen | None = None

    @property
    def command(self) -> list[str]:
        if self.kind == "granian":
            options = "--interface wsgi --host 127.0.0.1 --workers 2 --blocking-threads 4"
            words = ["-m", "granian", *options.split(), "--port", str(self.port)]
            return [sys.executable, *words, "physio_site.wsgi:application"]
        words = ["runserver", "--noreload", "--skip-checks", f"127.0.0.1:{self.port}"]
        return [sys.executable, "manage.py", *words]

    def start(self) -> None:
        """Return when it answers."""
        silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self.process = subprocess.Popen(
            self.command, cwd=settings.BASE_DIR, start_new_session=True, **silent
        )
        until = time.monotonic() + 60
        while time.monotonic() < until:
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
                return
            except OSError:
                time.sleep(0.02)
        raise RuntimeError("The server did not start.")

    def kill(self) -> None:
        """kill -9, for the server and its workers: nothing of it gets to say goodbye."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


class Phones:
    """Threads that send ticks, and send each again until the server has answered."""

    def __init__(self, server: Server, ticks: list[Sent], dice: random.Random) -> None:
        self.server, self.dice = server, dice
        self.waiting: Queue[Sent] = Queue()
        for tick in ticks:
            self.waiting.put(tick)
        self.acknowledged: dict[UUID, Sent] = {}
        self.seen: Counter[str] = Counter()
        self.lock, self.ended = Lock(), Event()
        self.threads = [Thread(target=self.work, daemon=True) for _ in range(SENDERS)]
        for thread in self.threads:
            thread.start()

    def work(self) -> None:
        connection = None
        while not self.ended.is_set():
            try:
                tick = self.waiting.get(timeout=0.05)
            except Empty:
                continue
            try:
                connection = connection or HTTPConnection("127.0.0.1", self.server.port, timeout=30)
                connection.request("POST", tick.address, tick.body, tick.headers)
                answer = connection.getresponse()
                self.note(tick, answer.status, answer.read())
            except ConnectionRefusedError:
                connection = None
                self.waiting.put(tick)
                time.sleep(0.1)
            except DIED:
                connection = None
                self.again(tick, "cut off")

    def note(self, tick: Sent, status: int, body: bytes) -> None:
        said = json.loads(body)["status"] if status == 200 else ""
        if said not in ("created", "already"):
            self.again(tick, f"answer {status}")
            return
        with self.lock:
            is_new = tick.tick_id not in self.acknowledged
            self.acknowledged[tick.tick_id] = tick
            self.seen[
                "kept, but its answer was lost" if is_new and said == "already" else said
            ] += 1
        if is_new and self.dice.random() < SENT_AGAIN:
            self.waiting.put(tick)

    def again(self, tick: Sent, why: str) -> None:
        with self.lock:
            self.seen[why] += 1
        self.waiting.put(tick)

    def stop(self) -> None:
        self.ended.set()
        for thread in self.threads:
            thread.join()


@dataclass(frozen=True)
class Verdict:
    """What was found in the database, next to what the phones were told."""

    acknowledged: int
    lost: int
    twice: int
    on_another_day: int
    never_sent: int
    errors: int
    kills: int
    seconds: float
    seen: dict[str, int]

    @property
    def holds(self) -> bool:
        wrong = self.lost + self.twice + self.on_another_day + self.never_sent + self.errors
        return wrong == 0 and self.acknowledged > 0


def run(ticks: list[Sent], *, kills: int, times: int, kind: str, dice: random.Random) -> Verdict:
    """Send each tick `times` times in any order, killing the server at `kills` random moments."""
    began = time.monotonic()
    server = Server(kind)
    server.start()
    sendings = ticks * times
    dice.shuffle(sendings)
    phones = Phones(server, sendings, dice)
    try:
        for moment in sorted(dice.sample(range(1, len(ticks)), kills)):
            while len(phones.acknowledged) < moment:
                time.sleep(0.001)
            time.sleep(dice.random() * 0.02)
            server.kill()
            server.start()
        while len(phones.acknowledged) < len(ticks) or not phones.waiting.empty():
            time.sleep(0.01)
    finally:
        phones.stop()
        server.kill()
    return judge(phones, kills=kills, seconds=time.monotonic() - began)


def judge(phones: Phones, *, kills: int, seconds: float) -> Verdict:
    """Compare every row with the tick it came from."""
    kept: dict[UUID, tuple] = {}
    places: Counter[tuple] = Counter()
    fields = ("prescription_id", "on", "slot", "session__on", "session__patient_id")
    for tick_id, *row in Completion.objects.standing().values_list("tick_id", *fields):
        kept[tick_id] = tuple(row)
        places[tuple(row[:3])] += 1
    sent = phones.acknowledged
    expected = {
        tick_id: (tick.prescription_id, tick.on, tick.slot, tick.on, tick.patient_id)
        for tick_id, tick in sent.items()
    }
    return Verdict(
        acknowledged=len(sent),
        lost=len(expected.keys() - kept.keys()),
        twice=sum(count - 1 for count in places.values()),
        on_another_day=sum(kept[i] != expected[i] for i in expected.keys() & kept.keys()),
        never_sent=len(kept.keys() - expected.keys()),
        errors=sum(count for why, count in phones.seen.items() if why.startswith("answer")),
        kills=kills,
        seconds=seconds,
        seen=dict(phones.seen),
    )
