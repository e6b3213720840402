"""Acceptance test of the task manager: python3 task_manager.py http://localhost:8000."""

from __future__ import annotations

import secrets
import sys
from dataclasses import dataclass
from functools import cache

try:
    from checks import Answer, Client, Json, Milestone, alike, main, path_to
except ModuleNotFoundError:
    print("Put checks.py from the project's page into the folder of this file.", file=sys.stderr)
    sys.exit(2)

PASSWORD = "correct horse, battery staple & Käse"
UNKNOWN_TOKEN = "no-such-token"


@dataclass(frozen=True)
class User:
    """An account that the test has made, with a token that a login gave."""

    name: str
    token: str


def new_name() -> str:
    """A name that no account has."""
    return f"tester-{secrets.token_hex(4)}"


def sign_up(tasks: Client, name: str) -> Answer:
    """The answer to a sign-up."""
    return tasks.send("POST", "/users", {"name": name, "password": PASSWORD})


def log_in(tasks: Client, name: str) -> str:
    """The token that a login gives."""
    answer = tasks.send("POST", "/tokens", {"name": name, "password": PASSWORD})
    token = answer.json_object(201).get("token")
    answer.require(isinstance(token, str) and token != "", '"token": a string')
    return str(token)


@cache
def user(tasks: Client, _: str) -> User:
    """An account of the run, made at its first use; accounts cannot be deleted, so the checks share a few."""
    name = new_name()
    sign_up(tasks, name).expect(201)
    return User(name, log_in(tasks, name))


def ada(tasks: Client) -> User:
    """The user whom most checks are about."""
    return user(tasks, "ada")


def new_task(tasks: Client, due: str | None = None) -> Json:
    """A task of Ada's that the server has just stored."""
    sent = {"title": f"Count the stock {secrets.token_hex(4)}", "due": due}
    answer = tasks.send("POST", "/tasks", sent, token=ada(tasks).token)
    task = answer.record(201, {**sent, "status": "open"})
    tasks.clean_up_later(path_to("tasks", task["id"]), ada(tasks).token)
    return task


def change(tasks: Client, task: Json, changes: Json) -> Answer:
    """The answer to a change of a task of Ada's."""
    return tasks.send("PATCH", path_to("tasks", task["id"]), changes, token=ada(tasks).token)


def expect_task(tasks: Client, task: Json) -> None:
    """End the check unless the server still has a task of Ada's in this state."""
    answer = tasks.send("GET", path_to("tasks", task["id"]), token=ada(tasks).token)
    answer.members(answer.json_object(200), task)


def expect_401(answer: Answer) -> Json:
    """The problem details of an answer that asks for a login."""
    problem = answer.problem(401)
    scheme = answer.header("WWW-Authenticate")
    answer.require(scheme.lower().startswith("bearer"), "WWW-Authenticate: Bearer", f"WWW-Authenticate: {scheme}")
    return problem


ACCOUNTS_MADE = Milestone("accounts-made")


@ACCOUNTS_MADE.check
def makes_an_account(tasks: Client) -> None:
    """POST /users answers 201 with the new user."""
    name = new_name()
    sign_up(tasks, name).record(201, {"name": name})


@ACCOUNTS_MADE.check
def hides_the_password(tasks: Client) -> None:
    """The answer to a sign-up does not contain the password."""
    answer = sign_up(tasks, new_name()).expect(201)
    answer.require("password" not in answer.json_object(201), 'no member "password"')
    answer.require("correct horse" not in answer.content.decode(errors="replace"), "an answer without the password")


@ACCOUNTS_MADE.check
def keeps_names_apart(tasks: Client) -> None:
    """A name that is taken gets 409."""
    sign_up(tasks, ada(tasks).name).problem(409)


@ACCOUNTS_MADE.check
def checks_sign_ups(tasks: Client) -> None:
    """A name of 2 characters and a password of 14 get 422 that names both."""
    tasks.send("POST", "/users", {"name": "xy", "password": "x" * 14}).problem(422, "name", "password")


@ACCOUNTS_MADE.check
def gives_a_token(tasks: Client) -> None:
    """POST /tokens answers 201 with a token."""
    log_in(tasks, ada(tasks).name)


@ACCOUNTS_MADE.check
def refuses_a_wrong_login(tasks: Client) -> None:
    """A wrong password gets 401, and an unknown name gets the same."""
    login = {"name": ada(tasks).name, "password": "not the right password"}
    known = expect_401(tasks.send("POST", "/tokens", login))
    answer = tasks.send("POST", "/tokens", {**login, "name": new_name()})
    unknown = expect_401(answer)
    no_difference = all(known.get(name) == unknown.get(name) for name in ("type", "title", "detail"))
    answer.require(no_difference, "the type, title and detail that a wrong password gets")


TOKEN_ASKED = Milestone("token-asked")


@TOKEN_ASKED.check
def knows_its_user(tasks: Client) -> None:
    """GET /me with a token answers 200 with its user."""
    answer = tasks.send("GET", "/me", token=ada(tasks).token)
    answer.record(200, {"name": ada(tasks).name})


@TOKEN_ASKED.check
def asks_for_a_token(tasks: Client) -> None:
    """Requests without a token get 401 and WWW-Authenticate: Bearer."""
    expect_401(tasks.send("GET", "/me"))
    expect_401(tasks.send("GET", "/tasks"))
    expect_401(tasks.send("POST", "/tasks", {"title": "Whose?"}))
    expect_401(tasks.send("GET", path_to("tasks", new_task(tasks)["id"])))


@TOKEN_ASKED.check
def refuses_an_unknown_token(tasks: Client) -> None:
    """A token that no login gave gets 401."""
    expect_401(tasks.send("GET", "/me", token=UNKNOWN_TOKEN))
    expect_401(tasks.send("GET", "/tasks", token=UNKNOWN_TOKEN))


@TOKEN_ASKED.check
def ends_a_token(tasks: Client) -> None:
    """DELETE /tokens/current answers 204 and ends this token, but no other of the same user."""
    token = log_in(tasks, ada(tasks).name)
    tasks.send("DELETE", "/tokens/current", token=token).expect(204)
    expect_401(tasks.send("GET", "/me", token=token))
    tasks.send("GET", "/me", token=ada(tasks).token).expect(200)


TASKS_KEPT = Milestone("tasks-kept")


@TASKS_KEPT.check
def stores_a_task(tasks: Client) -> None:
    """POST /tasks answers 201 with the new open task, and Location leads to it."""
    sent = {"title": "Order paper", "due": "2030-03-01"}
    answer = tasks.send("POST", "/tasks", sent, token=ada(tasks).token)
    task = answer.record(201, {**sent, "status": "open"})
    tasks.clean_up_later(path_to("tasks", task["id"]), ada(tasks).token)
    found = tasks.follow(answer, ada(tasks).token)
    found.members(found.json_object(200), task)


@TASKS_KEPT.check
def needs_no_date(tasks: Client) -> None:
    """A task without due is stored with null."""
    answer = tasks.send("POST", "/tasks", {"title": "Some day"}, token=ada(tasks).token)
    task = answer.record(201, {"due": None})
    tasks.clean_up_later(path_to("tasks", task["id"]), ada(tasks).token)


@TASKS_KEPT.check
def begins_open(tasks: Client) -> None:
    """An id, a status and a created_at in a new task are ignored."""
    sent = {"title": "Mine", "id": "chosen", "status": "done", "created_at": "1999-01-01T00:00:00Z"}
    answer = tasks.send("POST", "/tasks", sent, token=ada(tasks).token)
    task = answer.record(201, {"status": "open"})
    tasks.clean_up_later(path_to("tasks", task["id"]), ada(tasks).token)
    own = task["id"] != "chosen" and not task["created_at"].startswith("1999")
    answer.require(own, "an id and a created_at from the server")


@TASKS_KEPT.check
def checks_tasks(tasks: Client) -> None:
    """A title of 201 characters and a date that no calendar has get 422 that names both."""
    sent = {"title": "x" * 201, "due": "2030-02-30"}
    tasks.send("POST", "/tasks", sent, token=ada(tasks).token).problem(422, "title", "due")


@TASKS_KEPT.check
def tells_broken_json(tasks: Client) -> None:
    """A body that is not JSON gets 400."""
    tasks.send("POST", "/tasks", b'{"title": "half', token=ada(tasks).token).problem(400)


@TASKS_KEPT.check
def changes_what_is_named(tasks: Client) -> None:
    """PATCH /tasks/{id} answers 200 and changes only the members that it names."""
    task = new_task(tasks, due="2030-03-01")
    changed = {**task, "title": "Count it again"}
    answer = change(tasks, task, {"title": "Count it again"})
    answer.members(answer.json_object(200), changed)
    expect_task(tasks, changed)


@TASKS_KEPT.check
def removes_a_date(tasks: Client) -> None:
    """PATCH with due null removes the date."""
    task = new_task(tasks, due="2030-03-01")
    change(tasks, task, {"due": None}).expect(200)
    expect_task(tasks, {**task, "due": None})


@TASKS_KEPT.check
def deletes_a_task(tasks: Client) -> None:
    """DELETE /tasks/{id} answers 204; after that the task gets 404."""
    path, token = path_to("tasks", new_task(tasks)["id"]), ada(tasks).token
    tasks.send("DELETE", path, token=token).expect(204)
    tasks.send("GET", path, token=token).problem(404)
    tasks.send("PATCH", path, {"title": "Back"}, token=token).problem(404)
    tasks.send("DELETE", path, token=token).problem(404)


@TASKS_KEPT.check
def misses_an_unknown_task(tasks: Client) -> None:
    """An id that no task has gets 404, whatever it looks like."""
    tasks.send("GET", "/tasks/no-such-task", token=ada(tasks).token).problem(404)


@TASKS_KEPT.check
def refuses_a_wrong_method(tasks: Client) -> None:
    """A method that a path does not have gets 405 and a header Allow."""
    answer = tasks.send("DELETE", "/tasks", token=ada(tasks).token)
    answer.problem(405)
    answer.header("Allow")


RULES_KEPT = Milestone("rules-kept")


@RULES_KEPT.check
def allows_moves(tasks: Client) -> None:
    """A task moves from open to started and back, and to done and back to open."""
    task = new_task(tasks)
    for status in ("started", "open", "started", "done", "open"):
        answer = change(tasks, task, {"status": status})
        answer.members(answer.json_object(200), {"status": status})
    expect_task(tasks, task)


@RULES_KEPT.check
def allows_repeats(tasks: Client) -> None:
    """The status that a task already has may be sent again."""
    change(tasks, new_task(tasks), {"status": "open"}).expect(200)


@RULES_KEPT.check
def refuses_moves(tasks: Client) -> None:
    """Moves from open to done and from done to started get 409."""
    task = new_task(tasks)
    change(tasks, task, {"status": "done"}).problem(409)
    for status in ("started", "done"):
        change(tasks, task, {"status": status}).expect(200)
    change(tasks, task, {"status": "started"}).problem(409)


@RULES_KEPT.check
def refuses_an_unknown_status(tasks: Client) -> None:
    """A status that does not exist gets 422."""
    change(tasks, new_task(tasks), {"status": "forgotten"}).problem(422, "status")


@RULES_KEPT.check
def changes_all_or_nothing(tasks: Client) -> None:
    """A PATCH that is refused changes nothing, not even its valid members."""
    task = new_task(tasks)
    change(tasks, task, {"title": "Half a change", "status": "done"}).problem(409)
    change(tasks, task, {"title": "Half a change", "due": "soon"}).problem(422, "due")
    expect_task(tasks, task)


TASKS_LISTED = Milestone("tasks-listed")


def expect_list(tasks: Client, query: str, among: list[Json], wanted: list[Json]) -> None:
    """End the check unless a list of Ada's has, of some tasks, the wanted ones in their order."""
    answer = tasks.send("GET", f"/tasks{query}", token=ada(tasks).token)
    ids = [task["id"] for task in among]
    got = [task for task in answer.objects("tasks") if task.get("id") in ids]
    expected = ", ".join(f"{task['title']} due {task['due']}" for task in wanted)
    answer.require(alike(got, wanted), f"of {len(among)} new tasks these, in this order: {expected}")


@TASKS_LISTED.check
def lists_by_date(tasks: Client) -> None:
    """GET /tasks lists the earliest due first, tasks without a date last, and equal ones as created."""
    never, late, early, late_too = (new_task(tasks, due) for due in (None, "2030-05-01", "2030-04-01", "2030-05-01"))
    expect_list(tasks, "", [never, late, early, late_too], [early, late, late_too, never])


@TASKS_LISTED.check
def filters_by_status(tasks: Client) -> None:
    """GET /tasks?status=started lists only started tasks."""
    waiting, started = new_task(tasks), new_task(tasks)
    change(tasks, started, {"status": "started"}).expect(200)
    expect_list(tasks, "?status=started", [waiting, started], [{**started, "status": "started"}])


@TASKS_LISTED.check
def filters_by_date(tasks: Client) -> None:
    """GET /tasks?due_before=2030-05-01 lists only tasks due before that day."""
    among = [new_task(tasks, due) for due in ("2030-04-30", "2030-05-01", None)]
    expect_list(tasks, "?due_before=2030-05-01", among, among[:1])


@TASKS_LISTED.check
def filters_by_both(tasks: Client) -> None:
    """Both filters together list what passes both."""
    early, late, started = (new_task(tasks, due) for due in ("2030-04-30", "2030-05-01", "2030-04-29"))
    change(tasks, started, {"status": "started"}).expect(200)
    expect_list(tasks, "?status=open&due_before=2030-05-01", [early, late, started], [early])


@TASKS_LISTED.check
def checks_filters(tasks: Client) -> None:
    """A filter with a wrong value gets 422 that names it."""
    tasks.send("GET", "/tasks?status=forgotten", token=ada(tasks).token).problem(422, "status")
    tasks.send("GET", "/tasks?due_before=soon", token=ada(tasks).token).problem(422, "due_before")


OWNERS_SEPARATED = Milestone("owners-separated")


@OWNERS_SEPARATED.check
def lists_own_tasks(tasks: Client) -> None:
    """A list holds no task of another user."""
    task = new_task(tasks)
    answer = tasks.send("GET", "/tasks", token=user(tasks, "bob").token)
    answer.require(task["id"] not in [each.get("id") for each in answer.objects("tasks")], "no task of another user")


@OWNERS_SEPARATED.check
def hides_tasks(tasks: Client) -> None:
    """GET of another user's task gets 404."""
    tasks.send("GET", path_to("tasks", new_task(tasks)["id"]), token=user(tasks, "bob").token).problem(404)


@OWNERS_SEPARATED.check
def protects_tasks_from_change(tasks: Client) -> None:
    """PATCH of another user's task gets 404 and changes nothing."""
    task = new_task(tasks)
    path, token = path_to("tasks", task["id"]), user(tasks, "bob").token
    tasks.send("PATCH", path, {"title": "Bob was here"}, token=token).problem(404)
    expect_task(tasks, task)


@OWNERS_SEPARATED.check
def protects_tasks_from_deletion(tasks: Client) -> None:
    """DELETE of another user's task gets 404 and deletes nothing."""
    task = new_task(tasks)
    tasks.send("DELETE", path_to("tasks", task["id"]), token=user(tasks, "bob").token).problem(404)
    expect_task(tasks, task)


RESTART_SURVIVED = Milestone(
    "restart-survived",
    "Restart your server and read a task with the token from before; then look for a readable password in the tables.",
)

if __name__ == "__main__":
    main(ACCOUNTS_MADE, TOKEN_ASKED, TASKS_KEPT, RULES_KEPT, TASKS_LISTED, OWNERS_SEPARATED, RESTART_SURVIVED)
