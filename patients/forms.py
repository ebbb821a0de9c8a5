"""What people type about patients, understood."""

from django import forms

from .models import Patient
from .zones import zone_names


def zone_choices() -> list[tuple[str, str]]:
    return [(name, name.replace("_", " ")) for name in zone_names()]


class PatientForm(forms.ModelForm):
    """A name is enough; an e-mail address sends the link too."""

    class Meta:
        model = Patient
        fields = ["name", "email"]
        labels = {"name": "Name", "email": "E-mail (optional)"}
        help_texts = {"email": "Leave empty to show a QR code instead."}
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "off", "autofocus": True}),
            "email": forms.EmailInput(attrs={"autocomplete": "off"}),
        }

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())
