"""All done: a whole session in one tap, and one tap takes just that back."""

from uuid import uuid4

import pytest
from django.urls import reverse

from exercises.dosing.frequency import Frequency
from programmes.models import Completion
from programmes.tests.programmes import a_prescription, a_programme, a_tick, days_ago

from .deeds import standing

ALL_DONE = reverse("follow:all-done")


def says_all_done(client, on, batch=None):
    return client.post(ALL_DONE, {"on": on, "batch": batch or uuid4()})


@pytest.fixture
def programme(sam):
    programme = a_programme(sam, days_ago(sam, 10))
    for name in ("Bridge", "Clam", "Plank"):
        a_prescription(programme, name)
    return programme


@pytest.mark.parametrize("how_many", [1, 3, 20])
def test_a_whole_session_takes_five_queries_beside_sign_in(
    sam, sam_client, how_many, django_assert_num_queries
):
    programme = a_programme(sam)
    for number in range(how_many):
        a_prescription(programme, f"Exercise {number}")
    with django_assert_num_queries(2 + 5):
        says_all_done(sam_client, sam.local_today())
    assert len(standing()) == how_many


def test_it_is_shown_as_a_whole_session_at_once(sam, sam_client, programme):
    says_all_done(sam_client, sam.local_today())
    assert set(Completion.objects.values_list("recorded", flat=True)) == {"whole"}


def test_an_earlier_day_is_shown_as_entered_later(sam, sam_client, programme):
    says_all_done(sam_client, days_ago(sam, 2))
    assert set(Completion.objects.values_list("recorded", flat=True)) == {"back_dated"}


def test_it_leaves_out_what_is_needed_only_sometimes_and_what_is_not_due(
    sam, sam_client, programme
):
    a_prescription(programme, "Ball", frequency=Frequency("as_needed"))
    a_prescription(programme, "Run", frequency=Frequency("every_n_days", n=7))
    says_all_done(sam_client, sam.local_today())
    assert [name for name, *_ in standing()] == ["Bridge", "Clam", "Plank"]


def test_it_ticks_one_round_of_what_is_due_twice(sam, sam_client, programme):
    a_prescription(programme, "Twice", frequency=Frequency(times_per_day=2))
    says_all_done(sam_client, sam.local_today())
    assert [slot for name, _, slot, _ in standing() if name == "Twice"] == [1]
    says_all_done(sam_client, sam.local_today())
    assert [slot for name, _, slot, _ in standing() if name == "Twice"] == [1, 2]


def test_sent_twice_it_is_one(sam, sam_client, programme):
    batch = uuid4()
    for _ in range(3):
        says_all_done(sam_client, sam.local_today(), batch)
    assert Completion.objects.count() == 3


def test_undo_takes_back_just_what_it_ticked(sam, sam_client, programme):
    a_tick(programme.stages.get().prescriptions.get(exercise__name="Clam"))
    batch = uuid4()
    page = sam_client.get(says_all_done(sam_client, sam.local_today(), batch)["Location"])
    undo = reverse("follow:undo-all-done", args=[sam.local_today(), batch])
    assert f'action="{undo}"' in page.content.decode()
    sam_client.post(undo)
    assert [name for name, *_ in standing()] == ["Clam"]


def test_sent_again_after_the_undo_it_stays_undone(sam, sam_client, programme):
    batch = uuid4()
    says_all_done(sam_client, sam.local_today(), batch)
    sam_client.post(reverse("follow:undo-all-done", args=[sam.local_today(), batch]))
    says_all_done(sam_client, sam.local_today(), batch)
    assert standing() == []


def test_it_leads_to_how_it_went(sam, sam_client, programme):
    assert says_all_done(sam_client, sam.local_today())["Location"] == reverse("follow:finish")


@pytest.mark.parametrize("days", [8, -1])
def test_other_days_are_refused(sam, sam_client, programme, days):
    assert says_all_done(sam_client, days_ago(sam, days)).status_code == 422
    assert standing() == []


def test_a_strangers_session_cannot_be_undone(sam, tess, client, programme):
    batch = uuid4()
    client.force_login(sam.user)
    says_all_done(client, sam.local_today(), batch)
    client.force_login(tess.user)
    undo = reverse("follow:undo-all-done", args=[sam.local_today(), batch])
    assert client.post(undo).status_code == 404
    assert len(standing()) == 3


def test_it_is_only_posted(sam_client):
    assert sam_client.get(ALL_DONE).status_code == 405
