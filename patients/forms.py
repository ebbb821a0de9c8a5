"""What people type about people and clinics, understood."""

from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .carer_forms import BornOnField
from .contrast import OURS, is_colour, is_readable
from .models import AccessRecord, Carer, Clinic, Patient, StaffMember, User
from .zones import zone_names


def zone_choices() -> list[tuple[str, str]]:
    return [(name, name.replace("_", " ")) for name in zone_names()]


def sent_in(request: HttpRequest) -> QueryDict | None:
    """What was posted, even if that is nothing; None when a page is only asked for."""
    return request.POST if request.method == "POST" else None


def in_single_spaces(words: str) -> str:
    return " ".join(words.split())


def languages() -> list[tuple[str, str]]:
    return [*settings.LANGUAGES]


def languages_or_clinics() -> list[tuple[str, str]]:
    return [("", _("The clinic's own")), *settings.LANGUAGES]


class LanguageForm(forms.Form):
    """One of the site's languages."""

    language = forms.ChoiceField(choices=languages)


class NamedForm(forms.ModelForm):
    """A form with a name, kept in single spaces."""

    def clean_name(self) -> str:
        return in_single_spaces(self.cleaned_data["name"])


class PatientForm(NamedForm):
    """A name is enough; an e-mail address sends the link too."""

    language = forms.ChoiceField(
        choices=languages_or_clinics, required=False, help_text=_("The patient can change it.")
    )

    class Meta:
        model = Patient
        fields = ["name", "email", "language"]
        labels = {"name": _("Name"), "email": _("E-mail (optional)")}
        help_texts = {"email": _("We send the link at once. Leave empty to show a QR code only.")}
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "off", "autofocus": True}),
            "email": forms.EmailInput(attrs={"autocomplete": "off"}),
        }


class PatientDetailsForm(NamedForm):
    """What a physio may correct about a patient."""

    born_on = BornOnField()
    time_zone = forms.ChoiceField(
        choices=zone_choices, help_text=_("The patient's day follows this clock.")
    )
    language = forms.ChoiceField(
        choices=languages_or_clinics,
        required=False,
        help_text=_("Letters and pages. What the patient chose counts before it."),
    )

    class Meta:
        model = Patient
        fields = ["name", "email", "born_on", "affected_side", "language", "time_zone"]
        labels = {"email": _("E-mail (optional)"), "affected_side": _("Affected side (optional)")}
        help_texts = {
            "email": _("After a change, links and codes for the old address stop working.")
        }
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "off"}),
            "email": forms.EmailInput(attrs={"autocomplete": "off"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        side = self.fields["affected_side"]
        side.choices = [("", _("Not said")), *list(side.choices)[1:]]


class CarerForm(NamedForm):
    """Who helps, and what they may do."""

    class Meta:
        model = Carer
        fields = ["name", "relation", "email", "may_tick", "may_read_log", "may_write"]
        labels = {
            "relation": _("Relation (optional)"),
            "email": _("E-mail (optional)"),
            "may_tick": _("May tick off exercises"),
            "may_read_log": _("May see what was done"),
            "may_write": "May write to the physio and set goals",
        }
        help_texts = {
            "relation": _("Such as parent or partner."),
            "email": _("With it they can get in again by a code."),
            "may_tick": _("Who ticks also sees what was done."),
            "may_write": "For a parent of a child: speaks for the patient.",
        }
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "off"}),
            "email": forms.EmailInput(attrs={"autocomplete": "off"}),
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("may_tick") or cleaned.get("may_write"):
            cleaned["may_read_log"] = True
        return cleaned


class ClinicForm(NamedForm):
    """A clinic's own settings."""

    time_zone = forms.ChoiceField(choices=zone_choices, help_text=_("For new patients."))
    language = forms.ChoiceField(
        choices=languages, required=False, help_text=_("For everyone who has not chosen another.")
    )

    class Meta:
        model = Clinic
        fields = [
            "name",
            "phone",
            "emergency_number",
            "messages_note",
            "time_zone",
            "language",
            "brand_colour",
            "staff_need_second_factor",
            "green_max",
            "amber_max",
            "green_words",
            "amber_words",
            "red_words",
        ]
        labels = {
            "brand_colour": _("Colour"),
            "staff_need_second_factor": _("Staff need a second factor"),
            "messages_note": _("When messages are read"),
            "green_max": _("Green up to"),
            "amber_max": _("Amber up to"),
            "green_words": _("Words for green"),
            "amber_words": _("Words for amber"),
            "red_words": _("Words for red"),
        }
        help_texts = {
            "emergency_number": _("Patients see it with every warning sign."),
            "brand_colour": _("A dark one: words in it, and white words on it, must be readable."),
            "staff_need_second_factor": _(
                "A passkey or a code from an app, after the password. Who has none sets it up first."
            ),
            "amber_max": _("Everything above is red."),
        }
        widgets = {
            "brand_colour": forms.ColorInput(attrs={"class": "form-control-color"}),
            "green_words": forms.Textarea(attrs={"rows": 2}),
            "amber_words": forms.Textarea(attrs={"rows": 3}),
            "red_words": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["brand_colour"] = self.instance.brand_colour or OURS

    def clean_language(self) -> str:
        return self.cleaned_data["language"] or self.instance.language

    def clean_brand_colour(self) -> str:
        """Our own colour is the same as none: a field for colours is never empty."""
        colour = self.cleaned_data["brand_colour"]
        if colour.upper() == OURS:
            return ""
        if colour and not is_colour(colour):
            raise forms.ValidationError(_("Write a colour as #0F5C5C."))
        if colour and not is_readable(colour):
            raise forms.ValidationError(_("This colour is too light to read. Choose a darker one."))
        return colour

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        green, amber = cleaned.get("green_max"), cleaned.get("amber_max")
        if green is not None and amber is not None and green >= amber:
            self.add_error("amber_max", _("Amber must reach higher than green."))
        return cleaned


class RolesForm(forms.Form):
    """What a member of staff may do."""

    is_physio = forms.BooleanField(
        label=_("Physio"), required=False, help_text=_("Sees patients and gives programmes.")
    )
    is_editor = forms.BooleanField(
        label=_("Editor"), required=False, help_text=_("Edits exercises. Sees no patient.")
    )
    is_clinic_admin = forms.BooleanField(
        label=_("Clinic admin"), required=False, help_text=_("Manages staff and settings.")
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not any(cleaned.values()):
            raise forms.ValidationError(_("Choose at least one role, or end the membership."))
        return cleaned


class StaffForm(RolesForm):
    """A new colleague."""

    name = forms.CharField(max_length=120, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        help_text=_("We send a link to choose a password."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    field_order = ["name", "email", "is_physio", "is_editor", "is_clinic_admin"]

    def clean(self) -> dict[str, Any]:
        roles = [name for name in RolesForm.base_fields if self.cleaned_data.get(name)]
        if not roles:
            raise forms.ValidationError(_("Choose at least one role."))
        return self.cleaned_data

    def clean_name(self) -> str:
        return in_single_spaces(self.cleaned_data["name"])


class LeavingForm(forms.Form):
    """The first day on which somebody no longer works here."""

    left_on = forms.DateField(
        label=_("No longer here from"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Write the day as 2026-11-23.")},
    )

    def clean_left_on(self) -> date:
        left_on = self.cleaned_data["left_on"]
        if left_on < timezone.localdate():
            raise forms.ValidationError(_("Choose today or a later day."))
        return left_on


class OwnDetailsForm(forms.Form):
    """What people may change about themselves; the clock only where a plan follows it."""

    name = forms.CharField(
        label=_("Name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    language = forms.ChoiceField(label=_("Language"), choices=languages, required=False)
    text_size = forms.ChoiceField(
        label=_("Size of the letters"),
        choices=User.TextSize.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    time_zone = forms.ChoiceField(
        label=_("Your clock"),
        choices=zone_choices,
        help_text=_("Your day and your reminders follow this clock."),
    )
    wants_voice = forms.BooleanField(
        label=_("Voice"), required=False, help_text=_("The guided session says what to do.")
    )
    wants_sounds = forms.BooleanField(
        label=_("Sounds and buzzing"),
        required=False,
        help_text=_("When a hold or a rest is over."),
    )

    def __init__(self, *args: Any, has_clock: bool, has_session: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_clock:
            del self.fields["time_zone"]
        if not has_session:
            del self.fields["wants_voice"], self.fields["wants_sounds"]

    def clean_language(self) -> str:
        """A form without the field leaves the language as it is."""
        return self.cleaned_data["language"] or self.initial.get("language", "")

    def clean_name(self) -> str:
        return in_single_spaces(self.cleaned_data["name"])


class AddressForm(forms.Form):
    """An e-mail address to sign in with."""

    email = forms.EmailField(
        label=_("Your e-mail"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class CodeForm(forms.Form):
    """A code from a mail."""

    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code"}),
    )


def day_to_look_from(label: str) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        validators=[MinValueValidator(date(2000, 1, 1)), MaxValueValidator(date(2200, 1, 1))],
        error_messages={"invalid": _("Write the day as 2026-11-23.")},
    )


class AccessFilterForm(forms.Form):
    """Which rows of the access record?"""

    patient = forms.ModelChoiceField(
        queryset=Patient.objects.none(), to_field_name="code", required=False, empty_label=_("All")
    )
    person = forms.ModelChoiceField(
        queryset=StaffMember.objects.none(),
        to_field_name="code",
        required=False,
        empty_label=_("All"),
    )
    what = forms.ChoiceField(
        choices=[("", _("All")), *AccessRecord.What.choices], required=False, label=_("What")
    )
    from_day = day_to_look_from(_("From"))
    to_day = day_to_look_from(_("Last day"))

    def __init__(self, *args: Any, clinic: Clinic, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["patient"].queryset = Patient.objects.of_clinic(clinic)
        self.fields["person"].queryset = clinic.staff.select_related("user")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        first, last = cleaned.get("from_day"), cleaned.get("to_day")
        if first and last and last < first:
            self.add_error("to_day", _("The last day comes before the first."))
        return cleaned

    def in_words(self) -> str:
        """What an export of these rows is called in the access record itself."""
        days = [self.cleaned_data.get(name) for name in ("from_day", "to_day")]
        said = [f"{word} {day}" for word, day in zip(("from", "to"), days, strict=True) if day]
        return ", ".join(["access record", *said])
