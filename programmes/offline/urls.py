"""Addresses of what a phone needs to work without signal."""

from django.urls import path

from . import views

app_name = "offline"
urlpatterns = [
    path("sw.js", views.worker, name="worker"),
    path("app.webmanifest", views.manifest, name="manifest"),
    path("offline/", views.away, name="away"),
    path("offline/answer/<slug:moment>/<slug:light>/", views.answer, name="answer"),
    path("offline/keep.json", views.keep, name="keep"),
    path("offline/token.json", views.token, name="token"),
]
