"""Does a template's change reach a patient only as a draft, and leave what was made for them?"""

import pytest
from django.urls import reverse

from exercises.dosing.dose import Dose
from exercises.dosing.frequency import Frequency
from exercises.tests.library import an_exercise
from patients.models import AccessRecord
from patients.tests.cast import a_staff_member
from programmes.build.actions import Change, assign, revise
from programmes.build.actions.drafting import draft_revision, draft_template, save_as_template
from programmes.build.actions.editing import (
    add_prescription,
    change_prescription,
    remove_prescription,
    set_note,
    swap_exercise,
)
from programmes.build.actions.publishing import publish
from programmes.build.actions.stages import add_stage, change_stage
from programmes.build.change import StageChange
from programmes.build.offers import given_from
from programmes.models import Prescription, Programme
from programmes.tests.programmes import a_prescription, a_programme

MORE = Change(Dose(sets=3, reps=15), Frequency())
LESS = Change(Dose(sets=1, reps=5), Frequency())


@pytest.fixture
def template(clinic, priya) -> Programme:
    template = a_programme(
        None, stages=((1, 2), (3, 6)), clinic=clinic, physio=priya, shared_on="2026-01-01"
    )
    first, second = template.stages.all()
    a_prescription(first, "Clamshell")
    a_prescription(first, "Bridge")
    a_prescription(second, "Squat")
    return template


@pytest.fixture
def given(template, sam, priya) -> Programme:
    return assign(template=template, patient=sam, start_on=sam.local_today(), by=priya)


def row(programme, name) -> Prescription:
    current = Prescription.objects.latest_versions().select_related("stage", "exercise")
    return current.get(stage__programme=programme, exercise__name=name)


def offered(template, user) -> list[str]:
    (one,) = given_from(template, user)
    return [offer.in_words for offer in one.offers]


def change_template(template, priya) -> None:
    change_prescription(prescription=row(template, "Clamshell"), change=MORE, by=priya)
    remove_prescription(prescription=row(template, "Bridge"), by=priya)
    swap_exercise(prescription=row(template, "Squat"), exercise=an_exercise("Lunge"), by=priya)
    new = add_prescription(stage=template.stages.last(), exercise=an_exercise("Plank"), by=priya)
    set_note(prescription=new, note="Breathe.", by=priya)


def test_what_the_template_changed_is_offered_and_the_plan_is_left_alone(template, given, priya):
    assert offered(template, priya.user) == []
    before = list(Prescription.objects.filter(stage__programme=given).values())
    change_template(template, priya)
    assert [words.split(",")[0] for words in offered(template, priya.user)] == [
        "Clamshell: 3 x 12",
        "Squat → Lunge",
        "New in “Stage 2”: Plank",
        "Taken out of “Stage 1”: Bridge (3 x 12",
    ]
    assert list(Prescription.objects.filter(stage__programme=given).values()) == before


def test_what_was_made_for_the_patient_stays(template, given, priya):
    revise(prescription=row(given, "Clamshell"), change=LESS, reason="", by=priya)
    revise(prescription=row(given, "Bridge"), change=LESS, reason="", by=priya)
    change_template(template, priya)
    kinds = [words.split(":")[0].split(" ")[0] for words in offered(template, priya.user)]
    assert kinds == ["Squat", "New"]


def draft_changes(client, given) -> Programme:
    answer = client.post(reverse("build:draft-template-changes", args=[given.code]))
    assert answer.status_code == 302
    return Programme.objects.drafts().get(revises=given)


def test_one_click_drafts_them_and_publishing_ends_the_offer(
    template, given, sam, priya, priya_client
):
    change_template(template, priya)
    draft = draft_changes(priya_client, given)
    assert offered(template, priya.user) != []
    publish(draft=draft, by=priya, today=sam.local_today())
    assert row(given, "Clamshell").reps == 15
    assert [p.exercise.name for p in current(given)] == ["Clamshell", "Lunge", "Plank"]
    assert row(given, "Plank").note == "Breathe."
    assert offered(template, priya.user) == []


def current(programme):
    rows = Prescription.objects.latest_versions().filter(stage__programme=programme)
    return rows.select_related("exercise").order_by("stage__position", "position")


def test_drafting_them_twice_drafts_them_once(template, given, priya, priya_client):
    change_template(template, priya)
    draft = draft_changes(priya_client, given)
    assert draft_changes(priya_client, given) == draft
    assert [p.exercise.name for p in current(draft)] == ["Clamshell", "Lunge", "Plank"]


def test_new_and_longer_stages_come_too(template, given, sam, priya, priya_client):
    second = template.stages.last()
    longer = StageChange(name="Stage 2", from_week=3, to_week=8, aim="Get strong")
    change_stage(stage=second, change=longer, by=priya)
    run = add_stage(programme=template, by=priya, name="Run", weeks=2)
    add_prescription(stage=run, exercise=an_exercise("Hop"), by=priya)
    publish(draft=draft_changes(priya_client, given), by=priya, today=sam.local_today())
    weeks = [(s.name, s.from_week, s.to_week, s.aim) for s in given.stages.current()]
    assert weeks[1:] == [("Stage 2", 3, 8, "Get strong"), ("Run", 9, 10, "")]
    assert row(given, "Hop").stage.name == "Run"
    assert offered(template, priya.user) == []


@pytest.mark.parametrize("how_many", [1, 3])
def test_what_came_from_a_template_takes_four_queries(
    template, priya, sam, how_many, django_assert_num_queries
):
    for number in range(how_many):
        start = sam.local_today().replace(day=number + 1)
        assign(template=template, patient=sam, start_on=start, by=priya)
    change_template(template, priya)
    roles = 2
    with django_assert_num_queries(roles + 4):
        found = given_from(template, priya.user)
    assert [len(one.offers) for one in found] == [4] * how_many


def test_a_physio_sees_only_what_their_own_patients_were_given(
    clinic, template, given, sam, olu, tess
):
    starter = a_programme(None)
    assign(template=starter, patient=sam, start_on=sam.local_today(), by=sam.physio)
    assert given_from(starter, olu.user) == []
    assert [one.programme.patient for one in given_from(starter, sam.physio.user)] == [sam]


# Templates of one's own


def test_a_patients_programme_becomes_a_template_without_the_patient(
    template, given, sam, priya, priya_client
):
    revise(
        prescription=row(given, "Clamshell"),
        change=Change(Dose(sets=3, reps=15, note="as on Tuesday"), Frequency(), note="For Sam"),
        reason="Sam is stronger.",
        by=priya,
    )
    answer = priya_client.post(reverse("build:save-as-template", args=[given.code]))
    made = Programme.objects.get(
        shared_on=None, patient=None, drafted_for=None, clinic__isnull=False
    )
    assert answer["Location"] == reverse("build:builder", args=[made.code])
    clamshell = row(made, "Clamshell")
    assert (clamshell.reps, clamshell.note, clamshell.dose_note) == (15, "", "")
    assert (clamshell.change_reason, clamshell.active_from) == ("", None)
    assert not made.origins.exists()
    assert (made.patient, made.start_on, made.template) == (None, None, None)


def test_a_note_of_the_template_comes_along(template, sam, priya):
    set_note(prescription=row(template, "Clamshell"), note="Slowly.", by=priya)
    given = assign(template=template, patient=sam, start_on=sam.local_today(), by=priya)
    made = save_as_template(programme=given, by=priya, name="Mine")
    assert row(made, "Clamshell").note == "Slowly."


def test_a_duplicate_is_ones_own_and_leaves_the_first_alone(template, priya, priya_client):
    priya_client.post(reverse("build:template-duplicate", args=[template.code]))
    copied = Programme.objects.get(shared_on=None, clinic__isnull=False)
    assert (copied.name, copied.physio) == (f"{template.name} (copy)", priya)
    remove_prescription(prescription=row(copied, "Bridge"), by=priya)
    assert row(template, "Bridge").ended_on is None
    assert [p.exercise.name for p in current(copied)] == ["Clamshell", "Squat"]


def test_an_own_draft_is_seen_by_its_author_until_it_is_shared(
    client, clinic, priya, priya_client, edie
):
    draft = draft_template(by=priya, name="Secret squats")
    jonas = a_staff_member(clinic, "Jonas Weber", is_physio=True)
    page = reverse("build:template", args=[draft.code])
    client.force_login(jonas.user)
    assert client.get(page).status_code == 404
    assert client.get(reverse("build:builder", args=[draft.code])).status_code == 404
    client.force_login(priya.user)
    client.post(reverse("build:template-share", args=[draft.code]))
    client.force_login(jonas.user)
    assert client.get(page).status_code == 200


def test_an_archived_template_is_not_offered_and_comes_back(template, priya_client):
    listed = reverse("build:template-list")
    page = reverse("build:template", args=[template.code])
    priya_client.post(reverse("build:template-archive", args=[template.code]))
    assert page not in priya_client.get(listed).content.decode()
    assert page in priya_client.get(listed, {"archived": "on"}).content.decode()
    assert "Archived" in priya_client.get(page).content.decode()
    priya_client.post(reverse("build:template-unarchive", args=[template.code]))
    assert page in priya_client.get(listed).content.decode()


def test_a_starter_template_is_duplicated_never_edited(priya_client, db):
    starter = a_programme(None)
    for deed in ("share", "archive", "unarchive"):
        answer = priya_client.post(reverse(f"build:template-{deed}", args=[starter.code]))
        assert answer.status_code == 404
    assert priya_client.get(reverse("build:builder", args=[starter.code])).status_code == 404


@pytest.mark.parametrize("how_many", [1, 3])
def test_the_library_is_searched_in_constant_queries(
    priya_client, how_many, django_assert_num_queries
):
    for number in range(how_many):
        a_prescription(a_programme(None, name=f"Achilles {number}"))
    a_programme(None, name="Shoulder")
    priya_client.get(reverse("build:template-list"))
    with django_assert_num_queries(9):
        page = priya_client.get(reverse("build:template-list"), {"q": "achil"}).content.decode()
    assert page.count("Achilles") == how_many
    assert "Shoulder" not in page


@pytest.mark.parametrize("deed", ["duplicate", "share", "archive", "unarchive"])
def test_a_stranger_finds_no_template_of_the_clinic(client, olu, template, deed):
    client.force_login(olu.user)
    address = reverse(f"build:template-{deed}", args=[template.code])
    assert client.post(address).status_code == 404
    assert client.get(address).status_code == 405


def test_open_drafts_of_own_patients_stand_in_the_list_and_that_is_on_record(
    client, priya_client, template, given, sam, priya, olu
):
    draft = draft_revision(programme=given, by=priya)
    listed, found = reverse("build:template-list"), reverse("build:difference", args=[draft.code])
    assert found in priya_client.get(listed).content.decode()
    assert AccessRecord.objects.get().patients_shown == [sam.pk]
    client.force_login(olu.user)
    assert found not in client.get(listed).content.decode()


def test_a_page_that_names_who_was_given_it_is_on_record(priya_client, template, given, sam):
    page = priya_client.get(reverse("build:template", args=[template.code])).content.decode()
    assert "Sam Walker" in page
    assert AccessRecord.objects.get().patients_shown == [sam.pk]
