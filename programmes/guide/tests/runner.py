"""A patient with a plan of their own in the demo clinic, and the guided session on their phone."""

from datetime import UTC, datetime, time
from itertools import count

from playwright.sync_api import Page, expect

from exercises.dosing.dose import Dose
from exercises.models import Exercise
from patients.models import Patient, StaffMember
from patients.tests.cast import a_patient
from programmes.models import Completion
from programmes.tests.programmes import a_prescription, a_programme

NUMBERS = count(1)
HOLD = Dose(hold_s=90)


def a_runner(*doses: Dose, **fields) -> Patient:
    """A new patient of the demo's physio, with one exercise of the library for each dose."""
    physio = StaffMember.objects.get(user__email="physio@demo.example")
    patient = a_patient(physio, f"Runner{next(NUMBERS)} Reed")
    programme = a_programme(patient)
    exercises = Exercise.objects.filter(part="strengthen").exclude(figure_key="").order_by("name")
    for exercise, dose in zip(exercises, doses, strict=False):
        a_prescription(programme, exercise, dose=dose, **fields)
    return patient


class Guided:
    """The session on the phone: what a person sees and taps, on a clock that the test moves."""

    def __init__(
        self,
        page: Page,
        patient: Patient,
        *,
        address: str = "/today/guided/",
        own_clock: bool = True,
    ):
        self.page = page
        if own_clock:  # at noon, so that no test runs over the end of the patient's day
            page.clock.install(time=datetime.combine(patient.local_today(), time(12), UTC))
        page.goto(address)
        self.main = page.locator("#guide-main")
        expect(self.main).to_be_enabled()
        page.wait_for_function("document.getElementById('guide-progress').children.length")

    def runs_for(self, seconds: float) -> None:
        self.page.clock.run_for(round(seconds * 1000))

    @property
    def state(self) -> str:
        return self.page.locator("#guide").get_attribute("data-state")

    @property
    def number(self) -> str:
        return self.page.locator("#guide-digits").inner_text()

    @property
    def name(self) -> str:
        return self.page.locator("#guide-name").inner_text()

    def saved(self) -> str:
        return self.page.locator("#guide-saved").inner_text()

    def starts(self) -> None:
        """From the first look at an exercise to its first second of work."""
        self.main.click()
        self.runs_for(5.2)

    def skip_sheet(self) -> None:
        self.page.locator("#guide-skip").click()
        expect(self.page.locator("#guide-skip-sheet")).to_be_visible()

    def shows(self, state: str) -> None:
        expect(self.page.locator("#guide")).to_have_attribute("data-state", state)

    def is_over(self) -> None:
        self.shows("end")

    def says_saved(self, words: str = "Saved") -> None:
        """Answers come in the real time of the network, retries in the page's own."""
        for _ in range(40):
            if self.saved() == words:
                return
            self.runs_for(0.5)
            self.page.wait_for_timeout(50)
        assert self.saved() == words


def ticks_of(patient: Patient) -> list[tuple[str, str, str]]:
    """Name, outcome and way of recording of the standing ticks, in the order of the plan."""
    rows = Completion.objects.standing().filter(session__patient=patient)
    return list(
        rows.order_by("prescription__position").values_list(
            "prescription__exercise__name", "outcome", "recorded"
        )
    )
