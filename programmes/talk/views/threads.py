"""The thread, on the patient's phone and on the physio's screen."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from patients.access import (
    demand,
    log_reader_only,
    patient_opened_by,
    patients_visible_to,
    physio_only,
    roles_of,
)
from patients.models import AccessRecord, Patient

from ...models import Message, MessagePicture
from ...opening import followed_opened_by
from ...thread import askable, ready_replies, thread_for
from ...without_network import is_kept_unread, is_watched, wants_data
from ..actions import mark_seen, take_back, write
from ..forms import MessageForm

ASKED_BEFORE = _("That message could not be taken. Nothing was sent; please send it again.")

readers_only = demand(lambda roles: roles.is_physio or roles.may_read_log)


@log_reader_only
@require_http_methods(["GET", "HEAD", "POST"])
def own_thread(request: HttpRequest) -> HttpResponse:
    """The patient's own; a carer who may read the log reads it, and writes if they may."""
    roles = roles_of(request.user)
    patient = followed_opened_by(request)
    if request.method == "POST" and not roles.may_write:
        raise PermissionDenied
    about = {"about": request.GET.get("about", "")}
    form = MessageForm(
        *sent_with(request), askable=askable(patient), author=request.user, initial=about
    )
    if form.is_valid():
        return sent(request, patient, form, from_clinic=False)
    thread = thread_for(patient, for_clinic=False)
    speaks = roles.is_patient or (roles.may_write and patient.user_id is None)
    if speaks and not is_kept_unread(request):
        mark_seen(patient=patient, by=request.user, from_clinic=True)
    context = {"thread": thread, "form": form if roles.may_write else None}
    return render(request, "talk/own.html", context, status=422 if form.errors else 200)


@physio_only
@require_http_methods(["GET", "HEAD", "POST"])
def thread(request: HttpRequest, code: UUID) -> HttpResponse:
    patient = patient_opened_by(request.user, code, what=AccessRecord.What.MESSAGES)
    form = MessageForm(*sent_with(request), askable=askable(patient), author=request.user)
    if form.is_valid():
        return sent(request, patient, form, from_clinic=True)
    shown = thread_for(patient)
    mark_seen(patient=patient, by=request.user, from_clinic=False)
    context = {
        "patient": patient,
        "thread": shown,
        "form": form,
        "replies": [(uuid4(), text) for text in ready_replies(patient.clinic)],
    }
    return render(request, "talk/thread.html", context, status=422 if form.errors else 200)


@physio_only
@require_POST
def reply(request: HttpRequest, code: UUID) -> HttpResponse:
    """A ready reply, sent with one click."""
    patient = patient_opened_by(request.user, code)
    form = MessageForm(request.POST)
    if form.is_valid():
        return sent(request, patient, form, from_clinic=True)
    messages.error(request, _("Nothing was sent. Write a message instead."))
    return redirect("talk:thread", code=patient.code)


@physio_only
@require_POST
def take_message_back(request: HttpRequest, message_id: UUID) -> HttpResponse:
    """The author's own, while the patient has not seen it."""
    theirs = Message.objects.filter(patient__in=patients_visible_to(request.user))
    message = get_object_or_404(theirs.select_related("patient"), message_id=message_id)
    patient = patient_opened_by(request.user, message.patient.code)
    if take_back(message=message, by=request.user):
        messages.success(request, _("Taken back. The patient does not see it."))
    else:
        messages.warning(request, _("It stays: it was seen already, or somebody else wrote it."))
    in_thread = request.POST.get("from") == "thread"
    return redirect("talk:thread" if in_thread else "review:patient", code=patient.code)


@readers_only
@require_safe
def picture(request: HttpRequest, code: UUID) -> HttpResponse:
    """The picture of a message, for those who read the thread; `?size=small` in the thread."""
    found = get_object_or_404(MessagePicture.objects.select_related("message__patient"), code=code)
    patient, roles = found.message.patient, roles_of(request.user)
    if roles.followed == patient and roles.may_read_log:
        if found.message.taken_back_at:
            raise Http404
        followed_opened_by(request)
    else:
        patient_opened_by(request.user, patient.code, what=AccessRecord.What.PICTURE)
    file = found.small if request.GET.get("size") == "small" else found.image
    try:
        return only_to_look_at(FileResponse(file.open("rb"), content_type="image/webp"))
    except FileNotFoundError:
        raise Http404 from None


def only_to_look_at(response: FileResponse) -> FileResponse:
    """Nothing runs in it, nobody else embeds it, and no browser keeps it."""
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


def sent_with(request: HttpRequest) -> tuple:
    """What a form was sent with: fields and files."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def sent(
    request: HttpRequest, patient: Patient, form: MessageForm, *, from_clinic: bool
) -> HttpResponse:
    made = write(
        patient=patient,
        by=request.user,
        from_clinic=from_clinic,
        text=form.cleaned_data["text"],
        message_id=form.sent_id,
        prescription=form.pinned_to,
        picture=form.cleaned_data["picture"],
        site=request.build_absolute_uri("/"),
    )
    if wants_data(request):
        return as_data(request, made)
    if made is None:
        messages.error(request, ASKED_BEFORE)
    else:
        messages.success(request, _("Sent."), extra_tags=undo_of(made))
    if from_clinic and request.POST.get("from") == "record":
        return redirect("review:patient", code=patient.code)
    if from_clinic:
        return redirect("talk:thread", code=patient.code)
    return redirect("talk:own")


def undo_of(made: Message) -> str:
    """The clinic's can be taken back while they are not seen."""
    address = reverse("talk:take-back", args=[made.message_id])
    return f"undo={address}" if made.from_clinic else ""


def as_data(request: HttpRequest, made: Message | None) -> JsonResponse:
    """For a phone that kept the message until there was signal."""
    if made is None:
        return JsonResponse({"status": "refused", "words": ASKED_BEFORE}, status=422)
    if is_watched(request):
        messages.success(request, _("Sent."))
    return JsonResponse({"status": "created", "next": reverse("talk:own")})
