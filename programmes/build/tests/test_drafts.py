"""Does a physio draft, compare and publish on the pages, and find what a colleague did meanwhile?"""

import pytest
from django.urls import reverse
from django.utils.html import escape

from exercises.dosing.dose import Dose
from exercises.dosing.frequency import Frequency
from exercises.tests.library import an_exercise
from patients.models import AccessRecord
from patients.tests.cast import a_staff_member
from programmes.build.actions import Change, revise
from programmes.build.actions.drafting import discard, draft_for_patient, draft_revision
from programmes.build.actions.editing import add_prescription, change_prescription
from programmes.models import Prescription, Programme, Revision
from programmes.tests.programmes import a_prescription, a_programme, a_tick, days_ago

HARDER = Change(Dose(sets=3, reps=15), Frequency())
STEPS = ["draft-next-stage", "draft-hold", "draft-step-back"]


@pytest.fixture
def plan(sam) -> Programme:
    """In the first week of its second stage."""
    programme = a_programme(sam, days_ago(sam, 15), stages=((1, 2), (3, 4), (5, 8)))
    for stage, name in zip(programme.stages.all(), ["Clamshell", "Bridge", "Squat"], strict=True):
        a_prescription(stage, name)
    return programme


@pytest.fixture
def draft(plan, priya) -> Programme:
    draft = draft_revision(programme=plan, by=priya)
    change_prescription(prescription=row(draft, "Bridge"), change=HARDER, by=priya)
    return draft


def row(programme, name) -> Prescription:
    current = Prescription.objects.latest_versions().select_related("stage", "exercise")
    return current.get(stage__programme=programme, exercise__name=name)


def to(name, thing) -> str:
    return reverse(f"build:{name}", args=[thing.code])


def text_of(answer) -> str:
    return " ".join(answer.content.decode().split())


def seen_on(page: str) -> str:
    return page.split('name="seen" value="')[1].split('"')[0]


def test_revise_opens_the_one_draft_in_the_builder(priya_client, plan):
    answer = priya_client.post(to("draft", plan))
    draft = Programme.objects.drafts().get(revises=plan)
    assert answer["Location"] == to("builder", draft)
    assert priya_client.post(to("draft", plan))["Location"] == to("builder", draft)


def test_the_difference_is_read_in_plain_words_and_published_with_its_reason(
    priya_client, sam, plan, draft
):
    page = text_of(priya_client.get(to("difference", draft)))
    assert "<strong>Bridge: 3 x 12, 2 s hold → 3 x 15</strong>" in page
    assert "Do 15 (it was 12). No longer: Hold each one for 2 seconds." in page
    typed = {"seen": seen_on(page), "reason": "You are stronger."}
    answer = priya_client.post(to("publish", draft), typed)
    assert answer["Location"] == reverse("review:patient", args=[sam.code])
    assert (row(plan, "Bridge").reps, Revision.objects.get().reason) == (15, "You are stronger.")


def test_a_reason_of_its_own_goes_with_its_change(priya_client, plan, draft):
    page = text_of(priya_client.get(to("difference", draft)))
    key = f"why-line-{row(plan, 'Bridge').line}"
    assert f'name="{key}"' in page
    priya_client.post(to("publish", draft), {"seen": seen_on(page), "reason": "A", key: "B"})
    assert [facts["why"] for facts in Revision.objects.get().changes] == ["B"]


def test_a_reason_that_is_too_long_comes_back_as_typed(priya_client, draft):
    answer = priya_client.post(to("publish", draft), {"reason": "x" * 201})
    assert answer.status_code == 422
    assert "x" * 201 in answer.content.decode()
    assert not Revision.objects.exists()


def test_what_a_colleague_changed_meanwhile_is_shown_before_anything_is_published(
    priya_client, clinic, plan, draft
):
    page = text_of(priya_client.get(to("difference", draft)))
    jonas = a_staff_member(clinic, "Jonas Weber", is_physio=True)
    less = Change(Dose(sets=1, reps=5), Frequency())
    revise(prescription=row(plan, "Squat"), change=less, reason="Flu.", by=jonas)
    typed = {"seen": seen_on(page), "reason": "You are stronger."}
    answer = priya_client.post(to("publish", draft), typed)
    page = text_of(answer)
    assert answer.status_code == 409
    assert "Somebody wrote while you read this page." in page
    assert "<li>Squat: 3 x 12, 2 s hold → 1 x 5</li>" in page
    assert 'value="You are stronger."' in page
    assert row(plan, "Bridge").reps == 12
    again = priya_client.post(to("publish", draft), typed | {"seen": seen_on(page)})
    assert again.status_code == 302
    assert (row(plan, "Bridge").reps, row(plan, "Squat").reps) == (15, 5)


def test_a_draft_that_a_colleague_closed_says_who_did(priya_client, clinic, sam, draft):
    jonas = a_staff_member(clinic, "Jonas Weber", is_physio=True)
    discard(draft=draft, by=jonas, today=sam.local_today())
    for deed in ("publish", "discard"):
        answer = priya_client.post(to(deed, draft), follow=True)
        assert answer.redirect_chain[-1][0] == reverse("review:patient", args=[sam.code])
        assert "Jonas Weber has published or thrown away this draft" in text_of(answer)


def test_a_draft_without_changes_publishes_nothing(priya_client, plan, priya):
    draft = draft_revision(programme=plan, by=priya)
    assert "No changes yet" in text_of(priya_client.get(to("difference", draft)))
    priya_client.post(to("publish", draft))
    assert not Revision.objects.exists()


def test_a_draft_is_thrown_away_and_the_plan_stays(priya_client, plan, draft):
    priya_client.post(to("discard", draft))
    assert not Programme.objects.drafts().exists()
    assert row(plan, "Bridge").reps == 12


def test_a_new_programme_begins_today_or_on_the_day_that_was_said(priya_client, sam, priya):
    draft = draft_for_patient(patient=sam, by=priya, name="Back")
    add_prescription(stage=draft.stages.get(), exercise=an_exercise("Lunge"), by=priya)
    assert not sam.programmes.exists()
    priya_client.post(to("publish", draft))
    given = sam.programmes.get()
    assert (given.pk, given.start_on, given.physio) == (draft.pk, sam.local_today(), priya)
    again = priya_client.post(to("publish", draft))
    assert again["Location"] == reverse("review:patient", args=[sam.code])
    later = draft_for_patient(patient=sam, by=priya, name="Later")
    answer = priya_client.post(to("publish", later), {"start_on": "2100-01-01"})
    assert answer.status_code == 422
    assert sam.programmes.count() == 1


def test_what_the_patient_gets_is_looked_at_before_it_is_given(priya_client, sam, plan, priya):
    draft = draft_for_patient(patient=sam, by=priya, name="Back")
    add_prescription(stage=draft.stages.get(), exercise=an_exercise("Lunge"), by=priya)
    page = priya_client.get(to("difference", draft)).content.decode()
    assert "Lunge" in page
    assert f"Sam already has “{escape(plan.name)}”" in page
    assert f'value="{sam.local_today():%Y-%m-%d}"' in page
    assert f'action="{to("publish", draft)}"' in page


def test_a_template_is_adapted_before_the_patient_sees_it(priya_client, sam, priya):
    template = a_programme(None, clinic=priya.clinic, physio=priya)
    bridge = a_prescription(template, "Bridge")
    priya_client.post(to("programme-adapt", sam), {"template": template.code})
    draft = Programme.objects.drafts().get(drafted_for=sam)
    assert not sam.programmes.exists()
    row(draft, "Bridge").delete()
    add_prescription(stage=draft.stages.first(), exercise=an_exercise("Lunge"), by=priya)
    priya_client.post(to("publish", draft))
    given = sam.programmes.get()
    assert given.template == template
    assert [p.exercise.name for p in Prescription.objects.filter(stage__programme=given)] == [
        "Lunge"
    ]
    assert Prescription.objects.filter(pk=bridge.pk, stage__programme=template).exists()


@pytest.mark.parametrize("chosen", ["", "nonsense", "foreign"])
def test_nothing_is_drafted_from_what_cannot_be_chosen(priya_client, sam, olu, chosen):
    foreign = a_programme(None, clinic=olu.clinic, physio=olu)
    code = foreign.code if chosen == "foreign" else chosen
    answer = priya_client.post(to("programme-adapt", sam), {"template": code})
    assert answer["Location"] == reverse("build:assign", args=[sam.code])
    assert not Programme.objects.drafts().exists()


def test_an_empty_draft_of_ones_own_is_opened_again(priya_client, sam, priya):
    first = priya_client.post(to("programme-new", sam))["Location"]
    assert priya_client.post(to("programme-new", sam))["Location"] == first
    draft = Programme.objects.drafts().get()
    add_prescription(stage=draft.stages.get(), exercise=an_exercise("Lunge"), by=priya)
    assert priya_client.post(to("programme-new", sam))["Location"] != first


def test_a_stage_without_an_exercise_is_not_given(priya_client, sam, priya):
    draft = draft_for_patient(patient=sam, by=priya, name="Empty")
    page = priya_client.get(to("difference", draft)).content.decode()
    assert "has no exercise yet" in page
    assert to("publish", draft) not in page
    answer = priya_client.post(to("publish", draft))
    assert answer.status_code == 422
    assert not sam.programmes.exists()


@pytest.mark.parametrize("number", [1, 3])
def test_looking_at_it_costs_the_same_for_any_number_of_exercises(
    priya_client, sam, priya, django_assert_num_queries, number
):
    draft = draft_for_patient(patient=sam, by=priya, name="Back")
    for i in range(number):
        add_prescription(stage=draft.stages.get(), exercise=an_exercise(f"Lunge {i}"), by=priya)
    priya_client.get(to("difference", draft))
    with django_assert_num_queries(11 + 2):  # the other programmes
        priya_client.get(to("difference", draft))


# One click


@pytest.mark.parametrize(
    ("step", "weeks"),
    {
        "draft-next-stage": [(1, 2), (3, 3), (4, 7)],
        "draft-hold": [(1, 2), (3, 5), (6, 9)],
        "draft-step-back": [(1, 2), (3, 3), (4, 5), (6, 6), (7, 10)],
    }.items(),
)
def test_one_click_drafts_a_step_and_twice_drafts_it_once(priya_client, plan, step, weeks):
    for _ in range(2):
        answer = priya_client.post(to(step, plan))
        draft = Programme.objects.drafts().get(revises=plan)
        assert answer["Location"] == to("difference", draft)
    assert [(s.from_week, s.to_week) for s in draft.stages.current()] == weeks
    assert [(s.from_week, s.to_week) for s in plan.stages.current()] == [(1, 2), (3, 4), (5, 8)]


def test_stepping_back_gives_the_exercises_of_the_stage_before_again(priya_client, sam, plan):
    a_tick(row(plan, "Clamshell"), days_ago(sam, 10))
    priya_client.post(to("draft-step-back", plan))
    draft = Programme.objects.drafts().get()
    priya_client.post(to("publish", draft))
    stages = plan.stages.current()
    names = [[p.exercise.name for p in s.prescriptions.latest_versions()] for s in stages]
    assert names == [["Clamshell"], ["Bridge"], ["Clamshell"], ["Bridge"], ["Squat"]]
    again = stages[2].prescriptions.get()
    assert (again.line == row_of_first(plan).line, again.succeeds) == (False, None)


def row_of_first(plan) -> Prescription:
    return plan.stages.current().first().prescriptions.get()


def test_easier_and_harder_swap_to_the_neighbour_of_the_library(priya_client, plan):
    wall, jump = an_exercise("Wall squat"), an_exercise("Jump squat")
    squat = row(plan, "Squat")
    squat.exercise.easier.add(wall)
    squat.exercise.harder.add(jump)
    priya_client.post(to("draft-easier", squat))
    draft = Programme.objects.drafts().get()
    assert row(draft, "Wall squat").stage.name == "Stage 3"
    priya_client.post(to("draft-harder", squat))
    assert row(draft, "Jump squat").stage.name == "Stage 3"


def test_without_an_easier_neighbour_a_set_is_left_out(priya_client, plan):
    priya_client.post(to("draft-easier", row(plan, "Squat")))
    assert row(Programme.objects.drafts().get(), "Squat").sets == 2


def test_a_step_that_there_is_not_is_told_in_words(priya_client, sam, plan):
    answer = priya_client.post(to("draft-harder", row(plan, "Squat")), follow=True)
    assert "The library knows no harder version." in text_of(answer)
    begun_now = a_programme(sam, days_ago(sam, 2), stages=((1, 2),))
    for step in ("draft-next-stage", "draft-step-back"):
        priya_client.post(to(step, begun_now))
    assert not Programme.objects.drafts().exists()


# Who may, and what it costs


def test_a_physio_of_another_clinic_finds_nothing_and_writes_nothing(client, olu, plan, draft):
    client.force_login(olu.user)
    squat = row(plan, "Squat")
    addresses = [to(step, plan) for step in ("draft", "draft-template-changes", "save-as-template")]
    addresses += [to(step, plan) for step in STEPS]
    addresses += [to("draft-easier", squat), to("draft-harder", squat)]
    addresses += [to("publish", draft), to("discard", draft)]
    assert {client.post(address).status_code for address in addresses} == {404}
    assert client.get(to("difference", draft)).status_code == 404
    assert client.get(to("builder", draft)).status_code == 404
    assert Programme.objects.drafts().count() == 1
    assert not Revision.objects.exists()


def test_a_patient_may_not_and_nobody_is_asked_to_sign_in(client, sam, plan, draft):
    assert client.get(to("difference", draft))["Location"].startswith(reverse("account_login"))
    client.force_login(sam.user)
    assert client.get(to("difference", draft)).status_code == 403
    assert client.post(to("publish", draft)).status_code == 403
    assert client.post(to("draft", plan)).status_code == 403


def test_wrong_verbs_are_refused_and_opening_a_draft_is_put_on_record(
    priya_client, sam, plan, draft
):
    assert {priya_client.get(to(step, plan)).status_code for step in STEPS} == {405}
    assert priya_client.get(to("publish", draft)).status_code == 405
    assert priya_client.post(to("difference", draft)).status_code == 405
    priya_client.get(to("difference", draft))
    assert AccessRecord.objects.get().patient == sam


def test_what_the_patient_will_read_is_the_short_difference_and_not_the_whole_former_dose(
    priya_client, draft
):
    page = text_of(priya_client.get(to("difference", draft)))
    reads = page.split("will read</h2>")[1].split("</section>")[0]
    short = "Do 15 (it was 12). No longer: Hold each one for 2 seconds."
    assert reads.strip() == f"<p><strong>Bridge</strong><br>{short}</p>"


@pytest.mark.parametrize("how_many", [1, 3])
def test_the_difference_takes_the_same_queries_whatever_its_size(
    priya_client, plan, priya, how_many, django_assert_num_queries
):
    draft = draft_revision(programme=plan, by=priya)
    for number in range(how_many):
        exercise = an_exercise(f"Exercise {number}")
        add_prescription(stage=draft.stages.first(), exercise=exercise, by=priya)
    priya_client.get(to("difference", draft))
    with django_assert_num_queries(12):
        page = priya_client.get(to("difference", draft)).content.decode()
    assert page.count("New in “Stage 1”") == how_many * 2  # and in the label of its reason
