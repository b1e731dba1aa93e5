# SPDX-License-Identifier: GPL-3.0-or-later
"""What can end an import."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..message import Message

if TYPE_CHECKING:
    from pathlib import Path


class SceneError(Exception):
    """The import cannot be done; the message is one clear sentence. Nothing was made or changed."""


def file_error(path: Path, reason: Exception) -> SceneError:
    """The error of a file that the system cannot read, or that is not what it should be."""
    if isinstance(reason, OSError):
        return SceneError(
            Message("{file} cannot be read: {reason}", file=path.name, reason=reason.strerror or reason)
        )
    return SceneError(Message("{file} cannot be imported: {reason}", file=path.name, reason=str(reason)))
