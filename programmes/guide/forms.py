"""How much time does the person have today?"""

from django import forms

SHORT_SESSIONS = (5, 10, 15)


class MinutesForm(forms.Form):
    """Empty: the whole session."""

    minutes = forms.TypedChoiceField(
        required=False,
        coerce=int,
        empty_value=None,
        choices=[(minutes, minutes) for minutes in SHORT_SESSIONS],
    )

    @property
    def chosen(self) -> int | None:
        """The minutes; None for the whole session, also where the address asks for anything else."""
        return self.cleaned_data.get("minutes") if self.is_valid() else None
