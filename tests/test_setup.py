"""What `make` says to somebody whose machine lacks something, and what it skips the second time."""

from __future__ import annotations

import shutil
import stat
import subprocess
from pathlib import Path

import pytest

from tests.building import PROJECT

MAKE_VENV = PROJECT / "tools" / "make-venv"
OLD = '#!/bin/sh\n[ "$1" = --version ] && echo "Python 3.9.2" || exit 1\n'
WITHOUT_VENV = '#!/bin/sh\ncase "$2" in *ensurepip*) exit 1;; esac\n'


def python_that(folder: Path, script: str) -> str:
    python = folder / "python3"
    python.write_text(script)
    python.chmod(python.stat().st_mode | stat.S_IXUSR)
    return str(python)


@pytest.mark.parametrize(
    ("script", "sentence"),
    [
        (None, "Python 3.11 or newer is needed, and '{python}' was not found"),
        (OLD, "Python 3.11 or newer is needed, and '{python}' is Python 3.9.2"),
        (WITHOUT_VENV, "Python's venv module is missing"),
    ],
)
def test_missing_python_is_said_in_one_sentence(tmp_path: Path, script: str | None, sentence: str) -> None:
    python = python_that(tmp_path, script) if script else str(tmp_path / "nothing")
    result = subprocess.run(
        ["sh", str(MAKE_VENV), python, str(tmp_path / "venv")], capture_output=True, text=True, check=False
    )
    assert result.returncode == 1
    assert result.stderr.startswith(sentence.format(python=python))
    assert result.stderr.count("\n") == 1
    assert not (tmp_path / "venv").exists()


def test_make_stops_with_that_sentence(tmp_path: Path) -> None:
    for name in ("Makefile", "tools", "requirements.lock"):
        source = PROJECT / name
        (shutil.copytree if source.is_dir() else shutil.copyfile)(source, tmp_path / name)
    python = python_that(tmp_path, OLD)
    result = subprocess.run(
        ["make", "site", f"PYTHON={python}"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert result.returncode != 0
    assert "Python 3.11 or newer is needed" in result.stderr
    assert "Traceback" not in result.stderr


def test_second_run_installs_nothing() -> None:
    result = subprocess.run(["make", "-n", "site"], cwd=PROJECT, capture_output=True, text=True, check=True)
    assert "mkdocs build --strict" in result.stdout
    assert "pip install" not in result.stdout


def test_lock_files_have_hashes_and_agree() -> None:
    site, test = (locked(PROJECT / name) for name in ("requirements.lock", "requirements-test.lock"))
    assert {"mkdocs", "mkdocs-material", "mkdocs-macros-plugin", "pymdown-extensions", "pyyaml"} <= site.keys()
    assert site.items() <= test.items()
    assert site["mkdocs"].startswith("1.")
    assert "properdocs" not in test


def locked(file: Path) -> dict[str, str]:
    """The version of each package in a lock file, every one with a hash."""
    entries = file.read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
    versions: dict[str, str] = {}
    for entry in entries:
        if "==" in entry:
            assert "--hash=sha256:" in entry, entry
            name, _, rest = entry.partition("==")
            versions[name] = rest.split()[0]
    return versions
