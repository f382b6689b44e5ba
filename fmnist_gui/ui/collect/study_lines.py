"""What the list says of each study."""

from collections.abc import Iterable, Mapping

from fmnist_gui.core.study.event import StudyRecord
from fmnist_gui.core.study.progress import Progress
from fmnist_gui.core.study.sentence import labels_given
from fmnist_gui.ui.card.label import isolated
from fmnist_gui.ui.line_list.line import Line, short_name


def study_lines(
    records: Iterable[StudyRecord], known: Mapping[str, Progress]
) -> list[tuple[str, Line]]:
    """Return a line for each study by its hash; `known` tells how far some of them are."""
    return [(record.study.sha256, _line(record, known)) for record in records]


def _line(record: StudyRecord, known: Mapping[str, Progress]) -> Line:
    study = record.study
    found = known.get(study.sha256)
    return Line(
        name=isolated(short_name(study.name)),
        score=record.state,
        detail=labels_given(found) if found else "",
        interval="",
        extra=study.code,
    )
