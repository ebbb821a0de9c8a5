"""What a patient sends, understood: a tick, a skip, how it went."""

from datetime import datetime, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from patients.zones import zone_names

from ..models import Completion, Session
from ..models.done import MOST_HOLD_S, MOST_KG, MOST_REPS, MOST_SETS
from ..skip_reasons import SKIP_REASONS
from .actions import Deed, Number
from .how_it_went import EFFORT_WORDS

OLDEST_INSTANT = timedelta(days=30)
SENT_BY_HAND = ("manual", "timer", "offline")


class ReadForm(forms.Form):
    """Up to which revision of the plan the patient has read."""

    newest = forms.UUIDField()


class WhenForm(forms.Form):
    """Which day, and when and where on the person's own device."""

    on = forms.DateField()
    ticked_at = forms.DateTimeField(required=False)
    zone = forms.CharField(required=False, max_length=60)

    def clean_ticked_at(self) -> datetime:
        """A device whose clock stands in another age is not believed; its tick is."""
        now, ticked_at = timezone.now(), self.cleaned_data["ticked_at"]
        return ticked_at if ticked_at and ticked_at > now - OLDEST_INSTANT else now

    def clean_zone(self) -> str:
        """A device may name a zone nobody lives in; the tick counts all the same."""
        zone = self.cleaned_data["zone"]
        return zone if zone in zone_names() else ""


class SaidForm(WhenForm):
    """When something was said: a form that was filled in without signal says so itself."""

    on = forms.DateField(required=False)
    recorded = forms.ChoiceField(required=False, choices=[(name, name) for name in SENT_BY_HAND])

    @property
    def is_late(self) -> bool:
        return self.cleaned_data["recorded"] == Completion.Recorded.OFFLINE


class NumbersForm(forms.Form):
    """What was really done, if the patient writes it or the timer knows: whole numbers, and kg."""

    sets_done = forms.IntegerField(required=False, min_value=1, max_value=MOST_SETS)
    reps_done = forms.IntegerField(required=False, min_value=1, max_value=MOST_REPS)
    load_done = forms.DecimalField(
        required=False, min_value=0, max_value=MOST_KG, max_digits=4, decimal_places=1
    )
    hold_done = forms.IntegerField(required=False, min_value=1, max_value=MOST_HOLD_S)

    @property
    def numbers(self) -> dict[str, Number]:
        """Those that were filled in."""
        said = {name: self.cleaned_data.get(name) for name in NumbersForm.base_fields}
        return {name: number for name, number in said.items() if number is not None}

    @property
    def has_wrong_numbers(self) -> bool:
        return any(name in self.errors for name in NumbersForm.base_fields)


class TickForm(WhenForm, NumbersForm):
    tick_id = forms.UUIDField()
    minutes = forms.IntegerField(required=False, min_value=1, max_value=60)
    slot = forms.IntegerField(required=False, min_value=1, max_value=24)
    recorded = forms.ChoiceField(required=False, choices=[(name, name) for name in SENT_BY_HAND])

    def deed(self) -> Deed:
        said = self.cleaned_data
        return Deed(
            tick_id=said["tick_id"],
            on=said["on"],
            slot=said["slot"] or 1,
            recorded=said["recorded"] or Completion.Recorded.MANUAL,
            ticked_at=said["ticked_at"],
            zone=said["zone"],
            numbers=self.numbers,
            minutes=said["minutes"],
        )


class SkipForm(TickForm):
    reason = forms.ChoiceField(
        choices=[(reason, _(reason)) for reason in SKIP_REASONS],
        error_messages={"required": _("Please choose a reason.")},
    )


class WholeDayForm(WhenForm):
    batch = forms.UUIDField()


class ScoreField(forms.TypedChoiceField):
    """A whole number from 0 to 10, or nothing."""

    def __init__(self, **kwargs) -> None:
        kwargs = {"required": False, "coerce": int, "empty_value": None} | kwargs
        super().__init__(choices=[(n, n) for n in range(11)], **kwargs)


class FinishForm(forms.ModelForm):
    pain_after = ScoreField(error_messages={"invalid_choice": _("Choose a number from 0 to 10.")})
    effort = ScoreField(error_messages={"invalid_choice": _("Choose a number from 0 to 10.")})
    note = forms.CharField(
        label=_("Is there anything your physio should know?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "class": "form-control"}),
    )

    class Meta:
        model = Session
        fields = ("pain_after", "effort", "note")

    effort_words = EFFORT_WORDS

    @property
    def pain_chosen(self) -> int | None:
        return self.chosen("pain_after")

    @property
    def effort_chosen(self) -> int | None:
        return self.chosen("effort")

    @property
    def has_more(self) -> bool:
        """Something stands in the part that is folded at first."""
        return self.effort_chosen is not None or bool(self["note"].value())

    def chosen(self, name: str) -> int | None:
        """The score to show as chosen, whether it was just typed or kept before."""
        value = str(self[name].value())
        return int(value) if value.isdecimal() and len(value) <= 2 else None


class PainBeforeForm(forms.Form):
    pain_before = ScoreField(required=True)


class MorningForm(forms.Form):
    pain_next_morning = ScoreField(required=True)
