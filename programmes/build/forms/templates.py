"""Which templates are looked for?"""

from django import forms
from django.utils.translation import gettext_lazy as _

from exercises.forms.library import choice_of
from exercises.models import Region


class FindForm(forms.Form):
    """Words and a region of the body. What makes no sense is left out, not refused."""

    q = forms.CharField(label=_("Search"), max_length=80, required=False)
    region = choice_of(Region, _("Region"), _("Every region"))
    archived = forms.BooleanField(label=_("Archived"), required=False)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["region"].widget.attrs["class"] = "form-select"

    @property
    def wanted(self) -> dict:
        self.is_valid()
        asked = self.cleaned_data
        return {
            "words": asked.get("q", ""),
            "region": asked.get("region"),
            "archived": asked.get("archived", False),
        }
