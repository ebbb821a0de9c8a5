"""What is said about a missed day or about stopping, and a clinic's own reasons, understood."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import MissedReason
from ..reasons import Choice


class ReasonForm(forms.Form):
    """One of the reasons that are offered."""

    reason = forms.ChoiceField(error_messages={"required": _("Please choose a reason.")})

    def __init__(self, *args: Any, offered: Sequence[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = {choice.key: choice for choice in offered}
        self.fields["reason"].choices = [(c.key, c.words) for c in offered]

    @property
    def chosen(self) -> Choice | None:
        return self.offered.get(self.cleaned_data.get("reason", ""))


class StopForm(ReasonForm):
    """Saying why is welcome; nobody has to."""

    note = forms.CharField(
        label=_("Anything else? (if you like)"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = False
        self.fields["reason"].choices = [("", ""), *self.fields["reason"].choices]


class OwnReasonForm(forms.ModelForm):
    class Meta:
        model = MissedReason
        fields = ("words", "kind", "help")
        labels = {
            "words": _("What the patient taps"),
            "kind": _("What it is about"),
            "help": _("What the patient reads then"),
        }
        help_texts = {
            "words": _("A few words, such as “No time”."),
            "kind": _(
                "This decides what is offered with it: pain shows your pain rule and the warning "
                "signs, no time leads to 5 minutes, away to a pause."
            ),
            "help": _("Short and kind. One thing that they can do."),
        }
        widgets = {"help": forms.Textarea(attrs={"rows": 4})}

    def clean_words(self) -> str:
        return " ".join(self.cleaned_data["words"].split())
