"""`.env`, ports and what each process is told."""

import socket
import stat
from pathlib import Path

import pytest

from ops.environment import (
    GENERATED,
    Ports,
    check_ports,
    free_ports,
    read_env_file,
    read_ports,
    shared_environment,
    write_env_file,
)
from ops.places import CannotGoOn
from ops.system import System


def test_that_secrets_are_made_once_for_the_owner_only(tmp_path: Path) -> None:
    path = tmp_path / ".env"
    assert write_env_file(path) == list(GENERATED)
    first = path.read_text()
    assert write_env_file(path) == []
    assert path.read_text() == first
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert all(len(value) >= 32 for value in read_env_file(path).values())


def test_that_lines_already_there_stay(tmp_path: Path) -> None:
    path = tmp_path / ".env"
    path.write_text("# mine\nLINGBAO_REST_TOKEN='kept'\nLINGBAO_PORT=8100")
    write_env_file(path)
    values = read_env_file(path)
    assert path.read_text().startswith("# mine\nLINGBAO_REST_TOKEN='kept'\nLINGBAO_PORT=8100\n")
    assert values["LINGBAO_REST_TOKEN"] == "kept"
    assert values["LINGBAO_STAFF_TOKEN"]


def test_that_a_taken_port_is_told_with_its_variable() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        ports = Ports(**{**vars(free_ports()), "rasa": port})
        with pytest.raises(CannotGoOn, match=rf"port {port} \(for rasa\).*LINGBAO_RASA_PORT="):
            check_ports(ports)


@pytest.mark.parametrize("text", ["eighty", "0", "70000", "-1"])
def test_that_a_port_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(CannotGoOn, match="LINGBAO_PORT"):
        read_ports({"LINGBAO_PORT": text})


def test_that_two_processes_never_share_a_port() -> None:
    with pytest.raises(CannotGoOn, match="share a port"):
        read_ports({"LINGBAO_PORT": "5005"})


def test_that_addresses_follow_the_ports_and_stores_the_folder() -> None:
    told = shared_environment(Path("elsewhere"), Ports(bot=8100, rasa=5100), {})
    assert told["LINGBAO_PUBLIC_URL"] == "http://127.0.0.1:8100"
    assert told["LINGBAO_RASA_URL"] == "http://127.0.0.1:5100"
    assert told["LINGBAO_DATABASE_URL"] == "sqlite+aiosqlite:///elsewhere/lingbao.db"
    assert told["LINGBAO_TRACKER_URL"] == "sqlite:///elsewhere/rasa.db"


def test_that_an_address_of_ones_own_is_kept() -> None:
    url = "postgresql+asyncpg://user@host/lingbao"
    assert shared_environment(Path("var"), Ports(), {"LINGBAO_DATABASE_URL": url})["LINGBAO_DATABASE_URL"] == url


def test_that_nothing_of_the_surroundings_shines_into_a_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LINGBAO_REDIS_URL", "redis://somewhere")
    system = System(tmp_path, free_ports(), {"LINGBAO_LIMIT_REPLY_SECONDS": "3"})
    assert system.environment["LINGBAO_REDIS_URL"] == ""
    assert system.environment["LINGBAO_LIMIT_REPLY_SECONDS"] == "3"
    assert system.environment["LINGBAO_SECRET_KEY"]
