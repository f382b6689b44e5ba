"""How a study stands with the server that it is shared on."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fmnist_gui.store.server.outbox import Waiting


@dataclass(frozen=True)
class LinkState:
    """How a study stands with its server: what waits to be sent, and what is wrong, if anything."""

    study: str
    server: str
    waiting: "Waiting | None" = None
    problem: str = ""

    @property
    def sentence(self) -> str:
        """All of it for people."""
        waits = self.waiting.sentence if self.waiting is not None else ""
        # A folder of sockets is written with escapes, which nobody reads as one.
        place = self.server.replace("%2F", "/")
        return " ".join(part for part in (f"Shared on {place}.", waits, self.problem) if part)
