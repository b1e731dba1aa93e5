# SPDX-License-Identifier: GPL-3.0-or-later
"""The command line, `python -m sandbox --port P`.

The first line printed is one JSON object: where the server is, the keys, two artists that cannot be used.
"""

import argparse
import asyncio
import json
import os
import signal
import socket
import sys

from .error_response import Refusal
from .runtime_setting import Settings, change_settings
from .server import listen, serve, url_of
from .service_state import ServiceState


def main() -> None:
    options = read_command_line()
    settings = Settings()
    try:
        change_settings(settings, {name: getattr(options, name) for name in SETTING_OPTIONS})
    except Refusal as refusal:
        sys.exit(f"sandbox: {refusal.message}")
    api, cdn = open_port(options.port), open_port(options.cdn_port)
    service = ServiceState(options.seed, options.artists, settings)
    asyncio.run(run(service, api, cdn, ends_with_stdin=options.end_with_stdin))


SETTING_OPTIONS = (
    "image_delay",
    "svg_delay",
    "video_delay",
    "lag",
    "images_per_generation",
    "latency",
    "url_lifetime",
)


def read_command_line() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="sandbox", description="A local server that speaks the Antekirt API."
    )
    parser.add_argument("--port", type=port_number, default=8484, help="of the API; 0 takes a free one")
    parser.add_argument("--cdn-port", type=port_number, default=0, help="of the files; 0 takes a free one")
    parser.add_argument("--seed", type=int, default=1, help="decides ids, keys, names, history and pictures")
    parser.add_argument("--artists", type=count, default=52, help="how many public artists there are")
    for name in ("image_delay", "svg_delay", "video_delay", "lag", "latency"):
        default = getattr(Settings, name)
        parser.add_argument(f"--{name.replace('_', '-')}", type=float, default=default, metavar="SECONDS")
    parser.add_argument("--images-per-generation", type=int, default=1, metavar="N")
    parser.add_argument(
        "--url-lifetime", type=float, default=None, metavar="SECONDS", help="of an output's address"
    )
    parser.add_argument("--end-with-stdin", action="store_true", help="end when standard input closes")
    return parser.parse_args()


def port_number(text: str) -> int:
    if not text.isdecimal() or int(text) > 65535:
        raise argparse.ArgumentTypeError("a port is a number from 0 to 65535")
    return int(text)


def count(text: str) -> int:
    if not text.isdecimal() or int(text) > 100_000:
        raise argparse.ArgumentTypeError("choose a number from 0 to 100000")
    return int(text)


def open_port(port: int) -> socket.socket:
    try:
        return listen(port)
    except OSError as error:
        reason = error.strerror or str(error)
        sys.exit(f"sandbox: port {port} cannot be used ({reason}). Choose another, or 0 for a free one.")


async def run(
    service: ServiceState, api: socket.socket, cdn: socket.socket, *, ends_with_stdin: bool
) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for signal_ in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(signal_, stop.set)
    if ends_with_stdin:
        loop.add_reader(sys.stdin.fileno(), stop_at_end_of_stdin, stop)
    await serve(service, api, cdn, stop, on_ready=lambda: print_addresses(service, api))


def stop_at_end_of_stdin(stop: asyncio.Event) -> None:
    if not os.read(sys.stdin.fileno(), 4096):
        stop.set()


def print_addresses(service: ServiceState, api: socket.socket) -> None:
    line = json.dumps(
        {
            "base_url": url_of(api),
            "cdn_url": service.cdn_url,
            "api_key": service.accounts["main"].key,
            "poor_api_key": service.accounts["poor"].key,
            "other_api_key": service.accounts["other"].key,
            "private_artist_id": service.one_artist("private").id,
            "deleted_artist_id": service.one_artist("deleted").id,
        }
    )
    print(line, flush=True)  # noqa: T201 - this line is the interface


if __name__ == "__main__":
    main()
