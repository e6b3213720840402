"""The acceptance tests pass a server that keeps the contract, and find each fault of one that does not."""

from __future__ import annotations

import itertools
import json
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from socketserver import BaseRequestHandler, ThreadingTCPServer
from typing import Any

import pytest
import yaml

from . import advanced_calculator_faults, blog_api_faults, task_manager_faults
from .advanced_calculator_server import Calculator
from .blog_api_server import BlogApi
from .faults import Fault, altering
from .serving import Api, Reply, Request, handler_for, serving
from .task_manager_server import TaskManager

ROOT = Path(__file__).parents[2]
PROJECTS = ROOT / "docs" / "projects"
SERVERS: dict[str, type[Api]] = {"blog-api": BlogApi, "task-manager": TaskManager, "advanced-calculator": Calculator}
FAULTS: dict[str, list[Fault]] = {
    "blog-api": blog_api_faults.FAULTS,
    "task-manager": task_manager_faults.FAULTS,
    "advanced-calculator": advanced_calculator_faults.FAULTS,
}
# The server whose run a project's page shows, by the check that finds its fault.
SHOWN = {"blog-api": "No post is repeated", "task-manager": "GET of another", "advanced-calculator": "Decimals are"}

each_project = pytest.mark.parametrize("project", SERVERS)
Run = subprocess.CompletedProcess[str]


def script(project: str) -> Path:
    return PROJECTS / "acceptance" / f"{project.replace('-', '_')}.py"


def run(project: str, *arguments: str, path: Path | None = None) -> Run:
    command = [sys.executable, "-B", str(path or script(project)), *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=100, check=False)


def run_against(project: str, api: Api, *arguments: str) -> Run:
    with serving(handler_for(api)) as address:
        return run(project, address, *arguments)


def failed_checks(output: str) -> list[str]:
    return re.findall(r"^  FAILED  (.*)$", output, re.MULTILINE)


@each_project
def test_a_correct_server_passes(project: str) -> None:
    done = run_against(project, SERVERS[project]())
    assert (done.returncode, done.stderr, failed_checks(done.stdout)) == (0, "", [])
    assert re.search(r"^\d+ checks: \d+ ok, 0 failed\. Milestones reached: ", done.stdout.splitlines()[-1])


@each_project
def test_a_second_run_passes_on_what_the_first_left(project: str) -> None:
    api = SERVERS[project]()
    assert [run_against(project, api).returncode for _ in range(2)] == [0, 0]


@pytest.mark.parametrize(
    ("project", "store"), [("blog-api", "posts"), ("task-manager", "tasks"), ("advanced-calculator", "history")]
)
def test_a_run_deletes_what_it_made(project: str, store: str) -> None:
    api = SERVERS[project]()
    run_against(project, api)
    assert getattr(api, store) == {}


@pytest.mark.parametrize(
    ("project", "fault"),
    [pytest.param(name, fault, id=f"{name}: {fault.check}") for name, faults in FAULTS.items() for fault in faults],
)
def test_a_fault_is_found(project: str, fault: Fault) -> None:
    done = run_against(project, fault.broken())
    assert (done.returncode, done.stderr) == (1, "")
    milestone = done.stdout[: done.stdout.index("  FAILED  ")].split("\n\n")[-1].splitlines()[0]
    assert milestone == fault.milestone
    assert any(name.startswith(fault.check) for name in failed_checks(done.stdout)), done.stdout
    assert re.search(r"\n          sent:     .+\n          expected: .+\n          got:      .+\n", done.stdout)


@each_project
def test_a_run_stops_after_the_first_milestone_missed_unless_asked_to_go_on(project: str) -> None:
    fault = FAULTS[project][0]
    short, full = (run_against(project, fault.broken(), *options).stdout for options in ((), ("--all",)))
    assert "or add --all to run them too." in short
    assert "--all" not in full
    assert len(full.splitlines()) > len(short.splitlines())
    assert "Milestones reached: 0 of" in full.splitlines()[-1]


def free_address() -> str:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{listener.getsockname()[1]}"


def is_one_sentence(text: str) -> bool:
    return text.count("\n") == 1 and text.endswith((".\n", "?\n", "]\n")) and "Traceback" not in text


@each_project
def test_nothing_listening(project: str) -> None:
    done = run(project, free_address())
    assert (done.returncode, done.stdout) == (2, "")
    assert is_one_sentence(done.stderr)
    assert "is your server running there?" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["http://a", "http://b"],
        ["--help"],
        ["localhost:8000"],
        ["ftp://localhost"],
        ["http://"],
        ["http://localhost:x"],
        ["http://localhost:99999"],
        ["http://[::1"],
        ["http://local\nhost"],
        ["http://no such host"],
        ["http://ä" + "x" * 80 + ".invalid"],
        ["http://localhost/?a=b"],
    ],
)
def test_wrong_arguments(arguments: list[str]) -> None:
    done = run("blog-api", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert is_one_sentence(done.stderr), done.stderr


@each_project
def test_a_script_without_its_helper_says_what_is_missing(project: str, tmp_path: Path) -> None:
    alone = tmp_path / script(project).name
    alone.write_bytes(script(project).read_bytes())
    done = run(project, "http://localhost:8000", path=alone)
    assert done.returncode == 2
    assert is_one_sentence(done.stderr)
    assert "checks.py" in done.stderr


PAGE = b"<!DOCTYPE html><title>Welcome</title><h1>It works</h1>"
ANSWERS = {
    "page": b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n%s" % (len(PAGE), PAGE),
    "garbage": bytes(range(256)),
    "nothing": b"",
    "half": b"HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{",
    "list": b"HTTP/1.1 201 Created\r\nContent-Type: application/json\r\n\r\n[1, null]",
    "depth": b"HTTP/1.1 201 Created\r\nContent-Type: application/json\r\n\r\n" + b"[" * 100_000,
    "half a character": b'HTTP/1.1 201 Created\r\nContent-Type: application/json\r\n\r\n{"id": "\\ud800"}',
    "no address": b"HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nLocation: http://[\r\n\r\n{}",
    "control": b"HTTP/1.1 500 \x1b[31mNo\r\nContent-Type: text/plain\r\n\r\n\x1b[31mred\x00\xff\x07",
    "chunks": b"HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\nno number\r\n",
}


@contextmanager
def answering(answer: Callable[[socket.socket], object]) -> Iterator[str]:
    """The address of a server that does the same with every connection."""

    class Handler(BaseRequestHandler):
        def handle(self) -> None:
            with suppress(OSError):
                self.request.recv(65_536)
                answer(self.request)

    with ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


@each_project
@pytest.mark.parametrize("kind", ANSWERS)
def test_a_server_that_answers_nonsense(project: str, kind: str) -> None:
    with answering(lambda connection: connection.sendall(ANSWERS[kind])) as address:
        done = run(project, address, "--all")
    assert (done.returncode, done.stderr) == (1, "")
    assert "Milestones reached: 0 of " in done.stdout.splitlines()[-1]
    assert "\x1b" not in done.stdout


def drip(connection: socket.socket) -> None:
    """Send a byte now and then, each soon enough for a socket's own timeout."""
    for byte in itertools.cycle(b"HTTP/1.1 200 OK\r\nA: "):
        connection.sendall(bytes([byte]))
        time.sleep(0.05)


def stay_silent(connection: socket.socket) -> None:
    """Take whatever comes until the other side hangs up; a body can come apart from its headers."""
    while connection.recv(65_536):
        pass


@pytest.mark.parametrize("answer", [drip, stay_silent])
def test_a_server_that_hangs(answer: Callable[[socket.socket], object]) -> None:
    hurry = "import runpy, sys; sys.path.insert(0, sys.argv[1]); import checks; checks.SECONDS = 0.3; "
    hurry += "path, sys.argv[1:] = sys.argv[2], sys.argv[3:]; runpy.run_path(path, run_name='__main__')"
    path = script("blog-api")
    with answering(answer) as address:
        command = [sys.executable, "-B", "-c", hurry, str(path.parent), str(path), address]
        done = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.count("expected: an answer within 0.3 seconds") == 5


def test_every_kind_of_request_has_a_deadline_of_five_seconds() -> None:
    assert "SECONDS = 5\n" in (PROJECTS / "acceptance" / "checks.py").read_text()


@each_project
def test_a_server_below_a_path(project: str) -> None:
    kind: Any = SERVERS[project]

    class Below(kind):  # type: ignore[misc]
        def act(self, request: Request) -> Reply:
            reply: Reply = super().act(replace(request, path=request.path.removeprefix("/v1")))
            headers = {key: f"/v1{value}" if key == "Location" else value for key, value in reply.headers.items()}
            return replace(reply, headers=headers)

    with serving(handler_for(Below())) as address:
        assert run(project, f"{address}/v1/").returncode == 0


def in_another_style(_: Request, reply: Reply) -> Reply:
    """What the contract leaves open, decided otherwise than by the reference server."""
    headers = {
        key: f"https://shop.example{value}" if key == "Location" else value for key, value in reply.headers.items()
    }
    body = json.loads(re.sub(r"\\.\d+Z", "+00:00", json.dumps(reply.body)))
    extra = body if body is None else {**body, "self": "more than the contract asks for", "links": []}
    return replace(reply, body=extra, headers=headers, media_type=f"{reply.media_type}; charset=utf-8")


@each_project
def test_what_the_contract_leaves_open_is_not_checked(project: str) -> None:
    done = run_against(project, altering(SERVERS[project], in_another_style)())
    assert failed_checks(done.stdout) == [], done.stdout


# What the pages say


def fenced(page: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)


def without_chance(output: str) -> str:
    """Output whose random names, ids, tokens and times are made alike."""
    output = re.sub(r"Bearer \S+", "Bearer #", output)
    output = re.sub(r"\b[0-9a-f]{8}\b|\b[0-9a-f]{16}\b", "#", output)
    return re.sub(r"\d{4}-\d\d-\d\dT[0-9:.]+Z", "#", re.sub(r'"id": \d+', '"id": #', output))


@each_project
def test_the_page_shows_real_output(project: str) -> None:
    shown = next(fault for fault in FAULTS[project] if fault.check.startswith(SHOWN[project]))
    runs = [run_against(project, api).stdout for api in (SERVERS[project](), shown.broken())]
    blocks = fenced((PROJECTS / f"{project}.md").read_text(encoding="utf-8"), "text")
    assert len(blocks) == 2
    for block in blocks:
        assert any(without_chance(block) in without_chance(each) for each in runs), runs[1]


@each_project
def test_the_script_has_the_milestones_of_the_project(project: str) -> None:
    roadmap = yaml.safe_load((ROOT / "roadmap.yaml").read_text(encoding="utf-8"))
    wanted = next(each["milestones"] for each in roadmap["projects"] if each["id"] == project)
    output = run_against(project, SERVERS[project]()).stdout
    assert re.findall(r"^[a-z-]+$", output, re.MULTILINE) == [each["id"] for each in wanted]


@each_project
def test_the_json_of_the_page_is_json(project: str) -> None:
    blocks = fenced((PROJECTS / f"{project}.md").read_text(encoding="utf-8"), "json")
    assert blocks
    for block in blocks:
        json.loads(block)
