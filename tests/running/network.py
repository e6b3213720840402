"""A network of a page's own, in which every port is free and nobody else can be reached."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

# Brings up the loopback interface, says so, and lives as long as its input is open.
_HOLDER = """
import fcntl, socket, struct, sys
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as up:
    fcntl.ioctl(up, 0x8914, struct.pack("16sh14x", b"lo", 1))  # SIOCSIFFLAGS, IFF_UP
print("up", flush=True)
sys.stdin.read()
"""


class Network:
    """A network namespace of Linux; where an ordinary user can make none, the machine's own network."""

    def __init__(self) -> None:
        self.prefix: list[str] = []
        self._holder: subprocess.Popen[str] | None = None
        if not (shutil.which("unshare") and shutil.which("nsenter")):
            return
        user = [] if os.geteuid() == 0 else ["--user", "--map-root-user"]
        self._holder = subprocess.Popen(
            ["unshare", "--net", *user, sys.executable, "-c", _HOLDER],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        if self._holder.stdout and self._holder.stdout.readline() == "up\n":
            entered = ["--user", "--preserve-credentials"] if user else []
            self.prefix = ["nsenter", "--target", str(self._holder.pid), "--net", *entered, "--"]
        elif not user:  # a page's firewall rules would become the machine's
            raise RuntimeError("Root runs pages only in a network namespace, and none can be made here.")

    def close(self) -> None:
        """Leave it; it is gone with the last program in it."""
        if self._holder:
            self._holder.communicate()
