"""Broken task managers, and the checks that have to find them."""

from __future__ import annotations

from dataclasses import replace

from .faults import Fault, altering, errors_as_plain_json, with_status, without_header
from .serving import Json, ProblemError, Reply, Request
from .task_manager_server import TaskManager, check_task, shown, unauthorized


class TellingLogin(TaskManager):
    """Reveals which names have an account."""

    def log_in(self, request: Request) -> Reply:
        if request.json().get("name") not in self.users:
            raise unauthorized("There is no such user.")
        return super().log_in(request)


class EchoedPassword(TaskManager):
    """Answers a sign-up with everything that was sent."""

    def sign_up(self, request: Request) -> Reply:
        reply = super().sign_up(request)
        return replace(reply, body={**(reply.body or {}), **request.json()})


class IgnoredToken(TaskManager):
    """Takes every request for one of the first user's."""

    def user(self, request: Request) -> str:
        try:
            return super().user(request)
        except ProblemError:
            return next(iter(self.users))


class EndlessToken(TaskManager):
    """Answers a logout and does nothing."""

    def log_out(self, request: Request) -> Reply:
        self.user(request)
        return Reply(204)


class LogoutEverywhere(TaskManager):
    """Ends every token of the user."""

    def log_out(self, request: Request) -> Reply:
        name = self.user(request)
        self.owners = {token: owner for token, owner in self.owners.items() if owner != name}
        return Reply(204)


class FreeMoves(TaskManager):
    """Lets a task go from any status to any other."""

    def may_move(self, before: str, after: str) -> bool:
        return bool(before and after)


class HalfChange(TaskManager):
    """Stores the title before it looks at the rest."""

    def change_task(self, request: Request, task_id: str) -> Reply:
        task, body = self.find(request, task_id), request.json()
        check_task({**task, "title": body.get("title", task["title"])})
        task["title"] = body.get("title", task["title"])
        return super().change_task(request, task_id)


class WholePatch(TaskManager):
    """Clears what a PATCH does not name."""

    def change_task(self, request: Request, task_id: str) -> Reply:
        if "due" not in request.json():
            self.find(request, task_id)["due"] = None
        return super().change_task(request, task_id)


class OrderOfCreation(TaskManager):
    """Lists tasks as they came."""

    def in_order(self, tasks: list[Json]) -> list[Json]:
        return tasks


class SharedTasks(TaskManager):
    """Shows every user every task."""

    def may_use(self, user: str, task: Json) -> bool:
        return bool(user and task)


class GuessableTasks(TaskManager):
    """Lists only own tasks, but lets anyone read a task by its id."""

    def read_task(self, request: Request, task_id: str) -> Reply:
        self.user(request)
        if task_id not in self.tasks:
            raise ProblemError(404, "There is no task with this id.")
        return Reply(200, shown(self.tasks[task_id]))


class UnguardedDelete(TaskManager):
    """Deletes first and looks at the owner afterwards."""

    def delete_task(self, request: Request, task_id: str) -> Reply:
        self.user(request)
        task = self.tasks.pop(task_id, None)
        if task is None or not self.may_use(self.user(request), task):
            raise ProblemError(404, "There is no task with this id.")
        return Reply(204)


FAULTS = [
    Fault(altering(TaskManager, with_status(400, 409)), "accounts-made", "A name that is taken gets 409"),
    Fault(EchoedPassword, "accounts-made", "The answer to a sign-up does not contain the password"),
    Fault(TellingLogin, "accounts-made", "A wrong password gets 401"),
    Fault(altering(TaskManager, without_header("WWW-Authenticate")), "accounts-made", "A wrong password gets 401"),
    Fault(IgnoredToken, "token-asked", "Requests without a token get 401"),
    Fault(EndlessToken, "token-asked", "DELETE /tokens/current"),
    Fault(LogoutEverywhere, "token-asked", "DELETE /tokens/current"),
    Fault(altering(TaskManager, without_header("Location")), "tasks-kept", "POST /tasks answers 201"),
    Fault(altering(TaskManager, errors_as_plain_json), "accounts-made", "A name that is taken gets 409"),
    Fault(WholePatch, "tasks-kept", "PATCH /tasks/{id} answers 200"),
    Fault(FreeMoves, "rules-kept", "Moves from open to done"),
    Fault(HalfChange, "rules-kept", "A PATCH that is refused changes nothing"),
    Fault(OrderOfCreation, "tasks-listed", "GET /tasks lists the earliest due first"),
    Fault(SharedTasks, "owners-separated", "A list holds no task of another user"),
    Fault(GuessableTasks, "owners-separated", "GET of another user's task gets 404"),
    Fault(UnguardedDelete, "owners-separated", "DELETE of another user's task"),
]
