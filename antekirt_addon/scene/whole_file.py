# SPDX-License-Identifier: GPL-3.0-or-later
"""A file written whole or not at all: under another name first, and put in place at once."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

DRAFT = ".writing-"  # what the name of an unfinished file begins with
RIGHTS = 0o644  # of a new file; one that is replaced passes its own on


def write(path: Path, content: bytes, *, may_replace: Callable[[], bool] = lambda: True) -> None:
    """Put a file in place of what is there. Raises OSError, and then what is there is as it was.

    path: a symbolic link stays one. may_replace: asked at the end; what is there stays if it says no.
    """
    path = path.resolve()
    mode = path.stat().st_mode & 0o777 if path.exists() else RIGHTS
    descriptor, name = tempfile.mkstemp(prefix=DRAFT, dir=path.parent)
    draft = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        with suppress(OSError):  # some disks know no rights
            draft.chmod(mode)
        if may_replace():
            draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
