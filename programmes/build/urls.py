from django.urls import path

from .views import drafts, giving, sharing

app_name = "build"
urlpatterns = [
    path("templates/", giving.template_list, name="template-list"),
    path("templates/<uuid:code>/", giving.template, name="template"),
    path("patients/new/", giving.new_patient, name="patient-new"),
    path("patients/<uuid:code>/assign/", giving.assign_programme, name="assign"),
    path("prescriptions/<uuid:code>/change/", giving.change_prescription, name="change"),
    path("programmes/<uuid:code>/pause/", giving.pause_programme, name="pause"),
    path("programmes/<uuid:code>/resume/", giving.resume_programme, name="resume"),
    path("templates/<uuid:code>/give/", sharing.give_to_several, name="several"),
    path("programmes/<uuid:code>/extend/", sharing.extend_programme, name="extend"),
    path("programmes/<uuid:code>/end/", giving.end_programme, name="end"),
    path("programmes/<uuid:code>/draft/", drafts.draft, name="draft"),
    path("programmes/<uuid:code>/next-stage/", drafts.draft_next_stage, name="draft-next-stage"),
    path("programmes/<uuid:code>/hold/", drafts.draft_hold, name="draft-hold"),
    path("programmes/<uuid:code>/step-back/", drafts.draft_step_back, name="draft-step-back"),
    path("prescriptions/<uuid:code>/easier/", drafts.draft_easier, name="draft-easier"),
    path("prescriptions/<uuid:code>/harder/", drafts.draft_harder, name="draft-harder"),
    path("drafts/<uuid:code>/", drafts.difference, name="difference"),
    path("drafts/<uuid:code>/publish/", drafts.publish_draft, name="publish"),
    path("drafts/<uuid:code>/discard/", drafts.discard_draft, name="discard"),
]
