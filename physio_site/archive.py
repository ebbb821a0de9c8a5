"""How is everything of an installation put into one file, and brought back from it?

An archive is a tar.gz with `manifest.json` (when, which database engine, a SHA-256 of every file),
the database (`database`) and the uploaded files (`media/...`).
"""

import hashlib
import json
import shutil
import sqlite3
import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from django.conf import settings
from django.db import connection
from django.utils import timezone

MANIFEST, DATABASE, MEDIA = "manifest.json", "database", "media"
CHUNK = 1024 * 1024


class ArchiveError(Exception):
    """The archive cannot be made or used; the message says why and what to do."""


@dataclass(frozen=True)
class Archive:
    path: Path
    files: int
    size: int


def backup(path: Path) -> Archive:
    """Write everything to `path` while the site runs. Raises ArchiveError."""
    if path.exists():
        raise ArchiveError(f"{path} is there already. Give another name.")
    path.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=path.parent) as scratch:
        folder = Path(scratch)
        copy_database_to(folder / DATABASE)
        copy_media_to(folder / MEDIA)
        sums = {name: checksum(folder / name) for name in files_in(folder)}
        write_manifest(folder, sums)
        unfinished = folder / "unfinished.tar.gz"
        with tarfile.open(unfinished, "w:gz") as tar:
            for name in [MANIFEST, *sums]:
                tar.add(folder / name, arcname=name)
        unfinished.chmod(0o600)
        unfinished.rename(path)
    return Archive(path, len(sums), path.stat().st_size)


def restore(path: Path) -> Archive:
    """Replace database and uploads by those of an archive, after every checksum is verified.

    Raises ArchiveError before anything is changed when the archive is damaged, unsafe or of
    another kind of database.
    """
    if not path.is_file():
        raise ArchiveError(f"There is no archive at {path}.")
    with TemporaryDirectory(dir=settings.VAR_DIR) as scratch:
        folder = Path(scratch)
        unpack(path, folder)
        sums = verified_sums(folder)
        put_database_back(folder / DATABASE)
        put_media_back(folder / MEDIA)
    return Archive(path, len(sums), path.stat().st_size)


def write_manifest(folder: Path, sums: dict[str, str]) -> None:
    manifest = {
        "made_at": timezone.now().isoformat(),
        "engine": connection.vendor,
        "sha256": sums,
    }
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1))


def files_in(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.relative_to(folder).as_posix()


def checksum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def copy_database_to(target: Path) -> None:
    connection.ensure_connection()
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(target)) as copy:
            connection.connection.backup(copy)
        return
    run_postgres("pg_dump", "--format=custom", "--no-owner", f"--file={target}")


def put_database_back(source: Path) -> None:
    put_rows_back(source)
    with connection.cursor() as cursor:  # an archive holds no statistics to plan by
        cursor.execute("ANALYZE")


def put_rows_back(source: Path) -> None:
    connection.ensure_connection()
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(source)) as copy:
            copy.backup(connection.connection)
        return
    run_postgres(
        "pg_restore", "--clean", "--if-exists", "--no-owner", "--single-transaction", str(source)
    )


def run_postgres(program: str, *words: str) -> None:
    """Run one of PostgreSQL's own programs on our database; the password stays off the command."""
    if shutil.which(program) is None:
        raise ArchiveError(f"{program} is missing. Install PostgreSQL's client programs.")
    at = connection.settings_dict
    place = [f"--host={at['HOST'] or 'localhost'}", f"--username={at['USER']}"]
    if at["PORT"]:
        place.append(f"--port={at['PORT']}")
    done = subprocess.run(
        [program, *place, f"--dbname={at['NAME']}", *words],
        env={"PGPASSWORD": at["PASSWORD"] or "", "PATH": "/usr/bin:/bin:/usr/local/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise ArchiveError(f"{program} failed: {done.stderr.strip()[:500]}")


def copy_media_to(target: Path) -> None:
    target.mkdir()
    if Path(settings.MEDIA_ROOT).is_dir():
        shutil.copytree(settings.MEDIA_ROOT, target, dirs_exist_ok=True)


def put_media_back(source: Path) -> None:
    """The uploads as they were; those that came later are removed."""
    media = Path(settings.MEDIA_ROOT)
    shutil.rmtree(media, ignore_errors=True)
    media.mkdir(parents=True)
    if source.is_dir():
        shutil.copytree(source, media, dirs_exist_ok=True)


def unpack(path: Path, folder: Path) -> None:
    try:
        with tarfile.open(path, "r:gz") as tar:
            if not all(is_plain(member) for member in tar.getmembers()):
                raise ArchiveError(f"{path} holds what no backup of this app does.")
            # Python 3.11.2, as Debian 12 has it, knows no filter.
            tar.extraction_filter = getattr(tarfile, "data_filter", None)
            tar.extractall(folder)
    except (tarfile.TarError, OSError, EOFError) as error:
        raise ArchiveError(f"{path} is not a whole archive: {error}") from error


def is_plain(member: tarfile.TarInfo) -> bool:
    """A file or a folder that stays below the folder it is unpacked into."""
    path = PurePosixPath(member.name)
    return (member.isfile() or member.isdir()) and not path.is_absolute() and ".." not in path.parts


def verified_sums(folder: Path) -> dict[str, str]:
    """The manifest's checksums, once every file matches and none is missing or extra."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text())
        sums, engine = manifest["sha256"], manifest["engine"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ArchiveError("The archive has no readable manifest.") from error
    if engine != connection.vendor:
        raise ArchiveError(f"The archive is of {engine}, this database is {connection.vendor}.")
    found = {name: checksum(folder / name) for name in files_in(folder) if name != MANIFEST}
    if found != sums:
        raise ArchiveError("The archive is damaged: its files differ from its checksums.")
    return sums
