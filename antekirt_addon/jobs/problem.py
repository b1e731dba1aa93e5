# SPDX-License-Identifier: GPL-3.0-or-later
"""Words for people: what happened, whether it cost credits, and the next step. All of them are made here."""

from __future__ import annotations

import errno
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..api import error as api
from ..api.reading import cleaned
from ..message import Message, from_json, listed, to_json
from .shared_budget import BudgetSpent

if TYPE_CHECKING:
    from collections.abc import Sequence


class Remedy(StrEnum):
    """The one next step; the panel shows it as a button."""

    NONE = "none"
    OPEN_PREFERENCES = "open_preferences"
    ALLOW_ONLINE = "allow_online"
    GET_CREDITS = "get_credits"
    SUBMIT_AGAIN = "submit_again"
    CHECK_AGAIN = "check_again"
    RETRY_DOWNLOAD = "retry_download"
    STOP_WAITING = "stop_waiting"


@dataclass(frozen=True, slots=True)
class Problem:
    """What the artist is told. charged: did it cost credits? None: nobody here can know."""

    text: str
    charged: bool | None
    remedy: Remedy = Remedy.NONE

    def sentence(self) -> str:
        """Everything in one line, for an operator's report."""
        match self.charged:
            case True:
                return Message("{text} Its credits were taken.", text=self.text)
            case None:
                return Message("{text} Whether credits were taken is not known.", text=self.text)
        return self.text

    def to_json(self) -> dict[str, Any]:
        """An earlier version knows no button that stops the waiting, besides the one that is always there."""
        remedy = Remedy.NONE if self.remedy is Remedy.STOP_WAITING else self.remedy
        return {"text": to_json(self.text), "charged": self.charged, "remedy": remedy}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Problem:
        return cls(from_json(cleaned(data["text"])), data["charged"], Remedy(data["remedy"]))


class FileProblem(Exception):
    """A file or folder of the artist's could not be used; str() is the sentence to show."""


def describe(error: Exception, *, price: int = 0) -> Problem:
    """The problem that an error is, for a request that was to cost `price` credits (0: free of charge)."""
    text, remedy = _words(error, price)
    charged = error.charged if price and isinstance(error, api.ApiError) else False
    return Problem(text, charged, remedy)


def _words(error: Exception, price: int) -> tuple[str, Remedy]:  # one case after the other
    told = with_full_stop(str(error))
    is_quoted = isinstance(error, api.ServiceError) and error.messages
    said = Message("The service says: {told}", told=told) if is_quoted else told
    again = Remedy.SUBMIT_AGAIN if price else Remedy.CHECK_AGAIN
    match error:
        case api.MissingKey():
            return (
                Message("No API key is set. Enter yours in the add-on's preferences."),
                Remedy.OPEN_PREFERENCES,
            )
        case api.Offline():
            return (
                Message("Blender's online access is off. Allow it in Preferences, System, Network."),
                Remedy.ALLOW_ONLINE,
            )
        case api.TooFewCredits():
            return str(error), Remedy.GET_CREDITS
        case BudgetSpent():
            return str(error), Remedy.SUBMIT_AGAIN
        case api.InvalidRequest():
            return str(error), Remedy.NONE
        case api.Unauthorized():
            return (
                Message("{said} Enter your API key in the add-on's preferences.", said=said),
                Remedy.OPEN_PREFERENCES,
            )
        case api.InsufficientCredits():
            if price:
                said = Message("{said} {price} credits are needed.", said=said, price=price)
            return Message("{said} Add credits to your Antekirt account.", said=said), Remedy.GET_CREDITS
        case api.Forbidden():
            return Message("{said} Choose another artist or generation.", said=said), Remedy.NONE
        case api.NotFound():
            return (
                Message("{said} It may have been deleted, or belong to another account.", said=said),
                Remedy.NONE,
            )
        case api.BadRequest():
            return Message("{said} Change the request and try again.", said=said), Remedy.NONE
        case api.TooManyRequests():
            return Message("{said} Wait a little, then try again.", said=said), again
        case api.ServerFault() | api.UnclearStatus():
            return Message("{said} Try again in a few minutes.", said=said), again
        case api.UntrustedCertificate():
            remedy = Message(
                "{told} If your company has an authority of its own, set REQUESTS_CA_BUNDLE to its"
                " certificates and start Blender again.",
                told=told,
            )
            return remedy, again
        case api.ProxyProblem():
            remedy = Message(
                "{told} Set HTTPS_PROXY to your proxy, such as http://name:password@proxy:8080, and start"
                " Blender again.",
                told=told,
            )
            return remedy, again
        case api.Unreachable():
            return Message("{told} Check the network and the server address.", told=told), again
        case api.BadAnswer():
            return Message("{told} Check the server address in the preferences.", told=told), again
        case api.ApiError():
            return Message("{told} Try again.", told=told), again
        case FileProblem():
            return str(error), again
        case _:
            return (
                Message(
                    "Something went wrong inside the add-on: {name}. Copy the report.",
                    name=type(error).__name__,
                ),
                again,
            )


def with_full_stop(text: str) -> str:
    """The text as a sentence that ends."""
    return text if text.endswith((".", "!", "?")) else Message("{text}.", text=text)


def describe_missing(indices: Sequence[int], count: int, reason: str) -> str:
    """Which of `count` files did not come, and why."""
    if count == 1:
        return reason
    if len(indices) == 1:
        return Message(
            "Image {number} of {count} could not be fetched: {reason}",
            number=indices[0] + 1,
            count=count,
            reason=reason,
        )
    return Message(
        "Images {numbers} of {count} could not be fetched: {reason}",
        numbers=listed([str(index + 1) for index in indices]),
        count=count,
        reason=reason,
    )


def not_sent_again(reason: str) -> Problem:
    """Why a request that was never answered was not sent once more; what became of the first stays open."""
    told = Message("Nothing was sent again. {reason}", reason=reason)
    return Problem(told, charged=None, remedy=Remedy.SUBMIT_AGAIN)


def batch_refused(told: Problem) -> Problem:
    """Why the rest of a batch was not sent, once one of it was refused for what would meet them all."""
    text = Message("A batch was stopped before this was sent. {reason}", reason=told.text)
    return Problem(text, charged=False, remedy=Remedy.SUBMIT_AGAIN)


def describe_os_error(error: OSError, where: str) -> str:
    """One sentence about a file or folder that could not be used."""
    if _leads_nowhere(error.filename):
        return Message("{link} is a link that leads nowhere. Remove it, then try again.", link=error.filename)
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT:
            return Message(
                "The disk is full: {where} cannot be written. Free some space, then try again.", where=where
            )
        case errno.EACCES | errno.EPERM | errno.EROFS:
            return Message(
                "{where} may not be written. Choose another folder in the add-on's preferences.", where=where
            )
        case errno.ENOENT | errno.ENOTDIR:
            return Message(
                "{where} is not there. Choose another folder in the add-on's preferences.", where=where
            )
        case _:
            return Message(
                "{where} cannot be used ({reason}). Choose another folder in the preferences.",
                where=where,
                reason=error.strerror,
            )


def _leads_nowhere(name: Any) -> bool:  # noqa: ANN401 - of an OSError
    """Whether the file that an error names is a link without a target, as far as that can be seen."""
    try:
        return isinstance(name, str) and Path(name).is_symlink() and not Path(name).exists()
    except OSError:
        return False


def account_unknown(error: Exception) -> Problem:
    """While the service does not say whose key it is."""
    reason = describe(error).text
    return Problem(
        Message("The account of this API key is not known yet. {reason}", reason=reason), charged=False
    )


ACCOUNT_UNKNOWN = Problem(
    "The account of this API key is not known yet. It is being asked for.", charged=None
)
OTHER_ACCOUNT = Problem(
    "This was asked for with the API key of another account. It goes on with that key.",
    charged=None,
    remedy=Remedy.OPEN_PREFERENCES,
)
NOBODYS = Problem(
    "This is not known to the account of your API key. It goes on with the key it was asked for with.",
    charged=None,
    remedy=Remedy.OPEN_PREFERENCES,
)
UNSENT = Problem(
    "Blender was closed before this was sent. Send it if you still want it.",
    charged=False,
    remedy=Remedy.SUBMIT_AGAIN,
)
STOPPED = Problem(
    "The batch was stopped before this was sent. Send it if you still want it.",
    charged=False,
    remedy=Remedy.SUBMIT_AGAIN,
)
BEGUN_ALREADY = Problem(
    "This batch was begun elsewhere at the same moment. Nothing was sent here.",
    charged=False,
    remedy=Remedy.SUBMIT_AGAIN,
)
KEY_CHANGED = Problem(
    "The API key was changed before this was sent. Send it if you still want it.",
    charged=False,
    remedy=Remedy.SUBMIT_AGAIN,
)
ABSENT = Problem(
    "The service never answered, and its list of generations does not show this request."
    " Submit it again if you like: it is looked for once more before anything is sent.",
    charged=None,
    remedy=Remedy.SUBMIT_AGAIN,
)
POSSIBLE = Problem(
    "The service never answered, but its list of generations shows something new. Is it this one?",
    charged=None,
    remedy=Remedy.SUBMIT_AGAIN,
)
UNCONFIRMED = Problem(
    "The service's answer never came. It is being looked for in your list of generations.", charged=None
)
MISNAMED = Problem(
    "The service named a generation that it does not have."
    " The right one is being looked for in your list of generations.",
    charged=True,
)
MISNAMED_ABSENT = Problem(
    "The service named a generation that it does not have, and its list shows no other for this request."
    " Check again later, or contact Antekirt support.",
    charged=True,
    remedy=Remedy.CHECK_AGAIN,
)
CANCELLED = Problem(
    "You stopped waiting. The service goes on, and the result will be in your history.", charged=True
)
CANCELLED_UNCONFIRMED = Problem(
    "Cancelled; it may have been charged. It is being looked for in your list of generations.", charged=None
)
CANCELLED_NOT_TAKEN = Problem("You stopped waiting. The service did not take the request.", charged=False)
CANCELLED_ABSENT = Problem(
    "You stopped waiting. Whether the service took the request is not known: look at your history.",
    charged=None,
)
CANCELLED_UNSENT = Problem("Cancelled before it was sent.", charged=False, remedy=Remedy.NONE)
SERVICE_FAILED = Problem(
    "The service could not make this. Contact Antekirt support about the credits.",
    charged=True,
    remedy=Remedy.CHECK_AGAIN,
)
NOTHING_NEW = Problem(
    "The service says it is done but shows no new file.", charged=True, remedy=Remedy.CHECK_AGAIN
)
OTHER_SERVICE = Problem(
    "This belongs to another server address. It goes on when that address is set again.",
    charged=None,
    remedy=Remedy.OPEN_PREFERENCES,
)
FOLDER_SHARED = Message("Several Blenders can use this folder at once.")
FOLDER_SHARED_HERE = Message(
    "Several Blenders on this machine can use this folder at once."
    " Whether others can on another machine was not tried: the drive must pass locks on."
)
FOLDER_SHOWN = Message(
    "Others on this machine can see the names in this folder, which was there before."
    " Your results and the list of jobs are yours alone."
)
FOLDER_FOR_GROUP = Message("The folder's group can read your results and the names in it.")
FOLDER_KEPT_PRIVATE = Message(
    "What was in this folder before keeps its rights: the folder's group cannot read it."
    " Choose a new folder to share, or change its rights yourself."
)
FOLDER_NOT_PRIVATE = Message(
    "This folder cannot be made private: its disk keeps no rights."
    " Others on this machine can read your results and prompts."
)
PARENT_FAILED = Problem("The image it was to be made from did not arrive, so it was not sent.", charged=False)
