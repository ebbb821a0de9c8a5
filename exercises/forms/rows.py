"""Which rows were ticked in a list?"""

from django import forms

LONGEST_ID = 18  # digits; a longer number is more than a database keeps


class RowsField(forms.ModelMultipleChoiceField):
    """Rows by their ids. An id that no row can have is refused here: SQLite would fail on it."""

    def clean(self, value):
        if too_long := [str(pk) for pk in value or () if len(str(pk)) > LONGEST_ID]:
            params = {"value": too_long[0][: LONGEST_ID + 2]}
            raise forms.ValidationError(
                self.error_messages["invalid_choice"], code="invalid_choice", params=params
            )
        return super().clean(value)
