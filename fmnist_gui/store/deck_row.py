"""A deck as a row, and back."""

from typing import Any

from sqlalchemy import Connection
from sqlalchemy.dialects.sqlite import insert

from fmnist_gui.core.errors import StoreError
from fmnist_gui.core.session.deck import Deck
from fmnist_gui.core.session.deck_content import more_of, rules_of
from fmnist_gui.core.session.preset import rules
from fmnist_gui.core.session.protocol import Protocol
from fmnist_gui.store.schema import DECK

_INSERT = insert(DECK).on_conflict_do_nothing(index_elements=["sha256"])


def keep_deck(connection: Connection, deck: Deck) -> None:
    """Store `deck` unless it is there."""
    connection.execute(_INSERT, deck_values(deck))


def known_rules(protocol: str, more: dict[str, Any] | None) -> Protocol | None:
    """Return the rules of a session by its protocol's key and its deck's column ``more``."""
    return rules_of(more or {}) or rules(protocol)


def deck_values(deck: Deck) -> dict[str, Any]:
    """Return the columns of `deck`."""
    return {
        "sha256": deck.sha256,
        "preset": deck.preset,
        "split": deck.split,
        "fingerprint": deck.fingerprint,
        "seed": str(deck.seed),
        "numpy_version": deck.numpy_version,
        "excluded": deck.excluded,
        "count": len(deck.indices),
        "indices": list(deck.indices),
        "more": deck.more() or None,
    }


def deck_of_row(row: dict[str, Any]) -> Deck:
    """Return the deck of a row. Raises StoreError when it was altered on the disk."""
    deck = Deck(
        preset=row["deck_preset"],
        split=row["split"],
        fingerprint=row["fingerprint"],
        seed=int(row["seed"]),
        indices=tuple(row["indices"]),
        numpy_version=row["numpy_version"],
        excluded=row["excluded"],
        **more_of(row["more"] or {}),
    )
    if deck.sha256 != row["sha256"]:
        raise StoreError(
            f"the stored deck {row['sha256'][:8]}",
            expected="content that fits its hash",
            found=f"content with hash {deck.code}",
            remedy="the database was altered or damaged; copy a backup, if any, to its place",
        )
    return deck
