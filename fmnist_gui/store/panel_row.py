"""Panels as rows, and back."""

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from fmnist_gui import __version__
from fmnist_gui.core.session.panel import Panel
from fmnist_gui.store.deck_row import deck_of_row, keep_deck
from fmnist_gui.store.schema import DECK, PANEL

_INSERT = insert(PANEL).on_conflict_do_nothing(index_elements=["id"])
_PANELS = (
    select(
        *DECK.c,
        DECK.c.preset.label("deck_preset"),
        PANEL.c.id,
        PANEL.c.members,
        PANEL.c.at,
    )
    .join(DECK, DECK.c.sha256 == PANEL.c.deck_sha256)
    .order_by(PANEL.c.at.desc(), PANEL.c.seq.desc())
)


def keep_panel(connection: Connection, panel: Panel) -> None:
    """Store `panel` with its deck, unless it is there."""
    keep_deck(connection, panel.deck)
    values = {
        "id": panel.id,
        "deck_sha256": panel.deck.sha256,
        "members": list(panel.members),
        "at": panel.at,
        "app_version": __version__,
    }
    connection.execute(_INSERT, values)


def read_panels(connection: Connection) -> tuple[Panel, ...]:
    """Return all panels, the newest first."""
    rows = connection.execute(_PANELS).mappings()
    return tuple(
        Panel(row["id"], deck_of_row(dict(row)), tuple(row["members"]), row["at"]) for row in rows
    )
