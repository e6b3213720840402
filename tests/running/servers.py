"""The servers that lessons talk to, from Debian's packages; `python -m tests.running.servers` brings what is missing.

Packages are unpacked into a folder of the project, which takes no root and starts no service.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.building import PROJECT

FOLDER = PROJECT / ".venv" / "servers"
# The script in RabbitMQ's own folder comes before the one of the same name that wants to be root.
PLACES = ("usr/lib/rabbitmq/bin", "usr/bin", "usr/sbin")
SECONDS = 60  # that a server may take to answer


@dataclass(frozen=True, kw_only=True)
class Server:
    """A program of a Debian package; in `variable` a page's code finds its address, unless the page starts it.

    It is there once it gives `answer` to `greeting`: RabbitMQ opens its port earlier.
    """

    program: str
    package: str
    variable: str = ""
    address: str = ""
    greeting: bytes = b""
    answer: bytes = b""
    start: Callable[[str, int, Path], list[str]] = lambda program, _port, _folder: [program]
    environment: Callable[[int, Path], dict[str, str]] = lambda _port, _folder: {}


def _redis(program: str, port: int, folder: Path) -> list[str]:
    return [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(folder)]


def _memcached(program: str, port: int, _: Path) -> list[str]:
    root = ["-u", "nobody"] if os.geteuid() == 0 else []
    return [program, "-l", "127.0.0.1", "-p", str(port), "-m", "32", *root]


def _rabbitmq(program: str, _port: int, _folder: Path) -> list[str]:
    # Its registry of nodes, epmd, would otherwise outlive it as a daemon.
    return ["bash", "-c", 'epmd & exec "$0"', program]


def _rabbitmq_environment(port: int, folder: Path) -> dict[str, str]:
    (folder / "plugins").write_text("[].", encoding="utf-8")
    return {
        "HOME": str(folder),
        "ERL_EPMD_ADDRESS": "127.0.0.1",
        "ERL_EPMD_PORT": str(port + 2),
        "RABBITMQ_NODENAME": f"lessons{port}@localhost",
        "RABBITMQ_NODE_IP_ADDRESS": "127.0.0.1",
        "RABBITMQ_NODE_PORT": str(port),
        "RABBITMQ_DIST_PORT": str(port + 1),
        "RABBITMQ_MNESIA_BASE": str(folder / "db"),
        "RABBITMQ_LOG_BASE": str(folder / "log"),
        "RABBITMQ_LOGS": "-",
        "RABBITMQ_ENABLED_PLUGINS_FILE": str(folder / "plugins"),
        "RABBITMQ_CONF_ENV_FILE": str(folder / "none"),
        "RABBITMQ_CONFIG_FILE": str(folder / "none"),
        "RABBITMQ_PID_FILE": str(folder / "pid"),
    }


SERVERS = (
    Server(
        program="redis-server",
        package="redis-server",
        variable="REDIS_URL",
        address="redis://127.0.0.1:{port}/0",
        greeting=b"PING\r\n",
        answer=b"+PONG",
        start=_redis,
    ),
    Server(
        program="memcached",
        package="memcached",
        variable="MEMCACHED_ADDRESS",
        address="127.0.0.1:{port}",
        greeting=b"version\r\n",
        answer=b"VERSION 1.",
        start=_memcached,
    ),
    Server(
        program="rabbitmq-server",
        package="rabbitmq-server",
        variable="AMQP_URL",
        address="amqp://guest:guest@127.0.0.1:{port}/",
        greeting=b"AMQP\x00\x00\x09\x01",
        answer=b"\x01\x00\x00",
        start=_rabbitmq,
        environment=_rabbitmq_environment,
    ),
    Server(program="nginx", package="nginx-light"),
    Server(program="haproxy", package="haproxy"),
)


def environment() -> dict[str, str]:
    """Where programs find the servers and what these need."""
    root = FOLDER / "root"
    programs = [str(root / place) for place in PLACES] + ["/usr/lib/rabbitmq/bin", os.environ["PATH"], "/usr/sbin"]
    libraries = [str(path) for path in sorted((root / "usr" / "lib").glob("*-linux-gnu"))]
    return {"PATH": os.pathsep.join(programs), "LD_LIBRARY_PATH": os.pathsep.join(libraries)}


def find(server: Server) -> str | None:
    """The path of a server's program, or nothing."""
    return shutil.which(server.program, path=environment()["PATH"])


class Running:
    """A server on a loopback port of its own, once it answers; `address` is how programs reach it."""

    def __init__(self, server: Server) -> None:
        program = find(server)
        if program is None:
            raise FileNotFoundError(f"{server.program} is missing: {_help([server])}")
        self._folder = Path(tempfile.mkdtemp(prefix="server-"))
        port = _free_ports(3)
        self.address = server.address.format(port=port)
        self._log = (self._folder / "output").open("wb")
        self._process = subprocess.Popen(
            server.start(program, port, self._folder),
            cwd=self._folder,
            env=os.environ | environment() | server.environment(port, self._folder),
            stdin=subprocess.DEVNULL,
            stdout=self._log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        self._wait(server, port)

    def _wait(self, server: Server, port: int) -> None:
        deadline = time.monotonic() + SECONDS
        while time.monotonic() < deadline and self._process.poll() is None:
            with contextlib.suppress(OSError):
                if talk(("127.0.0.1", port), server.greeting).startswith(server.answer):
                    return
            time.sleep(0.05)
        output = (self._folder / "output").read_text(encoding="utf-8", errors="replace")
        self.close()
        raise RuntimeError(f"{server.program} does not answer:\n{output}")

    def close(self) -> None:
        """End the server and remove what it wrote."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, 9)
        self._process.wait()
        self._log.close()
        shutil.rmtree(self._folder, ignore_errors=True)


class Servers:
    """The servers that pages ask for, each started once, when the first page names its variable."""

    def __init__(self) -> None:
        self._running: dict[str, Running] = {}

    def variables(self, text: str) -> Mapping[str, str]:
        """The addresses of the servers whose variables stand in a text."""
        for server in SERVERS:
            if server.variable and server.variable in text and server.variable not in self._running:
                self._running[server.variable] = Running(server)
        return {name: running.address for name, running in self._running.items() if name in text}

    def close(self) -> None:
        """End them all."""
        for running in self._running.values():
            running.close()


def talk(place: tuple[str, int], said: bytes) -> bytes:
    """The beginning of what a server answers."""
    with socket.create_connection(place, 5) as connection:
        connection.sendall(said)
        return connection.recv(100)


def _free_ports(count: int) -> int:
    """The first of some ports in a row on which nobody listens."""
    for first in range(20_000 + os.getpid() % 10_000, 60_000, count):
        with contextlib.ExitStack() as stack, contextlib.suppress(OSError):
            for port in range(first, first + count):
                stack.enter_context(socket.socket()).bind(("127.0.0.1", port))
            return first
    raise RuntimeError("no port is free")


def main() -> int:
    """Bring the servers that are missing; the exit status is 1 where one cannot be had."""
    missing = [server for server in SERVERS if not find(server)]
    if missing and shutil.which("apt-get") and shutil.which("dpkg"):
        print(f"Unpacking {', '.join(server.program for server in missing)} into .venv/servers (once) ...")
        _unpack([server.package for server in missing])
    if missing := [server for server in SERVERS if not find(server)]:
        print(f"The tests need {', '.join(each.program for each in missing)}: {_help(missing)}", file=sys.stderr)
        return 1
    return 0


def _unpack(packages: list[str]) -> None:
    """Unpack packages, and those that they depend on and that are not installed."""
    plan = ["apt-get", "--simulate", "install", "--no-install-recommends", *packages]
    if not (listed := subprocess.run(plan, capture_output=True, text=True, check=False).stdout):
        return
    names = re.findall(r"^Inst (\S+)", listed, re.MULTILINE)
    archives = FOLDER / "archives"
    archives.mkdir(parents=True, exist_ok=True)
    subprocess.run(["apt-get", "download", "-qq", *names], cwd=archives, check=False)
    for archive in sorted(archives.glob("*.deb")):
        subprocess.run(["dpkg", "--extract", str(archive), str(FOLDER / "root")], check=False)
    shutil.rmtree(archives)
    _move_erlang(FOLDER / "root" / "usr" / "lib" / "erlang")


def _move_erlang(folder: Path) -> None:
    """Tell Erlang, on which RabbitMQ runs, where it is: Debian's script names another folder."""
    script = folder / "bin" / "erl"
    if script.is_file():
        text = script.read_text(encoding="utf-8")
        script.write_text(text.replace("ROOTDIR=/usr/lib/erlang", f'ROOTDIR="{folder}"'), encoding="utf-8")


def _help(missing: list[Server]) -> str:
    packages = " ".join(server.package for server in missing)
    return f"on Debian and Ubuntu 'sudo apt update' and 'sudo apt install {packages}', on macOS 'brew install' them."


if __name__ == "__main__":
    sys.exit(main())
