"""What a patient's other running programmes ask while a stage is written."""

from datetime import timedelta

import pytest

from exercises.dosing.dose import Dose
from exercises.dosing.frequency import Frequency
from programmes.build.actions.drafting import draft_revision
from programmes.build.beside import others_than
from programmes.tests.programmes import a_prescription, a_programme, days_ago

from .desks import a_draft_for, a_template_of, builder, send

FOUR_MINUTES = Dose(sets=1, duration_s=220)
MO_WE = Frequency("weekdays", weekdays=(0, 2))


@pytest.fixture
def ankle(sam):
    """Two weeks on Mondays and Wednesdays, then three more every day."""
    ankle = a_programme(sam, name="Ankle", stages=((1, 2), (3, 5)))
    a_prescription(ankle, "Heel raise", dose=FOUR_MINUTES, frequency=MO_WE)
    a_prescription(ankle.stages.last(), "Heel drop", dose=FOUR_MINUTES)
    return ankle


def beside(tree, stage=None) -> list[tuple[str, list[int]]]:
    found = others_than(tree).beside(stage or tree.stages.first())
    return [(one.name, [day.minutes for day in one.days]) for one in found]


def a_draft_of_weeks(sam, first, last):
    draft = a_draft_for(sam)
    draft.stages.update(from_week=first, to_week=last)
    return draft


def test_it_is_counted_in_the_weeks_of_the_stage(sam, ankle):
    on_two_days, daily = [4, 0, 4, 0, 0, 0, 0], [4] * 7
    assert beside(a_draft_of_weeks(sam, 1, 2)) == [("Ankle", on_two_days)]
    assert beside(a_draft_of_weeks(sam, 4, 5)) == [("Ankle", daily)]
    assert beside(a_draft_of_weeks(sam, 6, 9)) == []


def test_a_change_counts_from_the_start_of_what_it_changes_and_not_itself(sam, ankle, priya):
    running = a_programme(sam, days_ago(sam, 14), name="Hip", stages=((1, 2), (3, 4)))
    a_prescription(running)
    draft = draft_revision(programme=running, by=priya)
    over, now = draft.stages.order_by("position")
    assert (beside(draft, over), beside(draft, now)) == ([], [("Ankle", [4, 0, 4, 0, 0, 0, 0])])


def test_what_is_paused_or_has_ended_asks_nothing(sam, ankle, priya):
    ankle.pauses.create(from_day=sam.local_today(), by=priya)
    ended = a_programme(sam, days_ago(sam, 9), ended_on=sam.local_today() - timedelta(days=1))
    a_prescription(ended)
    assert beside(a_draft_for(sam)) == []


def test_the_meter_says_whose_minutes_they_are_and_warns_about_the_sum(sam, ankle, priya_client):
    draft = a_draft_for(sam)
    a_prescription(draft, dose=FOUR_MINUTES)
    page = send(priya_client, "about", draft, promised_minutes="6").content.decode()
    assert "+ 0–4 min from “Ankle”" in page
    assert "8 min together, 6 promised" in page
    alone = send(priya_client, "about", draft, promised_minutes="8").content.decode()
    assert ("+ 0–4 min" in alone, "promised</p>" in alone) == (True, False)


def test_a_template_belongs_to_nobody_and_has_nothing_beside_it(priya, ankle, priya_client):
    template = a_template_of(priya)
    a_prescription(template)
    assert beside(template) == []
    assert "Ankle" not in priya_client.get(builder(template)).content.decode()


@pytest.mark.parametrize("how_many", [1, 3])
def test_it_takes_two_queries_for_any_number_of_programmes(
    sam, priya, how_many, django_assert_num_queries
):
    for number in range(how_many):
        a_prescription(a_programme(sam, name=f"Plan {number}"))
    draft = a_draft_for(sam)
    stage = draft.stages.get()
    with django_assert_num_queries(2):
        assert len(beside(draft, stage)) == how_many
