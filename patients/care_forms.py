"""To whom is a patient offered, with whom is the care shared?"""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .models import StaffMember

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def colleague_field(label: str) -> forms.ModelChoiceField:
    return forms.ModelChoiceField(
        queryset=StaffMember.objects.none(),
        to_field_name="code",
        label=label,
        empty_label=_("Choose a colleague"),
        error_messages={
            "required": _("Choose a colleague."),
            "invalid_choice": _("This colleague is no longer here. Choose another one."),
        },
    )


class OfferForm(forms.Form):
    to = colleague_field(_("To"))
    note = forms.CharField(
        label=_("Note for the colleague (optional)"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, colleagues: QuerySet[StaffMember], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = colleagues


class ShareForm(forms.Form):
    """From today and until further notice where no days are given."""

    staff = colleague_field(_("With"))
    from_day = forms.DateField(label=_("From (optional)"), required=False, widget=DAY)
    to_day = forms.DateField(label=_("Last day (optional)"), required=False, widget=DAY)

    def __init__(self, *args: Any, colleagues: QuerySet[StaffMember], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["staff"].queryset = colleagues

    def clean_from_day(self) -> date:
        return self.cleaned_data["from_day"] or timezone.localdate()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        first, last = cleaned.get("from_day"), cleaned.get("to_day")
        if last and last < timezone.localdate():
            self.add_error("to_day", _("Choose today or a later day."))
        elif first and last and last < first:
            self.add_error("to_day", _("The last day comes before the first."))
        return cleaned


class AnswerForm(forms.Form):
    answer = forms.CharField(max_length=200, required=False)
