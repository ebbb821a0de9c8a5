from django.urls import path

from .views import clinic, links, own

app_name = "remind"
urlpatterns = [
    path("me/reminders/", own.reminders, name="own"),
    path("me/reminders/off/", own.off, name="off"),
    path("me/reminders/week/", own.week, name="week"),
    path("me/reminders/test/", own.test, name="test"),
    path("me/reminders/calendar/", own.new_calendar, name="new-calendar"),
    path("me/reminders/calendar/stop/", own.no_calendar, name="no-calendar"),
    path("me/reminders/phone/", own.device, name="device"),
    path("later/", own.later, name="later"),
    path("reminders/later/<str:token>/", links.later, name="later-by-link"),
    path("reminders/stop/<str:token>/", links.stop, name="stop"),
    path("calendar/<slug:token>.ics", links.calendar, name="calendar"),
    path("patients/<uuid:code>/reminders/", clinic.log, name="log"),
]
