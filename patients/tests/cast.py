"""The people of every test: Priya, her patient Sam; Olu of another clinic; Edie, who edits."""

from patients.models import Carer, Clinic, Patient, StaffMember, User

PASSWORD = "correct-horse-battery"


def a_clinic(name: str = "Riverside Physio", **fields) -> Clinic:
    fields = {"time_zone": "Europe/London", "emergency_number": "999"} | fields
    return Clinic.objects.create(name=name, **fields)


def a_staff_member(clinic: Clinic, name: str, **roles) -> StaffMember:
    email = f"{name.split()[0].lower()}@{clinic.name.split()[0].lower()}.example"
    opens_admin = roles.get("is_editor", False) or roles.get("is_clinic_admin", False)
    user = User.objects.create_user(email, PASSWORD, name=name, is_staff=opens_admin)
    return StaffMember.objects.create(user=user, clinic=clinic, **roles)


def a_patient(physio: StaffMember, name: str, *, signed_in_before: bool = True) -> Patient:
    email = f"{name.split()[0].lower()}@patients.{physio.clinic.name.split()[0].lower()}.example"
    user = User.objects.create_user(email, PASSWORD, name=name) if signed_in_before else None
    return Patient.objects.create(
        clinic=physio.clinic,
        physio=physio,
        user=user,
        name=name,
        email=email,
        time_zone=physio.clinic.time_zone,
    )


def a_carer(patient: Patient, name: str, **rights) -> Carer:
    email = f"{name.split()[0].lower()}@family.example"
    user = User.objects.create_user(email, PASSWORD, name=name)
    return Carer.objects.create(patient=patient, user=user, name=name, email=email, **rights)
