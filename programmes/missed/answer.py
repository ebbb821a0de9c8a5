"""What did the patient say about a day, and what does the clinic answer?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID, uuid4

from exercises.models import RedFlag
from patients.models import Patient

from ..models import Kind, Missed
from ..reasons import Choice, choice_of, choices_for, for_today, in_present
from ..usual_reasons import BY_KIND
from ..warning_signs import warning_signs

LIGHTS = ("green", "amber", "red")


@dataclass(frozen=True)
class Answer:
    """One day: the reasons on offer, and the one that was given with its help."""

    patient: Patient
    on: date
    today: date
    choices: Sequence[Choice] = ()
    chosen: Choice | None = None
    flags: Sequence[RedFlag] = ()
    message_id: UUID | None = None

    @property
    def is_today(self) -> bool:
        return self.on == self.today

    @property
    def is_yesterday(self) -> bool:
        return self.on == self.today - timedelta(days=1)

    @property
    def bands(self) -> list[dict]:
        """The pain rule in words, for those who said that it hurt."""
        rule = self.patient.pain_rule
        return [{"tone": t, "range": rule.range_words(t), "words": rule.words[t]} for t in LIGHTS]


def answer_for(patient: Patient, on: date) -> Answer:
    """The list and what stands for the day: two queries, and the warning signs with pain."""
    said = Missed.objects.filter(patient=patient, on=on, replaced_at__isnull=True)
    standing = said.exclude(kind="").select_related("reason").first()
    return build_answer(patient, on, choices_on(patient, on), standing)


def choices_on(patient: Patient, on: date) -> Sequence[Choice]:
    """The reasons in words that fit the day, one query."""
    choices = choices_for(patient.clinic)
    return for_today(choices) if on == patient.local_today() else choices


def build_answer(
    patient: Patient, on: date, choices: Sequence[Choice], standing: Missed | None
) -> Answer:
    today = patient.local_today()
    chosen = chosen_by(standing) if standing else None
    if chosen and on == today:
        chosen = in_present(chosen)
    return Answer(
        patient=patient,
        on=on,
        today=today,
        choices=choices,
        chosen=chosen,
        flags=warning_signs() if chosen and chosen.kind == Kind.PAIN else (),
        message_id=uuid4(),
    )


def chosen_by(standing: Missed) -> Choice:
    """The reason that was given, also one that the clinic has retired since."""
    if standing.reason:
        return choice_of(standing.reason)
    usual = BY_KIND[standing.kind]
    return Choice(usual.kind, usual.words, usual.help)
