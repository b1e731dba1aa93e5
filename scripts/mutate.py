# SPDX-License-Identifier: GPL-3.0-or-later
"""Mutation testing (see ``scripts/mutate``). Exit code 1 if a survivor is not in tests/mutants.toml."""

from __future__ import annotations

import argparse
import json
import os
import random
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from scripts.mutate_list import PACKAGE, ROOT, accepted, folders_for
from scripts.mutate_run import Mutant, caught_by_types, copy_of_tree, judge, make_mutants

if TYPE_CHECKING:
    from collections.abc import Sequence

SURVIVED = ("survived", "no tests")
TYPES = "caught by type check"
COLUMNS = ("killed", TYPES, "timeout", "survived", "no tests")


def main() -> int:
    options = arguments()
    files = sources(options.path)
    tests = sorted({folder for file in files for folder in folders_for(Path(file))})
    known = accepted()
    with copy_of_tree(files, tests):
        mutants = chosen(make_mutants(files, options.at_once), options)
        forbidden = caught_by_types(files)
        outcome: dict[str, Counter[str]] = defaultdict(Counter)
        outcome_of = {mutant: TYPES for mutant in mutants if mutant.name in forbidden}
        left = [mutant for mutant in mutants if mutant not in outcome_of]
        print(f"{len(mutants)} mutants, {len(outcome_of)} of them forbidden by the types", flush=True)
        unknown = []
        try:
            for mutant, status in judge(left, options.at_once, options.seconds):
                outcome_of[mutant] = status
                if status in SURVIVED and mutant.change not in known.get(mutant.file, {}):
                    unknown.append(mutant)
                    print(f"[{len(outcome_of)}/{len(mutants)}] {shown(mutant, status)}", flush=True)
        except KeyboardInterrupt:
            print("mutate: stopped; this is what was seen until then")
    for mutant, status in outcome_of.items():
        outcome[mutant.file][status] += 1
    table(outcome)
    for mutant in stale(outcome_of, known):
        print(f"Killed by now, take its line out of tests/mutants.toml: {mutant.file}: {mutant.change}")
    lines(unknown)
    return int(bool(unknown))


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/mutate", description=__doc__)
    parser.add_argument("path", nargs="+", type=Path, help=f"a file or folder in {PACKAGE}")
    parser.add_argument("--lines", type=span, metavar="A-B", help="only mutants of these lines")
    parser.add_argument("--sample", type=int, metavar="N", help="only so many mutants, drawn by lot")
    parser.add_argument("--seed", type=int, default=1, help="of the lot")
    parser.add_argument(
        "--seconds",
        type=float,
        default=float("inf"),
        help="of tests for a mutant, the quickest first: what survives these may yet be killed by the others",
    )
    parser.add_argument("--at-once", type=int, default=os.cpu_count() or 2, help="processes")
    return parser.parse_args()


def span(text: str) -> range:
    first, _, last = text.partition("-")
    return range(int(first), int(last or first) + 1)


def sources(paths: Sequence[Path]) -> list[str]:
    """The files to change, relative to the repository."""
    found = []
    for path in paths:
        whole = path.resolve()
        files = sorted(whole.rglob("*.py")) if whole.is_dir() else [whole]
        inside = [file.relative_to(ROOT) for file in files if file.is_file() and file.is_relative_to(ROOT)]
        if not inside or not all(map(folders_for, inside)):
            raise SystemExit(f"mutate: no tests are known for {path} (see scripts/mutate_list.py)")
        found += [file.as_posix() for file in inside]
    return found


def chosen(mutants: list[Mutant], options: argparse.Namespace) -> list[Mutant]:
    if options.lines:
        mutants = [mutant for mutant in mutants if mutant.line in options.lines]
    if options.sample and options.sample < len(mutants):
        mutants = random.Random(options.seed).sample(mutants, options.sample)
    return mutants


def shown(mutant: Mutant, status: str) -> str:
    note = " (no test runs it)" if status == "no tests" else ""
    return f"{mutant.file}:{mutant.line}{note}\n    {mutant.change}"


def table(outcome: dict[str, Counter[str]]) -> None:
    print(
        f"\n{'file':<45}" + "".join(f"{name.removeprefix('caught by '):>12}" for name in (*COLUMNS, "other"))
    )
    for file, counts in [*sorted(outcome.items()), ("all", sum(outcome.values(), Counter()))]:
        other = counts.total() - sum(counts[name] for name in COLUMNS)
        cells = [*(counts[name] for name in COLUMNS), other]
        print(f"{file.removeprefix(PACKAGE + '/'):<45}" + "".join(f"{cell:>12}" for cell in cells))


def stale(outcome_of: dict[Mutant, str], known: dict[str, dict[str, str]]) -> list[Mutant]:
    """What is killed by now, in no place, though it is listed."""
    survivors = {(mutant.file, mutant.change) for mutant, status in outcome_of.items() if status in SURVIVED}
    return [
        mutant
        for mutant in outcome_of
        if mutant.change in known.get(mutant.file, {}) and (mutant.file, mutant.change) not in survivors
    ]


def lines(unknown: Sequence[Mutant]) -> None:
    """Lines for tests/mutants.toml, which only lack their reasons."""
    if not unknown:
        return
    print("\nNot in tests/mutants.toml (kill them, or give each its reason there):")
    by_file = defaultdict(set)
    for mutant in unknown:
        by_file[mutant.file].add(mutant.change)
    for file, changes in sorted(by_file.items()):
        print(f'\n["{file}"]')
        print(*(f'{json.dumps(change, ensure_ascii=False)} = ""' for change in sorted(changes)), sep="\n")


if __name__ == "__main__":
    raise SystemExit(main())
