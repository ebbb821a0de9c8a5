"""Does the demo patient come through a whole session without touching the screen again?"""

import pytest

from patients.models import User
from programmes.guide.steps import guided_session_for
from programmes.models import Completion

from .runner import Guided

pytestmark = pytest.mark.browser
PATIENT = "patient@demo.example"


def test_hands_free_from_start_to_end_saves_each_exercise_once(page_of, record_property):
    patient = User.objects.get(email=PATIENT).patient
    session = guided_session_for(patient)
    expected = sorted(each.prescription.code for each in session.exercises)
    assert len(expected) > 2
    guided = Guided(page_of(PATIENT), patient)
    guided.page.get_by_role("button", name="Start hands-free").click()
    seconds = 0
    while guided.state != "end" and seconds < 3600:
        guided.runs_for(20)
        seconds += 20
    guided.is_over()
    guided.says_saved()
    rows = Completion.objects.filter(session__patient=patient, on=patient.local_today())
    assert sorted(rows.values_list("prescription__code", flat=True)) == expected
    assert set(rows.values_list("recorded", "outcome")) == {("timer", "done")}
    record_property(
        "guided session",
        f"{len(expected)} exercises hands-free, 1 tap, {seconds / 60:.0f} min of its own time; "
        f"the plan says {session.about_minutes}",
    )
    guided.page.get_by_role("link", name="How did it go?").click()
    assert guided.page.get_by_role("heading", name="How did it go?").is_visible()
