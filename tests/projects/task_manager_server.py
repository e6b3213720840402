"""The reference server of the task manager: python -m tests.projects.task_manager_server 8000."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
import sys
from datetime import date

from .serving import Action, Api, Errors, Json, ProblemError, Reply, Request, now, serve_on_port

MOVES = {"open": {"started"}, "started": {"open", "done"}, "done": {"open"}}


class TaskManager(Api):
    """Users, tokens and tasks in three dictionaries."""

    def __init__(self) -> None:
        super().__init__()
        self.users: dict[str, Json] = {}
        self.owners: dict[str, str] = {}
        self.tasks: dict[str, Json] = {}

    def routes(self) -> dict[str, dict[str, Action]]:
        """The paths of the contract."""
        return {
            "/users": {"POST": self.sign_up},
            "/tokens": {"POST": self.log_in},
            "/tokens/current": {"DELETE": self.log_out},
            "/me": {"GET": self.read_user},
            "/tasks": {"GET": self.list_tasks, "POST": self.create_task},
            "/tasks/{}": {"GET": self.read_task, "PATCH": self.change_task, "DELETE": self.delete_task},
        }

    def sign_up(self, request: Request) -> Reply:
        """Make an account."""
        body, errors = request.json(), Errors()
        errors.check(bool(re.fullmatch("[a-z0-9-]{3,40}", str(body.get("name")))), "name", "3 to 40 of a-z, 0-9, -")
        errors.text(body, "password", 15, 128)
        errors.tell()
        if body["name"] in self.users:
            raise ProblemError(409, "The name is taken.")
        salt = secrets.token_bytes(16)
        user = {"id": secrets.token_hex(8), "name": body["name"], "created_at": now()}
        self.users[body["name"]] = {**user, "salt": salt, "hash": hash_password(body["password"], salt)}
        return Reply(201, user)

    def log_in(self, request: Request) -> Reply:
        """Give a token for a name and its password."""
        body, errors = request.json(), Errors()
        errors.text(body, "name", 0, 1_000)
        errors.text(body, "password", 0, 1_000)
        errors.tell()
        # An unknown name costs as much time as a wrong password, so that the clock tells no one which names exist.
        user = self.users.get(body["name"], {"salt": b"", "hash": b""})
        if not hmac.compare_digest(user["hash"], hash_password(body["password"], user["salt"])):
            raise unauthorized("The name or the password is wrong.")
        token = secrets.token_urlsafe(32)
        self.owners[digest(token)] = body["name"]
        return Reply(201, {"token": token})

    def log_out(self, request: Request) -> Reply:
        """End the token of the request."""
        self.user(request)
        del self.owners[digest(token_of(request))]
        return Reply(204)

    def user(self, request: Request) -> str:
        """The name of the user whose token the request carries."""
        name = self.owners.get(digest(token_of(request)))
        if name is None:
            raise unauthorized("The request needs a valid token.")
        return name

    def read_user(self, request: Request) -> Reply:
        """The user of the token."""
        user = self.users[self.user(request)]
        return Reply(200, {name: user[name] for name in ("id", "name", "created_at")})

    def create_task(self, request: Request) -> Reply:
        """Store a task."""
        owner, body = self.user(request), request.json()
        task_id = secrets.token_hex(8)
        task = {"id": task_id, "title": body.get("title"), "status": "open", "due": body.get("due")}
        check_task(task)
        self.tasks[task_id] = task = {**task, "created_at": now(), "owner": owner}
        return Reply(201, shown(task), {"Location": f"/tasks/{task_id}"})

    def find(self, request: Request, task_id: str) -> Json:
        """A task of the user; another user's does not exist."""
        owner, task = self.user(request), self.tasks.get(task_id)
        if task is None or not self.may_use(owner, task):
            raise ProblemError(404, "There is no task with this id.")
        return task

    def may_use(self, user: str, task: Json) -> bool:
        """Whether a task belongs to a user."""
        return bool(task["owner"] == user)

    def read_task(self, request: Request, task_id: str) -> Reply:
        """One task."""
        return Reply(200, shown(self.find(request, task_id)))

    def change_task(self, request: Request, task_id: str) -> Reply:
        """Change the members that the request names, all of them or none."""
        task, body = self.find(request, task_id), request.json()
        changed: Json = {**task, **{name: body[name] for name in ("title", "due", "status") if name in body}}
        check_task(changed)
        if not self.may_move(task["status"], changed["status"]):
            raise ProblemError(409, f"A task cannot go from {task['status']} to {changed['status']}.")
        self.tasks[task_id] = changed
        return Reply(200, shown(changed))

    def may_move(self, before: str, after: str) -> bool:
        """Whether a task may go from one status to another."""
        return before == after or after in MOVES[before]

    def delete_task(self, request: Request, task_id: str) -> Reply:
        """Delete a task."""
        del self.tasks[self.find(request, task_id)["id"]]
        return Reply(204)

    def list_tasks(self, request: Request) -> Reply:
        """The tasks of the user that pass the filters, the earliest due first."""
        owner, errors = self.user(request), Errors()
        status, before = request.query.get("status"), request.query.get("due_before")
        errors.check(status is None or status in MOVES, "status", "unknown status")
        errors.check(before is None or is_day(before), "due_before", "has to be a date like 2030-03-01")
        errors.tell()
        found = [task for task in self.tasks.values() if self.may_use(owner, task)]
        found = [task for task in found if status in (None, task["status"])]
        found = [task for task in found if before is None or (task["due"] or "9999") < before]
        return Reply(200, {"tasks": [shown(task) for task in self.in_order(found)]})

    def in_order(self, tasks: list[Json]) -> list[Json]:
        """Tasks as the list shows them."""
        return sorted(tasks, key=lambda task: task["due"] or "9999")


def check_task(task: Json) -> None:
    """Refuse a task with wrong members."""
    errors = Errors()
    errors.text(task, "title", 1, 200)
    errors.check(task["due"] is None or is_day(task["due"]), "due", "has to be null or a date like 2030-03-01")
    errors.check(task["status"] in list(MOVES), "status", "unknown status")
    errors.tell()


def is_day(text: object) -> bool:
    """Whether a value is a date of the calendar, as YYYY-MM-DD."""
    if not isinstance(text, str) or not re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return False
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


def shown(task: Json) -> Json:
    """A task without what the client need not see."""
    return {name: value for name, value in task.items() if name != "owner"}


def token_of(request: Request) -> str:
    """The bearer token of a request, or nothing."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token if scheme.lower() == "bearer" else ""


def unauthorized(detail: str) -> ProblemError:
    """The answer to a request without a valid login."""
    return ProblemError(401, detail, {"WWW-Authenticate": "Bearer"})


def hash_password(password: str, salt: bytes) -> bytes:
    """A salted, slow hash."""
    # Far cheaper than a server with real passwords needs: these belong to accounts that a test makes up.
    return hashlib.scrypt(password.encode(), salt=salt, n=2**10, r=8, p=1)


def digest(token: str) -> str:
    """A token as it is stored, so that reading the store gives nobody a login."""
    return hashlib.sha256(token.encode()).hexdigest()


if __name__ == "__main__":
    serve_on_port(TaskManager(), int(sys.argv[1]))
