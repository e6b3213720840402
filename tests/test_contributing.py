"""What contributors are offered: recipes that work as written, a lesson's beginning, what is wanted, and forms."""

from __future__ import annotations

import os
import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from macros.files import load_guide
from macros.problems import RoadmapError
from macros.view import View
from macros.wanted import render_wanted_list
from tests.building import BREAD, PROJECT

FORMS = sorted((PROJECT / ".github" / "ISSUE_TEMPLATE").glob("*.yml"))
LEFT_TO_DO = {"note-to-the-author", "lesson-too-short"}


@pytest.fixture
def guide(tmp_path: Path) -> Path:
    folder = tmp_path / "guide"
    shutil.copytree(BREAD, folder)
    return folder


def new_lesson(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "macros.new_lesson", *arguments]
    environment = os.environ | {"PYTHONPATH": str(PROJECT)}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def rules_broken(folder: Path) -> set[str]:
    try:
        problems = load_guide(folder).warnings
    except RoadmapError as error:
        problems = error.problems
    return {problem.rule.name for problem in problems if problem.rule.level != "note"}


def test_a_new_lesson_lacks_words_and_nothing_else(guide: Path) -> None:
    result = new_lesson(guide, "dough/rising")
    assert result.returncode == 0, result.stderr
    assert rules_broken(guide) == LEFT_TO_DO
    page = guide / "docs" / "topics" / "dough" / "rising.md"
    text = re.sub("TODO", "Here is", page.read_text(encoding="utf-8"))
    page.write_text(re.sub("todo-", "why-", text), encoding="utf-8")
    assert rules_broken(guide) == {"lesson-too-short"}
    assert "dough/rising" in load_guide(guide).practised


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "Name a lesson of roadmap.yaml: make lesson id=sql/joins"),
        ([""], "Name a lesson of roadmap.yaml: make lesson id=sql/joins"),
        (["dough/risin"], "roadmap.yaml has no lesson 'dough/risin': did you mean 'dough/rising'?"),
        (["../../etc/passwd"], "roadmap.yaml has no lesson '../../etc/passwd': add the lesson to roadmap.yaml first"),
    ],
)
def test_a_lesson_that_cannot_be_begun_is_said_in_one_sentence(
    guide: Path, arguments: list[str], sentence: str
) -> None:
    result = new_lesson(guide, *arguments)
    assert (result.returncode, result.stderr, result.stdout) == (1, f"{sentence}\n", "")


def test_a_page_that_is_there_is_left_alone(guide: Path) -> None:
    assert new_lesson(guide, "dough/rising").returncode == 0
    page = guide / "docs" / "topics" / "dough" / "rising.md"
    page.write_text("# Rising\n\nWritten.\n", encoding="utf-8")
    result = new_lesson(guide, "dough/rising")
    assert (result.returncode, result.stderr) == (1, "docs/topics/dough/rising.md is there already: edit it.\n")
    assert page.read_text(encoding="utf-8") == "# Rising\n\nWritten.\n"


def test_a_broken_roadmap_is_reported_first(guide: Path) -> None:
    (guide / "roadmap.yaml").write_text("groups: [", encoding="utf-8")
    result = new_lesson(guide, "dough/rising")
    assert result.returncode == 1
    assert result.stderr.startswith("roadmap.yaml:2:1: error: this is not YAML")
    assert "Traceback" not in result.stderr


def test_the_resource_of_the_recipe_can_be_added(tmp_path: Path) -> None:
    recipe = (PROJECT / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("## Add a resource")[2]
    entry, names = re.findall(r"   ```yaml\n(.*?)\n   ```", recipe, re.DOTALL)[:2]
    entry, names = (re.sub("^   ", "", text, flags=re.MULTILINE) for text in (entry, names))
    before = re.sub(r", [\w-]+\]$", "]", names)
    roadmap = (PROJECT / "roadmap.yaml").read_text(encoding="utf-8")
    assert roadmap.count(f"{before}\n") == 1
    roadmap = roadmap.replace(f"{before}\n", f"{names}\n").replace("\nresources:\n", f"\nresources:\n{entry}\n")
    (tmp_path / "docs").symlink_to(PROJECT / "docs")
    (tmp_path / "roadmap.yaml").write_text(roadmap, encoding="utf-8")
    guide = load_guide(tmp_path)
    assert not guide.warnings
    assert [lesson.key for lesson in guide.index.cited_by["pg-creatematview"]] == ["sql/views"]


def test_a_recipe_has_at_most_five_steps() -> None:
    text = (PROJECT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    for title in ("Fix a sentence", "Add a resource", "Write a lesson"):
        recipe = text.partition(f"## {title}\n")[2].partition("\n## ")[0]
        assert 3 <= len(re.findall(r"^\d\. ", recipe, re.MULTILINE)) <= 5, title


def test_every_lesson_without_a_page_is_wanted() -> None:
    guide = load_guide(PROJECT)
    view = View(
        index=guide.index,
        page="contribute/wanted.md",
        written=guide.written,
        questions=guide.asked,
        practised=guide.practised,
    )
    wanted = render_wanted_list(view)
    lessons = set(re.findall(r"`([\w-]+/[\w-]+)`", wanted.partition("## Lessons without an exercise")[0]))
    assert lessons == guide.index.lessons.keys() - guide.written


@pytest.mark.parametrize("form", FORMS, ids=lambda form: str(form.stem))
def test_a_form_asks_each_thing_once(form: Path) -> None:
    data = yaml.safe_load(form.read_text(encoding="utf-8"))
    ids = [field["id"] for field in data["body"]]
    assert data.keys() >= {"name", "description", "title"}
    assert len(ids) == len(set(ids)) >= 2
    assert data["body"][0]["validations"]["required"]


def test_report_a_mistake_opens_a_form_that_asks_for_the_page() -> None:
    configuration = (PROJECT / "mkdocs.yml").read_text(encoding="utf-8")
    name = re.search(r"report_uri: issues/new\?template=([\w.-]+)", configuration)
    assert name
    form = yaml.safe_load((PROJECT / ".github" / "ISSUE_TEMPLATE" / name[1]).read_text(encoding="utf-8"))
    assert "page" in [field["id"] for field in form["body"]]


GH = """#!/bin/sh
printf '%s\\n' "$*" >>"$CALLS"
case "$*" in "issue list"*) printf '%s' "$NUMBER";; esac
"""


@pytest.mark.parametrize(
    ("code", "number", "status", "called"),
    [
        ("0", "", 0, []),
        ("0", "7", 0, ["issue close 7 --comment Every link answers again."]),
        ("2", "", 0, ["issue create --title Dead links --body-file dead-links.md.short"]),
        ("2", "7", 0, ["issue edit 7 --body-file dead-links.md.short"]),
        ("1", "7", 1, []),
        ("", "", 1, []),
    ],
)
def test_dead_links_are_kept_in_one_issue(
    tmp_path: Path, code: str, number: str, status: int, called: list[str]
) -> None:
    program, calls = tmp_path / "gh", tmp_path / "calls"  # GitHub itself cannot be asked from a test
    program.write_text(GH, encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    (tmp_path / "dead-links.md").write_text("x" * 70_000, encoding="utf-8")
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    result = subprocess.run(
        ["sh", str(PROJECT / "tools" / "report-links"), code, "dead-links.md"],
        cwd=tmp_path,
        env=os.environ | {"PATH": path, "CALLS": str(calls), "NUMBER": number},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == status, result.stderr
    listed, *others = calls.read_text(encoding="utf-8").splitlines()
    assert listed.startswith("issue list --app github-actions --state open")
    assert others == called
    if code == "2":
        assert (tmp_path / "dead-links.md.short").stat().st_size < 65_536
