"""What the acceptance tests of the projects share: sending a request, judging the answer, telling the outcome."""

from __future__ import annotations

import http.client
import json
import os
import queue
import re
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import quote, urljoin, urlsplit

SECONDS = 5
MOST_BYTES = 10_000_000
LONGEST_QUOTE = 300
UTC_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|\+00:00)")

Json = dict[str, Any]


class CannotRunError(Exception):
    """The test cannot even begin; says why in one sentence."""


class CheckError(Exception):
    """A check found something other than what the contract says."""

    def __init__(self, sent: str, expected: str, got: str) -> None:
        super().__init__(expected)
        self.sent, self.expected, self.got = sent, expected, got


@dataclass(frozen=True)
class Request:
    """What goes to the server; `content` is sent as it stands, even where it is not JSON."""

    method: str
    target: str
    content: bytes | None = None
    token: str | None = None

    def __str__(self) -> str:
        """The request as a failed check shows it."""
        token = f" with Authorization: Bearer {on_one_line(self.token, 20)}" if self.token is not None else ""
        content = f" {on_one_line(self.content.decode(errors='replace'))}" if self.content is not None else ""
        return f"{self.method} {on_one_line(self.target)}{token}{content}"

    def headers(self) -> dict[str, str]:
        """The header fields that go with it."""
        headers = {"Accept": "application/json, application/problem+json"}
        if self.content is not None:
            headers["Content-Type"] = "application/json"
        if self.token is not None:
            headers["Authorization"] = f"Bearer {self.token}"
        return headers


@dataclass(frozen=True)
class Answer:
    """What came back for a request, and the means to say what is wrong with it."""

    request: Request
    status: int
    headers: http.client.HTTPMessage
    content: bytes

    def fail(self, expected: str, got: str = "") -> NoReturn:
        """End the check: what came is not what the contract says."""
        text = on_one_line(self.content.decode(errors="replace")) or "no body"
        shown = f"{self.status} {self.media_type or 'without Content-Type'}: {text}"
        raise CheckError(str(self.request), expected, got or shown)

    def require(self, holds: bool, expected: str, got: str = "") -> None:
        """End the check unless a condition holds."""
        if not holds:
            self.fail(expected, got)

    @property
    def media_type(self) -> str:
        """The media type without its parameters, such as `application/json`."""
        return str(self.headers.get("Content-Type", "")).partition(";")[0].strip().lower()

    def expect(self, status: int) -> Answer:
        """The same answer, once its status is the right one."""
        self.require(self.status == status, f"status {status}")
        return self

    def header(self, name: str) -> str:
        """A header field that has to be there."""
        value = str(self.headers.get(name, "")).strip()
        self.require(bool(value), f"a header {name}", f"{self.status} without a header {name}")
        return value

    def json_object(self, status: int, media_type: str = "application/json") -> Json:
        """The body, which has to be a JSON object of the given media type."""
        self.expect(status)
        self.require(self.media_type == media_type, f"Content-Type: {media_type}")
        try:
            found = json.loads(self.content)
        except (ValueError, RecursionError):
            self.fail("a body in JSON")
        self.require(isinstance(found, dict), "a JSON object")
        return dict(found)

    def problem(self, status: int, *fields: str) -> Json:
        """The problem details, which have to name each of the given fields under `errors`."""
        found = self.json_object(status, "application/problem+json")
        title = found.get("title")
        self.require(isinstance(title, str) and title != "", "problem details with a title")
        self.require(same(found.get("status"), status), f"problem details with the status {status}")
        errors = found.get("errors")
        entries = errors if isinstance(errors, list) else []
        named = [entry.get("field") for entry in entries if isinstance(entry, dict)]
        for name in fields:
            self.require(name in named, f'errors with an entry whose field is "{name}"')
        return found

    def members(self, found: Json, wanted: Json) -> None:
        """End the check unless an object of the body has the given members."""
        for name, value in wanted.items():
            self.require(same(found.get(name), value), f'"{name}": {on_one_line(json.dumps(value))}')

    def record(self, status: int, wanted: Json) -> Json:
        """The stored object in the body, without what the contract does not name: given members, an id and a time."""
        found = self.json_object(status)
        self.members(found, wanted)
        number_or_text = isinstance(found.get("id"), int | str) and not isinstance(found["id"], bool)
        self.require(number_or_text, '"id": a number or a string')
        time = found.get("created_at")
        self.require(isinstance(time, str) and bool(UTC_TIME.fullmatch(time)), '"created_at": a time in UTC')
        return {name: found[name] for name in ("id", *wanted, "created_at")}

    def objects(self, name: str) -> list[Json]:
        """The objects listed under a name in the body."""
        found = self.json_object(200).get(name)
        fits = isinstance(found, list) and all(isinstance(each, dict) for each in found)
        self.require(fits, f'"{name}": a list of objects')
        return list(found or [])


class Client:
    """Talks to the server under test; paths are relative to the address that the reader gave."""

    def __init__(self, address: str) -> None:
        try:
            parts = urlsplit(address)
            self.host, self.port = parts.hostname or "", parts.port
        except ValueError:
            raise CannotRunError(f"'{on_one_line(address)}' is not an address.") from None
        if parts.scheme not in ("http", "https") or not self.host or parts.query or parts.fragment:
            raise CannotRunError(f"'{on_one_line(address)}' is not an address like http://localhost:8000.")
        self.secure = parts.scheme == "https"
        self.prefix = parts.path.rstrip("/")
        self.created: list[tuple[str, str | None]] = []

    def send(self, method: str, path: str, body: Any = None, *, token: str | None = None) -> Answer:
        """The answer to a request; a body of bytes goes out as it is, any other as JSON."""
        content = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
        return self._exchange(Request(method, self.prefix + path, content, token))

    def follow(self, answer: Answer, token: str | None = None) -> Answer:
        """The answer to a GET of the address in `Location`."""
        location = answer.header("Location")
        try:
            parts = urlsplit(urljoin(answer.request.target, location))
        except ValueError:
            answer.fail("a Location that is an address", on_one_line(location))
        return self._exchange(Request("GET", parts.path + (f"?{parts.query}" if parts.query else ""), token=token))

    def clean_up_later(self, path: str, token: str | None = None) -> None:
        """Have a path deleted when the test is over."""
        self.created.append((path, token))

    def clean_up(self) -> None:
        """Delete what the test has made, as far as the server can."""
        try:
            for path, token in reversed(self.created):
                self.send("DELETE", path, token=token)
        except CheckError:
            pass

    def connect(self) -> http.client.HTTPConnection:
        """An open connection; for the caller to close."""
        kind = http.client.HTTPSConnection if self.secure else http.client.HTTPConnection
        # Longer than the time for a whole request, which is measured elsewhere.
        connection = kind(self.host, self.port, timeout=SECONDS + 1)
        connection.connect()
        return connection

    def _exchange(self, request: Request) -> Answer:
        # A socket's timeout begins again with every byte; only a second thread can bound the whole request.
        outcomes: queue.SimpleQueue[Answer | Exception] = queue.SimpleQueue()
        threading.Thread(target=lambda: outcomes.put(self._talk(request)), daemon=True).start()
        try:
            outcome = outcomes.get(timeout=SECONDS)
        except queue.Empty:
            raise CheckError(str(request), f"an answer within {SECONDS} seconds", "none") from None
        if isinstance(outcome, Answer):
            return outcome
        got = f"{type(outcome).__name__}: {on_one_line(str(outcome))}"
        raise CheckError(str(request), "an answer in HTTP", got)

    def _talk(self, request: Request) -> Answer | Exception:
        try:
            connection = self.connect()
            try:
                connection.request(request.method, request.target, request.content, request.headers())
                response = connection.getresponse()
                return Answer(request, response.status, response.headers, response.read(MOST_BYTES))
            finally:
                connection.close()
        except (OSError, http.client.HTTPException, ValueError) as error:
            return error


Check = Callable[[Client], None]


def path_to(*parts: Any) -> str:
    """A path of the given parts, such as `/posts/17`."""
    return "".join("/" + quote(str(part), safe="", errors="replace") for part in parts)


def same(found: Any, wanted: Any) -> bool:
    """Whether two JSON values are equal; 1, true and "1" are three different values."""
    return type(found) is type(wanted) and bool(found == wanted)


def alike(found: list[Json], wanted: list[Json]) -> bool:
    """Whether objects are the wanted ones in their order; members that nobody asked for do not matter."""
    pairs = zip(found, wanted, strict=False)
    return len(found) == len(wanted) and all(same(one.get(key), two[key]) for one, two in pairs for key in two)


def on_one_line(text: str, longest: int = LONGEST_QUOTE) -> str:
    """Text as a terminal can show it: on one line, cut short, without control characters."""
    line = "".join(char if char.isprintable() else " " for char in " ".join(text.split()))
    return line if len(line) <= longest else line[: longest - 3] + "..."


@dataclass(frozen=True)
class Milestone:
    """A stage of the project: the checks that show it, or what to look at by hand."""

    id: str
    by_hand: str = ""
    checks: list[Check] = field(default_factory=list)

    def check(self, check: Check) -> Check:
        """Add a check, as a decorator; its docstring is the line that the reader sees."""
        self.checks.append(check)
        return check


def main(*milestones: Milestone) -> NoReturn:
    """Run the checks as the command line asks and exit: 0 all fine, 1 checks failed, 2 could not run."""
    sys.stdout.reconfigure(errors="backslashreplace", line_buffering=True)  # type: ignore[union-attr]
    try:
        address, everything = read_arguments(sys.argv)
        client = Client(address)
        try_connecting(client, address)
        sys.exit(run(client, milestones, everything))
    except CannotRunError as error:
        print(error, file=sys.stderr)
    except KeyboardInterrupt:
        print("Stopped before the end.", file=sys.stderr)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(2)


def read_arguments(argv: list[str]) -> tuple[str, bool]:
    """The address, and whether to go on after a milestone that is not reached."""
    addresses = [argument for argument in argv[1:] if argument != "--all"]
    if len(addresses) != 1 or addresses[0].startswith("-"):
        raise CannotRunError(
            f"Give the address of your server: python3 {Path(argv[0]).name} http://localhost:8000 [--all]"
        )
    return addresses[0], "--all" in argv


def try_connecting(client: Client, address: str) -> None:
    """Make sure that something listens at the address."""
    try:
        client.connect().close()
    except (OSError, UnicodeError, http.client.HTTPException):
        raise CannotRunError(f"Nothing answers at {on_one_line(address)}: is your server running there?") from None


def run(client: Client, milestones: tuple[Milestone, ...], everything: bool) -> int:
    """Run the milestones up to the first that is not reached, or all of them, and print what came of it."""
    done: list[bool] = []
    reached: list[str] = []
    missed: list[str] = []
    try:
        for milestone in milestones:
            if missed and not everything:
                break
            outcomes = run_milestone(client, milestone)
            done += outcomes
            if not all(outcomes):
                missed.append(milestone.id)
            elif outcomes and not missed:
                reached.append(milestone.id)
    finally:
        client.clean_up()
    print_outcome(milestones, done, reached, missed)
    return 1 if missed else 0


def run_milestone(client: Client, milestone: Milestone) -> list[bool]:
    """Run the checks of one milestone, print a line for each, and say which held."""
    print(milestone.id)
    if milestone.by_hand:
        print(f"  by hand {milestone.by_hand}")
    outcomes = [run_check(client, check) for check in milestone.checks]
    print()
    return outcomes


def run_check(client: Client, check: Check) -> bool:
    """Whether a check holds; prints its line, and below it what went wrong."""
    name = (check.__doc__ or check.__name__).rstrip(".")
    try:
        check(client)
    except CheckError as failure:
        print(f"  FAILED  {name}")
        print(f"          sent:     {failure.sent}")
        print(f"          expected: {failure.expected}")
        print(f"          got:      {failure.got}")
        return False
    print(f"  ok      {name}")
    return True


def print_outcome(milestones: tuple[Milestone, ...], done: list[bool], reached: list[str], missed: list[str]) -> None:
    """Print the counts, the milestone reached, and what was left out."""
    left = sum(len(milestone.checks) for milestone in milestones) - len(done)
    if left:
        print(f"Checks of later milestones not run: {left}. Mend {missed[0]} first, or add --all to run them too.")
    counts = f"{len(done)} checks: {done.count(True)} ok, {done.count(False)} failed."
    last = f", up to {reached[-1]}" if reached else ""
    by_hand = "" if missed else "".join(f"; {each.id} is yours to check" for each in milestones if each.by_hand)
    print(f"{counts} Milestones reached: {len(reached)} of {len(milestones)}{last}{by_hand}.")
