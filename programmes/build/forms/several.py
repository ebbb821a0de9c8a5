"""What a physio asks for several rows of the builder at once, understood."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from exercises.dosing.frequency import Frequency
from exercises.dosing.shorthand import parse_frequency
from exercises.forms.library import one_of
from exercises.models import DosedModel

from ...models import Prescription
from ..change import Parts


class TickedField(forms.MultipleChoiceField):
    """Rows by their code, each perhaps with what it said when it was ticked: "code:fingerprint"."""

    def valid_value(self, value: str) -> bool:
        return super().valid_value(value.partition(":")[0])


class ManyForm(forms.Form):
    """What several chosen rows are to have in common; what is left empty stays."""

    line = TickedField(required=False)
    dose_of = forms.UUIDField(required=False)
    often = forms.CharField(
        label=_("How often"),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"placeholder": "3x/week", "autocomplete": "off"}),
    )
    sets = forms.IntegerField(label=_("Sets"), min_value=1, max_value=10, required=False)
    reps = forms.IntegerField(label=_("Reps"), min_value=1, max_value=100, required=False)
    side = one_of(DosedModel.Side.choices, _("Side"), _("As it is"))
    must_do = one_of([("yes", _("Must do")), ("no", _("If you like"))], _("Kind"), _("As it is"))

    def __init__(self, *args: Any, codes: Iterable[object] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["line"].choices = [(str(code), "") for code in codes]
        for field in self.fields.values():
            is_select = isinstance(field.widget, forms.Select)
            field.widget.attrs["class"] = "form-select" if is_select else "form-control"

    @property
    def ticked(self) -> dict[str, str]:
        """What each ticked row said, by its code."""
        parted = (value.partition(":") for value in self.cleaned_data["line"])
        return {code: seen for code, _colon, seen in parted}

    def seen_of(self, rows: Iterable[Prescription]) -> dict[int, str]:
        return {row.pk: self.ticked.get(str(row.code), "") for row in rows}

    @property
    def shown(self) -> list[forms.BoundField]:
        return [self[name] for name in ("often", "sets", "reps", "side", "must_do")]

    def clean_often(self) -> Frequency | None:
        text = self.cleaned_data["often"].strip()
        if not text:
            return None
        if not (often := parse_frequency(text)):
            raise forms.ValidationError(
                gettext("“%(text)s” was not understood. Write for example: daily, 2x/day, 3x/week")
                % {"text": text}
            )
        return often

    def parts(self) -> Parts:
        said = self.cleaned_data
        must_do = {"yes": True, "no": False}.get(said["must_do"])
        given = {name: said[name] or None for name in ("sets", "reps", "side")}
        return Parts(frequency=said["often"], must_do=must_do, **given)

    @property
    def says_something(self) -> bool:
        return any(value is not None for value in asdict(self.parts()).values())
