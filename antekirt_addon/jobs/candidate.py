# SPDX-License-Identifier: GPL-3.0-or-later
"""A generation that an unanswered request may have made: shown to the artist, who alone can tell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..clean_text import one_line

if TYPE_CHECKING:
    from ..api.resource import Generation


@dataclass(frozen=True, slots=True)
class Candidate:
    """What the artist recognizes it by. picture_url: "" while there is no picture."""

    generation_id: str
    prompt: str
    created_at: str
    picture_url: str = ""

    @property
    def title(self) -> str:
        """The prompt on one line, short enough for a message."""
        return one_line(self.prompt, 60)

    @classmethod
    def of(cls, generation: Generation) -> Candidate:
        images = generation.outputs.images
        url = images[0].url if images else ""
        return cls(generation.id, generation.prompt, generation.created_at, url)
