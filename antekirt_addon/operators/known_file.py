# SPDX-License-Identifier: GPL-3.0-or-later
"""Files of a work's generation that are on this disk, where there is an account that has brought them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from ..scene.attribution import Attribution


@dataclass(frozen=True, slots=True)
class KnownFile:
    """image_index: of the picture that it is, or was made of. parameters: what was asked for."""

    path: Path
    attribution: Attribution
    image_index: int
    parameters: Mapping[str, Any]


class KnownFiles:
    """find: gives those of a kind, as in `Attribution.kind`; none where nobody knows any."""

    def __init__(self) -> None:
        self.find: Callable[[Attribution, str], Iterable[KnownFile]] = _none


def _none(_work: Attribution, _kind: str) -> tuple[KnownFile, ...]:
    return ()
