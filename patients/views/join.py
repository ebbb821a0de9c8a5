"""The page that an invitation's link opens, on the phone of the person who was invited."""

from allauth.usersessions.models import UserSession
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.views.decorators.http import require_http_methods

from ..access import home_url_for
from ..actions import InvitationClosed, accept_invitation
from ..carer_forms import GuardianForm
from ..consent_words import consent_context
from ..forms import sent_in
from ..invitations import invitation_named_by
from ..languages import language_of_invited, was_chosen_by
from ..models import Invitation

BACKEND = "patients.sign_in.OneQueryBackend"
WAYS_ON = {"room": "rehearse:own"}


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, token: str) -> HttpResponse:
    """The link's page. Opening it changes nothing, so a mail scanner cannot use it up."""
    invitation = invitation_named_by(token)
    if invitation is None:
        return render(request, "patients/link_used.html", {"is_broken": True}, status=404)
    if request.user.is_authenticated:
        return join_as_someone(request, invitation)
    with translation.override(was_chosen_by(request) or language_of_invited(invitation)):
        return welcome(request, invitation)


def welcome(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """What is kept and who sees it, in the language of whoever is invited; and in they go."""
    context = join_context(invitation)
    if not invitation.is_open:
        return render(request, "patients/link_used.html", context, status=410)
    form = guardian_form(request, invitation)
    if request.method != "POST" or (form and not form.is_valid()):
        status = 422 if form and form.errors else 200
        return render(request, "patients/join.html", context | {"form": form}, status=status)
    try:
        user = accept_invitation(
            invitation=invitation,
            consent_text=context["consent_text"],
            guardian=form.given if form else None,
        )
    except InvitationClosed:
        return render(request, "patients/link_used.html", context, status=410)
    if chosen := was_chosen_by(request):
        user.language = chosen
        user.save(update_fields=["language"])
    login(request, user, backend=BACKEND)
    UserSession.objects.create_from_request(request)
    return redirect(way_on(request) or "follow:today")


def guardian_form(request: HttpRequest, invitation: Invitation) -> GuardianForm | None:
    """For a child somebody who may decide for them agrees, by name; None where that is not so."""
    if not (invitation.carer and invitation.patient.is_minor):
        return None
    known = {"name": invitation.carer.name, "relation": invitation.carer.relation}
    return GuardianForm(sent_in(request), initial=known)


def way_on(request: HttpRequest) -> str | None:
    """A link scanned beside the physio leads into the room."""
    return WAYS_ON.get(request.GET.get("to"))


def join_as_someone(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """Someone is signed in on this device: the invited person goes on, nobody else can accept."""
    if request.user.pk == invitation.person.user_id:
        return redirect(way_on(request) or home_url_for(request.user))
    status = 409 if request.method == "POST" else 200
    context = {"next": request.get_full_path()}
    return render(request, "patients/someone_else.html", context, status=status)


def join_context(invitation: Invitation) -> dict:
    words = consent_context(invitation.patient.clinic, is_carer=invitation.carer_id is not None)
    return words | {"invited_for": invitation.patient, "place": "patient"}
