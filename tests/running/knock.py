"""Waits until a server answers: `knock.py PORT GREETING ANSWER SECONDS`, the two texts in hexadecimal digits."""

from __future__ import annotations

import contextlib
import socket
import sys
import time


def knock(port: int, greeting: bytes, answer: bytes, seconds: float) -> bool:
    """Whether a server on a loopback port gives an answer that begins as it should, before the time is up."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 5) as connection:
            connection.sendall(greeting)
            if connection.recv(100).startswith(answer):
                return True
        time.sleep(0.05)
    return False


if __name__ == "__main__":
    port, greeting, answer, seconds = sys.argv[1:]
    sys.exit(0 if knock(int(port), bytes.fromhex(greeting), bytes.fromhex(answer), float(seconds)) else 1)
