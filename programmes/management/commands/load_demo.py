"""A clinic to look at: believable people with eight weeks of good and bad days."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from random import Random
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from patients.actions import add_patient, invite
from patients.consent_words import consent_context
from patients.context import DEMO_PASSWORD
from patients.models import Clinic, Consent, Patient, StaffMember, User
from programmes.build.actions import assign, pause
from programmes.day import DayItem, build_day
from programmes.management.demo_care import gone_through, offered
from programmes.management.demo_life import (
    doer,
    own_goal,
    parent_of,
    rest_week,
    said_why,
    wants_to_stop,
)
from programmes.management.demo_plans import (
    clinics_template,
    drafted_easier,
    kept_for_next_time,
    learned,
    starred,
    told,
)
from programmes.management.demo_reminders import reminded
from programmes.management.demo_review import dealt_with, measured
from programmes.models import Completion, Message, Prescription, Programme, Session
from programmes.plans import Plan, Tick, Ticks, running_plans_for

DEMO_DOMAIN = "@demo.example"
RUNNER = "runner-tight-glutes-12w"
PainOn = Callable[[int, Random], int]


class NotADemoError(Exception):
    """The database or the settings are not a demo's."""


@dataclass(frozen=True)
class Habit:
    """How somebody keeps to a programme: a chance for each day and item, and pain by day."""

    chance: float
    pain: PainOn
    stops_before_days: int = 0
    notes: tuple[str, ...] = ()


def easing(start: float, end: float, days: int = 50) -> PainOn:
    """Pain that drifts from start to end over some days, a point up or down."""

    def pain(day: int, dice: Random) -> int:
        drift = start + (end - start) * min(day / days, 1)
        return max(0, min(10, round(drift + dice.choice((-1, -0.5, 0, 0, 0.5, 1)))))

    return pain


def load_demo() -> bool:
    """Make the demo clinics; False when they are there already.

    Raises NotADemoError in production settings, or where the database holds real people.
    """
    if not settings.IS_DEMO:
        raise NotADemoError("The demo is never loaded in production settings.")
    if Clinic.objects.filter(is_demo=True).exists():
        return False
    if User.objects.exists() or Clinic.objects.exists():
        raise NotADemoError("This database holds real people. The demo was not loaded.")
    with transaction.atomic():
        priya = riverside()
        hilltop()
        fill_caseload(priya)
    return True


def riverside() -> StaffMember:
    clinic = Clinic.objects.create(
        name="Riverside Physio",
        time_zone="Europe/London",
        phone="020 7946 0123",
        emergency_number="999",
        keeps_shared_library=True,
        is_demo=True,
    )
    staff_member(clinic, "admin", "Adam Reid", is_clinic_admin=True)
    staff_member(clinic, "editor", "Edie Brown", is_editor=True)
    return staff_member(clinic, "physio", "Priya Nair", is_physio=True)


def hilltop() -> None:
    clinic = Clinic.objects.create(
        name="Hilltop Physio",
        time_zone="Europe/Dublin",
        phone="01 555 0134",
        emergency_number="112",
        is_demo=True,
    )
    olu = staff_member(clinic, "physio2", "Olu Ade", is_physio=True)
    tess = patient(olu, "Tess Young", "patient2", born_on=date(1994, 5, 2))
    give(tess, "patellofemoral-hip-knee-8w", weeks_ago=1)
    live(tess, Habit(0.8, easing(4, 2)))


def staff_member(clinic: Clinic, account: str, name: str, **roles: bool) -> StaffMember:
    opens_admin = roles.get("is_editor", False) or roles.get("is_clinic_admin", False)
    user = User.objects.create_user(
        f"{account}{DEMO_DOMAIN}", DEMO_PASSWORD, name=name, is_staff=opens_admin
    )
    return StaffMember.objects.create(user=user, clinic=clinic, **roles)


def patient(by: StaffMember, name: str, account: str, *, born_on: date) -> Patient:
    email = f"{account}{DEMO_DOMAIN}"
    person = add_patient(by=by, name=name, email=email, born_on=born_on)
    password = DEMO_PASSWORD if account.startswith("patient") else None
    person.user = User.objects.create_user(email, password, name=name)
    person.user.last_login = instant(person, person.local_today() - timedelta(days=1), 8)
    person.user.save()
    person.save()
    words = consent_context(by.clinic, is_carer=False)["consent_text"]
    Consent.objects.create(patient=person, given_by=person.user, text=words)
    return person


def fill_caseload(priya: StaffMember) -> None:
    """Priya's patients: a steady one, one in pain, one who stopped, one paused, one new today."""
    starred(priya, "clamshell", "glute-bridge", "side-plank", "sit-to-stand")
    runner_in_week_eight(priya)
    one_in_pain(priya)
    tom = patient(priya, "Tom Becker", "tom", born_on=date(1991, 1, 8))
    give(tom, RUNNER, weeks_ago=5)
    live(tom, Habit(0.7, easing(3, 3), stops_before_days=12))
    said_why(tom, {3: "no_time", 5: "no_motivation", 8: "no_time"})
    george = patient(priya, "George Hill", "george", born_on=date(1949, 6, 21))
    ours = clinics_template(priya, "low-back-pain-starter-6w", "Back at the desk")
    two_weeks_ago = george.local_today() - timedelta(weeks=2)
    assign(template=ours, patient=george, start_on=two_weeks_ago, by=priya)
    learned(ours, priya)
    live(george, Habit(0.95, easing(4, 3), notes=("Walked to the park and back.",)))
    own_goal(george, "Play with my grandchildren on the floor", [3, 4])
    lena = patient(priya, "Lena Fischer", "lena", born_on=date(1979, 11, 3))
    give(lena, "achilles-midportion-12w", weeks_ago=11)
    live(lena, Habit(0.88, easing(5, 1, 70)))
    wants_to_stop(lena, kind="better", note="I ran 10 km without pain. May I stop now?")
    noah = patient(priya, "Noah Kim", "noah", born_on=date(2001, 7, 17))
    give(noah, "lateral-ankle-sprain-6w", weeks_ago=3)
    pause_since(noah, days=4, reason="On holiday", by=priya)
    live(noah, Habit(0.8, easing(4, 2)))
    child_with_a_mother(priya)
    offered_by_a_colleague(priya)
    amina = add_patient(by=priya, name="Amina Yusuf", email=f"amina{DEMO_DOMAIN}")
    give(amina, RUNNER, weeks_ago=0)
    invite(patient=amina, by=priya)


def offered_by_a_colleague(priya: StaffMember) -> None:
    dan = staff_member(priya.clinic, "dan", "Dan Cole", is_physio=True)
    ruth = patient(dan, "Ruth Adler", "ruth", born_on=date(1967, 4, 12))
    give(ruth, "hip-osteoarthritis-12w", weeks_ago=3)
    live(ruth, Habit(0.85, easing(4, 3)))
    offered(ruth, to=priya, note="I am away from Monday. She likes to know why.")


def child_with_a_mother(priya: StaffMember) -> None:
    """Nine years old, no sign-in: the mother agreed, ticks and writes."""
    mia = add_patient(by=priya, name="Mia Santos")
    mia.born_on = mia.local_today() - timedelta(days=9 * 366)
    mia.save()
    parent_of(mia, "Dana Santos", f"parent{DEMO_DOMAIN}", DEMO_PASSWORD)
    give(mia, "lateral-ankle-sprain-6w", weeks_ago=2)
    live(mia, Habit(0.9, easing(4, 1, 20), notes=("She hopped to the kitchen.",)))
    own_goal(mia, "Jump on the trampoline again", [2, 5])


def runner_in_week_eight(priya: StaffMember) -> None:
    """The eighth week that counts: one week was a rest."""
    sam = patient(priya, "Sam Walker", "patient", born_on=date(1986, 3, 14))
    rest_week(give(sam, RUNNER, weeks_ago=8), weeks_ago=4, reason="On holiday")
    train_today(sam)
    kept_for_next_time(sam.programmes.get(), priya, "Runner, for next time")
    revise_in_the_past(sam, "step-up", reps=8, days_ago=9)
    notes = (
        "Easier than last week.",
        "Left side still feels weaker.",
        "Did it before the run. Felt good.",
    )
    live(sam, Habit(0.82, easing(4.5, 1.5), notes=notes))
    cues = {"step-up": "Push the floor away.", "side-plank": "Make yourself as long as you can."}
    gone_through(sam, days_ago=10, cues=cues)
    own_goal(sam, "Run five kilometres without tightness", [2, 3, 3, 5, 6, 7])
    own_goal(sam, "Sit through a film without shifting about", [4, 4, 6])
    said_why(sam, {11: "no_time", 19: "away"})
    say(sam, "My knee clicks on the way down. It does not hurt. Is that all right?", days_ago=6)
    answer = "A click without pain is fine here. Tell me if it starts to hurt."
    say(sam, answer, days_ago=5, by=priya)
    reminded(sam)


def one_in_pain(priya: StaffMember) -> None:
    maria = patient(priya, "Maria Lopez", "maria", born_on=date(1958, 9, 30))
    give(maria, "hip-osteoarthritis-12w", weeks_ago=5)
    live(maria, Habit(0.75, easing(2, 7, 34), notes=("The stairs were bad today.",)))
    drafted_easier(maria, "step-up", priya)
    measured(maria, "chair", {34: "9", 20: "11", 6: "10"})
    measured(maria, "psfs", {34: "4", 6: "4.5"}, about="Climb the stairs")
    dealt_with(maria, days_ago=6, words="Pain 6 yesterday", note="Rang her: shorter walks.")
    say(maria, "The stairs are worse since I do the step-ups. Shall I go on?", days_ago=1)


def give(person: Patient, slug: str, *, weeks_ago: int) -> Programme:
    template = Programme.objects.templates().get(slug=slug, clinic__isnull=True)
    start_on = person.local_today() - timedelta(weeks=weeks_ago)
    return assign(template=template, patient=person, start_on=start_on, by=person.physio)


def train_today(person: Patient) -> None:
    """Three strength days a week of which one is today, so that there is something to tick."""
    today = person.local_today().weekday()
    days = sorted((today + gap) % 7 for gap in (0, 2, 4))
    Prescription.objects.filter(
        stage__programme__patient=person, frequency_kind=Prescription.FrequencyKind.WEEKDAYS
    ).update(weekdays=",".join(map(str, days)))


def revise_in_the_past(person: Patient, slug: str, *, reps: int, days_ago: int) -> None:
    """A version that was succeeded some days ago, with its reason."""
    on = person.local_today() - timedelta(days=days_ago)
    earlier = (
        Prescription.objects.filter(stage__programme__patient=person, exercise__slug=slug)
        .order_by("stage__position")
        .filter(stage__from_week__lte=7, stage__to_week__gte=7)
        .get()
    )
    later = Prescription(
        stage=earlier.stage,
        exercise=earlier.exercise,
        position=earlier.position,
        line=earlier.line,
        succeeds=earlier,
        active_from=on,
        changed_by=person.physio,
        change_reason="The first week with weights was heavy. Two fewer each set for now.",
        note=earlier.note,
    )
    later.dose, later.frequency = replace(earlier.dose, reps=reps), earlier.frequency
    Prescription.objects.filter(pk=earlier.pk).update(ended_on=on)
    later.save()
    told(earlier, later)


def pause_since(person: Patient, *, days: int, reason: str, by: StaffMember) -> None:
    pause(
        programme=person.programmes.get(),
        from_day=person.local_today() - timedelta(days=days),
        reason=reason,
        by=by,
    )


def live(person: Patient, habit: Habit) -> None:
    """Write the history of a habit from the start of the programme until yesterday."""
    dice = Random(person.name)
    plans = running_plans_for([person.pk])[person.pk]
    last = person.local_today() - timedelta(days=1 + habit.stops_before_days)
    ticks: list[Tick] = []
    for number, day in enumerate(days_between(plans[0].programme.start_on, last)):
        done = things_done(plans, ticks, day, habit, dice)
        if done:
            session = write_session(person, day, number, habit, dice, is_last=day == last)
            ticks += write_ticks(session, done, dice)


def say(person: Patient, text: str, *, days_ago: int, by: StaffMember | None = None) -> None:
    """A message, from the patient or from the physio; an answer shows that it was read."""
    sent_at = instant(person, person.local_today() - timedelta(days=days_ago), 12)
    if by:
        person.messages.unseen_by_clinic().update(seen_at=sent_at, seen_by=by.user)
    Message.objects.create(
        patient=person,
        author=by.user if by else person.user,
        from_clinic=by is not None,
        text=text,
        sent_at=sent_at,
    )


def days_between(first: date, last: date) -> Iterable[date]:
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


def things_done(
    plans: list[Plan], ticks: list[Tick], day: date, habit: Habit, dice: Random
) -> list[tuple[DayItem, int]]:
    """The items and slots done on a day: on a bad day none, else most of them."""
    if dice.random() > habit.chance:
        return []
    items = build_day(plans, Ticks(ticks), day).due_items
    return [
        (item, slot)
        for item in items
        for slot in range(1, item.slots + 1)
        if dice.random() < habit.chance * (1 if item.prescription.must_do else 0.6)
    ]


def write_session(
    person: Patient, day: date, number: int, habit: Habit, dice: Random, *, is_last: bool
) -> Session:
    pain = habit.pain(number, dice)
    return Session.objects.create(
        patient=person,
        on=day,
        pain_before=max(0, pain - dice.choice((0, 1))),
        pain_after=pain,
        pain_next_morning=None if is_last else max(0, pain - dice.choice((0, 1, 1, 2))),
        effort=dice.choice((4, 5, 5, 6, 6, 7)),
        note=dice.choice(habit.notes) if habit.notes and dice.random() < 0.2 else "",
        started_at=instant(person, day, 18),
        finished_at=instant(person, day, 18, 24),
    )


def write_ticks(session: Session, done: list[tuple[DayItem, int]], dice: Random) -> list[Tick]:
    how = Completion.Recorded.WHOLE_SESSION if dice.random() < 0.15 else Completion.Recorded.MANUAL
    completions = Completion.objects.bulk_create(
        Completion(
            tick_id=UUID(int=dice.getrandbits(128), version=4),
            prescription=item.prescription,
            session=session,
            on=session.on,
            slot=slot,
            recorded=how,
            ticked_at=session.started_at + timedelta(minutes=3 * place),
            ticked_zone=session.patient.time_zone,
            received_at=session.started_at + timedelta(minutes=3 * place),
            by=doer(session.patient),
        )
        for place, (item, slot) in enumerate(done)
    )
    return [
        Tick(c.tick_id, c.prescription_id, c.prescription.line, c.on, c.slot, "done", "", how)
        for c in completions
    ]


def instant(person: Patient, day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), ZoneInfo(person.time_zone))


class Command(BaseCommand):
    help = "Make the demo clinics with their people. Refuses where real people are."

    def handle(self, *args, **options) -> None:
        try:
            made = load_demo()
        except NotADemoError as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write("The demo clinics are ready." if made else "The demo is already there.")
