"""What the patient does to the record: tick, undo, skip, all done, finish, say how the morning is.

Every deed locks the session of its day first, so that the same tick sent at once from two
devices becomes one. A tick is known by the id made where it was made: sent again, it gets the
same answer, even when it was undone meanwhile.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone

from patients.models import Patient, User
from patients.zones import local_day

from ..day import DayItem
from ..models import Completion, Correction, Prescription, Revision, Session
from ..plans import Plan, Tick, Ticks
from ..schedule import BACK_DATING_DAYS, KEPT_OFFLINE_DAYS, judged_on, why_not_record
from .followed import Followed, known_ticks

Number = int | Decimal
Status = Literal["created", "already", "refused"]
MOST_SLOTS = 24


@dataclass(frozen=True)
class Deed:
    """One tick as it was sent; `ticked_at` is the instant on the person's own device."""

    tick_id: UUID
    on: date
    slot: int = 1
    recorded: str = Completion.Recorded.MANUAL
    ticked_at: datetime = field(default_factory=timezone.now)
    zone: str = ""
    outcome: str = Completion.Outcome.DONE
    skip_reason: str = ""
    numbers: Mapping[str, Number] = field(default_factory=dict)  # what was really done
    minutes: int | None = None  # of a short session

    @property
    def is_late(self) -> bool:
        """Made without signal, and sent when there was some again."""
        return self.recorded == Completion.Recorded.OFFLINE


@dataclass(frozen=True)
class Answer:
    """What became of a deed, and the patient's standing ticks of the week after it."""

    status: Status
    ticks: Ticks = field(default_factory=Ticks)
    is_standing: bool = True
    reason: str = ""


def record(
    *, followed: Followed, plan: Plan, prescription: Prescription, deed: Deed, by: User
) -> Answer:
    """Make the completion, once: three queries. A refusal writes nothing."""
    if reason := why_refused(followed, plan, prescription, deed):
        return Answer("refused", reason=reason)
    with transaction.atomic(savepoint=False):
        session_id = locked_session(followed.patient, deed.on, minutes=deed.minutes)
        known = known_ticks(
            followed,
            first_day=followed.ticks_needed_from(deed.on),
            last_day=deed.on,
            ids=[deed.tick_id],
        )
        if same := known.by_id.get(deed.tick_id):
            if not same.is_own:
                return Answer("refused", reason="id taken")
            return Answer("already", known.standing, same.is_standing)
        taken = {tick.slot for tick in known.standing.of(prescription.line, deed.on)}
        if deed.slot in taken:
            return Answer("already", known.standing)
        made = completion(followed.patient, prescription, deed, session_id=session_id, by=by)
        Completion.objects.bulk_create([made], ignore_conflicts=True)
    return Answer("created", with_new(known.standing, [(prescription, made)]))


def why_refused(followed: Followed, plan: Plan, prescription: Prescription, deed: Deed) -> str:
    """Why the deed cannot be taken, "" if it can: a word for the machine."""
    programme = plan.programme
    today, back = followed.today, BACK_DATING_DAYS
    if deed.is_late:
        made_on = local_day(deed.ticked_at, followed.patient.time_zone)
        today, back = judged_on(today, made_on), KEPT_OFFLINE_DAYS
    refusal = why_not_record(deed.on, today, recorded_at=deed.ticked_at, now=timezone.now())
    if refusal:
        return refusal
    if deed.on < programme.start_on or (programme.ended_on and deed.on > programme.ended_on):
        return "not running"
    # A device without signal may still show a version that was ended a few days before.
    if prescription.ended_on and (deed.on - prescription.ended_on).days >= back:
        return "changed"
    return "" if 1 <= deed.slot <= slots_of(prescription) else "no such slot"


def slots_of(prescription: Prescription) -> int:
    """The most times a day that this can be done."""
    if prescription.frequency_kind == Prescription.FrequencyKind.AS_NEEDED:
        return prescription.max_per_day or MOST_SLOTS
    return prescription.times_per_day


def locked_session(patient: Patient, on: date, *, minutes: int | None = None) -> int:
    """The id of the day's session, made if need be and locked until the transaction ends.

    With `minutes` it is a short one from now on.
    """
    session = Session(patient=patient, on=on, minutes_chosen=minutes)
    Session.objects.bulk_create(
        [session],
        update_conflicts=True,
        unique_fields=["patient", "on"],
        update_fields=["on", "minutes_chosen"] if minutes else ["on"],
    )
    return session.pk


def completion(
    patient: Patient, prescription: Prescription, deed: Deed, *, session_id: int, by: User
) -> Completion:
    is_later = deed.on < local_day(deed.ticked_at, patient.time_zone)
    return Completion(
        tick_id=deed.tick_id,
        prescription=prescription,
        session_id=session_id,
        on=deed.on,
        slot=deed.slot,
        outcome=deed.outcome,
        skip_reason=deed.skip_reason,
        **deed.numbers,
        recorded=Completion.Recorded.BACK_DATED if is_later else deed.recorded,
        ticked_at=deed.ticked_at,
        ticked_zone=deed.zone or patient.time_zone,
        by=by,
    )


def with_new(ticks: Ticks, made: Sequence[tuple[Prescription, Completion]]) -> Ticks:
    new = [
        Tick(
            tick_id=each.tick_id,
            prescription_id=prescription.pk,
            line=prescription.line,
            on=each.on,
            slot=each.slot,
            outcome=each.outcome,
            skip_reason=each.skip_reason,
            recorded=each.recorded,
        )
        for prescription, each in made
    ]
    return Ticks([*ticks.all, *new])


def undo(
    *, followed: Followed, tick_id: UUID, today: date | None = None
) -> tuple[Tick, Answer] | None:
    """Take a tick back, for as long as its day is open; None if it is not the patient's.

    `today` is the day on which it was taken back, where that was done without signal.
    """
    known = known_ticks(
        followed, first_day=followed.today, last_day=followed.today, ids=[tick_id]
    ).by_id.get(tick_id)
    if known is None or not known.is_own:
        return None
    tick = known.tick
    if why_not_record(tick.on, today or followed.today) == "too old":
        return tick, Answer("refused", reason="too old")
    undone = Completion.objects.standing().filter(tick_id=tick_id).update(undone_at=timezone.now())
    week = known_ticks(followed, first_day=followed.ticks_needed_from(tick.on), last_day=tick.on)
    return tick, Answer("created" if undone else "already", week.standing, is_standing=False)


def record_whole_day(
    *, followed: Followed, on: date, batch: UUID, by: User, ticked_at: datetime | None = None
) -> tuple[int, Ticks]:
    """Tick the next open slot of everything due on the day: three queries.

    `batch` was made with the button; the ids of its ticks follow from it, so that sending it
    again changes nothing, and so that it can be undone as one.
    """
    ticked_at = ticked_at or timezone.now()
    with transaction.atomic(savepoint=False):
        session_id = locked_session(followed.patient, on)
        known = known_ticks(followed, first_day=followed.ticks_needed_from(on), last_day=on)
        made = []
        for item in followed.day(known.standing, on).due_items:
            deed = whole_day_deed(item, on=on, batch=batch, ticked_at=ticked_at)
            if deed is not None and deed.tick_id not in known.by_id:
                row = completion(
                    followed.patient, item.prescription, deed, session_id=session_id, by=by
                )
                made.append((item.prescription, row))
        Completion.objects.bulk_create([row for _, row in made], ignore_conflicts=True)
    return len(made), with_new(known.standing, made)


def whole_day_deed(item: DayItem, *, on: date, batch: UUID, ticked_at: datetime) -> Deed | None:
    """The tick which "all done" makes of an item; None if every slot has one."""
    if item.next_slot is None:
        return None
    return Deed(
        tick_id=id_in_batch(batch, item.prescription.line),
        on=on,
        slot=item.next_slot,
        recorded=Completion.Recorded.WHOLE_SESSION,
        ticked_at=ticked_at,
    )


def id_in_batch(batch: UUID, line: UUID) -> UUID:
    return uuid5(batch, str(line))


def undo_whole_day(*, patient: Patient, on: date, batch: UUID) -> int | None:
    """Take back just what one "all done" ticked: how many, or None if nothing is of that batch."""
    rows = Completion.objects.filter(session__patient=patient, session__on=on)
    ids = [
        pk
        for pk, tick_id, line in rows.values_list("pk", "tick_id", "prescription__line")
        if tick_id == id_in_batch(batch, line)
    ]
    if not ids:
        return None
    return Completion.objects.standing().filter(pk__in=ids).update(undone_at=timezone.now())


def say(*, patient: Patient, on: date, said: dict[str, Any], by: User) -> Session:
    """Keep what was said about the day's session: the fields given, and no others.

    What was said before and is different now stays beside it, with who changed it and when.
    What arrives late, from a device without signal, does not replace what was said after it.
    """
    with transaction.atomic():
        session, _ = Session.objects.select_for_update().get_or_create(patient=patient, on=on)
        if is_overtaken(session, said):
            return kept_beside(session, said, by)
        if before := replaced(session, said):
            Correction.objects.create(session=session, before=before, by=by)
        for name, value in said.items():
            setattr(session, name, value)
        session.save(update_fields=list(said))
    return session


def is_overtaken(session: Session, said: dict[str, Any]) -> bool:
    finished_at = said.get("finished_at")
    return bool(finished_at and session.finished_at and finished_at < session.finished_at)


def kept_beside(session: Session, said: dict[str, Any], by: User) -> Session:
    """Fill in what is still empty, and keep the rest beside it, once."""
    given = {n: new for n, new in said.items() if new not in (None, "") and n != "finished_at"}
    missing = {n: new for n, new in given.items() if getattr(session, n) in (None, "")}
    older = {n: new for n, new in given.items() if n not in missing and new != getattr(session, n)}
    if older and not session.corrections.filter(before=older).exists():
        Correction.objects.create(session=session, before=older, by=by)
    for name, value in missing.items():
        setattr(session, name, value)
    session.save(update_fields=list(missing))
    return session


def replaced(session: Session, said: dict[str, Any]) -> dict[str, int | str]:
    """The earlier values that would be lost."""
    earlier = {name: getattr(session, name) for name in said if name != "finished_at"}
    return {n: old for n, old in earlier.items() if old not in (None, "") and old != said[n]}


def finish(
    *, patient: Patient, on: date, said: dict[str, Any], by: User, at: datetime | None = None
) -> Session:
    """Say how it went, which ends the session: now, or at the instant on the person's device."""
    finished_at = at or timezone.now()
    return say(patient=patient, on=on, said=said | {"finished_at": finished_at}, by=by)


def skipped(deed: Deed, reason: str) -> Deed:
    return replace(deed, outcome=Completion.Outcome.SKIPPED, skip_reason=reason)


def put_away_changes(*, patient: Patient, newest: UUID) -> int:
    """The patient has read what was changed, up to this revision; what came later stays."""
    theirs = Revision.objects.filter(programme__patient=patient)
    read = theirs.filter(code=newest).first()
    if read is None:
        return 0
    unseen = theirs.filter(seen_at__isnull=True, published_at__lte=read.published_at)
    return unseen.update(seen_at=timezone.now())
