"""One template for several patients, and more weeks for a programme that runs."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from patients.access import patients_visible_to, physio_only, record_access, roles_of
from patients.models import AccessRecord

from ...models import Programme
from ..actions.extending import AlreadyLonger, extend, last_stage_of
from ..actions.many import Given, assign_to_many
from ..choosing import choice_for, choosable
from ..forms.many import ExtendForm, SearchForm, SeveralForm, ticked_in
from ..outline import with_sizes
from .giving import READ_OR_WRITE, posted, programme_opened_by, status_of


@physio_only
@require_http_methods(READ_OR_WRITE)
def give_to_several(request: HttpRequest, code: UUID) -> HttpResponse:
    template = get_object_or_404(with_sizes(Programme.objects.usable_by(request.user)), code=code)
    visible, me = patients_visible_to(request.user), roles_of(request.user).staff
    form = SeveralForm(
        posted(request), patients=choosable(visible, template), zone=me.clinic.time_zone
    )
    if form.is_valid():
        done = assign_to_many(template=template, by=me, **form.cleaned_data)
        say_what_was_given(request, template, done)
        return redirect("review:caseload")
    asked = SearchForm(request.GET).understood()
    ticked = ticked_in(posted(request) or request.GET)
    choice = choice_for(visible, template, me, ticked=ticked, **asked)
    ids = [row.patient.pk for row in choice.rows]
    record_access(request.user, what=AccessRecord.What.CASELOAD, shown=ids)
    context = {"template": template, "form": form, "choice": choice, "asked": asked}
    page = "build/_several.html" if request.htmx else "build/several.html"
    return render(request, page, context, status=status_of(request))


def say_what_was_given(request: HttpRequest, template: Programme, done: Given) -> None:
    if done.given:
        number = len(done.given)
        words = ngettext(
            "%(number)s patient now has “%(name)s”.",
            "%(number)s patients now have “%(name)s”.",
            number,
        )
        messages.success(request, words % {"number": number, "name": template.name})
    if done.left_out:
        names = ", ".join(patient.name for patient in done.left_out)
        messages.info(request, _("Left out, because they have it already: %s") % names)


@physio_only
@require_http_methods(READ_OR_WRITE)
def extend_programme(request: HttpRequest, code: UUID) -> HttpResponse:
    programme = programme_opened_by(request, code)
    stage = last_stage_of(programme)
    form = ExtendForm(posted(request), initial={"seen_week": stage.to_week if stage else 1})
    if stage is None or not form.is_valid():
        context = {"form": form, "programme": programme, "stage": stage}
        return render(request, "build/extend.html", context, status=status_of(request))
    try:
        extend(programme=programme, by=request.user.staff_member, **form.cleaned_data)
    except AlreadyLonger:
        messages.info(request, _("Its last week was changed already. Look before you add more."))
    else:
        messages.success(request, _("The programme is longer. The patient sees it as a change."))
    return redirect("review:patient", code=programme.patient.code)
