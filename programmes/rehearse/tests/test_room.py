"""The physio's screen and the patient's phone in one room, page by page."""

from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from exercises.models import Exercise
from patients.models import Invitation
from patients.tests.cast import a_carer, a_patient
from programmes.cues import cues_for
from programmes.models import PersonalCue, Rehearsal, Rehearsed
from programmes.models.rehearsal import OPEN_HOURS
from programmes.tests.programmes import a_prescription, a_programme, a_tick, days_ago, succeeded

HTMX = {"headers": {"HX-Request": "true"}}
OWN, HERE = reverse("rehearse:own"), reverse("rehearse:here")


def deed(rehearsal: Rehearsal, name: str = "screen") -> str:
    return reverse(f"rehearse:{name}", args=[rehearsal.code])


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


@pytest.fixture
def bridge(sam):
    return a_prescription(a_programme(sam, stages=((1, 2), (3, 4))))


@pytest.fixture
def clam(bridge):
    return a_prescription(bridge.stage, "Clamshell")


@pytest.fixture
def rehearsal(sam, priya, bridge, clam):
    return Rehearsal.objects.create(patient=sam, by=priya, showing=bridge)


def marked(client, rehearsal, prescription, *, then="", **fields):
    sent = {"prescription": prescription.code, "then": then} | fields
    return client.post(deed(rehearsal, "mark"), sent)


def test_beginning_twice_is_one_rehearsal(sam, bridge, priya_client):
    address = reverse("rehearse:begin", args=[sam.code])
    first, second = priya_client.post(address), priya_client.post(address)
    assert first["Location"] == second["Location"] == Rehearsal.objects.get().get_absolute_url()


def test_one_left_open_yesterday_is_over(sam, priya, bridge, priya_client):
    earlier = timezone.now() - timezone.timedelta(hours=OPEN_HOURS + 1)
    old = Rehearsal.objects.create(patient=sam, by=priya, started_at=earlier)
    priya_client.post(reverse("rehearse:begin", args=[sam.code]))
    old.refresh_from_db()
    assert (old.is_finished, Rehearsal.objects.going_on().count()) == (True, 1)


def test_who_never_came_in_gets_a_link_to_scan(priya, priya_client):
    nora = a_patient(priya, "Nora New", signed_in_before=False)
    a_prescription(a_programme(nora))
    page = text_of(priya_client.post(reverse("rehearse:begin", args=[nora.code]), follow=True))
    assert nora.invitations.open().count() == 1
    assert ("Let Nora scan this" in page, "Waiting for Nora’s phone" in page) == (True, True)


def test_a_child_whose_mother_follows_gets_no_link_and_her_phone_follows(priya, priya_client):
    mia = a_patient(priya, "Mia Small", signed_in_before=False)
    mother = a_carer(mia, "Dana Small", relation="mother")
    a_prescription(a_programme(mia))
    priya_client.post(reverse("rehearse:begin", args=[mia.code]))
    room = Rehearsal.objects.get()
    priya_client.force_login(mother.user)
    page = text_of(priya_client.get(OWN))
    priya_client.post(HERE)
    room.refresh_from_db()
    assert (mia.invitations.count(), "Your phone is ready" in page) == (0, True)
    assert room.phone_at is not None


def test_who_is_signed_in_scans_the_room_and_may_get_a_link(sam, rehearsal, priya_client):
    rehearsal.showing = None
    rehearsal.save()
    before = priya_client.get(deed(rehearsal)).context
    priya_client.post(deed(rehearsal, "link"))
    after = priya_client.get(deed(rehearsal)).context
    assert before["link"] == f"http://testserver{OWN}"
    assert ("/join/" in after["link"], after["link"].endswith("?to=room")) == (True, True)


def test_the_link_leads_into_the_room(client, priya, priya_client):
    nora = a_patient(priya, "Nora New", signed_in_before=False)
    a_prescription(a_programme(nora))
    priya_client.post(reverse("rehearse:begin", args=[nora.code]))
    screen = Rehearsal.objects.get().get_absolute_url()
    link = priya_client.get(screen).context["link"].removeprefix("http://testserver")
    client.logout()
    assert client.post(link)["Location"] == OWN
    client.force_login(priya.user)
    assert "Nora’s phone is here" in text_of(client.get(screen, **HTMX))


def test_the_screen_asks_for_some_minutes_until_the_phone_is_here(
    rehearsal, priya_client, sam, client
):
    waiting = text_of(priya_client.get(f"{deed(rehearsal)}?asked=7", **HTMX))
    enough = text_of(priya_client.get(f"{deed(rehearsal)}?asked=120", **HTMX))
    client.force_login(sam.user)
    client.post(HERE)
    client.force_login(rehearsal.by.user)
    here = text_of(client.get(deed(rehearsal), **HTMX))
    assert ("asked=8" in waiting, "hx-get" in enough, "hx-get" in here) == (True, False, False)
    assert "Sam’s phone is here" in here


def test_marks_and_the_cue_are_kept_and_both_screens_go_on(
    rehearsal, bridge, clam, priya, priya_client
):
    marked(priya_client, rehearsal, bridge, then="next", shown="on", cue="  Push  the floor away ")
    row, cue = Rehearsed.objects.get(), PersonalCue.objects.get()
    rehearsal.refresh_from_db()
    assert (bool(row.shown_at), row.tried_at, row.by) == (True, None, priya)
    assert (cue.text, cue.line, cue.by) == ("Push the floor away", bridge.line, priya)
    assert rehearsal.showing == clam


def test_all_three_with_one_button_and_a_mark_taken_back(rehearsal, bridge, priya_client):
    marked(priya_client, rehearsal, bridge, then="all")
    first = Rehearsed.objects.get()
    marked(priya_client, rehearsal, bridge, shown="on", tried="on")
    second = Rehearsed.objects.get()
    assert all((first.shown_at, first.tried_at, first.understood_at))
    assert (second.shown_at, second.understood_at) == (first.shown_at, None)


def test_the_screen_teaches_the_steps_where_it_is_felt_and_what_to_mind(
    rehearsal, bridge, priya_client
):
    Exercise.objects.filter(pk=bridge.exercise_id).update(cautions="Keep your ribs down.")
    page = text_of(priya_client.get(deed(rehearsal)))
    order = ["Do 12.", "Lift your hips.", "in your buttocks.", "ribs down.", 'name="shown"']
    places = [page.index(words) for words in order]
    assert places == sorted(places)


def test_an_earlier_cue_is_kept_and_an_empty_one_takes_it_away(
    rehearsal, sam, bridge, priya_client
):
    for words in ("One", "One", "Two", ""):
        marked(priya_client, rehearsal, bridge, cue=words)
    assert [cue.text for cue in PersonalCue.objects.all()] == ["One", "Two", ""]
    assert cues_for(sam.pk).of(bridge) is None


def test_a_cue_survives_a_revision_and_the_next_stage(sam, priya, bridge):
    PersonalCue.objects.create(
        patient=sam, prescription=bridge, line=bridge.line, text="Long spine", by=priya
    )
    later = succeeded(bridge, on=sam.local_today(), reps=15)
    next_stage = a_prescription(bridge.stage.programme.stages.last(), bridge.exercise)
    cues = cues_for(sam.pk)
    assert [cues.of(one).text for one in (later, next_stage)] == ["Long spine"] * 2


def test_too_long_a_cue_comes_back_with_its_words(rehearsal, bridge, priya_client):
    answer = marked(priya_client, rehearsal, bridge, cue="x" * 201, understood="on")
    assert (answer.status_code, Rehearsed.objects.count()) == (422, 0)
    assert "x" * 201 in text_of(answer)


def test_a_save_in_passing_that_arrives_late_changes_nothing(rehearsal, bridge, sam, priya_client):
    seen = priya_client.get(deed(rehearsal)).context["step"].state
    late = {"prescription": bridge.code, "shown": "on", "cue": "", "seen": seen}
    marked(priya_client, rehearsal, bridge, shown="on", tried="on", cue="Long spine", seen=seen)
    answer = priya_client.post(deed(rehearsal, "mark"), late, **HTMX)
    row = Rehearsed.objects.get()
    assert "Changed elsewhere" in text_of(answer)
    assert (row.tried_at is not None, cues_for(sam.pk).of(bridge).text) == (True, "Long spine")


def test_saves_in_passing_follow_one_another(rehearsal, bridge, sam, priya_client):
    seen = priya_client.get(deed(rehearsal)).context["step"].state
    for fields in ({"shown": "on"}, {"shown": "on", "cue": "One"}, {"cue": ""}):
        sent = {"prescription": bridge.code, "seen": seen} | fields
        answer = priya_client.post(deed(rehearsal, "mark"), sent, **HTMX)
        seen = answer.context["seen"]
    assert (Rehearsed.objects.get().shown_at, cues_for(sam.pk).of(bridge)) == (None, None)


def test_finishing_says_what_is_not_understood(rehearsal, bridge, clam, priya_client):
    marked(priya_client, rehearsal, bridge, shown="on")
    marked(priya_client, rehearsal, clam, then="finish", understood="on", cue="Heels together")
    page = text_of(priya_client.get(deed(rehearsal)))
    order = [page.index(w) for w in ("Not understood yet", "Glute bridge", "Clamshell", "Heels")]
    assert order == sorted(order)
    marked(priya_client, rehearsal, bridge, understood="on")
    assert Rehearsed.objects.filter(understood_at__isnull=False).count() == 1


def test_what_is_not_in_the_plan_is_neither_shown_nor_marked(rehearsal, tess, priya_client):
    foreign = a_prescription(a_programme(tess))
    for code in (foreign.code, uuid4(), "nonsense"):
        priya_client.post(deed(rehearsal, "show"), {"prescription": code})
        priya_client.post(deed(rehearsal, "mark"), {"prescription": code, "cue": "Hello"})
    rehearsal.refresh_from_db()
    assert (rehearsal.showing.code == foreign.code, PersonalCue.objects.count()) == (False, 0)


def test_the_phone_shows_what_the_screen_shows_and_then_that_was_it(
    rehearsal, bridge, clam, client, sam, priya
):
    def phone() -> str:
        client.force_login(sam.user)
        return text_of(client.get(OWN, **HTMX))

    before = phone()
    client.force_login(priya.user)
    marked(client, rehearsal, bridge, then="next", cue="Long spine")
    client.post(deed(rehearsal, "show"), {"prescription": bridge.code})
    with_cue = phone()
    client.force_login(priya.user)
    client.post(deed(rehearsal, "finish"))
    assert ("Glute bridge" in before, "Long spine" in before) == (True, False)
    assert "Priya’s cue for you:</strong> Long spine" in with_cue
    assert "That was it" in phone()


def test_without_a_rehearsal_the_phone_leads_to_today(sam_client):
    page = text_of(sam_client.get(OWN))
    assert ("Nothing is going on" in page, reverse("follow:today") in page) == (True, True)


def test_the_cue_stands_on_the_exercise_page_in_the_session_and_on_paper(
    sam, priya, bridge, sam_client
):
    PersonalCue.objects.create(
        patient=sam, prescription=bridge, line=bridge.line, text="Long spine", by=priya
    )
    addresses = (
        reverse("follow:exercise", args=[bridge.code]),
        reverse("guide:guided"),
        reverse("handout:mine"),
        reverse("handout:mine") + "?version=pictures",
        reverse("handout:mine") + "?version=large",
    )
    pages = [text_of(sam_client.get(address)) for address in addresses]
    assert [("Priya’s cue for you:" in page, "Long spine" in page) for page in pages] == [
        (True, True)
    ] * len(pages)


def test_before_the_start_and_in_a_pause_it_is_the_stage_that_counts(sam, priya, priya_client):
    early = a_programme(sam, days_ago(sam, -3), stages=((1, 1), (2, 2)))
    first = a_prescription(early)
    late = a_programme(sam, days_ago(sam, 20), stages=((1, 1), (2, 2)))
    last = a_prescription(late.stages.last(), "Clamshell")
    late.pauses.create(from_day=days_ago(sam, 12), by=priya)
    room = priya_client.post(reverse("rehearse:begin", args=[sam.code]), follow=True).context
    assert {step.prescription for step in room["room"].steps} == {first, last}


@pytest.mark.parametrize("how_many", [1, 3])
def test_the_screen_and_the_phone_take_so_many_queries(
    sam, priya, client, how_many, django_assert_num_queries
):
    programme = a_programme(sam)
    rows = [a_prescription(programme, f"Exercise {number}") for number in range(how_many)]
    rehearsal = Rehearsal.objects.create(patient=sam, by=priya, showing=rows[0])
    client.force_login(priya.user)
    for row in rows:
        a_tick(row)
        marked(client, rehearsal, row, cue="Slowly")
    opened, room = 1 + 2, 4  # the rehearsal; the patient, on record; what is gone through
    with django_assert_num_queries(2 + opened + room + 1):  # and how the one shown is done
        client.get(deed(rehearsal))
    with django_assert_num_queries(2 + 1 + 1):
        client.get(deed(rehearsal), **HTMX)
    client.force_login(sam.user)
    with django_assert_num_queries(2 + 1 + 2):
        client.get(OWN, **HTMX)


def test_the_patients_page_says_how_far_each_exercise_came(rehearsal, bridge, sam, priya_client):
    marked(priya_client, rehearsal, bridge, tried="on", cue="Long spine")
    page = text_of(priya_client.get(reverse("review:patient", args=[sam.code])))
    found = [w in page for w in ("Long spine", ">tried<", ">not understood yet<")]
    assert found == [True, True, True]


def test_asking_for_the_phone_is_no_reading_of_the_record(rehearsal, sam, priya_client):
    for _ in range(3):
        priya_client.get(deed(rehearsal), **HTMX)
    assert sam.access_records.count() == 0
    assert Invitation.objects.count() == 0
