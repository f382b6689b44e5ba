"""All columns of one gallery."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from fmnist_gui.core.table.column import Column, Mask


@dataclass(frozen=True, eq=False)
class Table:
    """What is known about `count` images: columns by their key, and tags by their name.

    ``hidden`` are the keys of columns that are known and kept back while blind.
    """

    count: int
    columns: Mapping[str, Column] = field(default_factory=dict)
    tags: Mapping[str, Mask] = field(default_factory=dict)
    hidden: frozenset[str] = frozenset()

    def column(self, key: str) -> Column | None:
        """Return the column called `key`, None when there is none."""
        return self.columns.get(key)

    def with_columns(self, *columns: Column) -> "Table":
        """Return a table with these columns too; they take the place of those of the same key."""
        return replace(self, columns={**self.columns, **{c.key: c for c in columns}})

    def with_tags(self, tags: Mapping[str, Mask]) -> "Table":
        """Return a table with exactly these tags."""
        return replace(self, tags=dict(tags))

    def untelling(self) -> "Table":
        """Return a table that hides the columns that give labels away."""
        kept = {key: column for key, column in self.columns.items() if not column.tells_label}
        hidden = self.hidden | (self.columns.keys() - kept.keys())
        return replace(self, columns=kept, hidden=hidden)

    @property
    def numbers(self) -> list[Column]:
        """The columns of numbers of which at least one value is known, in their order."""
        return [c for c in self.columns.values() if c.kind == "number" and c.limits is not None]
