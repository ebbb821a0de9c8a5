"""What a patient writes about their goals: add, score, reached, taken away."""

from django.db import transaction

from patients.models import Patient, User

from ..models import Goal, GoalScore

MOST_GOALS = 5


class TooManyGoals(Exception):
    """A few goals help; many do not."""


@transaction.atomic
def add_goal(*, patient: Patient, words: str, by: User) -> Goal:
    """The same words sent twice are one goal; a sixth open one raises TooManyGoals."""
    Patient.objects.select_for_update().only("pk").get(pk=patient.pk)
    goals = Goal.objects.current().filter(patient=patient, reached_on__isnull=True)
    same = goals.filter(words=words).first()
    if same:
        return same
    if goals.count() >= MOST_GOALS:
        raise TooManyGoals
    return Goal.objects.create(patient=patient, words=words, by=by)


def score_goal(*, goal: Goal, score: int, by: User) -> GoalScore:
    """How near it is today; a second tap on the same day corrects the first."""
    on = goal.patient.local_today()
    scored, _ = GoalScore.objects.update_or_create(
        goal=goal, on=on, defaults={"score": score, "by": by}
    )
    return scored
