"""Who looks after whom: hand over with a yes, share for some days, and a leaver's patients."""

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from patients.models import AccessRecord, CoPhysio, Handover, Patient
from patients.tests.cast import a_patient, a_staff_member

CASELOAD = reverse("review:caseload")


def at(name: str, thing) -> str:
    return reverse(f"patients:{name}", args=[thing.code])


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


@pytest.fixture
def dan(clinic):
    return a_staff_member(clinic, "Dan Cole", is_physio=True)


@pytest.fixture
def as_(client):
    """The client, as one person after the other."""

    def become(staff):
        client.force_login(staff.user)
        return client

    return become


@pytest.fixture
def offered(sam, priya, dan):
    return Handover.objects.create(patient=sam, from_staff=priya, to_staff=dan, note="Knows hips.")


def caseload_of(client) -> list[str]:
    page = text_of(client.get(CASELOAD))
    return [name for name in ("Sam Walker", "Nils Hill") if f">{name}</a>" in page]


def test_an_offer_changes_nothing_until_it_is_accepted(as_, sam, priya, dan):
    as_(priya).post(at("handover-offer", sam), {"to": dan.code, "note": "Knows hips."})
    as_(priya).post(at("handover-offer", sam), {"to": dan.code, "note": "Knows hips."})
    mine, theirs = text_of(as_(priya).get(CASELOAD)), text_of(as_(dan).get(CASELOAD))
    assert "Sam Walker is offered to Dan Cole" in mine
    assert "Priya Nair would like to hand Sam Walker over to you" in theirs
    assert ("Knows hips." in theirs, Handover.objects.count()) == (True, 1)
    assert (caseload_of(as_(priya)), caseload_of(as_(dan))) == (["Sam Walker"], [])


def test_accepted_the_patient_is_the_colleagues_and_both_see_it(as_, offered, sam, priya, dan):
    as_(dan).post(at("handover-accept", offered))
    sam.refresh_from_db()
    assert (sam.physio, caseload_of(as_(priya)), caseload_of(as_(dan))) == (
        dan,
        [],
        ["Sam Walker"],
    )
    assert "Dan Cole took Sam Walker over" in text_of(as_(priya).get(CASELOAD))


def test_declined_the_giver_keeps_the_patient_and_reads_why(as_, offered, sam, priya, dan):
    as_(dan).post(at("handover-decline", offered), {"answer": "My list is full."})
    sam.refresh_from_db()
    page = text_of(as_(priya).get(CASELOAD))
    assert (sam.physio, "Dan Cole declined Sam Walker" in page) == (priya, True)
    assert "My list is full." in page


def test_only_the_first_answer_counts(as_, offered, sam, priya, dan):
    as_(priya).post(at("handover-withdraw", offered))
    answer = as_(dan).post(at("handover-accept", offered), follow=True)
    sam.refresh_from_db()
    assert (sam.physio, "no longer open" in text_of(answer)) == (priya, True)


def test_nobody_else_answers_withdraws_or_gives_away(as_, offered, sam, clinic, dan):
    eva = a_staff_member(clinic, "Eva Stone", is_physio=True)
    client = as_(eva)
    deeds = [
        client.post(at("handover-accept", offered)),
        client.post(at("handover-decline", offered)),
        client.post(at("handover-withdraw", offered)),
        client.post(at("handover-offer", sam), {"to": dan.code}),
        client.post(at("share", sam), {"staff": dan.code}),
    ]
    assert {answer.status_code for answer in deeds} == {403}
    offered.refresh_from_db()
    assert (offered.is_open, CoPhysio.objects.count()) == (True, 0)


def test_a_stranger_finds_neither_the_page_nor_the_offer(as_, offered, sam, olu):
    client = as_(olu)
    assert client.get(at("care", sam)).status_code == 404
    assert client.post(at("handover-accept", offered)).status_code == 404


def test_a_patient_has_one_open_offer(offered, sam, priya, dan):
    with pytest.raises(IntegrityError):
        Handover.objects.create(patient=sam, from_staff=priya, to_staff=dan)


@pytest.mark.parametrize("whom", ["olu", "edie", "priya"])
def test_only_a_colleague_who_is_a_physio_can_be_chosen(as_, sam, priya, olu, edie, whom):
    to = {"olu": olu, "edie": edie, "priya": priya}[whom]
    answers = [
        as_(priya).post(at("handover-offer", sam), {"to": to.code}),
        as_(priya).post(at("share", sam), {"staff": to.code}),
    ]
    assert [answer.status_code for answer in answers] == [422, 422]
    assert (Handover.objects.count(), CoPhysio.objects.count()) == (0, 0)


def test_shared_care_stands_on_both_caseloads_and_is_told_both(
    as_, sam, priya, dan, mailed, client, django_capture_on_commit_callbacks
):
    as_(priya).post(at("share", sam), {"staff": dan.code})
    assert caseload_of(as_(priya)) == caseload_of(as_(dan)) == ["Sam Walker"]
    client.force_login(sam.user)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("talk:own"), {"text": "Is this right?"})
    assert {mail.to[0] for mail in mailed()} == {priya.user.email, dan.user.email}


@pytest.mark.parametrize(
    ("first", "last", "is_shared"), [(0, 0, True), (-3, 2, True), (1, 5, False)]
)
def test_care_is_shared_on_the_days_that_were_said(as_, sam, priya, dan, first, last, is_shared):
    today = timezone.localdate()
    days = {
        "from_day": today + timedelta(days=first),
        "to_day": today + timedelta(days=last),
    }
    as_(priya).post(at("share", sam), {"staff": dan.code, **days})
    assert bool(caseload_of(as_(dan))) == is_shared


def test_the_last_day_may_not_come_before_the_first(as_, sam, priya, dan):
    days = {"from_day": "2030-05-02", "to_day": "2030-05-01"}
    answer = as_(priya).post(at("share", sam), {"staff": dan.code, **days})
    assert (answer.status_code, CoPhysio.objects.count()) == (422, 0)


def test_sharing_ends_from_either_side(as_, sam, priya, dan):
    for whose in (priya, dan):
        as_(priya).post(at("share", sam), {"staff": dan.code})
        as_(whose).post(at("share-end", CoPhysio.objects.get()))
        assert caseload_of(as_(dan)) == []


def test_who_takes_over_shares_no_longer(as_, offered, sam, priya, dan):
    day = timezone.localdate() - timedelta(days=5)
    CoPhysio.objects.create(patient=sam, staff=dan, from_day=day, by=priya)
    as_(dan).post(at("handover-accept", offered))
    assert CoPhysio.objects.get().to_day == timezone.localdate() - timedelta(days=1)


def test_an_admin_hands_all_patients_of_a_leaver_over_at_once(as_, adam, offered, sam, priya, dan):
    nils = a_patient(priya, "Nils Hill")
    closed = a_patient(priya, "Old Name")
    Patient.objects.filter(pk=closed.pk).update(closed_on=timezone.localdate())
    as_(adam).post(at("member-hand-over", priya), {"to": dan.code})
    offered.refresh_from_db()
    whose = dict(Patient.objects.values_list("pk", "physio"))
    assert (whose[sam.pk], whose[nils.pk], whose[closed.pk]) == (dan.pk, dan.pk, priya.pk)
    assert (offered.is_open, "Sam" in text_of(as_(adam).get(at("member", priya)))) == (False, False)


def test_a_physio_does_not_hand_a_colleagues_patients_over(as_, sam, priya, dan):
    assert as_(dan).post(at("member-hand-over", priya), {"to": dan.code}).status_code == 403


def test_every_step_is_in_the_access_record(as_, sam, priya, dan):
    as_(priya).post(at("handover-offer", sam), {"to": dan.code})
    as_(dan).post(at("handover-accept", Handover.objects.get()))
    rows = AccessRecord.objects.filter(what="care", patient=sam).order_by("pk")
    assert list(rows.values_list("user", "detail")) == [
        (priya.user.pk, "offered"),
        (dan.user.pk, "accepted"),
    ]


@pytest.mark.parametrize("how_many", [1, 3])
def test_the_page_takes_so_many_queries(
    priya_client, sam, priya, dan, how_many, django_assert_num_queries
):
    for _ in range(how_many):
        Handover.objects.create(
            patient=sam, from_staff=priya, to_staff=dan, withdrawn_at=timezone.now()
        )
        CoPhysio.objects.create(
            patient=sam,
            staff=dan,
            from_day=timezone.localdate(),
            to_day=timezone.localdate(),
            by=priya,
        )
    priya_client.get("/templates/")  # the session's first note of the day
    opened, care, colleagues_twice = 2, 2, 2
    with django_assert_num_queries(2 + opened + care + colleagues_twice):
        priya_client.get(at("care", sam))
