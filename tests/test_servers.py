"""The servers that lessons talk to: each is there, starts on a port of its own, answers, and is gone afterwards."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.running import servers
from tests.running.network import Network
from tests.running.servers import SERVERS, Running, Server, answers, find, named


@pytest.fixture
def network() -> Iterator[Network]:
    made = Network()
    yield made
    made.close()


@pytest.mark.parametrize("server", [each for each in SERVERS if each.variable], ids=lambda server: server.program)
def test_server_answers_and_is_gone_afterwards(server: Server, network: Network) -> None:
    running = Running(server, network)
    assert answers(server, network, 1)
    running.close()
    assert not answers(server, network, 0.2)


def test_networks_are_apart(network: Network) -> None:
    memcached = next(server for server in SERVERS if server.program == "memcached")
    other = Network()
    running = Running(memcached, network), Running(memcached, other)
    for each in (*running, other):
        each.close()


def test_a_page_gets_the_servers_that_it_names_and_no_others() -> None:
    assert named("print(1)") == []
    assert [server.program for server in named("os.environ['MEMCACHED_ADDRESS'], REDIS?")] == ["memcached"]


NGINX = "daemon off; pid {folder}/pid; error_log {folder}/log; events {{}} http {{ access_log off; {paths} }}"
PATHS = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
HAPROXY = """
defaults
  mode http
  timeout connect 1s
  timeout client 1s
  timeout server 1s
listen shop
  bind 127.0.0.1:8080
"""


def nginx(program: str, folder: Path) -> list[str]:
    paths = " ".join(f"{name}_temp_path {folder}/{name};" for name in PATHS)
    (folder / "nginx.conf").write_text(NGINX.format(folder=folder, paths=paths), encoding="utf-8")
    return [program, "-t", "-p", str(folder), "-e", str(folder / "log"), "-c", str(folder / "nginx.conf")]


def haproxy(program: str, folder: Path) -> list[str]:
    (folder / "haproxy.cfg").write_text(HAPROXY, encoding="utf-8")
    return [program, "-c", "-f", str(folder / "haproxy.cfg")]


@pytest.mark.parametrize(("name", "command"), [("nginx", nginx), ("haproxy", haproxy)])
def test_proxies_read_their_configuration(name: str, command: Callable[[str, Path], list[str]], tmp_path: Path) -> None:
    (server,) = (each for each in SERVERS if each.program == name)
    program = find(server)
    assert program
    environment = os.environ | servers.environment()
    done = subprocess.run(command(program, tmp_path), env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_missing_server_is_told_with_what_to_do(network: Network) -> None:
    with pytest.raises(FileNotFoundError, match=r"no-such-server is missing: .*'sudo apt install no-such-package'"):
        Running(Server(program="no-such-server", package="no-such-package"), network)


def test_a_server_that_does_not_start_is_told_with_what_it_said(
    network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(servers, "SECONDS", 0.5)
    broken = Server(program="memcached", package="", start=lambda program, _folder: [program, "--no-such-option"])
    with pytest.raises(RuntimeError, match=r"(?s)does not answer:.*no-such-option"):
        Running(broken, network)
