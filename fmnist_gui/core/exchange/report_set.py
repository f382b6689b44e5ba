"""The files of a report, which lie side by side under one name."""

from dataclasses import dataclass
from pathlib import Path

from fmnist_gui.core.errors import DataError
from fmnist_gui.core.exchange.session_mark import SUFFIX, is_session

PAGES = (".html", ".htm")
FIGURES = ".json"


@dataclass(frozen=True)
class ReportSet:
    """Which of the three are there: the page, its figures, the session."""

    page: Path | None
    figures: Path | None
    session: Path | None

    @property
    def there(self) -> tuple[Path, ...]:
        """The files that are there."""
        return tuple(path for path in (self.page, self.figures, self.session) if path is not None)


def page_path(path: Path) -> Path:
    """Return the path of the page of a report that is to be saved as `path`."""
    return path if path.suffix.lower() in PAGES else path.with_name(path.name + PAGES[0])


def figures_path(page: Path) -> Path:
    """Return where the figures of `page` lie."""
    return page.with_suffix(FIGURES)


def session_path(page: Path) -> Path:
    """Return where the session of `page` lies."""
    return page.with_suffix(SUFFIX)


def report_set(path: Path) -> ReportSet:
    """Return the set that the file at `path` is of, by its name. Raises DataError for another."""
    suffix = path.suffix.lower()
    if suffix not in (*PAGES, FIGURES) and not is_session(path):
        raise _refusal(path, "another one")
    if not path.exists():
        raise _refusal(path, "no such file")
    pages = (path.with_suffix(ending) for ending in PAGES)
    return ReportSet(
        page=path if suffix in PAGES else next((p for p in pages if p.exists()), None),
        figures=path if suffix == FIGURES else _if_there(path.with_suffix(FIGURES)),
        session=_if_there(session_path(path)) if suffix in (*PAGES, FIGURES) else path,
    )


def _if_there(path: Path) -> Path | None:
    return path if path.exists() else None


def _refusal(path: Path, found: str) -> DataError:
    return DataError(
        path,
        expected="a report (.html or .json) or a session file (.fmsession)",
        found=found,
        remedy="choose a file that was saved with a report",
    )
