"""Does the work list show who needs what, to the physio and to nobody else?"""

import re
from datetime import timedelta
from time import process_time

import pytest
from django.urls import reverse

from exercises.dosing.frequency import Frequency
from patients.models import AccessRecord, Patient
from patients.tests.cast import a_patient, a_staff_member
from programmes.models import Completion, Pause, Prescription, Programme, Stage
from programmes.plans import running_plans_for
from programmes.review.caseload import rows_for, work_list_for
from programmes.tests.programmes import (
    a_prescription,
    a_programme,
    a_session,
    a_tick,
    days_ago,
    succeeded,
)

ADDRESS = "/caseload/"
NAME = re.compile(r'class="case-name"[^>]*>([^<]+)<')


def names(client, query: str = "", **headers) -> list[str]:
    return NAME.findall(client.get(ADDRESS + query, **headers).content.decode())


def row_of(patient):
    known = work_list_for(Patient.objects.filter(pk=patient.pk)).shown
    return rows_for(known, Patient.objects.all())[0]


def test_a_row_says_what_matters_at_a_glance(priya_client, sam):
    bridge = a_prescription(a_programme(sam, days_ago(sam, 16)))
    for days in (2, 3, 4):
        a_tick(bridge, days_ago(sam, days))
    a_session(sam, days_ago(sam, 2), pain_after=7)
    page = priya_client.get(ADDRESS).content.decode()
    last = days_ago(sam, 2)
    for words in (
        "Sam Walker",
        "Week 3 of 12",
        f"Pain 7 on {last:%A}",
        "<strong>3 of 14</strong>",
        f"last {last.day} {last:%b}",
        "Last 28 days: everything done on 3, some on 0",
        "Pain: last 7, highest 7",
        "1 needs you",
        reverse("review:patient", args=[sam.code]),
    ):
        assert words in page


def test_the_most_pressing_come_first(priya_client, priya):
    for name in ("Anna", "Ben", "Cleo"):
        a_prescription(a_programme(a_patient(priya, name)))
    hurting, waiting = a_patient(priya, "Zoe"), a_patient(priya, "Yan", signed_in_before=False)
    a_prescription(a_programme(hurting))
    a_prescription(a_programme(waiting))
    a_session(hurting, pain_after=9)
    assert names(priya_client) == ["Zoe", "Yan", "Anna", "Ben", "Cleo"]


def test_each_row_leads_to_its_next_step(priya_client, priya):
    new = a_patient(priya, "Nora", signed_in_before=False)
    a_prescription(a_programme(new))
    bare = a_patient(priya, "Bo")
    page = priya_client.get(ADDRESS).content.decode()
    assert reverse("patients:invitation", args=[new.code]) in page
    assert reverse("build:assign", args=[bare.code]) in page


def test_to_give_a_template_each_row_leads_to_giving_it(priya_client, sam):
    template = a_programme(None, name="Ankle plan")
    page = priya_client.get(f"{ADDRESS}?give={template.code}").content.decode()
    assert "Give “Ankle plan”" in page
    assert f"{reverse('build:assign', args=[sam.code])}?template={template.code}" in page


def test_a_paused_programme_is_marked(priya_client, sam):
    programme = a_programme(sam, days_ago(sam, 16))
    a_prescription(programme)
    Pause.objects.create(programme=programme, from_day=days_ago(sam, 8))
    row = row_of(sam)
    assert (row.is_paused, row.reasons) == (True, [])
    page = priya_client.get(ADDRESS).content.decode()
    assert "Paused" in page
    assert "Week 2 of 12, paused since" in page


def test_two_programmes_are_both_named_and_counted_together(sam):
    first, second = a_programme(sam, days_ago(sam, 16)), a_programme(sam, days_ago(sam, 2))
    bridge, plank = a_prescription(first), a_prescription(second, "Side plank")
    a_tick(bridge, days_ago(sam, 1))
    a_tick(plank, days_ago(sam, 1))
    row = row_of(sam)
    assert [s.words for s in row.standings] == ["Week 3 of 12", "Week 1 of 12"]
    assert row.adherence.must_do_in_words() == "2 of 16"


def test_a_second_programme_keeps_nobody_from_seeing_that_one_is_over(sam):
    a_prescription(a_programme(sam, days_ago(sam, 30), stages=((1, 2),)))
    bridge = a_prescription(a_programme(sam, days_ago(sam, 3)), "Side plank")
    a_tick(bridge, days_ago(sam, 1))
    assert "Programme is over" in [reason.words for reason in row_of(sam).reasons]


def test_an_ended_programme_no_longer_counts(sam):
    a_prescription(a_programme(sam, days_ago(sam, 16), ended_on=days_ago(sam, 1)))
    row = row_of(sam)
    assert [reason.words for reason in row.reasons] == ["No programme"]
    assert row.adherence.due == 0


def test_what_was_undone_or_wrong_is_no_last_session(sam, priya):
    bridge = a_prescription(a_programme(sam, days_ago(sam, 60)))
    a_tick(bridge, days_ago(sam, 40))
    a_tick(bridge, days_ago(sam, 2), undone_at="2026-01-01T00:00Z")
    a_tick(bridge, days_ago(sam, 3), outcome="skipped")
    a_tick(
        bridge,
        days_ago(sam, 4),
        in_error_at="2026-01-01T00:00Z",
        in_error_by=priya,
        in_error_reason="x",
    )
    row = row_of(sam)
    assert row.last_done_on == days_ago(sam, 40)
    assert "Nothing done for 40 days" in [reason.words for reason in row.reasons]


def test_each_patient_is_shown_on_their_own_day(priya, sam):
    east, west = a_patient(priya, "East"), a_patient(priya, "West")
    Patient.objects.filter(pk=east.pk).update(time_zone="Pacific/Kiritimati")
    Patient.objects.filter(pk=west.pk).update(time_zone="Pacific/Pago_Pago")
    for patient in (east, west):
        patient.refresh_from_db()
        a_tick(a_prescription(a_programme(patient, days_ago(patient, 3))))
    rows = [row_of(east), row_of(west)]
    apart = rows[0].days[-1].date - rows[1].days[-1].date  # two days, for two hours of each day
    assert timedelta(days=1) <= apart <= timedelta(days=2)
    assert [row.days[-1].state for row in rows] == ["full", "full"]


def test_a_skip_because_it_hurts_is_pointed_out_for_a_week(sam):
    programme = a_programme(sam, days_ago(sam, 10))
    bridge, plank = (
        a_prescription(programme),
        a_prescription(programme, "Side plank", must_do=False),
    )
    for days in range(10):
        a_tick(bridge, days_ago(sam, days))
    for days, why in ((1, "It hurts"), (2, "No time today"), (6, "It hurts"), (7, "It hurts")):
        a_tick(plank, days_ago(sam, days), outcome="skipped", skip_reason=why)
    assert [reason.words for reason in row_of(sam).reasons] == ["Skipped 2 times: it hurts"]


def test_the_list_is_filtered_by_a_reason_and_counts_each(priya_client, priya, sam):
    a_prescription(a_programme(sam))
    a_session(sam, pain_after=9)
    a_patient(priya, "Bo")
    page = priya_client.get(ADDRESS).content.decode()
    assert "Red pain (1)" in page
    assert "No programme (1)" in page
    assert names(priya_client, "?reason=red") == ["Sam Walker"]
    assert names(priya_client, "?reason=none") == ["Bo"]
    assert names(priya_client, "?reason=stopped") == []
    assert names(priya_client, "?reason=any") == ["Sam Walker", "Bo"]


def test_the_list_is_put_in_another_order(priya_client, priya):
    early, late, never = (a_patient(priya, name) for name in ("Cleo", "Anna", "Ben"))
    for patient, days, pain in ((early, 6, 5), (late, 1, 2)):
        a_tick(a_prescription(a_programme(patient, days_ago(patient, 80))), days_ago(patient, days))
        a_session(patient, days_ago(patient, days), pain_after=pain)
    a_prescription(a_programme(never))
    assert names(priya_client, "?order=name") == ["Anna", "Ben", "Cleo"]
    assert names(priya_client, "?order=quiet") == ["Ben", "Cleo", "Anna"]
    assert names(priya_client, "?order=pain") == ["Cleo", "Anna", "Ben"]
    assert names(priya_client, "?order=ending") == ["Anna", "Cleo", "Ben"]


def test_the_most_pressing_of_all_pages_stand_on_the_first(priya_client, priya, monkeypatch):
    monkeypatch.setattr("programmes.review.views.ROWS_PER_PAGE", 2)
    for name in ("Anna", "Ben", "Cleo"):
        a_prescription(a_programme(a_patient(priya, name)))
    hurting = a_patient(priya, "Zoe")
    a_prescription(a_programme(hurting))
    a_session(hurting, pain_after=9)
    assert names(priya_client) == ["Zoe", "Anna"]
    assert names(priya_client, "?page=2") == ["Ben", "Cleo"]


ALIKE = [
    Frequency(),
    Frequency(times_per_day=3),
    Frequency("weekdays", weekdays=(0, 3)),
    Frequency("every_n_days", n=3),
    Frequency("times_a_week", n=3),
    Frequency("as_needed"),
]


@pytest.mark.parametrize("frequency", ALIKE)
@pytest.mark.parametrize("begun", [3, 12, 16, 40])
def test_what_was_due_is_counted_alike_fast_and_slow(sam, frequency, begun):
    """The list counts many at once in another way than a patient's page."""
    programme = a_programme(sam, days_ago(sam, begun), stages=((1, 2), (3, 5)))
    for stage in programme.stages.all():
        line = a_prescription(stage, frequency=frequency)
        later = succeeded(line, on=days_ago(sam, 4))
        Prescription.objects.filter(pk=later.pk).update(active_from=days_ago(sam, 4))
    (known,) = work_list_for(Patient.objects.filter(pk=sam.pk)).shown
    (plan,) = running_plans_for([sam.pk])[sam.pk]
    counts = plan.adherence({}, first_day=days_ago(sam, 14), last_day=days_ago(sam, 1))
    assert known.situation.due == counts.must_do_due


# Whose patients


def test_a_physio_sees_their_own_patients_and_the_whole_clinic_on_request(
    priya_client, clinic, sam, tess
):
    a_patient(a_staff_member(clinic, "Jonas Weber", is_physio=True), "Olga Petrova")
    assert names(priya_client) == ["Sam Walker"]
    assert names(priya_client, "?who=clinic") == ["Olga Petrova", "Sam Walker"]


def test_a_patient_who_left_the_clinic_is_not_on_the_list(priya_client, sam):
    Patient.objects.update(closed_on=days_ago(sam, 1))
    assert names(priya_client) == []


def test_a_name_is_found_by_any_part_of_it(priya_client, priya, sam):
    a_patient(priya, "Maria Lopez")
    assert names(priya_client, "?q=WALK") == ["Sam Walker"]
    assert names(priya_client, "?q=lop+mar") == ["Maria Lopez"]
    assert names(priya_client, "?q=nobody") == []


def test_while_typing_only_the_rows_come(priya_client, sam):
    answer = priya_client.get(f"{ADDRESS}?q=sam", headers={"HX-Request": "true"})
    said = answer.content.decode()
    assert NAME.findall(said) == ["Sam Walker"]
    assert "<html" not in said


@pytest.mark.parametrize(
    "query",
    ["?q=%00", "?who=all", "?give=x", "?page=x", "?q=" + "x" * 101, "?reason=x", "?order=x"],
)
def test_nonsense_in_the_address_counts_as_not_asked(priya_client, sam, query):
    assert names(priya_client, query) == ["Sam Walker"]


def test_another_clinics_template_is_not_named(priya_client, sam, olu):
    template = a_programme(None, clinic=olu.clinic, name="Theirs")
    assert "Theirs" not in priya_client.get(f"{ADDRESS}?give={template.code}").content.decode()


def test_further_pages_keep_what_was_asked(priya_client, priya, sam, monkeypatch):
    monkeypatch.setattr("programmes.review.views.ROWS_PER_PAGE", 1)
    a_patient(priya, "Samira Holt")
    page = priya_client.get(f"{ADDRESS}?q=sam&who=clinic").content.decode()
    assert 'href="?q=sam&amp;who=clinic&amp;page=2"' in page


def test_an_empty_caseload_tells_the_next_step(priya_client):
    page = priya_client.get(ADDRESS).content.decode()
    assert "No patients yet" in page
    assert reverse("build:patient-new") in page


def test_looking_is_put_on_record_with_everyone_who_was_shown(priya_client, priya, sam):
    other = a_patient(priya, "Maria Lopez")
    priya_client.get(ADDRESS)
    record = AccessRecord.objects.get()
    assert (record.what, record.user) == ("caseload", priya.user)
    assert sorted(record.patients_shown) == sorted([sam.pk, other.pk])


def test_physios_only(client, sam, edie, adam):
    assert client.get(ADDRESS)["Location"].startswith(reverse("account_login"))
    for person in (sam, edie, adam):
        client.force_login(person.user)
        assert client.get(ADDRESS).status_code == 403


def test_the_caseload_is_for_reading(priya_client):
    assert priya_client.post(ADDRESS).status_code == 405


# How much work it is


def many(priya, how_many: int) -> None:
    """Patients of eight weeks with five exercises, 28 days of ticks and a pain score each."""
    patients = Patient.objects.bulk_create(
        Patient(clinic=priya.clinic, physio=priya, name=f"P {n}", time_zone="UTC", user=None)
        for n in range(how_many)
    )
    start = days_ago(patients[0], 27)
    programmes = Programme.objects.bulk_create(
        Programme(patient=p, clinic=priya.clinic, name="Plan", start_on=start) for p in patients
    )
    stages = Stage.objects.bulk_create(
        Stage(programme=p, position=n, name="S", from_week=4 * n - 3, to_week=4 * n)
        for p in programmes
        for n in (1, 2)
    )
    bridge = a_prescription(a_programme(None)).exercise
    prescriptions = Prescription.objects.bulk_create(
        Prescription(stage=s, exercise=bridge, position=n, reps=10, must_do=n < 4)
        for s in stages
        for n in range(5)
    )
    sessions = {p.pk: [a_session(p, start, pain_after=2)] for p in patients[:3]}
    Completion.objects.bulk_create(
        Completion(
            tick_id=p.code,
            prescription=p,
            session=sessions[p.stage.programme.patient_id][0],
            on=start,
            ticked_at="2026-01-01T00:00Z",
            ticked_zone="UTC",
            by=priya.user,
        )
        for p in prescriptions
        if p.stage.programme.patient_id in sessions and p.stage.position == 1
    )


@pytest.mark.parametrize("how_many", [1, 3, 200])
def test_the_caseload_takes_twenty_queries_for_1_for_3_and_for_200_patients(
    priya_client, priya, how_many, django_assert_num_queries
):
    many(priya, how_many)
    priya_client.get("/templates/")  # the session's first note of the day
    with django_assert_num_queries(20):
        answer = priya_client.get(ADDRESS)
    assert len(NAME.findall(answer.content.decode())) == min(how_many, 50)


def test_200_patients_are_shown_within_a_second(priya_client, priya, record_property):
    many(priya, 200)
    priya_client.get(ADDRESS)
    began = process_time()
    priya_client.get(ADDRESS)
    took = process_time() - began
    record_property("caseload of 200", f"{1000 * took:.0f} ms of processor time")
    assert took < 1


def test_the_search_takes_one_more_for_how_many_there_are(
    priya_client, sam, django_assert_num_queries
):
    a_prescription(a_programme(sam))
    priya_client.get("/templates/")
    with django_assert_num_queries(21):
        priya_client.get(f"{ADDRESS}?q=sam&who=clinic")


def test_a_search_without_a_hit_keeps_the_total_and_offers_the_ways_on(priya_client, sam):
    page = priya_client.get(f"{ADDRESS}?q=mary+ann").content.decode()
    assert "0 of 1 patients" in page
    assert 'href="?who=clinic&amp;q=mary%20ann"' in page
    assert "Look in the whole clinic" in page
    assert "Show all" in page
    page = priya_client.get(f"{ADDRESS}?q=mary&who=clinic").content.decode()
    assert "Look in the whole clinic" not in page
    assert 'href="?who=clinic"' in page


def test_the_strip_says_its_first_and_last_day(priya_client, sam):
    page = priya_client.get(ADDRESS).content.decode()
    for day in (days_ago(sam, 27), days_ago(sam, 0)):
        assert f"<span>{day.day} {day:%b}</span>" in page


def test_the_note_stands_beside_its_chip_cut_to_eighty_letters(priya_client, sam):
    a_prescription(a_programme(sam, days_ago(sam, 3)))
    a_session(sam, days_ago(sam, 1), note="Sore on\nstairs. " + "Long walk. " * 10)
    page = priya_client.get(ADDRESS).content.decode()
    (said,) = re.findall(r'<q class="reason-quote">(.+?)</q>', page)
    assert said.startswith("Sore on stairs. Long walk.")
    assert (len(said) <= 80, said[-1]) == (True, "…")
