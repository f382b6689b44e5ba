"""Labels of many people as columns of numbers: a million of them in 40 MB."""

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import timedelta
from uuid import UUID, uuid5

import numpy as np
from numpy.typing import NDArray

from fmnist_gui.core.dataset.dataset import Split
from fmnist_gui.core.exchange.fields import EARLIEST, LATEST
from fmnist_gui.core.exchange.flat_row import RowError
from fmnist_gui.core.intake.imported import (
    KEY,
    Frame,
    id_of,
    imported_deck,
    imported_history,
)
from fmnist_gui.core.intake.labelled import Labelled
from fmnist_gui.core.intake.people import SPACE, People
from fmnist_gui.core.intake.refusal import LISTED, Refusals
from fmnist_gui.core.session.deck import Phase
from fmnist_gui.core.session.record import EPOCH, Answer, History

Numbers = NDArray[np.int64]
_MICROSECOND = timedelta(microseconds=1)
_NO_WORDS = ("", "")


class LabelColumns:
    """The labels of a file in its order, from row to row; ``repeats`` counts second labels.

    `splits` are those of the open data by name. `fits` raises RowError for an image that the
    labels may not be about.
    """

    def __init__(
        self,
        people: People,
        splits: Mapping[str, Split],
        *,
        refusals: Refusals,
        fits: Callable[[str, int], None],
    ) -> None:
        self._people = people
        self._splits = tuple(splits.values())
        self._numbers = {name: number for number, name in enumerate(splits)}
        self._refusals = refusals
        self._fits = fits
        self._line, self._response_ns, self._answered_us = array("q"), array("q"), array("q")
        self._person, self._image = array("i"), array("i")
        self._split, self._chosen = array("h"), array("h")
        self._words: dict[int, tuple[str, str]] = {}
        self._simulated: set[int] = set()
        self._is_main: NDArray[np.bool_] = np.empty(0, dtype=np.bool_)
        self._kept: Numbers = np.empty(0, dtype=np.int64)

    def __len__(self) -> int:
        """Return how many labels were kept, once all have come."""
        return len(self._kept)

    @property
    def repeats(self) -> int:
        """How many of those kept are no person's first label of that image."""
        return len(self._kept) - int(self._is_main.sum())

    def add(self, line: int, label: Labelled) -> None:
        """Take a label, or count it among those refused."""
        vote, at = label.vote, label.answered_at or EPOCH
        try:
            self._fits(vote.split, vote.image_index)
            person = self._people.number(vote.worker)
        except RowError as error:
            self._refusals.add(line, str(error))
            return
        if label.reason or label.note:
            self._words[len(self._line)] = (label.reason, label.note)
        if vote.is_simulated:
            self._simulated.add(person)
        self._line.append(line)
        self._person.append(person)
        self._split.append(self._numbers[vote.split])
        self._image.append(vote.image_index)
        self._chosen.append(vote.chosen)
        self._response_ns.append(round(label.response_s * 1e9))
        is_known = EARLIEST <= at < LATEST
        self._answered_us.append((at - EPOCH) // _MICROSECOND if is_known else 0)

    def close(self) -> None:
        """Refuse what was said before, and tell each person's first label of an image."""
        unit = self._refusals.unit
        person, split, image, chosen, line = map(
            _numbers, (self._person, self._split, self._image, self._chosen, self._line)
        )
        most = max((len(one) for one in self._splits), default=1)
        place = (person * len(self._splits) + split) * most + image
        # "Cannot tell" is -1.
        said = place * (int(chosen.max(initial=0)) + 2) + chosen + 1
        first = _first(said)
        rows = np.arange(len(said))
        again = np.flatnonzero(first != rows)
        listed = again[:LISTED]
        self._refusals.join(
            line[listed].tolist(),
            [f"the same again as in {unit} {number:,}" for number in line[first[listed]]],
            count=len(again),
        )
        self._kept = np.flatnonzero(first == rows)
        self._is_main = _first(place[self._kept]) == np.arange(len(self._kept))

    def histories(self, frame: Frame) -> Iterator[History]:
        """Make a session of each person's labels about each split, one after the other."""
        person, split = _numbers(self._person)[self._kept], _numbers(self._split)[self._kept]
        group = person * len(self._splits) + split
        order = np.argsort(group, kind="stable")
        starts = np.flatnonzero(np.diff(group[order], prepend=-1))
        for rows in np.split(order, starts[1:]):
            if len(rows):
                yield self._history(
                    frame, int(person[rows[0]]), self._splits[int(split[rows[0]])], rows
                )

    def _history(self, frame: Frame, person: int, split: Split, rows: Numbers) -> History:
        annotator = self._people.annotators[person]
        kept = self._kept[rows]
        indices, chosen = self._of(self._image, kept), self._of(self._chosen, kept)
        phases: list[Phase] = ["main" if m else "repeat" for m in self._is_main[rows].tolist()]
        said = zip(indices, chosen, strict=True)
        study = frame.study.sha256 if frame.study else ""
        begin = f"{study}/{annotator.id}/{split.fingerprint}"
        ids = [uuid5(SPACE, f"{begin}/{index}/{number}") for index, number in said]
        session_id = id_of(ids)
        labels: list[int] = split.labels[np.array(indices, dtype=np.int64)].tolist()
        answers = self._answers(
            zip(ids, indices, labels, chosen, phases, strict=True), kept, session_id=session_id
        )
        deck = imported_deck(
            split.name, split.fingerprint, indices=indices, phases=phases, study=frame.study
        )
        return imported_history(
            frame,
            annotator,
            deck,
            session_id=session_id,
            entries=answers,
            is_simulated=person in self._simulated,
        )

    def _answers(
        self,
        said: Iterable[tuple[UUID, int, int, int, Phase]],
        kept: Numbers,
        *,
        session_id: UUID,
    ) -> Iterator[Answer]:
        columns = zip(
            kept.tolist(),
            self._of(self._answered_us, kept),
            self._of(self._response_ns, kept),
            strict=True,
        )
        pairs = zip(said, columns, strict=True)
        for position, ((id, index, label, number, phase), column) in enumerate(pairs):
            row, answered_us, response_ns = column
            reason, note = self._words.get(row, _NO_WORDS)
            answered_at = shown_at = EPOCH
            # Most files tell no times, and to reckon with them takes longest here.
            if answered_us:
                answered_at = EPOCH + answered_us * _MICROSECOND
                shown_at = max(EPOCH, answered_at - timedelta(microseconds=response_ns // 1000))
            yield Answer(
                id=id,
                session_id=session_id,
                position=position,
                image_index=index,
                label=label,
                chosen=number,
                onset_ns=0,
                response_ns=response_ns,
                shown_at=shown_at,
                answered_at=answered_at,
                device=KEY,
                key="",
                phase=phase,
                reason=reason,
                note=note,
            )

    @staticmethod
    def _of(column: "array[int]", rows: Numbers) -> list[int]:
        found: list[int] = np.asarray(column)[rows].tolist()
        return found


def _numbers(column: "array[int]") -> Numbers:
    return np.asarray(column).astype(np.int64)


def _first(keys: Numbers) -> Numbers:
    """Return for each of the keys the row in which it comes first."""
    _, first, inverse = np.unique(keys, return_index=True, return_inverse=True)
    found: Numbers = first[inverse]
    return found
