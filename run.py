#!/usr/bin/env python3
"""How does a newcomer start or test the project with one command, on any machine?

    python3 run.py                  the demo clinic on http://127.0.0.1:8000/
    python3 run.py --no-serve       prepare everything, serve nothing
    python3 run.py test [...]       the whole test suite; further words go to pytest

Standard library only: this file runs before anything is installed.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
INSTALLED = VENV / "installed.json"
DEFAULT_LOCK = "requirements.txt"
TEST_LOCK = "requirements/dev.txt"
# What the demo's database is made from: when none of it changed, there is nothing to prepare.
DATABASE_SOURCES = (
    "*/migrations/*.py",
    "*/management/commands/*.py",
    "*/content/**/*",
    "*/load*.py",
    "physio_site/settings.py",
)
DEMO_ACCOUNTS = (
    ("physio", "physio@demo.example"),
    ("patient", "patient@demo.example"),
    ("parent", "parent@demo.example"),
    ("editor", "editor@demo.example"),
    ("clinic admin", "admin@demo.example"),
    ("second clinic", "physio2@demo.example, patient2@demo.example"),
)
DEMO_PASSWORD = "demo-clinic"
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)


class CannotGoOnError(Exception):
    """Something a person has to settle; the message says what and how."""


def main(words: list[str]) -> int:
    """Do what the command line asks and return the exit code."""
    try:
        if words[:1] == ["test"]:
            return run_tests(words[1:])
        return run_demo(parse(words))
    except CannotGoOnError as problem:
        print(f"\n{problem}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped.")
        return 130


def parse(words: list[str]) -> argparse.Namespace:
    """The options of the demo."""
    parser = argparse.ArgumentParser(
        description="Start the demo clinic. 'run.py test' runs the test suite instead."
    )
    parser.add_argument("--host", default="127.0.0.1", help="address to serve on")
    parser.add_argument("--port", type=int, default=8000, help="port to serve on")
    parser.add_argument("--no-serve", action="store_true", help="prepare only")
    return parser.parse_args(words)


# The demo ----------------------------------------------------------------------------------


def run_demo(options: argparse.Namespace) -> int:
    """Prepare the demo clinic and serve it until Ctrl-C."""
    started = time.monotonic()
    refuse_production()
    if not options.no_serve:
        require_free_port(options.host, options.port)
    install(DEFAULT_LOCK)
    environment = os.environ | {"PHYSIO_ENV": "demo", "PYTHONUNBUFFERED": "1"}
    environment["DJANGO_SETTINGS_MODULE"] = "physio_site.settings"
    prepare_database(environment)
    if options.no_serve:
        print(f"Ready in {time.monotonic() - started:.1f} s. Start it with: python3 run.py")
        return 0
    return serve(options.host, options.port, environment, started)


def refuse_production() -> None:
    """The demo has well-known passwords: it never starts where production settings are in force."""
    name = os.environ.get("PHYSIO_ENV") or from_dotenv("PHYSIO_ENV") or "demo"
    if name != "demo":
        raise CannotGoOnError(
            f"PHYSIO_ENV is '{name}', and run.py starts the demo clinic, whose passwords everyone\n"
            "knows. It does not do that on a production installation. To serve this installation\n"
            "see docs/deploy.md; to see the demo, use another folder or unset PHYSIO_ENV."
        )


def from_dotenv(name: str) -> str:
    """The value of one setting in the .env file, or an empty string."""
    path = HERE / ".env"
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    for line in lines:
        key, _, value = line.removeprefix("export ").partition("=")
        if key.strip() == name:
            return value.strip().strip("'\"")
    return ""


def require_free_port(host: str, port: int) -> None:
    """Say early, and in words, that somebody else already answers on this port."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        if os.name != "nt":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (OSError, OverflowError) as error:
            raise CannotGoOnError(
                f"Cannot serve on {host}, port {port}: {error}.\n"
                f"Stop what runs there, or choose another port: python3 run.py --port 8001"
            ) from error


def prepare_database(environment: dict[str, str]) -> None:
    """Migrate and load library and demo clinic, unless the last start did just that."""
    var = Path(environment.get("VAR_DIR") or HERE / "var")
    database = environment.get("DATABASE_URL") or from_dotenv("DATABASE_URL")
    stamp = var / "prepared.json"
    wanted = {"sources": digest(*DATABASE_SOURCES), "database": digest_of_text(database)}
    if (database or (var / "physio.sqlite3").exists()) and read_json(stamp) == wanted:
        return
    var.mkdir(parents=True, exist_ok=True)
    stamp.unlink(missing_ok=True)
    for title, *command in (
        ("Preparing the database", "migrate"),
        ("Preparing the shared cache", "createcachetable"),
        ("Loading the exercise library", "load_library"),
        ("Loading the demo clinic", "load_demo"),
    ):
        quietly(title, [PYTHON, "manage.py", *command, "-v", "0"], environment)
    write_json(stamp, wanted)


def serve(host: str, port: int, environment: dict[str, str], started: float) -> int:
    """Serve until Ctrl-C; print the address as soon as it answers."""
    if not environment.get("ALLOWED_HOSTS"):
        everywhere = host in ("0.0.0.0", "::")
        environment["ALLOWED_HOSTS"] = "*" if everywhere else f"localhost,127.0.0.1,[::1],{host}"
    environment["DJANGO_RUNSERVER_HIDE_WARNING"] = "true"
    environment["PYTHONWARNINGS"] = "ignore:No directory at"  # the demo collects no static files
    address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    environment.setdefault("SITE_ADDRESS", f"http://{address}")
    command = [PYTHON, "manage.py", "runserver", "--noreload", "--skip-checks", address]
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    server = subprocess.Popen(command, cwd=HERE, env=environment)
    reminders: subprocess.Popen | None = None
    try:
        wait_until_answering(server, host, port)
        words = ["send_reminders", "--worker", "-v", "0"]
        reminders = subprocess.Popen([PYTHON, "manage.py", *words], cwd=HERE, env=environment)
        print_welcome(host, address, time.monotonic() - started)
        return server.wait()
    except KeyboardInterrupt:
        print("\nStopped. Start again with: python3 run.py")
        return 0
    finally:
        for process in filter(None, (server, reminders)):
            if process.poll() is None:
                process.terminate()
                process.wait()


def wait_until_answering(server: subprocess.Popen, host: str, port: int) -> None:
    """Return when the port takes connections; raise when the server gave up before."""
    knock = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    while server.poll() is None:
        try:
            socket.create_connection((knock, port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise CannotGoOnError("The server stopped before it answered; its own words are above.")


def print_welcome(host: str, address: str, seconds: float) -> None:
    """The address and the demo accounts."""
    if host == "0.0.0.0":
        address = address.replace(host, "127.0.0.1")
    print(f"\nReady in {seconds:.1f} s.  Open  http://{address}/\n")
    for role, name in DEMO_ACCOUNTS:
        print(f"  {role:14} {name}")
    print(f"  {'password':14} {DEMO_PASSWORD} (for all of them)\n\nStop with Ctrl-C.\n", flush=True)
    if host not in ("127.0.0.1", "localhost", "::1"):
        print("Others on this network can reach this demo, and its passwords are public.\n")


# The tests ---------------------------------------------------------------------------------


def run_tests(words: list[str]) -> int:
    """Install what the tests need, a browser included, and run the whole suite."""
    install(TEST_LOCK)
    environment = os.environ | {"CHROMIUM": chromium_for_tests(), "PYTHONUNBUFFERED": "1"}
    environment.pop("PHYSIO_ENV", None)
    cores = os.cpu_count() or 1
    if not words and cores > 1:
        # One more than there are cores: a browser's test waits as much as it works.
        words = ["-n", str(min(cores, 4) + 1), "--dist", "loadfile", "--no-loadscope-reorder"]
    return subprocess.run([PYTHON, "-m", "pytest", *words], cwd=HERE, env=environment).returncode


def chromium_for_tests() -> str:
    """Path of a Chromium: one that is there, else Debian's package, else Playwright's own."""
    found = find_chromium()
    if not found and may_install_packages():
        install_package("chromium")
        found = find_chromium()
    return found or playwright_chromium()


def find_chromium() -> str:
    """Path of a Chromium on this machine, or an empty string. CHROMIUM in the environment wins."""
    chosen = os.environ.get("CHROMIUM")
    if chosen and not shutil.which(chosen):
        raise CannotGoOnError(f"CHROMIUM is set to '{chosen}', and no program is there.")
    names = [chosen] if chosen else [*CHROMIUM_NAMES, *CHROMIUM_PLACES]
    return next(filter(None, map(shutil.which, names)), "")


def playwright_chromium() -> str:
    """Path of the Chromium that Playwright downloads, after downloading it where needed."""
    ask = "from playwright.sync_api import sync_playwright as s; p = s().start(); "
    ask += "print(p.chromium.executable_path); p.stop()"
    try:
        quietly("Downloading a Chromium", [PYTHON, "-m", "playwright", "install", "chromium"])
        answer = subprocess.run([PYTHON, "-c", ask], capture_output=True, text=True, check=True)
    except (CannotGoOnError, subprocess.CalledProcessError) as problem:
        raise CannotGoOnError(
            f"{problem}\n\nThe browser tests need a Chromium and none was found. Install one\n"
            "(Debian, Ubuntu: sudo apt install chromium) or set CHROMIUM to its path."
        ) from problem
    return answer.stdout.strip()


# The environment ---------------------------------------------------------------------------


def install(lock: str) -> None:
    """Make .venv where it is missing and install a hashed lock where it changed."""
    wanted = digest(lock)
    installed = read_json(INSTALLED)
    if installed.get(lock) == wanted and PYTHON.exists():
        return
    if not PYTHON.exists():
        make_environment()
    command = [PYTHON, "-m", "pip", "install", "--require-hashes", "-r", lock]
    command[4:4] = ["--quiet", "--disable-pip-version-check", "--no-input"]
    try:
        quietly(f"Installing {lock}", command)
    except CannotGoOnError as problem:
        raise CannotGoOnError(
            f"{problem}\n\nThe packages could not be installed. Is this machine online? The first\n"
            "start needs the network once (or a pip mirror: see 'pip config'); later ones do not."
        ) from problem
    if lock == TEST_LOCK:  # it holds everything the default lock holds
        installed[DEFAULT_LOCK] = digest(DEFAULT_LOCK)
    write_json(INSTALLED, installed | {lock: wanted})


def make_environment() -> None:
    """Make .venv, with Debian's missing piece installed first where we may."""
    command = [sys.executable, "-m", "venv", "--clear", VENV]
    title = f"Making .venv with Python {sys.version_info.major}.{sys.version_info.minor}"
    try:
        quietly(title, command)
    except CannotGoOnError as problem:
        if not may_install_packages():
            raise CannotGoOnError(
                f"{problem}\n\nThis Python cannot make a virtual environment.\n"
                "On Debian and Ubuntu: sudo apt install python3-venv\nThen start again."
            ) from problem
        install_package("python3-venv")
        quietly(title, command)


def may_install_packages() -> bool:
    """True for root on Debian and its children, as in a container."""
    return hasattr(os, "geteuid") and os.geteuid() == 0 and bool(shutil.which("apt-get"))


def install_package(name: str) -> None:
    """Install one Debian package."""
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    quietly("Reading Debian's package list", ["apt-get", "update", "-q"], environment)
    command = ["apt-get", "install", "-q", "-y", "--no-install-recommends", name]
    quietly(f"Installing Debian's {name}", command, environment)


def quietly(
    title: str, command: list[str | Path], environment: dict[str, str] | None = None
) -> None:
    """Run a step, print its title and time; its own output only when it fails."""
    print(f"{title} ...", end=" ", flush=True)
    started = time.monotonic()
    done = subprocess.run(
        [str(word) for word in command],
        cwd=HERE,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )
    print(f"{time.monotonic() - started:.1f} s" if done.returncode == 0 else "failed")
    if done.returncode != 0:
        last_words = "\n".join(done.stdout.strip().splitlines()[-25:])
        raise CannotGoOnError(f"{title} failed:\n{last_words}")


def digest(*patterns: str) -> str:
    """SHA-256 over the names and contents of all files that match, and of this Python's version."""
    total = hashlib.sha256(sys.version.encode())
    for path in sorted({path for pattern in patterns for path in HERE.glob(pattern)}):
        if path.is_file() and ".venv" not in path.relative_to(HERE).parts:
            total.update(path.relative_to(HERE).as_posix().encode())
            total.update(path.read_bytes())
    return total.hexdigest()


def digest_of_text(text: str) -> str:
    """SHA-256 of a text that may hold a password and is not to be written down."""
    return hashlib.sha256(text.encode()).hexdigest()


def read_json(path: Path) -> dict[str, str]:
    """What a stamp file holds; nothing when it is missing or spoilt."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}


def write_json(path: Path, content: dict[str, str]) -> None:
    """Write a stamp file."""
    path.write_text(json.dumps(content, indent=1), encoding="utf-8")


if __name__ == "__main__":
    if sys.version_info < (3, 11):
        sys.exit(
            f"This project needs Python 3.11 or newer; this one is {sys.version.split()[0]}.\n"
            "Install a newer one and start again with it, for example: python3.12 run.py"
        )
    sys.exit(main(sys.argv[1:]))
