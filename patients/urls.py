from django.urls import path

from .views import care, carers, clinic, consent, details, invitation, join, language, me

app_name = "patients"
urlpatterns = [
    path("join/<str:token>/", join.join, name="join"),
    path("language/", language.choose_language, name="choose-language"),
    path("me/", me.me, name="me"),
    path("me/consent/", consent.consent, name="consent"),
    path("me/consent/agree/", consent.agree, name="consent-agree"),
    path("me/consent/withdraw/", consent.withdraw, name="consent-withdraw"),
    path("me/address/", me.address, name="address"),
    path("me/address/code/", me.address_code, name="address-code"),
    path("patients/<uuid:code>/edit/", details.edit, name="edit"),
    path("patients/<uuid:code>/carers/", details.carers, name="carers"),
    path("patients/<uuid:code>/invitation/", invitation.invitation, name="invitation"),
    path(
        "patients/<uuid:code>/invitation/new/", invitation.renew_invitation, name="invitation-new"
    ),
    path(
        "patients/<uuid:code>/invitation/mail/", invitation.send_invitation, name="invitation-mail"
    ),
    path("carers/<uuid:code>/invitation/", invitation.carer_invitation, name="carer-invitation"),
    path(
        "carers/<uuid:code>/invitation/new/",
        invitation.renew_carer_invitation,
        name="carer-invitation-new",
    ),
    path(
        "carers/<uuid:code>/invitation/mail/",
        invitation.send_carer_invitation,
        name="carer-invitation-mail",
    ),
    path("carers/<uuid:code>/end/", details.end_carer_now, name="carer-end"),
    path("carers/<uuid:code>/rights/", carers.rights, name="carer-rights"),
    path("patients/<uuid:code>/no-own-link/", carers.no_own_link, name="no-own-link"),
    path("me/helpers/", carers.own_helpers, name="own-helpers"),
    path("me/helpers/<uuid:code>/end/", carers.end_own_helper, name="own-helper-end"),
    path("patients/<uuid:code>/care/", care.care, name="care"),
    path("patients/<uuid:code>/care/offer/", care.offer, name="handover-offer"),
    path("patients/<uuid:code>/care/share/", care.share, name="share"),
    path("co-physios/<uuid:code>/end/", care.end_share, name="share-end"),
    path("handovers/<uuid:code>/accept/", care.accept, name="handover-accept"),
    path("handovers/<uuid:code>/decline/", care.decline, name="handover-decline"),
    path("handovers/<uuid:code>/withdraw/", care.withdraw, name="handover-withdraw"),
    path("clinic/", clinic.settings, name="clinic"),
    path("clinic/staff/", clinic.staff, name="staff"),
    path("clinic/staff/<uuid:code>/", clinic.member, name="member"),
    path("clinic/staff/<uuid:code>/end/", clinic.end_member, name="member-end"),
    path("clinic/staff/<uuid:code>/hand-over/", care.hand_over_all, name="member-hand-over"),
    path("clinic/staff/<uuid:code>/keep/", clinic.keep_member, name="member-keep"),
    path("clinic/staff/<uuid:code>/mail/", clinic.mail_member, name="member-mail"),
    path("clinic/access/", clinic.access_record, name="access-record"),
    path("clinic/access/export/", clinic.export_access_record, name="access-export"),
]
