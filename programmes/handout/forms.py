"""Which weeks are to be printed, how, and under which logo?"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from exercises.uploads import CleanPicture, clean_picture

from .sheet import LARGE, PICTURES, STANDARD, Asked, Source

WHOLE_STAGE = "all"
MOST_WEEKS_IN_LARGE = 4  # with more an exercise would not fit on one page
HOW_MANY = (
    (WHOLE_STAGE, _("All of them")),
    ("1", _("1 week")),
    ("2", _("2 weeks")),
    ("4", _("4 weeks")),
)
VERSIONS = (
    (STANDARD, _("Standard")),
    (LARGE, _("Large print")),
    (PICTURES, _("Pictures")),
)
PAPERS = (("A4", "A4"), ("letter", _("Letter")))


class SheetForm(forms.Form):
    """Everything may be left out: then it is what is left of the current stage, on A4, nameless."""

    stage = forms.ChoiceField(label=_("Stage"), required=False)
    weeks = forms.ChoiceField(label=_("Weeks to tick"), choices=HOW_MANY, required=False)
    version = forms.ChoiceField(label=_("Version"), choices=VERSIONS, required=False)
    paper = forms.ChoiceField(label=_("Paper"), choices=PAPERS, required=False)
    with_name = forms.BooleanField(label=_("With the name"), required=False)

    def __init__(self, data: Any, *, source: Source) -> None:
        current = source.current_stage
        usual = {"stage": current and str(current.position), "weeks": WHOLE_STAGE}
        usual |= {"version": STANDARD, "paper": PAPERS[0][0]}
        super().__init__(usual | {name: value for name, value in data.items() if value})
        self.source = source
        self.fields["stage"].choices = [
            (str(stage.position), f"{stage.weeks_in_words}: {stage.name}")
            for stage in source.stages
        ]
        for name in ("stage", "weeks", "version", "paper"):
            self.fields[name].widget.attrs["class"] = "form-select"
        if source.programme.is_template:
            del self.fields["with_name"]

    def asked(self) -> Asked:
        """What was chosen; what was left out or cannot be is as it is by default."""
        said = self.cleaned_data if self.is_valid() else {}
        position = said.get("stage")
        chosen = (stage for stage in self.source.stages if str(stage.position) == position)
        stage = next(chosen, self.source.current_stage)
        version = said.get("version") or STANDARD
        weeks = self.weeks_of(stage, said.get("weeks") or WHOLE_STAGE)
        if version == LARGE and len(weeks) > MOST_WEEKS_IN_LARGE:
            weeks = self.weeks_of(stage, str(MOST_WEEKS_IN_LARGE))
        return Asked(
            stage=stage,
            weeks=weeks,
            version=version,
            paper=said.get("paper") or PAPERS[0][0],
            with_name=said.get("with_name", False),
        )

    def weeks_of(self, stage, how_many: str) -> range:
        """The stage's weeks from the current one on: all of them, or so many."""
        if stage is None:
            return range(0)
        weeks = range(self.source.first_week_of(stage), stage.to_week + 1)
        return weeks if how_many == WHOLE_STAGE else weeks[: int(how_many)]


class LogoForm(forms.Form):
    """A clinic's logo: decoded and made anew, as every picture is."""

    picture = forms.FileField(
        label=_("Picture"),
        widget=forms.FileInput(attrs={"accept": "image/*"}),
        help_text=_("A picture on a white ground prints best. Whatever hides in it is removed."),
    )

    def clean_picture(self) -> CleanPicture:
        return clean_picture(self.cleaned_data["picture"])
