"""Which templates are looked for?"""

from django import forms
from django.utils.translation import gettext_lazy as _


class FindForm(forms.Form):
    q = forms.CharField(label=_("Search"), max_length=80, required=False)
    archived = forms.BooleanField(label=_("Archived"), required=False)
