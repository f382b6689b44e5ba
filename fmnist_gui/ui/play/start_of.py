"""What a session is begun with, made of what a person asked for."""

import secrets
from datetime import date

from fmnist_gui import __version__
from fmnist_gui.core.session.record import Presentation
from fmnist_gui.store.sitting import Start
from fmnist_gui.ui.play.asked import StartAsked


def start_of(
    asked: StartAsked,
    *,
    seed: int | None = None,
    count: int | None = None,
    presentation: Presentation | None = None,
    is_simulated: bool = False,
) -> Start:
    """Return what draws or takes the deck; the images by `seed`, or by one that nobody chose."""
    fixed = asked.protocol.seed if seed is None else seed
    return Start(
        protocol=asked.protocol,
        annotator=asked.annotator,
        seed=secrets.randbelow(2**31) if fixed is None else fixed,
        app_version=__version__,
        presentation=presentation or Presentation(),
        count=count,
        deck=asked.deck,
        is_simulated=is_simulated,
        only=asked.chosen.only,
        source=asked.chosen.source,
        day=date.today(),
    )
