"""Does a patient get a whole copy of a template, which later edits of it never reach?"""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from exercises.dosing.dose import Dose
from exercises.dosing.frequency import Frequency
from exercises.models import Source
from patients.models import AccessRecord
from programmes.build.actions import assign, end
from programmes.models import Prescription, Programme
from programmes.tests.programmes import a_prescription, a_programme


@pytest.fixture
def template(db):
    template = a_programme(None, stages=((1, 2), (3, 12)), suits="Runners", evidence="Some")
    template.sources.add(Source.objects.create(key="S1", citation="A trial"))
    template.stages.update(move_on="RPE ≤ 4", move_on_plain="It feels easy.")
    dose = Dose(sets=2, reps=10, reps_max=12, side="each", effort_scale="rpe", effort_min=7)
    a_prescription(template, dose=dose, frequency=Frequency("weekdays", (0, 2)), note="Slowly.")
    a_prescription(template.stages.last(), "Side plank", must_do=False)
    return template


def given(template, sam, priya) -> Programme:
    return assign(template=template, patient=sam, start_on=sam.local_today(), by=priya)


def plain(programme) -> list:
    """Everything a programme says, without what makes a row this row."""
    own = {"id", "code", "line", "stage_id", "changed_by_id", "created_at"}
    return [
        (
            (stage.position, stage.name, stage.aim, stage.from_week, stage.to_week),
            (stage.move_on, stage.move_on_plain),
            [
                {k: v for k, v in vars(p).items() if not k.startswith("_") and k not in own}
                for p in stage.prescriptions.all()
            ],
        )
        for stage in programme.stages.all()
    ]


def test_the_copy_says_all_that_the_template_says(template, sam, priya):
    programme = given(template, sam, priya)
    assert plain(programme) == plain(template)
    assert [source.key for source in programme.sources.all()] == ["S1"]
    assert (programme.suits, programme.evidence) == ("Runners", "Some")
    assert (programme.patient, programme.clinic, programme.physio) == (sam, sam.clinic, priya)
    assert programme.template == template
    assert programme.code != template.code


def test_a_later_edit_of_the_template_never_reaches_the_patient(template, sam, priya):
    programme = given(template, sam, priya)
    before = plain(programme)
    template.stages.update(name="Other")
    Prescription.objects.filter(stage__programme=template).update(reps=99, must_do=False)
    template.sources.clear()
    template.stages.last().delete()
    assert plain(programme) == before
    assert programme.sources.count() == 1


def test_the_template_stays_a_template(template, sam, priya):
    given(template, sam, priya)
    again = Programme.objects.get(pk=template.pk)
    assert (again.is_template, again.start_on) == (True, None)
    assert again.stages.count() == 2


def test_two_copies_share_no_line(template, sam, priya):
    for days in (0, 1):
        start = sam.local_today() + timedelta(days=days)
        assign(template=template, patient=sam, start_on=start, by=priya)
    lines = Prescription.objects.values_list("line", flat=True)
    assert len(set(lines)) == len(lines) == 6


def test_given_twice_by_a_double_tap_it_stays_one(template, sam, priya):
    first = given(template, sam, priya)
    assert given(template, sam, priya) == first
    assert sam.programmes.count() == 1


def test_once_ended_it_can_be_given_anew(template, sam, priya):
    first = given(template, sam, priya)
    end(programme=first, today=sam.local_today(), reason="A mistake", by=priya)
    assert given(template, sam, priya) != first


# The page


def address(sam):
    return reverse("build:assign", args=[sam.code])


def test_a_physio_gives_a_programme_to_a_patient(priya_client, sam, template):
    answer = priya_client.post(
        address(sam), {"template": template.code, "start_on": sam.local_today()}
    )
    assert answer["Location"] == reverse("review:patient", args=[sam.code])
    assert sam.programmes.get().start_on == sam.local_today()


def test_the_page_shows_the_templates_with_the_asked_one_chosen(priya_client, sam, template):
    page = priya_client.get(f"{address(sam)}?template={template.code}").content.decode()
    assert "A programme for Sam Walker" in page
    assert f'value="{template.code}" checked' in page


def test_a_programme_that_runs_already_is_named(priya_client, sam, template):
    a_programme(sam, name="The first one")
    assert "already has “The first one”" in priya_client.get(address(sam)).content.decode()


DAYS = {"long ago": -366, "far ahead": 366}


@pytest.mark.parametrize("days", DAYS.values(), ids=DAYS)
def test_a_start_more_than_a_year_away_is_asked_again(priya_client, sam, template, days):
    start = sam.local_today() + timedelta(days=days)
    answer = priya_client.post(address(sam), {"template": template.code, "start_on": start})
    assert answer.status_code == 422
    assert f'value="{start}"' in answer.content.decode()
    assert "within a year of today" in answer.content.decode()
    assert sam.programmes.count() == 0


@pytest.mark.parametrize("days", [-30, 30])
def test_a_programme_may_have_begun_or_begin_later(priya_client, sam, template, days):
    start = sam.local_today() + timedelta(days=days)
    priya_client.post(address(sam), {"template": template.code, "start_on": start})
    assert sam.programmes.get().start_on == start


def test_the_start_is_today_on_the_patients_own_clock(priya_client, sam, template):
    sam.time_zone = "Pacific/Kiritimati"
    sam.save()
    page = priya_client.get(address(sam)).content.decode()
    assert f'name="start_on" value="{sam.local_today()}"' in page


def test_another_clinics_template_cannot_be_given(priya_client, sam, olu):
    theirs = a_programme(None, clinic=olu.clinic)
    answer = priya_client.post(
        address(sam), {"template": theirs.code, "start_on": sam.local_today()}
    )
    assert answer.status_code == 422
    assert sam.programmes.count() == 0


def test_a_patients_programme_is_no_template(priya_client, sam):
    own = a_programme(sam)
    answer = priya_client.post(address(sam), {"template": own.code, "start_on": sam.local_today()})
    assert answer.status_code == 422


@pytest.mark.parametrize("value", ["", "nonsense", "\x00", str(uuid4())])
def test_nonsense_for_a_template_is_asked_again(priya_client, sam, template, value):
    answer = priya_client.post(address(sam), {"template": value, "start_on": sam.local_today()})
    assert answer.status_code == 422


def test_a_physio_of_another_clinic_finds_nobody(client, olu, sam, template):
    client.force_login(olu.user)
    data = {"template": template.code, "start_on": sam.local_today()}
    assert client.get(address(sam)).status_code == 404
    assert client.post(address(sam), data).status_code == 404
    assert sam.programmes.count() == 0


def test_a_patient_may_not_and_nobody_is_asked_to_sign_in(client, sam):
    assert client.get(address(sam))["Location"].startswith(reverse("account_login"))
    client.force_login(sam.user)
    assert client.get(address(sam)).status_code == 403
    assert client.post(address(sam)).status_code == 403


def test_the_page_takes_the_same_queries_for_one_and_for_three_templates(
    priya_client, sam, template, django_assert_num_queries
):
    priya_client.get(address(sam))
    with django_assert_num_queries(10):
        priya_client.get(address(sam))
    for name in ("Ankle", "Knee"):
        a_prescription(a_programme(None, name=name), f"{name} exercise")
    with django_assert_num_queries(10):
        priya_client.get(address(sam))


def test_opening_it_is_put_on_record(priya_client, priya, sam):
    priya_client.get(address(sam))
    record = AccessRecord.objects.get(what="record")
    assert (record.user, record.patient) == (priya.user, sam)
