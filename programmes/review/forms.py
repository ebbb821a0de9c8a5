"""What does a physio look for on the caseload, and say about the log?"""

from typing import Any
from urllib.parse import urlencode

from django import forms


class CaseloadForm(forms.Form):
    """Whose patients, by which name; `give` is a template to be given to one of them."""

    MINE, CLINIC = "mine", "clinic"

    q = forms.CharField(label="Name", max_length=100, required=False)
    who = forms.ChoiceField(
        choices=[(MINE, "My patients"), (CLINIC, "Whole clinic")], required=False
    )
    give = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def understood(self) -> dict[str, Any]:
        """What can be used of it; nonsense counts as not asked."""
        self.is_valid()
        found = {name: self.cleaned_data.get(name) or "" for name in self.fields}
        further = urlencode({name: value for name, value in found.items() if value})
        return found | {
            "whole_clinic": found["who"] == self.CLINIC,
            "further": f"{further}&" if further else "",
        }


class InErrorForm(forms.Form):
    reason = forms.CharField(
        label="Why is it wrong?",
        max_length=200,
        error_messages={"required": "Say why: the reason is kept with the entry."},
    )
