"""Where the program keeps what it writes."""

import os
from dataclasses import dataclass
from pathlib import Path

from fmnist_gui.core.errors import RequestError


@dataclass(frozen=True)
class Home:
    """The home folder and the places in it; nothing is made until it is needed."""

    folder: Path

    @property
    def database(self) -> Path:
        """The SQLite file."""
        return self.folder / "fmnist-gui.db"

    @property
    def backups(self) -> Path:
        """Copies of the database."""
        return self.folder / "backups"

    @property
    def data(self) -> Path:
        """Downloaded data sets."""
        return self.folder / "data"

    @property
    def scores(self) -> Path:
        """Predictions of models and counts of people that were imported."""
        return self.folder / "scores"

    @property
    def references(self) -> Path:
        """Results that a person wants to see beside the published ones."""
        return self.folder / "references.toml"

    @property
    def log(self) -> Path:
        """What went wrong, for a bug report."""
        return self.folder / "log" / "fmnist-gui.log"

    @property
    def settings(self) -> Path:
        """What the person chose."""
        return self.folder / "settings.json"

    @property
    def views(self) -> Path:
        """Saved views of the Explore page."""
        return self.folder / "views.json"


def find(asked: Path | None = None) -> Home:
    """Return the home asked for, else FMNIST_GUI_HOME, else the platform's user data folder.

    Raises RequestError when it cannot be told where that is.
    """
    if asked is None and (named := os.environ.get("FMNIST_GUI_HOME")):
        asked = Path(named)
    if asked is None:
        import platformdirs

        asked = platformdirs.user_data_path("fmnist-gui", appauthor=False)
    try:
        return Home(asked.expanduser().absolute())
    except (OSError, RuntimeError) as error:
        raise RequestError(
            f"the home folder {asked}: expected a place on this machine, found none of that name; "
            "name a full path with --home"
        ) from error
