"""The addresses of the room: the physio's screen, and the patient's phone beside it."""

from django.urls import path

from . import views

app_name = "rehearse"
urlpatterns = [
    path("patients/<uuid:code>/rehearse/", views.begin_together, name="begin"),
    path("rehearsals/<uuid:code>/", views.screen, name="screen"),
    path("rehearsals/<uuid:code>/link/", views.new_link, name="link"),
    path("rehearsals/<uuid:code>/show/", views.show_exercise, name="show"),
    path("rehearsals/<uuid:code>/mark/", views.mark_exercise, name="mark"),
    path("rehearsals/<uuid:code>/finish/", views.finish_together, name="finish"),
    path("in-the-room/", views.own, name="own"),
    path("in-the-room/here/", views.here, name="here"),
]
