"""Reads a folder of sessions as for model-vs-human: all its tables together, or none of them."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from fmnist_gui.core.dataset.dataset import Dataset
from fmnist_gui.core.errors import DataError
from fmnist_gui.core.intake import label_file
from fmnist_gui.core.intake.label_file import MOST_LINES, LabelFile
from fmnist_gui.core.intake.people import People
from fmnist_gui.core.intake.refusal import Refusals
from fmnist_gui.core.progress import CancelCheck, Report, ignore, never
from fmnist_gui.core.session.record import History
from fmnist_gui.core.study.study import Study

SUFFIX = ".csv"


def read(
    folder: Path,
    dataset: Dataset,
    *,
    app_version: str,
    prefix: str = "",
    study: Study | None = None,
    report: Report = ignore,
    is_cancelled: CancelCheck = never,
) -> LabelFile:
    """Return what can be kept of the tables in `folder`, each of one session.

    Whoever has the same name in several of them is one person. Raises as
    :func:`fmnist_gui.core.intake.label_file.read` does for the first table that it would refuse,
    and DataError for a folder without any.
    """
    try:
        # Hidden ones are not the person's: some systems leave such beside each file.
        tables = sorted(
            path
            for path in folder.iterdir()
            if path.suffix.lower() == SUFFIX and not path.name.startswith(".")
        )
    except OSError as error:
        found = (error.strerror or type(error).__name__).lower()
        raise _refused(folder, "a table (.csv) for each session", found) from error
    if not tables:
        raise _refused(folder, "a table (.csv) for each session", "none")
    people = People(prefix)
    files: list[LabelFile] = []
    refusals = Refusals()
    for number, path in enumerate(tables):
        report(number, len(tables))
        file = label_file.read(
            path,
            "model-vs-human",
            dataset,
            app_version=app_version,
            study=study,
            people=people,
            is_cancelled=is_cancelled,
        )
        files.append(file)
        listed = file.refusals.listed
        refusals.join(
            [one.line for one in listed],
            [f"{one.reason} ({path.name})" for one in listed],
            count=file.refusals.count,
        )
        if sum(one.kept for one in files) > MOST_LINES:
            raise _refused(folder, f"at most {MOST_LINES:,} labels at a time", "more")
    report(len(tables), len(tables))

    def histories() -> Iterator[History]:
        for file in files:
            yield from file.histories()

    left_out: Counter[str] = Counter()
    for file in files:
        left_out.update(file.left_out)
    return replace(
        files[-1],
        path=folder,
        kept=sum(file.kept for file in files),
        repeats=sum(file.repeats for file in files),
        refusals=refusals,
        told=" ".join(dict.fromkeys(filter(None, (file.told for file in files)))),
        histories=histories,
        left_out=left_out,
    )


def _refused(folder: Path, expected: str, found: str) -> DataError:
    return DataError(
        folder,
        expected=expected,
        found=found,
        remedy="choose a folder as for model-vs-human, or one of its files",
    )
