# SPDX-License-Identifier: GPL-3.0-or-later
"""The API key on disk: a file of its own that only its owner can read, and nowhere else.

Blender keeps preferences in clear text that everybody on the machine can read (userpref.blend, mode
0644), so the key is no preference.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def read(path: Path) -> str:
    """The key, or "" when there is none or it cannot be read."""
    try:
        return path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""


def write(path: Path, key: str) -> None:
    """Keep a key, or with "" forget it. Raises OSError. The file is never half written or open to others."""
    if not key.strip():
        path.unlink(missing_ok=True)
        return
    for folder in reversed([path.parent, *path.parent.parents]):
        if not folder.is_dir():
            folder.mkdir(mode=0o700, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(dir=path.parent)  # 0600 from the start
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(key.strip())
        Path(temporary).replace(path)
    except OSError:
        Path(temporary).unlink(missing_ok=True)
        raise


def masked(key: str) -> str:
    """The form in which a key may be shown, as the service shows it: ak_2e1a...716c."""
    return f"{key[:7]}...{key[-4:]}" if len(key) >= 20 else "..." if key else ""
