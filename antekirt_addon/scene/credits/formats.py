# SPDX-License-Identifier: GPL-3.0-or-later
"""Credits as texts for people and for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .credit import Credit, CreditedWork


def as_text(credits_: Sequence[Credit]) -> str:
    """The report for people: each artist, and beneath a line for each work of theirs."""
    return (
        "\n\n".join(
            "\n".join([credit.artist_name or credit.artist_id, *map(_line, credit.works)])
            for credit in credits_
        )
        + "\n"
    )


def _line(work: CreditedWork) -> str:
    prompt = " ".join(work.prompt.split())
    return f"    {prompt} ({', '.join([*work.kinds, work.created_at[:10], work.generation_id])})"


def credit_line(credits_: Sequence[Credit]) -> str:
    """One line for the end of a film or the foot of a page: the artists, by name."""
    return (
        "Art by " + ", ".join(credit.artist_name or credit.artist_id for credit in credits_) + " (Antekirt)"
    )
