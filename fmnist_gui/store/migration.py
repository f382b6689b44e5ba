"""From an older schema, or none, to the one that this program speaks."""

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from fmnist_gui.core.errors import StoreError
from fmnist_gui.store.connection import engine_over, row_counts

HEAD = "0005"
"""The newest revision under ``migrations/versions``."""

_FOLDER = Path(__file__).parent / "migrations"


@dataclass(frozen=True)
class Lineage:
    """A line of schema versions: the newest one, and the folders in which its scripts lie."""

    head: str
    folders: tuple[Path, ...]

    @property
    def number(self) -> int:
        """The newest version as it stands in the database header."""
        return int(self.head)


LINEAGE = Lineage(HEAD, (_FOLDER / "versions",))
"""The schema versions that come with the program."""


def migrate(raw: sqlite3.Connection, path: Path, *, lineage: Lineage) -> None:
    """Bring the database at `path` to the newest schema in one transaction: wholly or not at all.

    Raises StoreError when rows got lost or references broke.
    """
    # Ignored by SQLite once a transaction runs; a table rebuilt with foreign keys on may take
    # the rows that refer to it along.
    raw.execute("PRAGMA foreign_keys = OFF")
    try:
        with engine_over(raw).begin() as connection:
            before = row_counts(raw)
            _upgrade(connection, lineage)
            _compare(raw, path, before)
            raw.execute(f"PRAGMA user_version = {lineage.number}")
    finally:
        raw.execute("PRAGMA foreign_keys = ON")


def _compare(raw: sqlite3.Connection, path: Path, before: dict[str, int]) -> None:
    after = row_counts(raw)
    lost = [table for table, rows in before.items() if after.get(table) != rows]
    found = f"other numbers of rows in {', '.join(lost)}" if lost else "broken references"
    if lost or raw.execute("PRAGMA foreign_key_check").fetchone():
        raise StoreError(
            path,
            expected="every row to survive the change to the new schema",
            found=found,
            remedy="the database was left as it was; please report this",
        )


def _upgrade(connection: Connection, lineage: Lineage) -> None:
    # Costs 0.3 s, and hardly any start needs it.
    from alembic.config import Config
    from alembic.runtime.environment import EnvironmentContext
    from alembic.runtime.migration import MigrationContext, MigrationStep
    from alembic.script import ScriptDirectory

    script = ScriptDirectory(str(_FOLDER), version_locations=[str(f) for f in lineage.folders])

    def steps(revision: tuple[str, ...], _context: MigrationContext) -> list[MigrationStep]:
        return list(script._upgrade_revs(lineage.head, revision))  # type: ignore[arg-type]

    config = Config(attributes={"connection": connection})
    with EnvironmentContext(config, script, fn=steps, destination_rev=lineage.head):
        script.run_env()
