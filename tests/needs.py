"""What a test needs from the machine."""

import os
import shutil
from glob import glob

import pytest


def needs(program: str, how: str) -> str:
    """Return the path of `program`; without it skip the test and say how to install it (fail under CI)."""
    found = shutil.which(program) or next(iter(sorted(glob(f"/usr/lib/postgresql/*/bin/{program}"))), None)
    if found is None:
        missing(program, how)
    return str(found)


def missing(what: str, how: str) -> None:
    """Skip the test because the machine lacks `what`; under CI=true that is a failure."""
    message = f"{what} is not on this machine. Install it with: {how}"
    if os.environ.get("CI") == "true":
        pytest.fail(message)
    pytest.skip(message)
