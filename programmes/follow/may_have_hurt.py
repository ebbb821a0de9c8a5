"""Which exercises of a day may have hurt, so that a message can name one?"""

from exercises.models import Exercise

from ..models import Session
from ..thread import askable


def may_have_hurt(session: Session) -> list[Exercise]:
    """What was ticked or skipped, as far as a question can be pinned to it: two queries."""
    ticks = session.completions.standing().order_by()
    ids = set(ticks.values_list("prescription__exercise_id", flat=True))
    return [row.exercise for row in askable(session.patient) if row.exercise_id in ids]
