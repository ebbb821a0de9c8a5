"""What else happened in the demo: a week of rest, own goals, missed days, and a wish to stop."""

from collections.abc import Sequence
from datetime import timedelta

from patients.models import Carer, Consent, Patient, User
from programmes.models import Goal, GoalScore, Missed, Pause, Programme, StopWish

ONE_DAY, ONE_WEEK = timedelta(days=1), timedelta(weeks=1)


def doer(person: Patient) -> User:
    """Who ticks: the patient, or the parent of one without a sign-in."""
    return person.user or person.carers.get().user


def rest_week(programme: Programme, *, weeks_ago: int, reason: str) -> None:
    """A whole week from Monday to Sunday that does not count."""
    today = programme.patient.local_today()
    monday = today - timedelta(days=today.weekday()) - timedelta(weeks=weeks_ago)
    Pause.objects.create(
        programme=programme,
        from_day=monday,
        to_day=monday + 6 * ONE_DAY,
        reason=reason,
        by=programme.physio,
    )


def own_goal(person: Patient, words: str, scores: Sequence[int]) -> None:
    """One score a week, the last one yesterday."""
    last = person.local_today() - ONE_DAY
    by = doer(person)
    goal = Goal.objects.create(patient=person, words=words, by=by)
    GoalScore.objects.bulk_create(
        GoalScore(goal=goal, on=last - ONE_WEEK * weeks, score=score, by=by)
        for weeks, score in enumerate(reversed(scores))
    )


def said_why(person: Patient, days_and_kinds: dict[int, str]) -> None:
    """The reasons given for missed days, by how many days ago it was."""
    today = person.local_today()
    Missed.objects.bulk_create(
        Missed(patient=person, on=today - ONE_DAY * days, kind=kind, by=doer(person))
        for days, kind in days_and_kinds.items()
    )


def wants_to_stop(person: Patient, *, kind: str, note: str) -> None:
    StopWish.objects.create(patient=person, kind=kind, note=note, by=doer(person))


def parent_of(child: Patient, name: str, email: str, password: str) -> Carer:
    """A parent with a sign-in, who agreed for the child and speaks for it."""
    user = User.objects.create_user(email, password, name=name)
    carer = Carer.objects.create(
        patient=child, user=user, name=name, email=email, relation="mother", may_write=True
    )
    Consent.objects.create(
        patient=child, given_by=user, text="Demo consent.", name=name, relation="mother"
    )
    return carer
