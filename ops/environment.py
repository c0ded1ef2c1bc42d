"""`.env`, ports, and the environment each process gets."""

from __future__ import annotations

import os
import secrets
import socket
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from ops.places import CannotGoOn

GENERATED = ("LINGBAO_REST_TOKEN", "LINGBAO_STAFF_TOKEN", "LINGBAO_SECRET_KEY", "LINGBAO_RISK_KEY")


@dataclass(frozen=True)
class Ports:
    """Where each process listens, always on this machine. The variable of each is `variable_of(name)`."""

    bot: int = 8000
    rasa: int = 5005
    actions: int = 5055
    insurers: int = 8101
    payments: int = 8102
    providers: int = 8103


_VARIABLES = {
    "bot": "LINGBAO_PORT",
    "rasa": "LINGBAO_RASA_PORT",
    "actions": "LINGBAO_ACTIONS_PORT",
    "insurers": "LINGBAO_SANDBOX_INSURERS_PORT",
    "payments": "LINGBAO_SANDBOX_PAYMENTS_PORT",
    "providers": "LINGBAO_SANDBOX_PROVIDERS_PORT",
}


def variable_of(process: str) -> str:
    return _VARIABLES[process]


def read_ports(values: Mapping[str, str]) -> Ports:
    """Raises: CannotGoOn: a port isn't a number from 1 to 65535."""
    found = {}
    for name, variable in _VARIABLES.items():
        text = values.get(variable) or str(getattr(Ports, name))
        if not text.isdigit() or not 0 < int(text) < 65536:
            raise CannotGoOn(f"{variable}={text} is no port: give a number from 1 to 65535")
        found[name] = int(text)
    if len(set(found.values())) < len(found):
        raise CannotGoOn(f"two processes share a port: give {', '.join(_VARIABLES.values())} different numbers")
    return Ports(**found)


def free_ports() -> Ports:
    """Ports nobody listens on, for tests."""
    probes = [socket.socket() for _ in fields(Ports)]
    try:
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return Ports(*(probe.getsockname()[1] for probe in probes))
    finally:
        for probe in probes:
            probe.close()


def check_ports(ports: Ports) -> None:
    """Raises: CannotGoOn: another program listens on one of them."""
    for name, variable in _VARIABLES.items():
        port = getattr(ports, name)
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError as error:
                raise CannotGoOn(
                    f"port {port} (for {name}) is taken by another program: stop it, "
                    f"or choose another, for instance `make run {variable}={port + 10}`"
                ) from error


def write_env_file(path: Path) -> list[str]:
    """Add a fresh secret for each one missing; what is there stays. Returns the names added."""
    old = path.read_text() if path.exists() else ""
    known = read_env_file(path)
    added = [name for name in GENERATED if not known.get(name)]
    if added:
        head = old if not old or old.endswith("\n") else old + "\n"
        text = head + "".join(f"{name}={secrets.token_urlsafe(32)}\n" for name in added)
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(text)
    path.chmod(0o600)
    return added


def read_env_file(path: Path) -> dict[str, str]:
    """The assignments of a `.env`: plain lines, quotes round a value are taken off."""
    if not path.exists():
        return {}
    lines = (line.strip().removeprefix("export ") for line in path.read_text().splitlines())
    pairs = (line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))
    return {name.strip(): value.strip().strip("\"'") for name, value in pairs}


def shared_environment(var: Path, ports: Ports, values: Mapping[str, str]) -> dict[str, str]:
    """What every process is told: addresses that follow the ports and stores below `var`, unless `values` says else."""
    here = "http://127.0.0.1"
    derived = {
        "LINGBAO_PUBLIC_URL": f"{here}:{ports.bot}",
        "LINGBAO_RASA_URL": f"{here}:{ports.rasa}",
        "LINGBAO_ACTIONS_URL": f"{here}:{ports.actions}",
        "LINGBAO_INSURERS_URL": f"{here}:{ports.insurers}",
        "LINGBAO_PAYMENTS_URL": f"{here}:{ports.payments}",
        "LINGBAO_PROVIDERS_URL": f"{here}:{ports.providers}",
        "LINGBAO_DATABASE_URL": f"sqlite+aiosqlite:///{var / 'lingbao.db'}",
        "LINGBAO_TRACKER_URL": f"sqlite:///{var / 'rasa.db'}",
        "LINGBAO_SANDBOX_DIR": str(var / "sandbox"),
    }
    fixed = {variable: str(getattr(ports, name)) for name, variable in _VARIABLES.items()}
    told = {name: value for name, value in values.items() if name.startswith(("LINGBAO_", "AWS_")) and value}
    return {**derived, **told, **fixed, "LINGBAO_VAR": str(var)}
