# SPDX-License-Identifier: GPL-3.0-or-later
# ruff: noqa: ANN401 - by its type, an object has no custom properties
"""What an artwork was read from, noted on its root: a file that has not changed need not be built again."""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Generator

    from ..vector.vector_settings import VectorSettings

CONTENT = "antekirt_content"  # on the root: the digest
MANIFEST = Path(__file__).parents[2] / "blender_manifest.toml"  # another version may read the file otherwise
BYTES_AT_ONCE = 4 << 20  # some milliseconds


def digest(path: Path, settings: VectorSettings) -> Generator[None, None, str]:
    """What only a file with the same bytes has; "" if other files take part, or this one cannot be read.

    Nor is there any where the add-on runs from its sources, whose version is that of no build.
    """
    if settings.files_beside or not path.is_file() or not MANIFEST.is_file():
        return ""
    try:
        content = blake2b(MANIFEST.read_bytes(), digest_size=16)
        with path.open("rb") as file:
            while part := file.read(BYTES_AT_ONCE):
                content.update(part)
                yield
    except OSError:
        return ""
    return content.hexdigest()


def note(root: Any, content: str) -> None:
    if content:
        root[CONTENT] = content


def is_noted(root: Any, content: str) -> bool:
    return bool(content) and root.get(CONTENT) == content
