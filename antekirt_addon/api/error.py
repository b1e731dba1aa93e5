# SPDX-License-Identifier: GPL-3.0-or-later
"""Everything that can go wrong between us and the service.

ApiError                    .charged: did it cost credits? True, False, or None when nobody here can know
├── InvalidRequest          refused here, before anything was sent
│   └── TooFewCredits       the balance, as far as it is known, does not allow it
├── MissingKey              there is no API key to send
├── Offline                 Blender's online access is off
├── Aborted                 we closed the connection ourselves (cancel, quit)
├── Unreachable             the request never reached the service
│   ├── UntrustedCertificate
│   └── ProxyProblem
├── AnswerLost              the request left, a usable answer never came
│   └── BadAnswer           an answer came, but not in the documented form
└── ServiceError            the service answered with an error: .status, .messages, .retry_after
    ├── BadRequest          400
    ├── Unauthorized        401
    ├── InsufficientCredits 402
    ├── Forbidden           403
    ├── NotFound            404
    ├── TooManyRequests     429 (not documented, honoured all the same)
    ├── UnclearStatus       any other 4xx: not documented, so that nobody knows what became of the request
    └── ServerFault         5xx

Words for the artist, with the remedy, are made in jobs/problem.py and nowhere else.
"""

from __future__ import annotations

from ..message import Message


class ApiError(Exception):
    """Anything that kept a request from being answered as documented."""

    charged: bool | None = False


class InvalidRequest(ApiError):
    """A value is outside its documented limits; nothing was sent."""


class TooFewCredits(InvalidRequest):
    """What the account is known to have is less than the price; nothing was sent."""


class MissingKey(ApiError):
    """No API key is set; nothing was sent."""


class Offline(ApiError):
    """Online access is off and the address is not on this machine; nothing was sent."""


class Aborted(ApiError):
    """The connection was closed from our side."""

    charged = None


class Unreachable(ApiError):
    """No connection could be made; the service has seen nothing."""


class UntrustedCertificate(Unreachable):
    """The other side could not prove who it is, or what would prove it is not there."""


class ProxyProblem(Unreachable):
    """The proxy on the way, which the environment or the system names, did not pass the request on."""


class AnswerLost(ApiError):
    """The request may have been carried out; its answer never came."""

    charged = None


class BadAnswer(AnswerLost):
    """The service answered, but not in the form its documentation gives."""


class ServiceError(ApiError):
    """An error answer. messages are the service's own words, if it gave any; retry_after is in seconds;
    phrase is what the status is called, for an answer without words.
    """

    def __init__(
        self, status: int, messages: tuple[str, ...], retry_after: float | None = None, phrase: str = ""
    ) -> None:
        said = messages[0] if len(messages) == 1 else "; ".join(messages)
        code = f"{status} {phrase}".rstrip()
        super().__init__(said or Message("The service answered with HTTP status {status}", status=code))
        self.status = status
        self.messages = messages
        self.retry_after = retry_after


class BadRequest(ServiceError):
    """400: invalid parameters or body."""


class Unauthorized(ServiceError):
    """401: missing or invalid API key."""


class InsufficientCredits(ServiceError):
    """402: the balance is too low for the operation."""


class Forbidden(ServiceError):
    """403: for example a private artist."""


class NotFound(ServiceError):
    """404: unknown id, or something deleted."""


class TooManyRequests(ServiceError):
    """429: asked too often; nothing was carried out."""


class UnclearStatus(ServiceError):
    """Another 4xx: a timeout, say, may come after the request was carried out."""

    charged = None


class ServerFault(ServiceError):
    """5xx: the service or something before it broke, before or after it took the request."""

    charged = None


BY_STATUS: dict[int, type[ServiceError]] = {
    400: BadRequest,
    401: Unauthorized,
    402: InsufficientCredits,
    403: Forbidden,
    404: NotFound,
    429: TooManyRequests,
}


def for_status(
    status: int, messages: tuple[str, ...] = (), retry_after: float | None = None, phrase: str = ""
) -> ServiceError:
    """The error class that an HTTP status of 400 or more stands for."""
    kind = BY_STATUS.get(status, ServerFault if status >= 500 else UnclearStatus)
    return kind(status, messages, retry_after, phrase)
