"""What is written in a thread, understood."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from exercises.uploads import CleanPicture, clean_picture
from patients.models import User

from ..models import Prescription, ReadyReply
from ..models.talk import LONGEST_MESSAGE
from ..thread import pictures_lately_by

MOST_PICTURES_A_DAY = 20  # decoding takes seconds


class CheckedPictureField(forms.FileField):
    """A picture that was decoded and made anew; its errors say what works."""

    widget = forms.FileInput(attrs={"accept": "image/*"})
    is_full = False  # its sender has sent enough for one day

    def to_python(self, data: Any) -> CleanPicture | None:
        upload = super().to_python(data)
        if upload and self.is_full:
            words = _("You have sent many pictures today. Please send this one tomorrow.")
            raise forms.ValidationError(words)
        return clean_picture(upload) if upload else None


class MessageForm(forms.Form):
    """Words, a picture, or both."""

    text = forms.CharField(
        label=_("Message"),
        max_length=LONGEST_MESSAGE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    picture = CheckedPictureField(
        label=_("A picture, if it helps"),
        required=False,
        help_text=_("Only patient and clinic see it. Where and when it was taken is removed."),
    )
    about = forms.ChoiceField(label=_("About"), required=False)
    message_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4, required=False)

    def __init__(
        self,
        *args: Any,
        askable: Sequence[Prescription] = (),
        author: User | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        if self.files and author:
            self.fields["picture"].is_full = pictures_lately_by(author) >= MOST_PICTURES_A_DAY
        self.askable = {str(p.exercise.code): p for p in askable}
        names = [(code, p.exercise.name) for code, p in self.askable.items()]
        self.fields["about"].choices = [("", _("Everything")), *names]
        if not names:
            del self.fields["about"]

    def clean(self) -> dict[str, Any]:
        """What was written stays in the form; a picture has to be chosen again."""
        found = super().clean()
        if not found.get("text") and not found.get("picture") and not self.errors:
            self.add_error("text", _("Write something first."))
        elif self.errors and found.get("picture"):
            self.add_error("picture", _("Please choose the picture again."))
        return found

    @property
    def pinned_to(self) -> Prescription | None:
        return self.askable.get(self.cleaned_data.get("about", ""))

    @property
    def sent_id(self) -> UUID:
        return self.cleaned_data["message_id"] or uuid4()


class ReplyForm(forms.ModelForm):
    class Meta:
        model = ReadyReply
        fields = ["text"]
        labels = {"text": _("Words")}
        widgets = {"text": forms.Textarea(attrs={"rows": 3, "maxlength": 300})}
