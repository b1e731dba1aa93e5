# SPDX-License-Identifier: GPL-3.0-or-later
"""Where this computer keeps its fonts: those of all and those of the user, on Linux, macOS and Windows."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def font_folders() -> tuple[Path, ...]:
    """The folders that there are; what the user has installed comes first."""
    home = Path.home()
    if sys.platform == "win32":
        local = Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
        windows = Path(os.environ.get("WINDIR") or "C:/Windows")
        folders = [local / "Microsoft" / "Windows" / "Fonts", windows / "Fonts"]
    elif sys.platform == "darwin":
        folders = [home / "Library/Fonts", Path("/Library/Fonts"), Path("/System/Library/Fonts")]
    else:
        data = [os.environ.get("XDG_DATA_HOME") or str(home / ".local/share")]
        data += (os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share").split(":")
        folders = [home / ".fonts", *(Path(folder) / "fonts" for folder in data if folder)]
    return tuple(folder for folder in dict.fromkeys(folders) if folder.is_dir())
