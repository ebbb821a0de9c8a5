"""What is written in a thread, understood."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import Prescription
from ..models.talk import LONGEST_MESSAGE


class MessageForm(forms.Form):
    text = forms.CharField(
        label=_("Message"),
        max_length=LONGEST_MESSAGE,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write something first.")},
    )
    about = forms.ChoiceField(label=_("About"), required=False)
    message_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4, required=False)

    def __init__(self, *args: Any, askable: Sequence[Prescription] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.askable = {str(p.exercise.code): p for p in askable}
        names = [(code, p.exercise.name) for code, p in self.askable.items()]
        self.fields["about"].choices = [("", _("Everything")), *names]
        if not names:
            del self.fields["about"]

    @property
    def pinned_to(self) -> Prescription | None:
        return self.askable.get(self.cleaned_data.get("about", ""))

    @property
    def sent_id(self) -> UUID:
        return self.cleaned_data["message_id"] or uuid4()
