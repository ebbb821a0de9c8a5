"""What may be asked of the library?"""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import Equipment, Exercise, Muscle, Region


def choice_of(model, label: str, every: str) -> forms.ModelChoiceField:
    return forms.ModelChoiceField(
        model.objects.all(), to_field_name="slug", required=False, label=label, empty_label=every
    )


def one_of(choices, label: str, every: str) -> forms.ChoiceField:
    return forms.ChoiceField(choices=[("", every), *choices], required=False, label=label)


class LibraryForm(forms.Form):
    """Words to search for, and filters. What makes no sense is left out, not refused."""

    q = forms.CharField(
        required=False,
        label=_("Search"),
        max_length=80,
        widget=forms.TextInput(
            attrs={"type": "search", "placeholder": _("Name, muscle or equipment")}
        ),
    )
    part = one_of(Exercise.Part.choices, _("Part"), _("Every part"))
    region = choice_of(Region, _("Region"), _("Every region"))
    muscle = choice_of(Muscle, _("Muscle"), _("Every muscle"))
    equipment = choice_of(Equipment, _("Equipment"), _("Any equipment"))
    position = one_of(
        [(value, label.capitalize()) for value, label in Exercise.Position.choices],
        _("Position"),
        _("Every position"),
    )
    difficulty = one_of(
        [(value, label.capitalize()) for value, label in Exercise.Difficulty.choices],
        _("Difficulty"),
        _("Every level"),
    )

    MORE = ("muscle", "equipment", "position", "difficulty")

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            is_select = isinstance(field.widget, forms.Select)
            field.widget.attrs["class"] = "form-select" if is_select else "form-control"

    @property
    def wanted(self) -> dict:
        """What was asked for and understood."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def more(self) -> list[forms.BoundField]:
        return [self[name] for name in self.MORE]

    @property
    def asks_for_more(self) -> bool:
        return any(name in self.wanted for name in self.MORE)
