"""Answers of the program's own long table, made into sessions again with all that they say."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime
from operator import attrgetter
from typing import Any
from uuid import UUID, uuid5

from fmnist_gui.core.dataset.dataset import Split
from fmnist_gui.core.errors import DeckError
from fmnist_gui.core.exchange.collected import CollectedAnswer
from fmnist_gui.core.exchange.entry_content import MOST_CONFIDENCE, MOST_COUNT
from fmnist_gui.core.exchange.fields import EARLIEST, LATEST, MOST, is_encodable, is_sha256
from fmnist_gui.core.exchange.flat_row import RowError
from fmnist_gui.core.intake.imported import Frame, imported_deck, imported_history
from fmnist_gui.core.intake.people import People
from fmnist_gui.core.intake.refusal import Refusals
from fmnist_gui.core.session.deck import Deck, Phase
from fmnist_gui.core.session.deck_content import check
from fmnist_gui.core.session.record import Annotator, Answer, Entry, History, Retraction
from fmnist_gui.core.study.study import Study

_MOST = {"onset_ns": MOST, "response_ns": MOST, "block": MOST_COUNT, "late_frames": MOST_COUNT}
_values = attrgetter(*(field.name for field in fields(Answer)), "retracted_at")


@dataclass(frozen=True)
class _Sitting:
    """The rows of one session, in the order of the file, and their lines.

    Of half a million answers as they are only the values stay, or they would fill a gigabyte.
    """

    annotator: Annotator
    values: list[tuple[Any, ...]]
    lines: list[int]

    @property
    def answers(self) -> Iterator[Answer]:
        """The answers, with the session and the position that the file says."""
        return (Answer(*values[:-1]) for values in self.values)

    @property
    def backs(self) -> Iterator[tuple[UUID, datetime]]:
        """Which answers were taken back, and when."""
        return ((values[0], values[-1]) for values in self.values if values[-1] is not None)


class OwnAnswers:
    """Takes the rows of a long table one by one; `splits` are those of the open data by name.

    Each answer keeps its id, times, phase and device. Its session gets an id of its own, since
    the table does not hold what the session's header said.
    """

    def __init__(
        self, splits: Mapping[str, Split], *, refusals: Refusals, study: Study | None = None
    ) -> None:
        self._splits = splits
        self._refusals = refusals
        self._study = study
        self._people: dict[UUID, Annotator] = {}
        self._names = People()
        self._lines: dict[UUID, int] = {}
        self._words: dict[str, str] = {}
        self._sittings: dict[tuple[UUID, UUID, str, bool], _Sitting] = {}
        self._decks: dict[tuple[UUID, UUID, str, bool], Deck] = {}

    def __len__(self) -> int:
        """Return how many answers were kept, once all have come."""
        return sum(len(self._sittings[key].lines) for key in self._decks)

    @property
    def people(self) -> int:
        """How many people gave them."""
        return len({self._sittings[key].annotator.id for key in self._decks})

    def add(self, line: int, row: CollectedAnswer) -> None:
        """Take a row, or count it among those refused."""
        try:
            annotator = self._annotator(row)
            self._check(row)
        except RowError as error:
            self._refusals.add(line, str(error))
            return
        first = self._lines.setdefault(row.id, line)
        if first != line:
            self._refusals.add(line, f"the same again as in {self._refusals.unit} {first:,}")
            return
        key = (row.session_id, annotator.id, row.deck_split, row.is_simulated)
        sitting = self._sittings.setdefault(key, _Sitting(annotator, [], []))
        once = self._words.setdefault
        sitting.values.append(tuple(once(v, v) if type(v) is str else v for v in _values(row)))
        sitting.lines.append(line)

    def close(self) -> None:
        """Refuse the rows of what could never have been one session."""
        self._lines.clear()
        self._words.clear()
        for key, sitting in self._sittings.items():
            try:
                deck = self._deck(sitting.answers, key[2])
                check(deck)
            except DeckError as error:
                reason = f"its session has {error.found} in place of {error.expected}"
                for line in sitting.lines:
                    self._refusals.add(line, reason)
            else:
                self._decks[key] = deck

    def histories(self, frame: Frame) -> Iterator[History]:
        """Make the sessions, one after the other."""
        for key, deck in self._decks.items():
            sitting = self._sittings[key]
            session_id = uuid5(key[0], f"{deck.sha256}/{sitting.annotator.id}")
            yield imported_history(
                frame,
                sitting.annotator,
                deck,
                session_id=session_id,
                entries=_entries(sitting, session_id),
                is_simulated=key[3],
            )

    def _annotator(self, row: CollectedAnswer) -> Annotator:
        name = self._names.annotators[self._names.number(row.annotator)].name
        return self._people.setdefault(row.annotator_id, Annotator(row.annotator_id, name))

    def _check(self, row: CollectedAnswer) -> None:
        split = self._splits.get(row.deck_split)
        if split is None:
            raise RowError(f"no split {row.deck_split[:20]!r} in this data")
        image = self._splits.get(row.image_split)
        if image is None or image.fingerprint != row.fingerprint:
            raise RowError(f"a fingerprint that is not that of {row.image_split[:20]!r}")
        if row.image_split != row.deck_split and row.phase != "attention":
            raise RowError(f"an image of {row.image_split[:20]!r} that is no attention check")

        _check_values(row)

    def _deck(self, answers: Iterable[Answer], name: str) -> Deck:
        split = self._splits[name]
        shown: dict[int, tuple[int, Phase]] = {}
        other = ""
        for row in answers:
            # Practice is what was said of an image that was asked about as any other.
            phase: Phase = "main" if row.phase == "practice" else row.phase
            if shown.setdefault(row.position, (row.image_index, phase)) != (row.image_index, phase):
                raise DeckError(
                    "",
                    expected="one image",
                    found=f"two images at position {row.position}",
                    remedy="",
                )
            if row.split not in ("", name):
                other = row.split
        places = [shown[position] for position in sorted(shown)]
        return imported_deck(
            split.name,
            split.fingerprint,
            indices=[index for index, _ in places],
            phases=[phase for _, phase in places],
            study=self._study,
            attention=(other, self._splits[other].fingerprint) if other else ("", ""),
        )


def _entries(sitting: _Sitting, session_id: UUID) -> list[Entry]:
    """Return the answers in the order of the file, and each taken back when it was."""
    positions = sorted({answer.position for answer in sitting.answers})
    places = {position: n for n, position in enumerate(positions)}
    backs = [
        Retraction(uuid5(id, "taken back"), session_id, id, retracted_at)
        for id, retracted_at in sitting.backs
    ]
    backs.sort(key=lambda back: back.retracted_at, reverse=True)
    found: list[Entry] = []
    given: set[UUID] = set()
    for answer in sitting.answers:
        at = answer.answered_at
        while backs and backs[-1].retracted_at <= at and backs[-1].answer_id in given:
            found.append(backs.pop())
        found.append(replace(answer, session_id=session_id, position=places[answer.position]))
        given.add(answer.id)
    return [*found, *reversed(backs)]


def _check_values(row: CollectedAnswer) -> None:
    """Refuse what no session of this program could say, and no database hold."""
    for name, most in _MOST.items():
        if not 0 <= getattr(row, name) <= most:
            raise RowError(f"{getattr(row, name)} as {name}")
    if row.response_ns < row.onset_ns:
        raise RowError(f"{row.response_ns} as response_ns, before onset_ns")
    for name in ("shown_at", "answered_at", "retracted_at"):
        at = getattr(row, name)
        if at is not None and not EARLIEST <= at < LATEST:
            raise RowError(f"{at.isoformat()} as {name}")
    if row.confidence is not None and not 0 <= row.confidence <= MOST_CONFIDENCE:
        raise RowError(f"{row.confidence} as confidence")
    for name in ("key", "reason", "note"):
        if not is_encodable(getattr(row, name)):
            raise RowError(f"half a letter in {name}")
    if row.image_sha256 and not is_sha256(row.image_sha256):
        raise RowError(f"{row.image_sha256[:40]!r} as image_sha256")
