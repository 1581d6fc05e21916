"""Finds the acceptance material, which lies beside the checkout and not in it."""

import os
from pathlib import Path

import pytest

_ROOT = Path(
    os.environ.get("SHARED_DIR") or Path(__file__).resolve().parents[2] / "shared"
)


def shared(*parts: str) -> Path:
    """The path of a file of the shared material, there or not: SHARED_DIR, or the
    folder `shared` beside the checkout.
    """
    return _ROOT.joinpath(*parts)


needs_shared = pytest.mark.skipif(
    not shared("seeds").is_dir() or not shared("acceptance").is_dir(),
    reason=f"no seeds and acceptance in {_ROOT}; SHARED_DIR names another folder",
)
