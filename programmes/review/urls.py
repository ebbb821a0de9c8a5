from django.urls import path

from . import views

app_name = "review"
urlpatterns = [
    path("caseload/", views.caseload, name="caseload"),
    path("patients/<uuid:code>/", views.patient, name="patient"),
    path("patients/<uuid:code>/handle/", views.handle, name="handle"),
    path("handled/<uuid:code>/undo/", views.undo_handled, name="undo-handled"),
    path("patients/<uuid:code>/log/", views.log, name="log"),
    path("patients/<uuid:code>/scores/", views.scores, name="scores"),
    path("scores/<uuid:code>/in-error/", views.score_in_error, name="score-in-error"),
    path("completions/<uuid:tick_id>/in-error/", views.mark_in_error, name="in-error"),
]
