# SPDX-License-Identifier: GPL-3.0-or-later
"""How the service says no: a status and a list of messages."""

from aiohttp import web


class Refusal(Exception):
    """Raised anywhere below an endpoint; becomes the documented error body."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message


def refusal_response(status: int, message: str) -> web.Response:
    return web.json_response({"messages": [{"type": "ERROR", "message": message}]}, status=status)
