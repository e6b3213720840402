"""What becomes of a site when its build goes wrong: nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.building import BREAD, lay_out

ASIDE = [sys.executable, "-m", "macros.aside", "site"]
BUILD = [*ASIDE, sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", "{}"]
ENVIRONMENT = os.environ | {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "0"}
AS_ANOTHER = ["unshare", "--map-root-user", "--mount"]  # may mount, but only in its own view of the disk


def run(folder: Path, command: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, check=False, timeout=120
    )


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def left_over(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob(".site*") if path.name != ".site.lock")


@pytest.fixture
def guide(tmp_path: Path) -> Path:
    """A small guide whose last good site is there: a page and nothing else, so that any build would change it."""
    folder = lay_out(BREAD, tmp_path / "a guide, elsewhere é")
    (folder / "site").mkdir()
    (folder / "site" / "index.html").write_text("the last good one", encoding="utf-8")
    return folder


def is_as_it_was(folder: Path) -> bool:
    return files(folder / "site") == {"index.html": b"the last good one"} and not left_over(folder)


def test_a_whole_site_takes_the_place_of_the_last(guide: Path) -> None:
    result = run(guide, BUILD)
    assert result.returncode == 0, result.stderr
    assert "topics/dough/index.html" in files(guide / "site")
    assert (guide / "site").stat().st_mode & 0o777 == 0o777 & ~0o022
    assert not left_over(guide)


def test_a_failed_build_changes_nothing_and_says_why(guide: Path) -> None:
    (guide / "roadmap.yaml").write_text("topics: [", encoding="utf-8")
    result = run(guide, BUILD)
    assert result.returncode == 1
    assert "roadmap.yaml" in result.stderr
    assert "Traceback" not in result.stderr
    assert is_as_it_was(guide)


def test_a_full_disk_is_said_in_one_sentence(guide: Path) -> None:
    (guide / "small").mkdir()
    script = """
        mount -t tmpfs -o size=700k none small && cp -r site small && cd small
        for name in mkdocs.yml roadmap.yaml docs macros overrides; do ln -s "../$name" .; done
        "$@"; status=$?
        cat site/index.html; ls -A | grep "^.site" | grep -v lock; exit $status
    """
    result = run(guide, [*AS_ANOTHER, "sh", "-c", script, "sh", *BUILD])
    assert result.returncode == 2, result.stderr
    assert result.stderr.splitlines()[-1] == (
        "There is no space left on the disk. Free some and build again; site/ is as it was."
    )
    assert "Traceback" not in result.stderr
    assert result.stdout.endswith("the last good one")


def test_a_folder_that_cannot_be_written_is_said_in_one_sentence(guide: Path) -> None:
    script = 'mount --bind . . && mount -o remount,ro,bind . && cd "$PWD" && exec "$@"'
    result = run(guide, [*AS_ANOTHER, "sh", "-c", script, "sh", *BUILD])
    assert result.returncode == 2, result.stderr
    assert result.stderr == "This folder cannot be written to. Build in a copy that can; site/ is as it was.\n"
    assert is_as_it_was(guide)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_build_changes_nothing(guide: Path, number: signal.Signals) -> None:
    with slow_build(guide) as process:
        process.send_signal(number)
        _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert said.splitlines()[-1] == "The build was interrupted; site/ is as it was."
    assert is_as_it_was(guide)


def test_what_a_killed_build_left_is_gone_after_the_next(guide: Path) -> None:
    with slow_build(guide) as process:
        process.kill()
    (guide / "site").rename(guide / ".site.old")  # as if it had been killed between the two steps of the swap
    assert run(guide, [*ASIDE, "false"]).returncode == 1
    assert is_as_it_was(guide)


def test_two_builds_take_turns(guide: Path) -> None:
    with slow_build(guide) as first:
        second = subprocess.Popen(BUILD, cwd=guide, env=ENVIRONMENT, stderr=subprocess.PIPE, text=True)
        assert second.stderr
        assert second.stderr.readline() == "Another build is running. This one begins when it has ended.\n"
        assert is_as_it_was_but_for_the_first(guide)
        first.terminate()
        second.communicate(timeout=120)
    assert second.returncode == 0
    assert "topics/dough/index.html" in files(guide / "site")
    assert not left_over(guide)


def is_as_it_was_but_for_the_first(folder: Path) -> bool:
    return files(folder / "site") == {"index.html": b"the last good one"} and len(left_over(folder)) == 1


def slow_build(folder: Path) -> subprocess.Popen[str]:
    """A build that has written a page and goes on for a minute."""
    script = 'echo half > "$0/index.html"; echo begun >&2; exec sleep 60'
    process = subprocess.Popen(
        [*ASIDE, "sh", "-c", script, "{}"], cwd=folder, env=ENVIRONMENT, stderr=subprocess.PIPE, text=True
    )
    assert process.stderr
    assert process.stderr.readline() == "begun\n"
    return process
