"""Does the one command refuse what it must, and skip what it may?"""

import socket

import pytest

import run
from patients import context


@pytest.fixture
def house(tmp_path, monkeypatch):
    """An empty project folder, with nothing about us in the environment."""
    monkeypatch.setattr(run, "HERE", tmp_path)
    for name in ("PHYSIO_ENV", "DATABASE_URL", "VAR_DIR", "CHROMIUM"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def steps(monkeypatch):
    """The commands that were asked for, none of them run."""
    asked = []
    monkeypatch.setattr(run, "quietly", lambda title, command, *rest: asked.append(command[2]))
    return asked


def test_the_demo_does_not_start_in_a_production_environment(house, monkeypatch, capsys):
    monkeypatch.setenv("PHYSIO_ENV", "production")
    assert run.main(["--no-serve"]) == 1
    assert "does not do that on a production installation" in capsys.readouterr().err


def test_the_demo_does_not_start_beside_a_production_env_file(house, capsys):
    (house / ".env").write_text("SECRET_KEY=x\nexport PHYSIO_ENV='production'\n")
    assert run.main(["--no-serve"]) == 1
    assert "PHYSIO_ENV is 'production'" in capsys.readouterr().err


def test_a_port_in_use_is_said_before_anything_is_installed(house, capsys):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert run.main(["--port", str(port)]) == 1
    assert f"Cannot serve on 127.0.0.1, port {port}" in capsys.readouterr().err
    assert list(house.iterdir()) == []


def test_the_first_start_prepares_everything_and_the_second_nothing(house, steps):
    run.prepare_database({})
    (house / "var" / "physio.sqlite3").touch()
    assert steps == ["migrate", "createcachetable", "load_library", "load_demo"]
    run.prepare_database({})
    assert len(steps) == 4


@pytest.mark.parametrize(
    "name",
    [
        "programmes/migrations/0002_more.py",
        "exercises/content/exercises/bridge.json",
        "programmes/management/commands/load_demo.py",
    ],
)
def test_a_new_migration_content_or_command_is_loaded_at_the_next_start(house, steps, name):
    run.prepare_database({})
    (house / "var" / "physio.sqlite3").touch()
    (house / name).parent.mkdir(parents=True)
    (house / name).write_text("new")
    run.prepare_database({})
    assert len(steps) == 8


def test_a_lost_or_another_database_is_prepared_again(house, steps):
    run.prepare_database({})
    run.prepare_database({})
    assert len(steps) == 8
    run.prepare_database({"DATABASE_URL": "postgres://elsewhere/physio"})
    assert len(steps) == 12


def test_the_password_in_a_database_address_is_not_written_down(house, steps):
    run.prepare_database({"DATABASE_URL": "postgres://me:secret-word@host/physio"})
    assert "secret-word" not in (house / "var" / "prepared.json").read_text()


def test_a_failed_step_is_shown_and_done_again_next_time(house, monkeypatch):
    def fail(title, command, *rest):
        raise run.CannotGoOnError(title)

    monkeypatch.setattr(run, "quietly", fail)
    with pytest.raises(run.CannotGoOnError, match="Preparing the database"):
        run.prepare_database({})
    assert not (house / "var" / "prepared.json").exists()


def test_a_wrong_path_to_chromium_is_not_passed_over(house, monkeypatch):
    monkeypatch.setenv("CHROMIUM", "/no/such/browser")
    with pytest.raises(run.CannotGoOnError, match="/no/such/browser"):
        run.find_chromium()


def test_the_accounts_it_prints_are_those_of_the_sign_in_page():
    printed = {email for _, names in run.DEMO_ACCOUNTS for email in names.split(", ")}
    assert printed == {email for email, _ in context.DEMO_ACCOUNTS}
    assert context.DEMO_PASSWORD == run.DEMO_PASSWORD
