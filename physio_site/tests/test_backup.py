"""Does a backup bring back everything, row for row and file for file, and nothing damaged?"""

import tarfile
from pathlib import Path
from threading import Event, Thread

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connections

from patients.models import Clinic
from patients.tests.cast import a_clinic
from physio_site.archive import ArchiveError, backup, restore

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def folders(settings, tmp_path) -> Path:
    settings.VAR_DIR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "media"
    (tmp_path / "media/exercises").mkdir(parents=True)
    (tmp_path / "media/exercises/a.webp").write_bytes(b"first picture")
    return tmp_path


def every_row() -> dict[str, list]:
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values_list())
        for model in apps.get_models()
    }


def test_everything_comes_back_row_for_row_and_file_for_file(folders, sam, olu):
    before = every_row()
    made = backup(folders / "one.tar.gz")
    Clinic.objects.filter(pk=sam.clinic_id).update(name="Renamed")
    a_clinic("Came later")
    (folders / "media/exercises/a.webp").write_bytes(b"changed")
    (folders / "media/exercises/b.webp").write_bytes(b"came later")

    restore(made.path)

    assert every_row() == before
    files = {p.name: p.read_bytes() for p in (folders / "media/exercises").iterdir()}
    assert files == {"a.webp": b"first picture"}


def test_a_backup_taken_while_people_write_is_whole(folders, clinic):
    stop, written = Event(), []

    def write() -> None:
        while not stop.is_set():
            written.append(a_clinic(f"Clinic {len(written)}").pk)
        connections.close_all()

    writer = Thread(target=write)
    writer.start()
    try:
        while len(written) < 5:
            stop.wait(0.01)
        known = written[:5]
        made = backup(folders / "busy.tar.gz")
    finally:
        stop.set()
        writer.join()
    restore(made.path)
    kept = list(Clinic.objects.exclude(pk=clinic.pk).order_by("pk").values_list("pk", flat=True))
    assert kept[:5] == known
    assert kept == written[: len(kept)]


def test_only_the_owner_may_read_an_archive(folders, clinic):
    assert backup(folders / "one.tar.gz").path.stat().st_mode & 0o077 == 0


def test_a_damaged_archive_changes_nothing(folders, clinic):
    made = backup(folders / "one.tar.gz")
    whole = folders / "whole"
    with tarfile.open(made.path) as tar:
        tar.extraction_filter = getattr(tarfile, "data_filter", None)
        tar.extractall(whole)
    (whole / "media/exercises/a.webp").write_bytes(b"tampered with")
    with tarfile.open(folders / "bad.tar.gz", "w:gz") as tar:
        tar.add(whole, arcname=".")
    with pytest.raises(ArchiveError, match="damaged"):
        restore(folders / "bad.tar.gz")
    (folders / "cut.tar.gz").write_bytes(made.path.read_bytes()[:200])
    with pytest.raises(ArchiveError, match="not a whole archive"):
        restore(folders / "cut.tar.gz")
    assert Clinic.objects.get() == clinic


@pytest.mark.parametrize("name", ["../outside.txt", "/outside.txt", "link"])
def test_an_archive_that_reaches_outside_is_refused(folders, clinic, name):
    member = tarfile.TarInfo(name)
    if name == "link":
        member.type, member.linkname = tarfile.SYMTYPE, "/etc/passwd"
    with tarfile.open(folders / "evil.tar.gz", "w:gz") as tar:
        tar.addfile(member)
    with pytest.raises(ArchiveError, match="no backup of this app"):
        restore(folders / "evil.tar.gz")


def test_restoring_has_to_be_meant(folders, clinic):
    made = backup(folders / "one.tar.gz")
    with pytest.raises(CommandError, match="--yes"):
        call_command("restore", str(made.path))
    call_command("restore", str(made.path), "--yes")
    assert Clinic.objects.get() == clinic


def test_an_archive_is_never_written_over_another(folders, clinic):
    call_command("backup", str(folders / "one.tar.gz"))
    with pytest.raises(CommandError, match="already"):
        call_command("backup", str(folders / "one.tar.gz"))
