"""Who is in the demo clinic, what belongs to it, and which pages does each person find?"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import time
from functools import cached_property
from uuid import UUID

from django.apps import apps
from django.core.files.base import ContentFile
from django.db.models import Model
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from exercises.models import Exercise
from exercises.tests.library import a_picture, an_article, an_exercise, image_bytes
from patients.models import (
    Carer,
    CoPhysio,
    Handover,
    Invitation,
    Patient,
    StaffMember,
    User,
)
from patients.tests.cast import a_carer, a_patient, a_staff_member
from programmes.build.actions.drafting import draft_revision
from programmes.models import (
    Goal,
    Handled,
    Message,
    MessagePicture,
    MissedReason,
    OutcomeScore,
    Programme,
    ReadyReply,
    Rehearsal,
    StopWish,
)
from programmes.rehearse.room import exercises_now
from programmes.tests.reminders import a_delivery

from .addresses import Address, all_addresses

# Everything with a code in its address, and the way from it to its clinic and to its patient.
OWNERS = {
    "patients.Clinic": ("pk", ""),
    "patients.StaffMember": ("clinic", ""),
    "patients.Patient": ("clinic", "pk"),
    "patients.Carer": ("patient__clinic", "patient"),
    "patients.Invitation": ("patient__clinic", "patient"),
    "patients.Handover": ("patient__clinic", "patient"),
    "patients.CoPhysio": ("patient__clinic", "patient"),
    "exercises.Exercise": ("clinic", ""),
    "exercises.Article": ("clinic", ""),
    "exercises.ExercisePicture": ("exercise__clinic", ""),
    "programmes.Programme": ("clinic", "patient"),
    "programmes.Stage": ("programme__clinic", "programme__patient"),
    "programmes.Prescription": ("stage__programme__clinic", "stage__programme__patient"),
    "programmes.Revision": ("programme__clinic", "programme__patient"),
    "programmes.Session": ("patient__clinic", "patient"),
    "programmes.Completion": ("session__patient__clinic", "session__patient"),
    "programmes.Message": ("patient__clinic", "patient"),
    "programmes.MessagePicture": ("message__patient__clinic", "message__patient"),
    "programmes.ReadyReply": ("clinic", ""),
    "programmes.Handled": ("patient__clinic", "patient"),
    "programmes.OutcomeScore": ("patient__clinic", "patient"),
    "programmes.Delivery": ("patient__clinic", "patient"),
    "programmes.MissedReason": ("clinic", ""),
    "programmes.StopWish": ("patient__clinic", "patient"),
    "programmes.Goal": ("patient__clinic", "patient"),
    "programmes.Rehearsal": ("patient__clinic", "patient"),
}
# Made on the person's own device, and known by that name.
OWN_CODE_FIELDS = {"programmes.Completion": "tick_id", "programmes.Message": "message_id"}
PUBLIC = "public"
# The role, or the verb, is refused before anybody looks which thing is named.
REFUSED = (403, 405)
BATCH = UUID("11111111-2222-4333-8444-555555555555")
EVERYONE = frozenset(["physio", "editor", "clinic admin", "patient", "carer"])
STAFF = frozenset(["physio", "editor", "clinic admin"])
FOLLOWERS = frozenset(["patient", "carer"])
ALLOWED = {
    # by the whole name, else by the first part of it
    "healthz": PUBLIC,
    "security-txt": PUBLIC,
    "demo-outbox": PUBLIC,
    "patients:join": PUBLIC,
    "patients:choose-language": PUBLIC,
    "home": EVERYONE,
    "patients": frozenset(["physio"]),
    "patients:me": EVERYONE,
    "patients:own-helpers": frozenset(["patient"]),
    "patients:own-helper-end": frozenset(["patient"]),
    "patients:address": FOLLOWERS,
    "patients:consent": FOLLOWERS,
    "patients:consent-agree": FOLLOWERS,
    "patients:consent-withdraw": FOLLOWERS,
    "patients:address-code": FOLLOWERS,
    "patients:clinic": frozenset(["clinic admin"]),
    "patients:staff": frozenset(["clinic admin"]),
    "patients:member": frozenset(["clinic admin"]),
    "patients:member-end": frozenset(["clinic admin"]),
    "patients:member-keep": frozenset(["clinic admin"]),
    "patients:member-mail": frozenset(["clinic admin"]),
    "patients:member-hand-over": frozenset(["clinic admin"]),
    "patients:access-record": frozenset(["clinic admin"]),
    "patients:access-export": frozenset(["clinic admin"]),
    "build": frozenset(["physio"]),
    "review": frozenset(["physio"]),
    "rehearse": frozenset(["physio"]),
    "rehearse:own": FOLLOWERS,
    "rehearse:here": FOLLOWERS,
    "follow": FOLLOWERS,
    "follow:changes-seen": frozenset(["patient"]),
    "guide": FOLLOWERS,
    "offline": FOLLOWERS,
    "offline:worker": PUBLIC,
    "offline:manifest": PUBLIC,
    "handout": frozenset(["physio"]),
    "handout:mine": FOLLOWERS,
    "handout:mine-pdf": FOLLOWERS,
    "handout:logo": frozenset(["clinic admin"]),
    "handout:logo-off": frozenset(["clinic admin"]),
    "handout:everything": FOLLOWERS,
    "handout:everything-mine": FOLLOWERS,
    "talk": frozenset(["physio"]),
    "talk:own": FOLLOWERS,
    "talk:picture": frozenset(["physio", *FOLLOWERS]),
    "talk:replies": frozenset(["physio", "clinic admin"]),
    "talk:replies-own": frozenset(["physio", "clinic admin"]),
    "talk:reply-new": frozenset(["physio", "clinic admin"]),
    "talk:reply-edit": frozenset(["physio", "clinic admin"]),
    "talk:reply-up": frozenset(["physio", "clinic admin"]),
    "talk:reply-remove": frozenset(["physio", "clinic admin"]),
    "remind": FOLLOWERS,
    "remind:log": frozenset(["physio"]),
    "remind:calendar": PUBLIC,
    "remind:stop": PUBLIC,
    "remind:later-by-link": PUBLIC,
    "missed": FOLLOWERS,
    "progress": frozenset(["patient"]),
    "progress:mine": FOLLOWERS,
    "missed:stop": frozenset(["patient"]),
    "missed:stop-take-back": frozenset(["patient"]),
    "missed:stop-answered": frozenset(["physio"]),
    "missed:reasons": frozenset(["physio", "clinic admin"]),
    "missed:make-own": frozenset(["physio", "clinic admin"]),
    "missed:reason": frozenset(["physio", "clinic admin"]),
    "missed:reason-new": frozenset(["physio", "clinic admin"]),
    "missed:reason-up": frozenset(["physio", "clinic admin"]),
    "missed:reason-retire": frozenset(["physio", "clinic admin"]),
    "admin": frozenset(["editor", "clinic admin"]),
    "exercises": EVERYONE,
    "exercises:exercise-list": STAFF,
    "exercises:exercise": STAFF,
    "exercises:star": frozenset(["physio"]),
    "exercises:unstar": frozenset(["physio"]),
}
DEMO_EMAILS = {
    "physio": "physio@demo.example",
    "editor": "editor@demo.example",
    "clinic admin": "admin@demo.example",
    "patient": "patient@demo.example",
}
ANSWERED_BEFORE: dict[Address, int] = {}
OTHER_CLINIC = {"other physio": "physio2@demo.example", "other patient": "patient2@demo.example"}


@dataclass
class World:
    """The demo clinic with everyone a test needs in it."""

    sam: Patient
    people: dict[str, User]
    strangers: dict[str, User]
    ways: dict[Address, tuple[str, str, str] | None] = field(default_factory=dict)

    def client_of(self, name: str) -> Client:
        client = Client(raise_request_exception=False)
        client.force_login({**self.people, **self.strangers}[name])
        return client

    def own_codes(self) -> dict[str, UUID]:
        """One code of each kind that belongs to the demo patient, or else to the clinic alone."""
        return self.codes

    @cached_property
    def codes(self) -> dict[str, UUID]:
        return {label: code for label in OWNERS if (code := self.code_of(label))}

    @cached_property
    def shared_codes(self) -> list[UUID]:
        """One of each kind of the library that all clinics share."""
        firsts = [
            model_named(label).objects.filter(**{f"{path}__isnull": True}).order_by("pk").first()
            for label, (path, _) in OWNERS.items()
            if label.startswith("exercises.")
        ]
        return [row.code for row in (*firsts, Programme.objects.templates().first())]

    @cached_property
    def workshop_codes(self) -> list[UUID]:
        """What the clinic's physios write in: a draft, a template, and what both hold."""
        draft = Programme.objects.drafts().get(drafted_for=self.sam)
        own = Programme.objects.templates().filter(clinic=self.sam.clinic)
        trees = [draft, own.filter(stages__isnull=False).order_by("pk").first()]
        stages = [tree.stages.first() for tree in trees]
        return [row.code for row in (*trees, *stages, *(s.prescriptions.first() for s in stages))]

    @cached_property
    def values(self) -> dict[str, object]:
        """What stands in addresses besides codes."""
        drawn = Exercise.objects.exclude(figure_key="").order_by("pk").first()
        today = self.sam.local_today().isoformat()
        said = {"moment": "after", "light": "red"}
        return said | {"day": today, "batch": BATCH, "key": drawn.figure_key, "kind": "start"}

    def sams_codes(self) -> dict[str, UUID]:
        """Those among them that belong to the demo patient."""
        return {label: code for label, code in self.own_codes().items() if OWNERS[label][1]}

    def code_of(self, label: str) -> UUID | None:
        clinic_path, patient_path = OWNERS[label]
        rows = model_named(label).objects.filter(**{clinic_path: self.sam.clinic_id})
        if patient_path:
            rows = rows.filter(**{patient_path: self.sam.pk})
        return rows.order_by("-pk").values_list(code_field(label), flat=True).first()


def model_named(label: str) -> type[Model]:
    return apps.get_model(label)


def code_field(label: str) -> str:
    """The field that stands in addresses."""
    return OWN_CODE_FIELDS.get(label, "code")


def the_world() -> World:
    """The demo's people, and those it lacks: a carer, a neighbour, an editor from elsewhere."""
    people = {role: User.objects.get(email=email) for role, email in DEMO_EMAILS.items()}
    strangers = {name: User.objects.get(email=email) for name, email in OTHER_CLINIC.items()}
    sam = people["patient"].patient
    carer = Carer.objects.filter(patient=sam, user__isnull=False).first()
    people["carer"] = (carer or a_carer(sam, "Cora Walker", relation="partner")).user
    strangers["neighbour"] = a_patient(sam.physio, "Nils Neighbour").user
    elsewhere = StaffMember.objects.get(user=strangers["other physio"]).clinic
    strangers["other editor"] = a_staff_member(elsewhere, "Eve Elsewhere", is_editor=True).user
    furnish(sam)
    return World(sam=sam, people=people, strangers=strangers)


def furnish(sam: Patient) -> None:
    """What the demo lacks: things of the clinic's own, pictures, and a day that is all done."""
    own = an_exercise("Our own squat", clinic=sam.clinic)
    an_article("Our own advice", clinic=sam.clinic)
    a_picture(own)
    Invitation.objects.create(patient=sam, created_by=sam.physio)
    said = Message.objects.create(
        patient=sam, author=sam.user, from_clinic=False, text="It went well."
    )
    MessagePicture.objects.create(
        message=said,
        image=ContentFile(image_bytes(), name="a.webp"),
        small=ContentFile(image_bytes(), name="b.webp"),
        width=40,
        height=30,
    )
    today = sam.local_today()
    Handled.objects.create(
        patient=sam, kind="red", fact_on=today, words="Pain 7", on=today, by=sam.physio
    )
    OutcomeScore.objects.create(
        patient=sam, measure="nprs", value=4, lowest=0, highest=10, on=today, by=sam.physio
    )
    ReadyReply.objects.create(clinic=sam.clinic, text="Well done. Carry on.")
    a_delivery(sam, at=time(4, 4))
    MissedReason.objects.create(clinic=sam.clinic, kind="no_time", words="Had to work")
    StopWish.objects.create(patient=sam, by=sam.user)
    Goal.objects.create(patient=sam, by=sam.user, words="Run five kilometres")
    first = next(iter(exercises_now(sam)), None)
    Rehearsal.objects.create(patient=sam, by=sam.physio, showing=first)
    dot = a_staff_member(sam.clinic, "Dot Reyes", is_physio=True)
    CoPhysio.objects.create(patient=sam, staff=dot, from_day=sam.local_today(), by=sam.physio)
    Handover.objects.create(patient=sam, from_staff=dot, to_staff=sam.physio)
    a_picture(Exercise.objects.filter(clinic__isnull=True).order_by("pk").first())
    draft_revision(programme=sam.programmes.running().first(), by=sam.physio)
    client = Client()
    client.force_login(sam.user)
    client.post(reverse("follow:all-done"), {"on": sam.local_today(), "batch": BATCH})


def allowed(address: Address) -> frozenset[str] | str:
    """The roles that may open an address, or PUBLIC. Sign-in pages are public as allauth says."""
    if address.route.startswith("accounts/"):
        return PUBLIC
    return ALLOWED.get(address.name) or ALLOWED.get(address.place) or frozenset()


def paths_of(address: Address, world: World) -> Iterator[str]:
    """The paths that an address may have in this world: with each code, with today, and so on.

    First the one of the kind that answered before, whoever asked and in whichever module.
    """
    if not address.names_a_code:
        yield address.path(**world.values)
        return
    paths = [address.path(**world.values, uuid=code) for code in likely_first(address, world)]
    first = ANSWERED_BEFORE.get(address, 0)
    yield from (paths[first], *paths[:first], *paths[first + 1 :])


def likely_first(address: Address, world: World) -> list[UUID]:
    """Every code; before the others those of things that the address is named after."""
    named = [code for label, code in world.codes.items() if last_word(label) in address.name]
    others = [code for code in world.codes.values() if code not in named]
    return [*named, *others, *world.workshop_codes, *world.shared_codes]


def last_word(label: str) -> str:
    """ "picture" of "exercises.ExercisePicture"."""
    return re.findall(r"[A-Z][a-z]+", label)[-1].lower()


def remember(address: Address, path: str, world: World) -> None:
    """The place of a path that answered; codes differ from module to module, their order does not."""
    is_admin = address.route.startswith("admin/")
    if address.names_a_code and not is_admin and address not in ANSWERED_BEFORE:
        ANSWERED_BEFORE[address] = list(paths_of(address, world)).index(path)


def admin_paths_of(address: Address) -> Iterator[str]:
    """The path of an admin page; of one that shows an object, with the first there is."""
    _, app, model, *_ = [*address.route.split("/"), "", ""]
    if "object_id" not in address.route:
        yield address.path()
    elif address.route.startswith("admin/r/"):
        return
    elif first := apps.get_model(app, model).objects.order_by("pk").first():
        yield address.path(object_id=first.pk)


def open_pages(client: Client, world: World) -> dict[str, str]:
    """Name of an address to the first path of it that answers this client with an HTML page."""
    return {name: path for name, path, _ in open_answers(client, world)}


def open_answers(client: Client, world: World) -> Iterator[tuple[str, str, HttpResponse]]:
    """Every page that is open to this client: its address's name, its path, and the answer."""
    for address in all_addresses():
        is_admin = address.route.startswith("admin/")
        for path in admin_paths_of(address) if is_admin else paths_of(address, world):
            answer = client.get(path)
            if answer.status_code == 200 and "text/html" in answer["Content-Type"]:
                remember(address, path, world)
                yield address.name, path, answer
                break
            if answer.status_code in REFUSED:
                break
