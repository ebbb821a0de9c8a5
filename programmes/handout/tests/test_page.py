"""The handout on the screen: what stands on it, for whom, in a constant number of queries."""

import re
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from exercises.dosing.dose import Dose
from exercises.dosing.frequency import Frequency
from exercises.models import RedFlag
from exercises.tests.library import a_picture, an_exercise
from patients.models import AccessRecord
from programmes.tests.programmes import (
    a_prescription,
    a_programme,
    days_ago,
    succeeded,
)

MINE = reverse("handout:mine")
SIGN_IN = 2
STAGES_AND_PAUSES = 2
LINES_PICTURES_AND_FLAGS = 3
CUES = 1


def address_of(programme) -> str:
    return reverse("handout:programme", args=[programme.code])


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def weeks_shown(page: str) -> list[int]:
    rows = re.findall(r'<th scope="row">Week (\d+)', page)
    return sorted({int(week) for week in rows})


@pytest.fixture
def programme(sam):
    programme = a_programme(sam, days_ago(sam, 8), stages=((1, 2), (3, 4)))
    a_prescription(programme, note="Slowly, please.")
    a_prescription(programme.stages.last(), "Side plank")
    return programme


@pytest.fixture
def template(db):
    template = a_programme(None, name="For runners", stages=((1, 2), (3, 4)))
    a_prescription(template)
    return template


def test_the_paper_says_what_how_much_how_often_and_what_to_mind(programme, priya_client):
    exercise = programme.stages.first().prescriptions.get().exercise
    exercise.cautions = "Bend your knees."
    exercise.save()
    page = text_of(priya_client.get(address_of(programme)))
    for words in (
        "Riverside Physio",
        "Glute bridge",
        "Do 12. Hold each one for 2 seconds. Do 3 sets.",
        "Every day",
        "Slowly, please.",
        "Lie on your back.",
        "Bend your knees.",
        "Stop if:</strong> Sharp pain",
        "It does not replace an examination",
    ):
        assert words in page, words


def test_the_stage_of_today_is_printed_unless_another_is_chosen(programme, sam_client):
    now = text_of(sam_client.get(MINE))
    later = text_of(sam_client.get(MINE, {"stage": "2"}))
    assert ("Glute bridge" in now, "Side plank" in now) == (True, False)
    assert ("Glute bridge" in later, "Side plank" in later) == (False, True)


@pytest.mark.parametrize(
    ("began", "stage"), [(-3, "Glute bridge"), (20, "Side plank"), (90, "Side plank")]
)
def test_before_the_start_it_is_the_first_stage_and_after_the_end_the_last(
    sam, sam_client, began, stage
):
    programme = a_programme(sam, days_ago(sam, began), stages=((1, 2), (3, 4)))
    a_prescription(programme)
    a_prescription(programme.stages.last(), "Side plank")
    assert f"</span> {stage}</h3>" in text_of(sam_client.get(MINE))


@pytest.mark.parametrize(
    ("weeks", "rows"), [("", [2, 3, 4]), ("1", [2]), ("2", [2, 3]), ("4", [2, 3, 4])]
)
def test_weeks_to_tick_count_from_the_current_one(sam, sam_client, weeks, rows):
    a_prescription(a_programme(sam, days_ago(sam, 8), stages=((1, 4),)))
    page = text_of(sam_client.get(MINE, {"weeks": weeks}))
    assert weeks_shown(page) == rows


def test_a_stage_that_is_past_and_a_programme_that_is_over_have_all_their_weeks(sam, priya_client):
    past = a_programme(sam, days_ago(sam, 16), stages=((1, 2), (3, 4)))
    over = a_programme(sam, days_ago(sam, 90), stages=((1, 2),))
    for programme in (past, over):
        a_prescription(programme)
        page = text_of(priya_client.get(address_of(programme), {"stage": "1"}))
        assert weeks_shown(page) == [1, 2]


def test_a_template_begins_with_the_first_week(template, priya_client):
    assert weeks_shown(text_of(priya_client.get(address_of(template)))) == [1, 2]


def test_in_a_pause_it_is_the_week_in_which_it_began(programme, sam, priya, sam_client):
    programme.start_on = days_ago(sam, 20)
    programme.save()
    programme.pauses.create(from_day=days_ago(sam, 3), by=priya)
    page = text_of(sam_client.get(MINE))
    assert ("Side plank</h3>" in page, weeks_shown(page)) == (True, [3, 4])


def test_signs_to_stop_that_all_exercises_share_stand_once_and_special_ones_beneath(
    programme, sam_client
):
    bridge = programme.stages.first().prescriptions.get().exercise
    clam = an_exercise("Clamshell", stop_if=f"{bridge.stop_if}\nAny knee pain")
    a_prescription(programme, clam)
    page = text_of(sam_client.get(MINE))
    shared, item = page.split("Stop any exercise if:")[1].split("Clamshell</h3>")
    assert all(shared.count(sign) == page.count(sign) == 1 for sign in bridge.stop_lines)
    assert ("Also stop if:</strong> Any knee pain" in item, "Any knee" in shared) == (True, False)


def test_the_version_with_pictures_says_when_to_stop_and_whom_to_call_as_the_others_do(
    programme, sam_client
):
    bridge = programme.stages.first().prescriptions.get().exercise
    a_prescription(programme, an_exercise("Clamshell", stop_if=f"{bridge.stop_if}\nAny knee pain"))
    page = text_of(sam_client.get(MINE, {"version": "pictures"}))
    shared, item = page.split("Stop any exercise if:")[1].split("Clamshell</h3>")
    assert all(shared.count(sign) == page.count(sign) == 1 for sign in bridge.stop_lines)
    assert "Also stop if:</strong> Any knee pain" in item
    assert "get help. Emergency: 999." in page


def test_large_print_holds_four_weeks_so_that_an_exercise_fits_on_a_page(sam, sam_client):
    a_prescription(a_programme(sam, days_ago(sam, 8), stages=((1, 8),)))
    page = text_of(sam_client.get(MINE, {"version": "large"}))
    assert weeks_shown(page) == [2, 3, 4, 5]


def test_a_name_is_printed_only_if_asked_for(programme, priya_client):
    silent = text_of(priya_client.get(address_of(programme)))
    named = text_of(priya_client.get(address_of(programme), {"with_name": "on"}))
    assert ("For Sam Walker" in silent, "For Sam Walker" in named) == (False, True)


def test_what_was_changed_is_printed_as_it_is_now(programme, sam, sam_client):
    old = programme.stages.first().prescriptions.get()
    succeeded(old, on=sam.local_today(), reps=15)
    page = text_of(sam_client.get(MINE))
    assert page.count('class="paper-item') == 1
    assert "Do 15." in page


def test_exercises_stand_in_the_order_of_a_session(programme, sam_client):
    stretch = an_exercise("Figure 4", part="stretch")
    a_prescription(programme, stretch, position=0)
    a_prescription(programme, "Clamshell", position=9)
    page = text_of(sam_client.get(MINE))
    order = [page.index(f"{name}</h3>") for name in ("Glute bridge", "Clamshell", "Figure 4")]
    assert order == sorted(order)


def test_pain_limits_are_the_patients_own_and_words_the_clinics(programme, sam, sam_client):
    sam.green_max, sam.amber_max = 2, 4
    sam.save()
    sam.clinic.red_words = "Ring us."
    sam.clinic.save()
    page = text_of(sam_client.get(MINE))
    assert ("0–2" in page, "3–4" in page, "5–10" in page, "Ring us." in page) == (True,) * 4


def test_warning_signs_stand_under_how_soon_help_is_needed(programme, sam_client):
    RedFlag.objects.create(level="soon", text="No change after 4 weeks", position=1)
    RedFlag.objects.create(level="emergency", text="Chest pain", position=2)
    page = text_of(sam_client.get(MINE))
    places = [
        page.index(words)
        for words in ("Call the emergency number now: 999", "Chest pain", "No change after 4 weeks")
    ]
    assert places == sorted(places)


def test_a_side_that_is_affected_is_named_and_the_left_is_mirrored(sam, sam_client):
    sam.affected_side = "left"
    sam.save()
    a_prescription(a_programme(sam), dose=Dose(reps=8, side="affected"))
    page = text_of(sam_client.get(MINE))
    assert "Do 8 on your left side." in page
    assert "paper-mirrored" in page


def test_a_clinics_own_picture_takes_the_drawings_place(programme, sam_client):
    picture = a_picture(programme.stages.first().prescriptions.get().exercise)
    assert picture.get_absolute_url() in sam_client.get(MINE).content.decode()


def test_the_version_with_pictures_says_the_dose_in_numbers(programme, sam_client):
    page = text_of(sam_client.get(MINE, {"version": "pictures"}))
    assert "<strong>3 ×</strong>" in page
    assert "Lie on your back." not in page


def test_a_choice_that_does_not_exist_comes_back_with_its_error(programme, sam_client):
    response = sam_client.get(MINE, {"version": "comic", "stage": "99"})
    assert response.status_code == 422
    assert "invalid-feedback" in text_of(response)
    assert "Glute bridge" in text_of(response)


def test_names_cannot_break_out_of_the_foot_of_the_page(programme, sam_client):
    programme.name = '"; } </style><script>alert(1)</script> ü'
    programme.save()
    page = sam_client.get(MINE).content.decode()
    foot = page.split("@bottom-left { width: 88%; content: ")[1].split("; font:")[0]
    assert "<script>alert(1)" not in page
    assert (foot[0], foot[-1], foot.count('"')) == ('"', '"', 2)


def test_a_programme_without_exercises_says_so(sam, sam_client):
    a_programme(sam)
    assert "There are no exercises in these weeks yet." in text_of(sam_client.get(MINE))


def test_with_several_programmes_the_newest_is_shown_and_the_others_offered(
    programme, sam, sam_client
):
    newer = a_programme(sam, name="Ankle plan")
    a_prescription(newer, "Heel raise")
    assert "Heel raise" in text_of(sam_client.get(MINE))
    assert f'?programme={programme.code}"' in text_of(sam_client.get(MINE))
    assert "Glute bridge" in text_of(sam_client.get(MINE, {"programme": programme.code}))


def test_without_a_programme_there_is_no_handout(sam_client):
    assert sam_client.get(MINE).status_code == 404


def test_a_programme_that_has_ended_is_no_longer_the_patients_handout(programme, sam, sam_client):
    programme.ended_on = sam.local_today()
    programme.save()
    assert sam_client.get(MINE).status_code == 404


# Who may ------------------------------------------------------------------------------------


def test_a_physio_prints_a_template_of_the_library(template, priya_client):
    page = text_of(priya_client.get(address_of(template)))
    assert ("Glute bridge" in page, "with_name" in page) == (True, False)
    assert AccessRecord.objects.count() == 0


def test_a_template_has_no_codes_and_the_physio_reads_why(template, programme, priya_client):
    why = "A template belongs to nobody: give it to a patient to print codes."
    papers = [text_of(priya_client.get(address_of(one))) for one in (template, programme)]
    assert [page.count('class="paper-code"') for page in papers] == [0, 2]
    assert [why in page for page in papers] == [True, False]
    give = f"{reverse('build:patient-new')}?template={template.code}"
    assert [f'href="{give}"' in page for page in papers] == [True, False]


def test_reading_a_patients_programme_is_put_on_record(programme, priya, priya_client, sam):
    priya_client.get(address_of(programme))
    record = AccessRecord.objects.get()
    assert (record.user, record.patient, record.what) == (priya.user, sam, "record")


def test_a_carer_prints_the_plan_and_that_is_on_record(programme, cora, client, sam):
    client.force_login(cora.user)
    assert "Glute bridge" in text_of(client.get(MINE))
    assert AccessRecord.objects.get().patient == sam


@pytest.mark.parametrize("name", ["handout:programme", "handout:programme-pdf"])
def test_another_clinics_physio_finds_nothing(programme, template, olu, client, name):
    template.clinic = programme.clinic
    template.save()
    client.force_login(olu.user)
    codes = (programme.code, template.code, uuid4())
    answers = [client.get(reverse(name, args=[code])).status_code for code in codes]
    assert answers == [404, 404, 404]


@pytest.mark.parametrize("name", ["handout:programme", "handout:programme-pdf"])
def test_patients_and_editors_do_not_open_the_clinics_pages(programme, sam, edie, client, name):
    answers = []
    for user in (sam.user, edie.user):
        client.force_login(user)
        answers.append(client.get(reverse(name, args=[programme.code])).status_code)
    assert answers == [403, 403]


def test_staff_have_no_handout_of_their_own(programme, priya_client):
    assert priya_client.get(MINE).status_code == 403


def test_a_patient_cannot_ask_for_another_patients_programme(programme, sam_client, tess):
    other = a_programme(tess)
    assert sam_client.get(MINE, {"programme": other.code}).status_code == 404


def test_nobody_is_asked_to_sign_in(programme, client):
    answers = [client.get(path)["Location"] for path in (MINE, address_of(programme))]
    assert all(answer.startswith(reverse("account_login")) for answer in answers)


def test_handouts_are_only_read(programme, sam_client):
    assert sam_client.post(MINE).status_code == 405


# How many queries -----------------------------------------------------------------------------


@pytest.mark.parametrize("how_many", [1, 3])
def test_the_patients_own_takes_nine_queries(sam, sam_client, how_many, django_assert_num_queries):
    programme = a_programme(sam, days_ago(sam, 3))
    for number in range(how_many):
        a_prescription(programme, f"Exercise {number}")
    with django_assert_num_queries(
        SIGN_IN + 1 + STAGES_AND_PAUSES + LINES_PICTURES_AND_FLAGS + CUES
    ):
        response = sam_client.get(MINE)
    assert text_of(response).count('class="paper-item') == how_many


@pytest.mark.parametrize("how_many", [1, 3])
def test_a_patients_programme_takes_ten_queries_for_the_physio(
    sam, priya_client, how_many, django_assert_num_queries
):
    programme = a_programme(sam)
    for number in range(how_many):
        a_prescription(programme, f"Exercise {number}")
    priya_client.get(address_of(programme))  # the sign-in notes when it was last used
    opened = 1 + 1 + 1  # the programme, its patient, the access record
    paper = STAGES_AND_PAUSES + LINES_PICTURES_AND_FLAGS + CUES
    with django_assert_num_queries(SIGN_IN + opened + paper):
        priya_client.get(address_of(programme))


@pytest.mark.parametrize("how_many", [1, 3])
def test_a_template_takes_seven_queries(priya_client, how_many, django_assert_num_queries, db):
    template = a_programme(None)
    for number in range(how_many):
        a_prescription(template, f"Exercise {number}")
    priya_client.get(address_of(template))  # the sign-in notes when it was last used
    with django_assert_num_queries(SIGN_IN + 1 + 1 + LINES_PICTURES_AND_FLAGS):
        priya_client.get(address_of(template))


def test_a_calendar_has_boxes_only_where_something_is_due(sam, sam_client):
    monday = date(2026, 11, 23)
    start = monday - timedelta(days=7)
    programme = a_programme(sam, start, stages=((1, 2),))
    a_prescription(programme, frequency=Frequency("weekdays", weekdays=(0, 2, 4)))
    page = text_of(sam_client.get(MINE))
    assert page.count('class="paper-box"') == 2 * 3
    assert page.count('class="paper-rest"') == 2 * 4
