# SPDX-License-Identifier: GPL-3.0-or-later
"""Mutation testing by mutmut, in a copy of the tree: makes the mutants, and runs the tests on each."""

from __future__ import annotations

import ast
import os
import shutil
import sys
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from math import ceil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from mutmut.__main__ import create_mutants
from mutmut.configuration import config
from mutmut.mutation.data import MutantLineSpans, SourceFileMutationData
from mutmut.mutation.diff_apply import get_diff_for_mutant, read_functions_from_index
from mutmut.mutation.trampoline import set_mutant_under_test
from mutmut.state import state
from mutmut.stats import status_by_exit_code
from mutmut.type_checking import run_type_checker
from mutmut.utils.format_utils import (
    get_mutant_name,
    mangled_name_from_mutant_name,
    orig_function_and_class_names_from_key,
)
from mutmut.workers.isolation import get_mutant_runner

from scripts import mutate_operators
from scripts.mutate_list import PACKAGE, ROOT, described

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mutmut.workers.isolation import MutantRunner

LEFT_OUT = (
    ".git",
    ".venv",
    ".cache",
    "dist",
    "demo",
    "artifacts",
    "__pycache__",
    ".mypy_cache",
    ".ruff_cache",
)


@dataclass(frozen=True)
class Mutant:
    """One change of one function."""

    name: str  # mutmut's
    file: str
    line: int
    change: str


@contextmanager
def copy_of_tree(files: Sequence[str], tests: Sequence[str]) -> Iterator[None]:
    """Go into a copy of the tree, as mutmut has it: the sources, and in `mutants` all that the tests need."""
    with TemporaryDirectory(prefix="antekirt-mutate-") as folder:
        work = Path(folder).resolve()
        ignored = shutil.ignore_patterns(*LEFT_OUT)
        shutil.copytree(ROOT, work / "mutants", ignore=ignored)
        shutil.copytree(ROOT / PACKAGE, work / PACKAGE, ignore=ignored)
        (work / "mutants" / ".venv").symlink_to(ROOT / ".venv")
        config().only_mutate[:] = files
        config().pytest_add_cli_args_test_selection[:] = tests
        sys.path[:] = [
            entry for entry in sys.path if Path(entry).resolve() != ROOT
        ]  # what is tested is the copy
        os.chdir(work)
        try:
            yield
        finally:
            os.chdir(ROOT)


def make_mutants(files: Sequence[str], at_once: int) -> list[Mutant]:
    mutate_operators.install()
    with redirect_stdout(StringIO()):  # it names every file
        create_mutants(at_once)
    return [mutant for file in files for mutant in mutants_of(file)]


def mutants_of(file: str) -> Iterator[Mutant]:
    data = SourceFileMutationData(path=Path(file))
    data.load()
    lines = first_lines(file)
    for name in data.exit_code_by_key:
        function, class_name = orig_function_and_class_names_from_key(name)
        qualified = f"{class_name}.{function}" if class_name else function
        offset, before, after = difference(name, file)
        yield Mutant(name, file, lines[qualified] + offset, described(qualified, before, after))


def first_lines(file: str) -> dict[str, int]:
    """Where each function begins, by its name, and by that of its class."""
    found = {}
    for node in ast.parse(Path(file).read_text(encoding="utf-8")).body:
        inner = node.body if isinstance(node, ast.ClassDef) else [node]
        prefix = f"{node.name}." if isinstance(node, ast.ClassDef) else ""
        for function in inner:
            if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
                decorators = [decorator.lineno for decorator in function.decorator_list]
                found[prefix + function.name] = min([function.lineno, *decorators])
    return found


def difference(name: str, file: str) -> tuple[int, str, str]:
    """The first line that a mutant changes, counted from its function's, and the code before and after."""
    diff = get_diff_for_mutant(name, path=file).splitlines()[2:]
    offset = None
    line = 0
    for text in diff:
        if text.startswith("@@"):
            line = int(text.split()[1].lstrip("-").partition(",")[0]) - 1
        elif text.startswith(("-", "+")) and offset is None:
            offset = line
        line += not text.startswith(("@@", "+"))
    before, after = (
        " ".join(" ".join(text[1:].split()) for text in diff if text.startswith(sign)) for sign in "-+"
    )
    return (offset or 0) - comments_above(name, file), before, after


def comments_above(name: str, file: str) -> int:
    """Lines above a function that mutmut counts to it."""
    functions = read_functions_from_index(name, file)
    if functions is None:
        return 0
    return sum(1 for line in functions[0].leading_lines if line.comment)


def caught_by_types(files: Sequence[str]) -> set[str]:
    """Names of the mutants that the types forbid: the check before every test run would find them."""
    here = Path.cwd()
    os.chdir("mutants")
    try:
        errors = run_type_checker([sys.executable, "-m", "mypy", "--output=json", *files])
    finally:
        os.chdir(here)
    caught = set()
    for file in files:
        spans = MutantLineSpans.load(file)
        wrong = [error.line_number for error in errors if error.file_path == here / "mutants" / file]
        for function, span in spans.span_by_function_name.items() if spans else ():
            if any(span.start <= line <= span.end for line in wrong):
                caught.add(get_mutant_name(Path(file), function))
    return caught


def judge(mutants: Sequence[Mutant], at_once: int, seconds: float) -> Iterator[tuple[Mutant, str]]:
    """Run the tests that reach each mutant, the quickest first, and tell its end in mutmut's words."""
    by_name = {mutant.name: mutant for mutant in mutants}
    runner = get_mutant_runner(at_once)
    see_which_tests_reach_what(runner)
    runner.startup()
    try:
        for name in by_name:
            tests, estimate = tests_of(name, seconds)
            while not runner.has_capacity():
                result = runner.wait_for_result()
                yield by_name[result.mutant_name], status_by_exit_code[result.exit_code]
            settings = config()
            limit = ceil((estimate + settings.timeout_constant) * settings.timeout_multiplier * 2)
            runner.submit(name, tests, limit, estimate)
        while runner.pending_count():
            result = runner.wait_for_result()
            yield by_name[result.mutant_name], status_by_exit_code[result.exit_code]
    finally:
        runner.stop_all_workers()
        runner.shutdown()


def see_which_tests_reach_what(runner: MutantRunner) -> None:
    """Run the tests once as they are. They must pass: a test that fails anyway would kill every mutant."""
    set_mutant_under_test("stats")
    with redirect_stdout(StringIO()) as output:
        failed = runner.collect_stats([])
    if failed:
        raise SystemExit(f"{output.getvalue()}\nmutate: the tests fail without any mutant")


def tests_of(name: str, seconds: float) -> tuple[list[str], float]:
    """The tests that reach a mutant, the quickest first, as many as the seconds allow, and what they take."""
    chosen: list[str] = []
    total = 0.0
    durations = state().duration_by_test
    reached = state().tests_by_mangled_function_name.get(mangled_name_from_mutant_name(name), set())
    for test in sorted(reached, key=lambda test: durations[test]):
        if chosen and total + durations[test] > seconds:
            break
        chosen.append(test)
        total += durations[test]
    return chosen, total
