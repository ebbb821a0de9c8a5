"""What does a physio say about the log?"""

from django import forms


class InErrorForm(forms.Form):
    reason = forms.CharField(
        label="Why is it wrong?",
        max_length=200,
        error_messages={"required": "Say why: the reason is kept with the entry."},
    )
