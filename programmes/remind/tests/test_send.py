"""Does a reminder that is due leave once, in time, and only where it is still needed?"""

import smtplib
from datetime import UTC, datetime, time, timedelta
from threading import Barrier, Thread

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command
from django.db import connections
from django.utils import timezone

from exercises.dosing.frequency import Frequency
from patients.tests.cast import a_carer, a_clinic, a_patient, a_staff_member
from programmes.models import Delivery, Missed, PushSubscription, Session
from programmes.remind.actions import plan_due, receipts, save_choice, send_waiting
from programmes.remind.actions.send import claim_batch
from programmes.tests.programmes import a_prescription, a_programme, a_tick
from programmes.tests.reminders import a_delivery, wants_reminders

NINE = datetime(2026, 11, 23, 9, 0, 20, tzinfo=UTC)  # a Monday, in London
HOLDS = timedelta(minutes=10)


@pytest.fixture
def nine(time_machine):
    time_machine.move_to(NINE, tick=False)
    return time_machine


@pytest.fixture
def plan(nine, sam):
    """Sam has one exercise a day, and wants to be reminded at nine."""
    wants_reminders(sam.user, time(9))
    return a_prescription(a_programme(sam))


def sent_and_why() -> list[tuple[str, str]]:
    return list(Delivery.objects.order_by("pk").values_list("state", "why"))


def test_a_reminder_is_a_mail_that_says_nothing_on_health(plan, sam):
    call_command("send_reminders")
    [letter] = mail.outbox
    row = Delivery.objects.get()
    assert (letter.subject, letter.to) == ("A reminder for you", [sam.user.email])
    assert letter.extra_headers["Message-ID"].startswith(f"<{row.code.hex}@")
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    words = letter.body + letter.alternatives[0][0]
    assert ">Open my page</a>" in words
    told = ("bridge", "exercise", "pain", "glute", "sam")
    assert [word for word in told if word in words.lower().replace("home exercise", "")] == []
    assert (row.state, row.due_at) == ("sent", NINE.replace(second=0))


def test_asked_again_it_is_not_sent_again(plan):
    for _ in range(3):
        call_command("send_reminders")
    assert len(mail.outbox) == 1


@pytest.mark.parametrize("how", ["done", "skipped"])
def test_what_is_done_or_answered_is_not_asked_for(plan, how):
    a_tick(plan, outcome=how)
    call_command("send_reminders")
    assert (mail.outbox, sent_and_why()) == ([], [("skipped", "done")])


def test_who_said_not_today_is_left_in_peace(plan, sam):
    Missed.objects.create(patient=sam, on=NINE.date(), kind="unwell", by=sam.user)
    call_command("send_reminders")
    assert (mail.outbox, sent_and_why()) == ([], [("skipped", "not today")])


def test_who_did_a_short_day_is_left_in_peace(plan, sam):
    a_prescription(plan.stage, "Squat")
    a_tick(plan)
    Session.objects.filter(patient=sam, on=NINE.date()).update(minutes_chosen=5)
    call_command("send_reminders")
    assert (mail.outbox, sent_and_why()) == ([], [("skipped", "done")])


def test_who_only_chose_a_short_day_is_reminded(plan, sam):
    Session.objects.create(patient=sam, on=NINE.date(), minutes_chosen=5)
    call_command("send_reminders")
    assert sent_and_why() == [("sent", "")]


def test_what_one_does_if_one_likes_is_no_reason_once_the_rest_is_done(plan):
    a_prescription(plan.stage, "Side plank", must_do=False)
    a_tick(plan)
    call_command("send_reminders")
    assert sent_and_why() == [("skipped", "done")]


def test_a_second_time_the_same_day_is_asked_for_only_while_open(nine, sam):
    wants_reminders(sam.user, time(8), time(9))
    twice = a_prescription(a_programme(sam), frequency=Frequency(times_per_day=2))
    a_tick(twice)
    call_command("send_reminders")
    assert [row.at for row in Delivery.objects.filter(state="sent").order_by("at")] == [
        time(8),
        time(9),
    ]


def test_on_a_day_without_exercises_nothing_comes(nine, sam):
    wants_reminders(sam.user, time(9))
    call_command("send_reminders")
    assert (mail.outbox, sent_and_why()) == ([], [("skipped", "nothing due")])


def test_after_an_outage_the_log_shows_what_was_too_late(plan, nine):
    nine.move_to(NINE + timedelta(hours=9), tick=False)
    call_command("send_reminders")
    assert (mail.outbox, sent_and_why()) == ([], [("skipped", "too late")])


def test_late_within_the_quiet_hours_nothing_comes(nine, sam):
    wants_reminders(sam.user, time(21, 30), quiet_from=time(22), quiet_to=time(7))
    a_prescription(a_programme(sam))
    nine.move_to(NINE.replace(hour=22, minute=20), tick=False)
    call_command("send_reminders")
    assert sent_and_why() == [("skipped", "quiet")]


def test_a_minute_late_over_the_edge_of_the_quiet_hours_it_comes(nine, sam):
    wants_reminders(sam.user, time(21, 59), quiet_from=time(22), quiet_to=time(7))
    a_prescription(a_programme(sam))
    nine.move_to(NINE.replace(hour=22, minute=0), tick=False)
    call_command("send_reminders")
    assert sent_and_why() == [("sent", "")]


def test_times_chosen_a_moment_ago_do_not_bring_what_is_past(plan, sam, nine):
    nine.move_to(NINE + timedelta(minutes=30), tick=False)
    save_choice(by=sam.user, times={(0, time(9)), (0, time(9, 31))}, by_email=True)
    plan_due(timezone.now())
    nine.move_to(NINE + timedelta(minutes=32), tick=False)
    plan_due(timezone.now())
    assert list(Delivery.objects.values_list("at", flat=True)) == [time(9, 31)]


def test_in_the_night_when_clocks_go_back_the_reminder_comes_once(sam, time_machine):
    sam.time_zone = "Europe/Berlin"
    sam.save()
    start = datetime(2026, 10, 24, 23, 0, tzinfo=UTC)
    wants_reminders(sam.user, time(2, 30), since=start - timedelta(days=1))
    a_prescription(a_programme(sam, start.date() - timedelta(days=3)))
    for minutes in range(0, 240, 10):
        time_machine.move_to(start + timedelta(minutes=minutes), tick=False)
        call_command("send_reminders")
    assert list(Delivery.objects.filter(state="sent").values_list("due_at", flat=True)) == [
        datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    ]


def test_a_carer_is_reminded_too_until_they_do_not_follow_any_more(plan, sam):
    cora = a_carer(sam, "Cora Walker", relation="partner")
    wants_reminders(cora.user, time(9))
    plan_due(timezone.now())
    cora.may_tick = False
    cora.save()
    send_waiting()
    assert Delivery.objects.get(user=cora.user).why == "gone"
    assert [letter.to for letter in mail.outbox] == [[sam.user.email]]


def test_who_took_their_consent_back_hears_nothing_more(plan, sam):
    plan_due(NINE)
    sam.user.withdrew_at = timezone.now()
    sam.user.save()
    call_command("send_reminders")
    assert mail.outbox == []
    assert sent_and_why() == [("skipped", "gone")]


def test_for_them_no_reminder_is_planned(plan, sam):
    sam.user.withdrew_at = timezone.now()
    sam.user.save()
    call_command("send_reminders")
    assert Delivery.objects.count() == 0


class Moody(EmailBackend):
    """A mail server with moods: what it says to the next mails."""

    says: list = []

    def open(self) -> None:
        if self.says and type(self.says[0]) is OSError:
            raise self.says.pop(0)

    def send_messages(self, messages) -> int:
        if self.says:
            raise self.says.pop(0)
        return super().send_messages(messages)


@pytest.fixture
def moody(settings):
    settings.EMAIL_BACKEND = f"{__name__}.Moody"
    Moody.says = []
    return Moody


def test_where_the_mail_server_is_away_it_is_tried_again_and_comes(plan, moody, nine):
    moody.says = [OSError(), smtplib.SMTPServerDisconnected()]
    call_command("send_reminders")
    assert sent_and_why() == [("waiting", "no answer")]
    for minutes in (1, 3, 6):
        nine.move_to(NINE + timedelta(minutes=minutes), tick=False)
        call_command("send_reminders")
    assert (len(mail.outbox), sent_and_why()) == (1, [("sent", "")])


def test_after_five_tries_it_has_failed_and_the_physio_sees_it(plan, moody, nine, priya, client):
    moody.says = [OSError() for _ in range(9)]
    for minutes in (0, 2, 7, 23, 64, 110):
        nine.move_to(NINE + timedelta(minutes=minutes), tick=False)
        call_command("send_reminders")
    assert sent_and_why() == [("failed", "no answer")]
    client.force_login(priya.user)
    page = client.get(f"/patients/{Delivery.objects.get().patient.code}/reminders/")
    assert "could not be sent: the mail server or push service did not answer" in (
        page.content.decode()
    )


def test_an_address_that_is_refused_for_good_is_not_tried_again(plan, moody, sam):
    moody.says = [smtplib.SMTPRecipientsRefused({sam.user.email: (550, b"no such user")})]
    call_command("send_reminders")
    assert sent_and_why() == [("failed", "refused")]


def test_one_that_cannot_be_written_does_not_keep_the_others(plan, sam, priya, moody):
    moody.says = [RuntimeError("odd")]
    nils = a_patient(priya, "Nils Neighbour")
    a_prescription(a_programme(nils))
    wants_reminders(nils.user, time(9))
    call_command("send_reminders")
    assert sorted(sent_and_why()) == [("sent", ""), ("waiting", "error")]


def test_what_a_dead_worker_held_is_tried_again_after_a_while(plan, nine):
    plan_due(timezone.now())
    assert len(claim_batch(holds=HOLDS)) == 1
    send_waiting(holds=HOLDS)
    assert mail.outbox == []
    nine.move_to(NINE + HOLDS + timedelta(seconds=1), tick=False)
    send_waiting(holds=HOLDS)
    assert (len(mail.outbox), sent_and_why()) == (1, [("sent", "")])


def test_what_a_dead_worker_handed_over_already_is_marked_and_not_sent_again(
    plan, nine, settings, tmp_path
):
    settings.VAR_DIR = tmp_path
    plan_due(timezone.now())
    [held] = claim_batch(holds=HOLDS)
    receipts.note(held.code)
    nine.move_to(NINE + HOLDS + timedelta(seconds=1), tick=False)
    send_waiting(holds=HOLDS)
    assert (mail.outbox, sent_and_why()) == ([], [("sent", "")])
    nine.move_to(NINE + timedelta(days=4), tick=False)
    call_command("send_reminders")
    assert [path.name for path in (tmp_path / "receipts").iterdir()] == ["2026-11-27.txt"]


def test_a_worker_that_is_asked_to_stop_puts_back_what_it_held(plan):
    plan_due(timezone.now())
    asked = iter([False, True])
    send_waiting(is_stopped=lambda: next(asked, True))
    assert (mail.outbox, sent_and_why()) == ([], [("waiting", "")])


@pytest.mark.parametrize("count", [1, 3])
def test_a_batch_is_judged_and_sent_with_the_same_queries_and_one_more_each(
    nine, priya, count, django_assert_num_queries
):
    for number in range(count):
        person = a_patient(priya, f"Pat{number} Example")
        wants_reminders(person.user, time(9))
        a_prescription(a_programme(person))
    plan_due(timezone.now())
    # Claim (begin, choose, take, end) and read; settings, plans (2), ticks, days off, short days; each is marked; put
    # back what is left; look once more whether there is more (3).
    with django_assert_num_queries(5 + 6 + count + 1 + 3):
        send_waiting()
    assert len(mail.outbox) == count


@pytest.mark.parametrize("count", [1, 3])
def test_planning_takes_the_same_queries_for_any_number(
    nine, priya, count, django_assert_num_queries
):
    for number in range(count):
        wants_reminders(a_patient(priya, f"Pat{number} Example").user, time(9))
    with django_assert_num_queries(6):
        assert plan_due(timezone.now()) == count
    with django_assert_num_queries(5):
        assert plan_due(timezone.now()) == 0


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_never_send_the_same():
    priya = a_staff_member(a_clinic(), "Priya Nair", is_physio=True)
    sam = a_patient(priya, "Sam Walker")
    wants_reminders(sam.user)
    a_prescription(a_programme(sam))
    for minute in range(60):
        a_delivery(sam, at=time(9, minute), kind=Delivery.Kind.TEST)
    start = Barrier(2)

    def work() -> None:
        start.wait()
        send_waiting()
        connections.close_all()

    workers = [Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    names = [letter.extra_headers["Message-ID"] for letter in mail.outbox]
    assert (len(names), len(set(names))) == (60, 60)


def test_old_lines_are_forgotten(sam, nine):
    a_delivery(sam, due_at=NINE - timedelta(days=91), state="sent")
    a_delivery(sam, due_at=NINE - timedelta(days=89), state="sent", at=time(10))
    call_command("send_reminders")
    assert list(Delivery.objects.values_list("at", flat=True)) == [time(10)]


def test_without_a_browser_that_takes_notes_none_is_planned(plan, sam):
    sam.user.reminders.by_push = True
    sam.user.reminders.save()
    plan_due(timezone.now())
    assert set(Delivery.objects.values_list("channel", flat=True)) == {"email"}


def test_a_browser_that_is_gone_is_not_asked_again(plan, sam, settings):
    settings.PUSH_PRIVATE_KEY = ""
    sam.user.reminders.by_push = True
    sam.user.reminders.save()
    PushSubscription.objects.create(user=sam.user, endpoint="https://web.push.apple.com/x")
    call_command("send_reminders")
    assert Delivery.objects.get(channel="push").why == "refused"
