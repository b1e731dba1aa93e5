# SPDX-License-Identifier: GPL-3.0-or-later
"""What a farm's tasks are told by a file of their bundle: the rows, their artists, and whose account pays.

No key is in it. Each row has a name that every worker comes to, so that two know the same job.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Any

from ..jobs.batch_file import MOST_ROWS, BatchRow, BatchRows
from ..operators.batch_plan import BatchChoices

if TYPE_CHECKING:
    from pathlib import Path


class CannotFarm(Exception):
    """A bundle that cannot be written or read, or a row of it that cannot be had; str() says why."""

    def __init__(self, where: Path | int, reason: str) -> None:
        super().__init__(f"Row {where}: {reason}" if isinstance(where, int) else f"{where}: {reason}")


@dataclass(frozen=True, slots=True)
class FarmBundle:
    """id: shared by its jobs. account: whose it is. import_as, said: what holds for rows that say no other.

    project: of the studio's, which its scene is of; workers have no file open that would say so.
    since: the newest generation that there was when it was written. What is newer may be a row's.
    """

    id: str
    service: str
    account: str
    project: str
    since: dict[str, Any]
    import_as: str
    said: dict[str, Any]
    rows: tuple[BatchRow, ...]

    def row(self, number: int) -> BatchRow:
        found = next((row for row in self.rows if row.number == number), None)
        if found is None:
            raise CannotFarm(number, "the bundle has none of this number.")
        return found

    def job_id(self, row: BatchRow) -> str:
        """The name of a row's job, on every worker."""
        return hashlib.sha256(f"{self.id}\0{row.number}".encode()).hexdigest()[:32]

    @property
    def choices(self) -> BatchChoices:
        """What holds for all rows. How many are made at once is the farm's to say."""
        return BatchChoices("", self.import_as, MOST_ROWS, self.said, f"bundle:{self.id}")

    @property
    def batch_rows(self) -> BatchRows:
        return BatchRows(self.rows)

    def write(self, path: Path) -> None:
        path.write_text(json.dumps(asdict(self), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")

    @classmethod
    def read(cls, path: Path) -> FarmBundle:
        """Read back what was written, also by another version. Raises CannotFarm."""
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
            known = {field.name: data[field.name] for field in fields(cls)}
            known["rows"] = tuple(_row(told) for told in data["rows"])
            return cls(**known)
        except OSError as error:
            raise CannotFarm(path, f"it cannot be read: {error.strerror or error}.") from error
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise CannotFarm(path, "it is no list of rows of a bundle.") from error


def _row(told: dict[str, Any]) -> BatchRow:
    known = {field.name: told[field.name] for field in fields(BatchRow)}
    known["options"] = tuple((name, value) for name, value in told["options"])
    return BatchRow(**known)
