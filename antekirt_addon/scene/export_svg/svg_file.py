# SPDX-License-Identifier: GPL-3.0-or-later
"""A page as a file: whole, or as it was before."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from ...media.svg.writing.document_text import document_text

if TYPE_CHECKING:
    from ...media.svg.writing.page import Page

DRAFT = ".writing-"


def write(path: Path, page: Page) -> None:
    """Write a page to a path, over what was there. Raises OSError with that still there."""
    text = document_text(page)
    descriptor, name = tempfile.mkstemp(prefix=DRAFT, dir=path.parent)
    draft = Path(name)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        draft.chmod(0o644)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
