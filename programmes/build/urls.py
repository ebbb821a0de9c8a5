from django.urls import path

from .views import giving

app_name = "build"
urlpatterns = [
    path("templates/", giving.template_list, name="template-list"),
    path("templates/<uuid:code>/", giving.template, name="template"),
    path("patients/new/", giving.new_patient, name="patient-new"),
    path("patients/<uuid:code>/assign/", giving.assign_programme, name="assign"),
    path("prescriptions/<uuid:code>/change/", giving.change_prescription, name="change"),
    path("programmes/<uuid:code>/pause/", giving.pause_programme, name="pause"),
    path("programmes/<uuid:code>/resume/", giving.resume_programme, name="resume"),
    path("programmes/<uuid:code>/end/", giving.end_programme, name="end"),
]
