"""What was measured, and with what: versions, the machine and how busy it was."""

from __future__ import annotations

import os
import platform
import subprocess
from importlib.metadata import version

from bench import others
from bench.projects import PROJECT

OURS = ("mkdocs", "mkdocs-material", "mkdocs-macros-plugin", "markdown", "pymdown-extensions", "pygments", "jinja2")
THEIRS = {
    "zensical": ("zensical",),
    "docusaurus": ("@docusaurus/core",),
    "starlight": ("@astrojs/starlight", "astro"),
    "vitepress": ("vitepress",),
    "sphinx": ("sphinx", "furo", "myst-parser"),
}


def about() -> dict[str, str]:
    """Names and values, in the order in which they are read."""
    known = {
        "commit": _says("git", "describe", "--always", "--dirty"),
        "system": platform.platform(),
        "cores": str(os.cpu_count()),
        "load of the last 15 minutes": f"{os.getloadavg()[2]:.1f}",
        "python": platform.python_version(),
        "node": _says("node", "--version").removeprefix("v"),
    }
    known |= {package: version(package) for package in OURS}
    for name, packages in THEIRS.items():
        known |= {package: number for package in packages if (number := others.version(name, package))}
    return known


def _says(*command: str) -> str:
    """What a command prints, or nothing where it is not there."""
    try:
        return subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False).stdout.strip()
    except FileNotFoundError:
        return ""
