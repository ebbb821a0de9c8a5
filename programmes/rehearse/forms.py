"""What the physio notes in the room, understood."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models.rehearsal import LONGEST_CUE, MARKS
from .room import Step

STAY, NEXT, BEFORE, ALL, FINISH = "", "next", "before", "all", "finish"


class MarkForm(forms.Form):
    """How far one exercise came. `then` says where to go on: `all` sets all three marks first."""

    prescription = forms.UUIDField(widget=forms.HiddenInput)
    shown = forms.BooleanField(required=False)
    tried = forms.BooleanField(required=False)
    understood = forms.BooleanField(required=False)
    cue = forms.CharField(label=_("Personal cue"), max_length=LONGEST_CUE, required=False)
    seen = forms.CharField(max_length=16, required=False)
    then = forms.ChoiceField(
        choices=[(way, way) for way in (STAY, NEXT, BEFORE, ALL, FINISH)], required=False
    )

    def clean_cue(self) -> str:
        return " ".join(self.cleaned_data["cue"].split())

    @property
    def marks(self) -> dict[str, bool]:
        is_all = self.cleaned_data["then"] == ALL
        return {mark: is_all or self.cleaned_data[mark] for mark in MARKS}


class ShowForm(forms.Form):
    """Which exercise both screens are to show."""

    prescription = forms.UUIDField(widget=forms.HiddenInput)


class AskedForm(forms.Form):
    """How often a screen has asked whether the phone is here; nonsense counts as never."""

    asked = forms.IntegerField(min_value=0, max_value=1000, required=False)

    @property
    def times(self) -> int:
        return (self.cleaned_data["asked"] or 0) if self.is_valid() else 0


def filled_from(step: Step) -> dict:
    """What the form starts with: the marks and the cue as they are."""
    return {**step.marks, "cue": step.cue.text if step.cue else ""}
