# SPDX-License-Identifier: GPL-3.0-or-later
"""What is done to the code beyond mutmut's own: calls dropped, conditions turned around; fewer strings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst
from mutmut.mutation import mutators

if TYPE_CHECKING:
    from collections.abc import Iterator

PLAIN = (cst.Name, cst.Attribute, cst.Call, cst.Subscript)  # conditions in which mutmut has nothing to swap


def install() -> None:
    """Make mutmut use these; generating mutants forks, so that once is enough."""
    operators = [
        (kind, one_string if operator is mutators.operator_string else operator)
        for kind, operator in mutators.mutation_operators
    ]
    operators += [(cst.Expr, drop_call), (cst.If, turn_around), (cst.CompIf, turn_around)]
    mutators.mutation_operators[:] = operators


def one_string(node: cst.BaseString) -> Iterator[cst.BaseString]:
    """One other text in place of three: a test that tells one from it tells them all."""
    for other in mutators.operator_string(node):
        yield other
        return


def drop_call(node: cst.Expr) -> Iterator[cst.Pass]:
    """A call for its effect alone: writing, sending, telling."""
    if isinstance(node.value, cst.Call):
        yield cst.Pass()


def turn_around(node: cst.If | cst.CompIf) -> Iterator[cst.CSTNode]:
    if isinstance(node.test, PLAIN):
        yield node.with_changes(test=cst.UnaryOperation(cst.Not(), node.test))
