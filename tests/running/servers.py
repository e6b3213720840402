"""The servers that lessons talk to, from Debian's packages; `python -m tests.running.servers` brings what is missing.

Packages are unpacked into a folder of the project, which takes no root and starts no service.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.building import PROJECT
from tests.running.network import Network

FOLDER = PROJECT / ".venv" / "servers"
# The script in RabbitMQ's own folder comes before the one of the same name that wants to be root.
PLACES = ("usr/lib/rabbitmq/bin", "usr/bin", "usr/sbin")
SECONDS = 60  # that a server may take to answer

_KNOCK = Path(__file__).with_name("knock.py")


@dataclass(frozen=True, kw_only=True)
class Server:
    """A program of a Debian package; in `variable` a page's code finds its address, unless the page starts it.

    It is there once it gives `answer` to `greeting`: RabbitMQ opens its port earlier.
    """

    program: str
    package: str
    variable: str = ""
    address: str = ""
    port: int = 0
    greeting: bytes = b""
    answer: bytes = b""
    start: Callable[[str, Path], list[str]] = lambda program, _folder: [program]
    environment: Callable[[Path], dict[str, str]] = lambda _folder: {}


def _redis(program: str, folder: Path) -> list[str]:
    return [program, "--bind", "127.0.0.1", "--save", "", "--dir", str(folder)]


def _memcached(program: str, _: Path) -> list[str]:
    root = ["-u", "nobody"] if os.geteuid() == 0 else []
    return [program, "-l", "127.0.0.1", *root]


def _rabbitmq(program: str, _: Path) -> list[str]:
    # Its registry of nodes, epmd, would otherwise be started as a daemon and outlive it.
    return ["bash", "-c", 'epmd & until epmd -names; do sleep 0.05; done; exec "$0"', program]


def _rabbitmq_environment(folder: Path) -> dict[str, str]:
    (folder / "plugins").write_text("[].", encoding="utf-8")
    return {
        "HOME": str(folder),
        "ERL_EPMD_ADDRESS": "127.0.0.1",
        "RABBITMQ_NODENAME": "lessons@localhost",
        "RABBITMQ_NODE_IP_ADDRESS": "127.0.0.1",
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
        address="redis://localhost:6379/0",
        port=6379,
        greeting=b"PING\r\n",
        answer=b"+PONG",
        start=_redis,
    ),
    Server(
        program="memcached",
        package="memcached",
        variable="MEMCACHED_ADDRESS",
        address="localhost:11211",
        port=11211,
        greeting=b"version\r\n",
        answer=b"VERSION 1.",
        start=_memcached,
    ),
    Server(
        program="rabbitmq-server",
        package="rabbitmq-server",
        variable="AMQP_URL",
        address="amqp://guest:guest@localhost:5672/",
        port=5672,
        greeting=b"AMQP\x00\x00\x09\x01",
        answer=b"\x01\x00\x00",
        start=_rabbitmq,
        environment=_rabbitmq_environment,
    ),
    Server(program="curl", package="curl"),
    Server(program="dig", package="bind9-dnsutils"),
    Server(program="ip", package="iproute2"),
    Server(program="nft", package="nftables"),
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
    """A server on its usual port in a network, once it answers."""

    def __init__(self, server: Server, network: Network) -> None:
        program = find(server)
        if program is None:
            raise FileNotFoundError(f"{server.program} is missing: {_help([server])}")
        self._folder = Path(tempfile.mkdtemp(prefix="server-"))
        self._log = (self._folder / "output").open("wb")
        self._process = subprocess.Popen(
            [*network.prefix, *server.start(program, self._folder)],
            cwd=self._folder,
            env=os.environ | environment() | server.environment(self._folder),
            stdin=subprocess.DEVNULL,
            stdout=self._log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        if not answers(server, network, SECONDS):
            output = (self._folder / "output").read_text(encoding="utf-8", errors="replace")
            self.close()
            raise RuntimeError(f"{server.program} does not answer:\n{output}")

    def close(self) -> None:
        """End the server and remove what it wrote."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._log.close()
        shutil.rmtree(self._folder, ignore_errors=True)


def named(text: str) -> list[Server]:
    """The servers whose variables stand in a text."""
    return [server for server in SERVERS if server.variable and server.variable in text]


def answers(server: Server, network: Network, seconds: float) -> bool:
    """Whether a server answers in a network, before the time is up."""
    told = [str(server.port), server.greeting.hex(), server.answer.hex(), str(seconds)]
    return subprocess.run([*network.prefix, sys.executable, str(_KNOCK), *told], check=False).returncode == 0


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
