"""Where on this machine data is looked for."""

import os
from collections.abc import Callable
from pathlib import Path

from fmnist_gui.core.dataset.locate import Place, search_places
from fmnist_gui.home import Home
from fmnist_gui.settings import Settings


def data_places(home: Home, settings: Settings, asked: Path | None) -> list[Place]:
    """Return every place that is looked at for data, in order; `asked` is that of --data."""
    named = os.environ.get("FMNIST_GUI_DATA")
    last = settings.choices.last_folder
    return search_places(
        asked=asked,
        environment=Path(named) if named else None,
        last=Path(last) if last else None,
        own=home.data / "fashion-mnist",
        home=_told(Path.home, home.folder),
        working=_told(Path.cwd, home.folder),
    )


def _told(ask: Callable[[], Path], otherwise: Path) -> Path:
    """Return what the system tells: it may know no home, or the working folder may be gone."""
    try:
        return ask()
    except (OSError, RuntimeError):
        return otherwise
