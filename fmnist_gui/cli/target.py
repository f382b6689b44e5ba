"""Where a command may write: never over something else, nor over what the program itself keeps."""

from collections.abc import Callable
from pathlib import Path

from fmnist_gui.core.errors import FmnistError, RequestError
from fmnist_gui.home import Home


def check_target(path: Path, home: Home, *, read: Callable[[Path], object], kind: str) -> None:
    """Raise RequestError unless a file may be written at `path`.

    A file that is there has to be one that `read` takes, of the `kind` that is being written.
    """
    if _is_own(path, home):
        raise RequestError(
            f"{path}: expected a place for {kind}, found one where the program keeps its own "
            "files; choose another"
        )
    if not path.is_file():
        # What else is in the way the writer says itself.
        return
    try:
        read(path)
    except FmnistError as error:
        raise RequestError(
            f"{path}: expected {kind} or no file yet, found another file; it stays as it is, "
            "choose another name"
        ) from error


def _is_own(path: Path, home: Home) -> bool:
    wanted = path.expanduser().resolve()
    own = (home.database, home.references, home.settings, home.views)
    beside = [file.with_name(file.name + end) for file in own for end in ("", "-wal", "-shm")]
    folders = (home.backups, home.data, home.scores, home.log.parent)
    return wanted in [file.resolve() for file in beside] or any(
        wanted.is_relative_to(folder.resolve()) for folder in folders
    )
