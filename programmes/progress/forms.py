"""A goal in the patient's own words, and how near it is, understood."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models.goals import LONGEST_GOAL


class GoalForm(forms.Form):
    words = forms.CharField(
        label=_("What do you want to be able to do?"),
        max_length=LONGEST_GOAL,
        help_text=_("Such as: play with my grandchildren on the floor."),
        error_messages={"required": _("Write a few words first.")},
    )

    def clean_words(self) -> str:
        return " ".join(self.cleaned_data["words"].split())


class GoalScoreForm(forms.Form):
    score = forms.TypedChoiceField(coerce=int, choices=[(n, n) for n in range(11)])
