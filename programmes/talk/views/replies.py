"""The clinic's ready replies: answers that are sent with one click. For physios and clinic admins."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from patients.access import clinic_keeper_only, roles_of

from ...models import ReadyReply
from ...thread import ready_replies
from .. import actions
from ..forms import ReplyForm


def own(request: HttpRequest, code: UUID) -> ReadyReply:
    return get_object_or_404(roles_of(request.user).clinic.ready_replies, code=code)


@clinic_keeper_only
@require_safe
def replies(request: HttpRequest) -> HttpResponse:
    clinic = roles_of(request.user).clinic
    rows = list(clinic.ready_replies.all())
    context = {"replies": rows, "usual": () if rows else ready_replies(clinic)}
    return render(request, "talk/replies.html", context)


@clinic_keeper_only
@require_POST
def make_own(request: HttpRequest) -> HttpResponse:
    actions.make_replies_own(clinic=roles_of(request.user).clinic)
    messages.success(request, _("The list is yours now. Change what you like."))
    return redirect("talk:replies")


@clinic_keeper_only
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, code: UUID) -> HttpResponse:
    return write(request, own(request, code))


@clinic_keeper_only
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    return write(request, ReadyReply(clinic=roles_of(request.user).clinic))


def write(request: HttpRequest, reply: ReadyReply) -> HttpResponse:
    form = ReplyForm(request.POST if request.method == "POST" else None, instance=reply)
    if not form.is_valid():
        context = {"form": form, "reply": reply}
        return render(request, "talk/reply.html", context, status=422 if form.errors else 200)
    actions.keep_reply(reply=form.save(commit=False))
    messages.success(request, _("Saved."))
    return redirect("talk:replies")


@clinic_keeper_only
@require_POST
def move_up(request: HttpRequest, code: UUID) -> HttpResponse:
    actions.move_reply_up(reply=own(request, code))
    return redirect("talk:replies")


@clinic_keeper_only
@require_POST
def remove(request: HttpRequest, code: UUID) -> HttpResponse:
    """What was sent with it stays in the threads as it was sent."""
    own(request, code).delete()
    messages.success(request, _("Removed."))
    return redirect("talk:replies")
