"""What a merge did to studies: ends that came along, answers that do not count, other forms."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Connection

from fmnist_gui.core.enumeration import listed
from fmnist_gui.core.session.name import folded_name, in_line
from fmnist_gui.core.study.event import State, StudyRecord
from fmnist_gui.store.study_label import count_standing
from fmnist_gui.store.study_row import read_records


@dataclass(frozen=True)
class Uncounted:
    """That so many ``answers`` of ``name`` are out of ``study``, from which ``name`` withdrew."""

    name: str
    study: str
    answers: int

    @property
    def sentence(self) -> str:
        """The same in words."""
        many = f"{self.answers:,} answers" if self.answers != 1 else "1 answer"
        verb = "do" if self.answers != 1 else "does"
        name = in_line(self.name)
        return f"{many} of {name} {verb} not count: {name} was withdrawn from “{self.study}”."


@dataclass(frozen=True)
class Forms:
    """That several studies are called ``study``, by their ``codes``, of which one came now."""

    study: str
    codes: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """The same in words."""
        every = "both" if len(self.codes) == 2 else "all"
        return (
            f"“{self.study}” is here in {len(self.codes)} forms now, {listed(self.codes)}: "
            f"{every} are kept, and answers to the one are none to the other."
        )


@dataclass(frozen=True)
class Moved:
    """That ``study`` is in another ``state`` than it was here, or came in one and does not run."""

    study: str
    state: State

    @property
    def sentence(self) -> str:
        """The same in words."""
        return f"“{self.study}” {'goes on' if self.state == 'running' else f'is {self.state}'} now."


Notice = Moved | Uncounted | Forms


class StudyWatch:
    """Compares studies as they were before a merge with what they are after it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._before = {record.study.sha256: record for record in read_records(connection)}

    def notices(self, came: Collection[UUID]) -> Iterator[Notice]:
        """Tell what is to be said once the sessions that `came`, or grew, are here.

        Of somebody who was withdrawn before, only their answers in these do not count anew; of
        others all that are here.
        """
        records = read_records(self._connection)
        for record in records:
            before = self._before.get(record.study.sha256)
            if record.state != ("running" if before is None else before.state):
                yield Moved(record.study.name, record.state)
            gone = frozenset[str]() if before is None else before.withdrawn
            yield from self._uncounted(record, set(came), gone)
        yield from self._forms(records)

    def _uncounted(
        self, record: StudyRecord, came: Collection[UUID], before: Collection[str]
    ) -> Iterator[Uncounted]:
        sha256 = record.study.sha256
        for name, last in sorted(record.last_departures.items()):
            if last.is_back:
                continue
            counts = count_standing(self._connection, sha256, name)
            new = sum(n for id_, n in counts.items() if id_ in came or name not in before)
            if new:
                yield Uncounted(last.annotator.name, record.study.name, new)

    def _forms(self, records: Collection[StudyRecord]) -> Iterator[Forms]:
        alike: dict[str, list[StudyRecord]] = {}
        for record in records:
            alike.setdefault(folded_name(record.study.name), []).append(record)
        for forms in alike.values():
            is_new = any(record.study.sha256 not in self._before for record in forms)
            if is_new and len(forms) > 1:
                in_order = sorted(forms, key=lambda record: record.study.sha256)
                codes = tuple(record.study.code for record in in_order)
                yield Forms(in_order[0].study.name, codes)
