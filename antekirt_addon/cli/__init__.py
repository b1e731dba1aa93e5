# SPDX-License-Identifier: GPL-3.0-or-later
"""blender --online-mode --command antekirt VERB: a second face over what the operators call.

Results go to standard output, as a table or with --json; everything else, what Blender prints included,
goes to standard error. Exits with 0, with 1 and one line on a failure, with 2 on wrong use, and with 130
and one line when Ctrl-C has ended it.
"""

from __future__ import annotations

import argparse
import ctypes
import json
import os
import sys
from contextlib import contextmanager, redirect_stdout
from typing import TYPE_CHECKING

from ..api.error import ApiError
from ..jobs.interruption import ctrl_c_raises
from ..jobs.problem import FileProblem
from ..operators import job_session, runtime
from ..operators.error_sentence import error_sentence
from ..operators.unreadable_file import UnreadableFile
from ..scene.error import SceneError
from .farm_bundle import CannotFarm
from .output_file import CannotSave
from .parser import parse
from .payment import NotPaid
from .text_table import text_table
from .wait_limit import WaitLimit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def main(argv: Sequence[str]) -> int:
    """Carry out one verb and return the exit code."""
    arguments = parse(argv)
    if unreadable := runtime.state(UnreadableFile).path:
        return _fail(
            f"{unreadable} cannot be opened. It is not there, or no blend file that this Blender reads."
        )
    wait_limit = arguments.wait_limit = WaitLimit(arguments.timeout)
    try:
        with ctrl_c_raises(wait_limit.interrupt), _standard_output_to_error():
            rows = arguments.verb(arguments)
    except (ApiError, FileProblem, SceneError) as error:
        return _fail(error_sentence(error))
    except (CannotSave, CannotFarm, NotPaid) as error:
        return _fail(str(error))
    except argparse.ArgumentTypeError as error:  # no such artist, among others
        _fail(str(error))
        return 2
    except (KeyboardInterrupt, TimeoutError):
        return _stop(wait_limit)
    except RuntimeError as error:  # an operator's report
        return _stop(wait_limit) if wait_limit.exit_code else _fail(sentence_of(error))
    if isinstance(rows, str):
        print(rows)  # noqa: T201 - the answer
    elif arguments.json:
        print(json.dumps(rows, ensure_ascii=False, indent=2))  # noqa: T201 - the answer
    else:
        print(text_table(rows, arguments.columns))  # noqa: T201 - the answer
    return _fail(arguments.left_over) if arguments.left_over else 0


@contextmanager
def _standard_output_to_error() -> Iterator[None]:
    """Blender itself prints to standard output, through Python and below it; it is not the answer."""
    kept = os.dup(1)
    try:
        os.dup2(2, 1)
        with redirect_stdout(sys.stderr):
            yield
    finally:
        ctypes.CDLL("ucrtbase" if sys.platform == "win32" else None).fflush(None)  # C buffers a pipe
        os.dup2(kept, 1)
        os.close(kept)


def sentence_of(error: RuntimeError) -> str:
    """An operator's own sentence, without what Blender writes around it: a word, and the place in a file."""
    lines = [line.strip() for line in str(error).splitlines()]
    told = [line.removeprefix("Error: ") for line in lines if line and not line.startswith("Location: ")]
    return " ".join(told)


def _stop(wait_limit: WaitLimit) -> int:
    session = job_session.running()
    if session:
        session.pump(0.1)  # what has come in the meantime counts
    _fail(wait_limit.told(session.jobs.values() if session else ()))
    return wait_limit.exit_code


def _fail(sentence: str) -> int:
    print(f"antekirt: {sentence}", file=sys.stderr)  # noqa: T201
    return 1
