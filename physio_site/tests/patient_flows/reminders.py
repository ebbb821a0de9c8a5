"""Reminders: when and how, once more later, the calendar, the mail about the week, no more mails."""

from datetime import time
from urllib.parse import urlsplit

from playwright.sync_api import expect

from patients.models import Patient
from programmes.models import Delivery, ReminderSettings, ReminderTime
from programmes.remind.links import later_url, stop_url
from programmes.tests.reminders import a_delivery, wants_reminders

from ..hands import Hand
from . import a_patient_does, sign_out
from .doing import button


@a_patient_does
def turns_reminders_on_and_off(hand: Hand, ben: Patient) -> None:
    page = hand.page
    page.goto("/me/")
    hand.press(page.get_by_role("link", name="Reminders"))
    hand.press(page.get_by_role("checkbox", name="Monday"))
    hand.write(page.locator("[name=at]"), "08:15")
    hand.press(page.get_by_text("Other times on some days"))
    hand.write(page.locator("[name=own_5]"), "10:30")
    hand.press(page.get_by_text("Quiet hours: "))
    hand.write(page.locator("[name=quiet_from]"), "22:00")
    hand.press(button(page, "Turn reminders on"))
    expect(page.get_by_text("Reminders are on.")).to_be_visible()
    times = ReminderTime.objects.filter(reminders__user=ben.user).order_by("weekday")
    usual = [(day, time(8, 15)) for day in (1, 2, 3, 4)]
    assert list(times.values_list("weekday", "at")) == [*usual, (5, time(10, 30)), (6, time(8, 15))]
    hand.press(button(page, "Send me a test now"))
    expect(page.get_by_text("A test is on its way")).to_be_visible()
    hand.press(button(page, "Turn reminders off"))
    expect(page.get_by_text("Reminders are off.")).to_be_visible()
    assert Delivery.objects.filter(user=ben.user, kind="test").exists()


@a_patient_does
def makes_and_stops_a_calendar_address(hand: Hand, ben: Patient) -> None:
    page = hand.page
    wants_reminders(ben.user)
    page.goto("/me/reminders/")
    hand.press(button(page, "Make a calendar address"))
    expect(page.get_by_label("Address of your calendar")).to_be_visible()
    first = ReminderSettings.objects.get(user=ben.user).feed_token
    hand.press(button(page, "Make a new address"))
    expect(page.get_by_text("Your calendar has a new address.")).to_be_visible()
    assert ReminderSettings.objects.get(user=ben.user).feed_token not in ("", first)
    hand.press(button(page, "Stop it"))
    expect(button(page, "Make a calendar address")).to_be_visible()
    assert not ReminderSettings.objects.get(user=ben.user).feed_token


@a_patient_does
def wants_a_mail_about_the_week(hand: Hand, ben: Patient) -> None:
    page = hand.page
    wants_reminders(ben.user)
    page.goto("/me/reminders/")
    hand.press(page.locator("[name=weekly_summary]"))
    hand.choose(page.locator("[name=weekly_on]"), "Friday")
    hand.write(page.locator("[name=weekly_at]"), "11:00")
    hand.press(button(page, "Save").last)
    expect(page.locator(".messages")).to_be_visible()
    kept = ReminderSettings.objects.get(user=ben.user)
    assert (kept.weekly_summary, kept.weekly_on, kept.weekly_at) == (True, 4, time(11))


@a_patient_does
def does_it_later_today(hand: Hand, ben: Patient) -> None:
    page = hand.page
    wants_reminders(ben.user)
    page.goto("/today/")
    hand.press(page.get_by_role("link", name="Later today?"))
    hand.write(page.locator("input[name=at]"), "23:58")
    hand.press(button(page, "Remind me then"))
    expect(page.get_by_text("We will remind you at 23:58")).to_be_visible()
    assert Delivery.objects.get(user=ben.user, kind="snooze").at == time(23, 58)


@a_patient_does
def does_it_later_out_of_a_mail(hand: Hand, ben: Patient) -> None:
    wants_reminders(ben.user)
    sign_out(hand.page, urlsplit(later_url(a_delivery(ben))).path)
    hand.write(hand.page.locator("input[name=at]"), "23:58")
    hand.press(button(hand.page, "Remind me then"))
    expect(hand.page.get_by_text("We remind you once more")).to_be_visible()
    assert Delivery.objects.get(user=ben.user, kind="snooze").at == time(23, 58)


@a_patient_does
def wants_no_more_mails(hand: Hand, ben: Patient) -> None:
    wants_reminders(ben.user, weekly_summary=True)
    sign_out(hand.page, urlsplit(stop_url(ben.user)).path)
    hand.press(button(hand.page, "Stop these mails"))
    expect(hand.page.get_by_text("We send you no more reminders by mail.")).to_be_visible()
    kept = ReminderSettings.objects.get(user=ben.user)
    assert (kept.by_email, kept.weekly_summary) == (False, False)
