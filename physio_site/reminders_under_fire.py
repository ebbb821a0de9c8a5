"""Is each reminder that is due sent, once, when the workers are killed again and again?

Everything here happens in a scratch database with workers of its own; see `manage.py
prove_reminders`.
"""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Lock, Thread
from uuid import uuid4

from django.conf import settings
from django.utils import timezone

from exercises.models import Exercise
from patients.models import Clinic, Patient, StaffMember, User
from patients.zones import zone_names, zone_of
from programmes.models import (
    Completion,
    Delivery,
    Prescription,
    Programme,
    ReminderSettings,
    ReminderTime,
    Session,
    Stage,
)
from programmes.remind.letters import message_id

TIMES_EACH = 20  # reminders of one person, a minute apart, all due by now
DONE_ALREADY = 0.1
STUCK_SECONDS = 60


class Letterbox(ThreadingTCPServer):
    """A mail server: files each mail under its Message-ID and counts every hand-over.

    A mail counts as taken when its last line has come, before the worker has read the answer.
    """

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), MailTaker)
        self.taken: Counter[tuple[str, str]] = Counter()  # name of the mail and its receiver
        self.lock = Lock()
        Thread(target=self.serve_forever, daemon=True).start()

    @property
    def address(self) -> str:
        return f"smtp://127.0.0.1:{self.server_address[1]}"

    def take(self, raw: bytes) -> None:
        mail = message_from_bytes(raw, policy=policy.default)
        with self.lock:
            self.taken[name_in(mail["Message-ID"]), str(mail["To"])] += 1

    def handle_error(self, *args: object) -> None:
        """A killed worker hangs up in the middle: no news."""


class MailTaker(StreamRequestHandler):
    """As much of SMTP as takes a mail."""

    server: Letterbox

    def handle(self) -> None:
        self.say(b"220 ready")
        for line in self.rfile:
            match line[:4].strip().upper():
                case b"QUIT":
                    self.say(b"221 bye")
                    return
                case b"DATA":
                    self.say(b"354 go on")
                    self.take_mail()
                case _:
                    self.say(b"250 ok")

    def take_mail(self) -> None:
        lines = []
        for line in self.rfile:
            if line == b".\r\n":
                self.server.take(b"".join(lines))
                self.say(b"250 taken")
                return
            lines.append(line.removeprefix(b"."))

    def say(self, words: bytes) -> None:
        self.wfile.write(words + b"\r\n")


def name_in(message_id: str) -> str:
    return message_id.strip("<>").partition("@")[0]


@dataclass(frozen=True)
class Due:
    """What has to be sent, and what must not: (e-mail, time) of each."""

    wanted: set[tuple[str, str]]
    done: set[tuple[str, str]]


def arrange(count: int, dice: random.Random) -> Due:
    """People with plans for whom `count` reminders have come due; some have done it already."""
    clinic = Clinic.objects.create(name="Under fire", time_zone=zone_at_noon())
    physio = StaffMember.objects.create(
        clinic=clinic, user=User.objects.create_user("physio@fire.example"), is_physio=True
    )
    exercise = Exercise.objects.create(
        name="Glute bridge", slug="glute-bridge", status=Exercise.Status.PUBLISHED
    )
    now = timezone.now().astimezone(zone_of(clinic.time_zone)).replace(second=0, microsecond=0)
    times = [(now - timedelta(minutes=n)).time() for n in range(TIMES_EACH)]
    due = Due(set(), set())
    for number in range(count // TIMES_EACH):
        patient = a_person(number, physio)
        plan = a_plan(patient, exercise)
        ask(patient, times, now)
        is_done = dice.random() < DONE_ALREADY
        if is_done:
            tick(plan, patient)
        mine = {(patient.email, f"{at:%H:%M}") for at in times}
        (due.done if is_done else due.wanted).update(mine)
    return due


def zone_at_noon() -> str:
    """Some zone where it is early afternoon: no day ends while this runs."""
    now = timezone.now()
    return next(name for name in zone_names() if now.astimezone(zone_of(name)).hour in (12, 13))


def a_person(number: int, physio: StaffMember) -> Patient:
    email = f"patient{number}@fire.example"
    user = User.objects.create(email=email, name=f"Patient {number}", password="!")
    return Patient.objects.create(
        clinic=physio.clinic,
        physio=physio,
        user=user,
        name=user.name,
        email=email,
        time_zone=physio.clinic.time_zone,
    )


def a_plan(patient: Patient, exercise: Exercise) -> Prescription:
    programme = Programme.objects.create(
        patient=patient,
        clinic=patient.clinic,
        physio=patient.physio,
        name="Under fire",
        start_on=patient.local_today() - timedelta(days=3),
    )
    stage = Stage.objects.create(programme=programme, position=1, name="1", from_week=1, to_week=9)
    return Prescription.objects.create(stage=stage, exercise=exercise, position=1)


def ask(patient: Patient, times: list, now: datetime) -> None:
    reminders = ReminderSettings.objects.create(
        user=patient.user,
        by_email=True,
        quiet_from=datetime.min.time(),
        quiet_to=datetime.min.time(),
        changed_at=now - timedelta(days=1),
    )
    weekday = patient.local_today().weekday()
    ReminderTime.objects.bulk_create(
        ReminderTime(reminders=reminders, weekday=weekday, at=at) for at in times
    )


def tick(plan: Prescription, patient: Patient) -> None:
    on = patient.local_today()
    Completion.objects.create(
        tick_id=uuid4(),
        prescription=plan,
        session=Session.objects.create(patient=patient, on=on),
        on=on,
        ticked_at=timezone.now(),
        ticked_zone=patient.time_zone,
        by=patient.user,
    )


class Worker:
    """A real worker process, which can be killed and started again."""

    def __init__(self, letterbox: Letterbox, holds: int) -> None:
        self.environment = os.environ | {"EMAIL_URL": letterbox.address}
        words = "send_reminders --worker --every 0.2 --holds"
        self.command = [sys.executable, "manage.py", *words.split(), str(holds)]
        self.start()

    def start(self) -> None:
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self.process = subprocess.Popen(
            self.command,
            cwd=settings.BASE_DIR,
            env=self.environment,
            start_new_session=True,
            **quiet,
        )

    def kill(self) -> None:
        """kill -9: nothing of it gets to say goodbye."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


@dataclass(frozen=True)
class Verdict:
    """What lies in the letterbox, next to what was due."""

    due: int
    lost: int
    twice: int  # two different mails for one reminder
    not_needed: int  # sent although it was done
    again: int  # the same mail once more: its worker died between the hand-over and the mark
    left: int  # lines of the outbox that did not end
    kills: int
    seconds: float

    @property
    def holds(self) -> bool:
        wrong = self.lost + self.twice + self.not_needed + self.left
        return wrong == 0 and self.due > 0 and self.again <= self.kills


def run(due: Due, *, kills: int, workers: int, holds: int, dice: random.Random) -> Verdict:
    """Let the workers send all that is due, killing one of them at `kills` random moments."""
    began = time.monotonic()
    letterbox = Letterbox()
    running = [Worker(letterbox, holds) for _ in range(workers)]
    total = len(due.wanted) + len(due.done)
    try:
        for moment in sorted(dice.sample(range(1, total), kills)):
            wait_until_ended(moment)
            time.sleep(dice.random() * 0.02)
            one = dice.choice(running)
            one.kill()
            one.start()
        wait_until_ended(total)
    finally:
        for one in running:
            one.kill()
        letterbox.shutdown()
        letterbox.server_close()
    return judge(due, letterbox.taken, kills=kills, seconds=time.monotonic() - began)


OPEN = (Delivery.State.WAITING, Delivery.State.CLAIMED)


def ended() -> int:
    return Delivery.objects.exclude(state__in=OPEN).count()


def wait_until_ended(count: int) -> None:
    """Return when so many lines have ended, or when nothing has for a minute."""
    newest, since = ended(), time.monotonic()
    while newest < count and time.monotonic() - since < STUCK_SECONDS:
        time.sleep(0.005)
        if (now := ended()) != newest:
            newest, since = now, time.monotonic()


def judge(due: Due, mails: Counter[tuple[str, str]], *, kills: int, seconds: float) -> Verdict:
    """Each reminder is a line of the outbox; each mail carries the code of its line."""
    times = {
        name_in(message_id(row)): (row.user.email, f"{row.at:%H:%M}")
        for row in Delivery.objects.select_related("user")
    }
    reminders = Counter(times.get(name, ("", name)) for name, _ in mails)
    return Verdict(
        due=len(due.wanted) + len(due.done),
        lost=len(due.wanted - reminders.keys()),
        twice=sum(count - 1 for count in reminders.values()),
        not_needed=len(reminders.keys() - due.wanted),
        again=sum(count - 1 for count in mails.values()),
        left=Delivery.objects.filter(state__in=OPEN).count(),
        kills=kills,
        seconds=seconds,
    )
