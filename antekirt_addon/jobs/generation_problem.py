# SPDX-License-Identifier: GPL-3.0-or-later
"""What is told of a generation that the service could not make, or of which it says nothing that is known."""

from __future__ import annotations

from dataclasses import replace

from ..message import Message
from .job import Kind
from .problem import SERVICE_FAILED, Problem, Remedy, with_full_stop

LONGEST_WORD = 40  # characters of a status that are shown


def failed(reason: str, *, charged: bool) -> Problem:
    """A generation that failed, with the service's own reason if it gave one."""
    told = SERVICE_FAILED.text
    if reason:
        told = Message(
            "The service could not make this. {said} Contact Antekirt support about the credits.",
            said=_said(reason),
        )
    return replace(SERVICE_FAILED, text=told, charged=charged)


def unclear(word: str, reason: str, *, charged: bool) -> Problem:
    """A status that nobody documented, while the service is asked on and on."""
    told = Message(
        "The service does not say how far this is. The add-on goes on asking; you can stop waiting."
    )
    if word:
        told = Message(
            "The service says “{word}”, a word that is not known here. The add-on goes on asking; you can"
            " stop waiting.",
            word=word[:LONGEST_WORD],
        )
    if reason:
        told = Message("{told} {said}", told=told, said=_said(reason))
    return Problem(told, charged=charged, remedy=Remedy.STOP_WAITING)


def unclear_source(kind: Kind, price: int) -> Problem:
    """The account has such an output, and nobody knows of which image, or how it was made."""
    told = (
        Message(
            "The account has vectors of this generation, and of which image is not known here. Nothing was"
            " sent. Import them from the history for nothing, or ask for new ones for {price} credits.",
            price=price,
        )
        if kind is Kind.SVG
        else Message(
            "The account has a video of this generation, and how it was made is not known here. Nothing was"
            " sent. Import it from the history for nothing, or ask for a new one for {price} credits.",
            price=price,
        )
    )
    return Problem(told, charged=False, remedy=Remedy.SUBMIT_AGAIN)


def _said(reason: str) -> str:
    return Message("The service says: {told}", told=with_full_stop(reason))
