from django.urls import path

from . import views

app_name = "build"
urlpatterns = [
    path("templates/", views.template_list, name="template-list"),
    path("templates/<uuid:code>/", views.template, name="template"),
    path("patients/new/", views.new_patient, name="patient-new"),
    path("patients/<uuid:code>/assign/", views.assign_programme, name="assign"),
    path("prescriptions/<uuid:code>/change/", views.change_prescription, name="change"),
    path("programmes/<uuid:code>/pause/", views.pause_programme, name="pause"),
    path("programmes/<uuid:code>/resume/", views.resume_programme, name="resume"),
    path("programmes/<uuid:code>/end/", views.end_programme, name="end"),
]
