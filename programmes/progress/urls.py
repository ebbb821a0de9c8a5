"""The patient's progress and own goals."""

from django.urls import path

from . import views

app_name = "progress"
urlpatterns = [
    path("progress/", views.progress, name="mine"),
    path("progress/goals/", views.add, name="goal-add"),
    path("progress/goals/<uuid:code>/score/", views.score, name="goal-score"),
    path("progress/goals/<uuid:code>/reached/", views.reached, name="goal-reached"),
    path("progress/goals/<uuid:code>/remove/", views.remove, name="goal-remove"),
    path("progress/goals/<uuid:code>/restore/", views.restore, name="goal-restore"),
]
