# SPDX-License-Identifier: GPL-3.0-or-later
"""The second origin: files at signed addresses, for whoever has the address, no key asked."""

from aiohttp import web

from .render_pool import RENDER_POOL
from .render_spec import CONTENT_TYPES, render_spec_at
from .request_context import service_of
from .signed_url import is_valid

PAGE = "<!DOCTYPE html><html><head><title>{0}</title></head><body><h1>{0}</h1><p>{1}</p></body></html>"


async def serve_file(request: web.Request) -> web.Response:
    service = service_of(request)
    spec = render_spec_at(service, request.path)
    if spec is None:
        return page(404, "Not found", "There is no such file.")
    if not is_valid(request.path, request.query, service.url_secret, service.time()):
        return page(403, "Access denied", "This address has expired or was never given out.")
    data = await request.config_dict[RENDER_POOL].get(spec)
    return part_of(request, data, CONTENT_TYPES[spec.file_format])


def page(status: int, title: str, text: str) -> web.Response:
    return web.Response(status=status, text=PAGE.format(title, text), content_type="text/html")


def part_of(request: web.Request, data: bytes, content_type: str) -> web.Response:
    """The file, or the one range of it that was asked for."""
    headers = {"Content-Type": content_type, "Accept-Ranges": "bytes"}
    try:
        wanted = request.http_range
    except ValueError:  # as HTTP wants it, a Range that makes no sense is ignored
        wanted = slice(None, None, 1)
    if wanted.start is None and wanted.stop is None:
        return web.Response(body=data, headers=headers)
    start, stop, _ = wanted.indices(len(data))
    if start >= stop:
        return web.Response(status=416, headers=headers | {"Content-Range": f"bytes */{len(data)}"})
    headers["Content-Range"] = f"bytes {start}-{stop - 1}/{len(data)}"
    return web.Response(status=206, body=data[start:stop], headers=headers)
