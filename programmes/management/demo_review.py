"""What has the demo's physio measured and dealt with?"""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from patients.models import Patient
from programmes.models import Handled, OutcomeScore


def measured(person: Patient, measure: str, values: dict[int, str], about: str = "") -> None:
    """Scores of one measure, by how many days ago."""
    within, today = OutcomeScore.RANGES[measure], person.local_today()
    OutcomeScore.objects.bulk_create(
        OutcomeScore(
            patient=person,
            measure=measure,
            about=about,
            value=value,
            lowest=within.lowest,
            highest=within.highest,
            on=today - timedelta(days=days),
            by=person.physio,
        )
        for days, value in values.items()
    )


def dealt_with(person: Patient, *, days_ago: int, words: str, note: str) -> None:
    """A red day that the physio saw to; later ones stand on the work list again."""
    on = person.local_today() - timedelta(days=days_ago)
    Handled.objects.create(
        patient=person,
        kind="red",
        fact_on=on - timedelta(days=1),
        fact_level=6,
        words=words,
        note=note,
        on=on,
        at=datetime.combine(on, time(9), ZoneInfo(person.time_zone)),
        by=person.physio,
    )
