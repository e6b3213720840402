"""Adapter: runs a step in a process of its own, so that its memory is free again for the next."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


def run_apart(step: Callable[P, R], *arguments: P.args, **options: P.kwargs) -> R:
    """What a function gives or raises; it has to be one that another process can import."""
    with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as pool:
        return pool.submit(step, *arguments, **options).result()
