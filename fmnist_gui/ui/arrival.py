"""What came from outside together, sorted by what is done with it, before anything is done."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from fmnist_gui.core.dataset.files import find_files
from fmnist_gui.core.enumeration import listed
from fmnist_gui.core.errors import DataError, RequestError
from fmnist_gui.core.exchange import database_mark, list_mark, patch_mark, session_mark
from fmnist_gui.core.intake.label_kind import OwnFormat
from fmnist_gui.core.intake.recognition import recognised

DECK_SUFFIX, STUDY_SUFFIX = ".fmdeck", ".fmstudy"
_NAMED = 3
_SESSIONS = "-sessions"
"""How the name of an exported table of sessions ends, beside that of its answers."""


@dataclass(frozen=True)
class Arrival:
    """Files that came together.

    ``gifts``, sessions and databases, are added all at once. ``labels`` are asked about one after
    the other. Each of ``others`` shows something new in place of what is there.
    """

    gifts: tuple[Path, ...]
    labels: tuple[Path, ...]
    others: tuple[Path, ...]

    def check(self) -> None:
        """Raise RequestError unless all of it can be taken in together.

        A study may bring its answers along. What else shows something new has to come alone, for
        answers and labels are checked against the data that are open.
        """
        alone = [path for path in self.others if path.suffix != STUDY_SUFFIX]
        together = (*self.others, *self.gifts, *self.labels)
        if len(self.others) > 1 or (self.others and self.labels) or (alone and self.gifts):
            names = [path.name for path in together]
            shown = [*names[:_NAMED], f"{len(names) - _NAMED:,} more"]
            raise RequestError(
                f"{listed(names if len(names) <= _NAMED + 1 else shown)} cannot be opened "
                f"together; open {names[0]} first, and then the others"
            )


def is_guest(path: Path) -> bool:
    """Whether `path` is no data itself, and is opened once some is there."""
    return _is_plan_or_list(path) or is_gift(path) or recognised(path) is not None


def is_gift(path: Path) -> bool:
    """Whether `path` holds answers of others: a session, or a whole database."""
    return session_mark.is_session(path) or database_mark.is_database(path)


def is_labels(path: Path) -> bool:
    """Whether `path` holds labels of people, as some tool writes them."""
    return not _is_plan_or_list(path) and recognised(path) is not None


def _is_plan_or_list(path: Path) -> bool:
    is_plan = path.suffix in (DECK_SUFFIX, STUDY_SUFFIX)
    return is_plan or list_mark.is_list(path) or patch_mark.is_patch(path)


def sort_arrival(paths: Sequence[Path]) -> Arrival:
    """Sort what came together.

    The table of sessions that goes with a table of answers stands for that, and the files of one
    data set are one thing.
    """
    own = tuple(dict.fromkeys(map(_answers_of, paths)))
    gifts = tuple(path for path in own if is_gift(path))
    labels = tuple(path for path in own if path not in gifts and is_labels(path))
    others = tuple(path for path in own if path not in gifts and path not in labels)
    return Arrival(gifts, labels, _without_parts(others))


def _answers_of(path: Path) -> Path:
    """Return the table of answers that lies beside a table of sessions; else the path itself."""
    # Of Parquet no more is told than that it is some.
    if not path.stem.endswith(_SESSIONS) or recognised(path) not in (None, "parquet"):
        return path
    answers = path.with_name(f"{path.stem.removesuffix(_SESSIONS)}{path.suffix}")
    return answers if recognised(answers) in get_args(OwnFormat) else path


def _without_parts(paths: tuple[Path, ...]) -> tuple[Path, ...]:
    """Return one path in place of the files of one data set: its folder, or one of a split."""
    folders = {path.parent for path in paths}
    if len(paths) < 2 or len(folders) > 1:
        return paths
    try:
        if {*find_files(paths[0]).paths} == {*paths}:
            return paths[:1]
        found = find_files(folders.pop())
    except DataError:
        return paths
    data = [path for path in paths if path != found.class_list]
    if not {*data} <= {*found.paths}:
        return paths
    splits = {name for path in data for name in find_files(path).splits}
    return (found.folder,) if len(splits) > 1 else (data[0],)
