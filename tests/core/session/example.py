"""Sittings with a known outcome, for the tests of whatever is derived from them."""

from collections.abc import Collection, Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import numpy as np

from fmnist_gui.core.dataset.dataset import FASHION_CLASSES
from fmnist_gui.core.session.deck import Deck
from fmnist_gui.core.session.record import Annotator, History, Presentation, SessionRecord
from fmnist_gui.core.session.session import Choice, Session

START = datetime(2025, 3, 1, 9, 30, tzinfo=UTC)
HARD = {0: 6, 2: 4, 3: 0, 4: 2, 5: 7, 6: 0, 7: 5, 8: 6, 9: 7, 1: 3}
"""What each class is taken for when it is missed."""


class Sitting:
    """A session that is played by hand, with a clock that moves only when told."""

    def __init__(
        self,
        labels: Sequence[int],
        *,
        protocol: str = "standard-100",
        identity: str | None = "fashion-mnist",
        split: str = "test",
        name: str = "Me",
        class_names: tuple[str, ...] = FASHION_CLASSES,
        is_simulated: bool = False,
        started_at: datetime = START,
        fingerprint: str = "f" * 64,
        seen: Collection[int] = (),
        first: int = 0,
        deck: Deck | None = None,
        presentation: Presentation | None = None,
    ) -> None:
        """Begin a session over images with these `labels`, from the `first` image on.

        A `deck` takes the place of that one; `labels` are then those of its split.
        """
        indices = tuple(range(first, first + len(labels)))
        deck = deck or Deck(protocol, split, fingerprint, 7, indices, "2.0.0")
        record = SessionRecord(
            id=uuid4(),
            annotator=Annotator(UUID(int=len(name)), name),
            deck=deck,
            protocol=protocol,
            class_names=class_names,
            data_identity=identity,
            started_at=started_at,
            app_version="0.1",
            is_simulated=is_simulated,
            presentation=presentation or Presentation(),
        )
        of_split = np.array([*[0] * first, *labels], dtype=np.uint8)
        self.session = Session(record, of_split, seen=seen)
        self.entries: list[object] = []
        self.now = started_at
        self._ns = 0

    def answer(self, chosen: int | Choice, response_s: float = 1.0) -> None:
        self.session.shown(self._ns, self.now)
        self._ns += round(response_s * 1e9)
        self.now += timedelta(seconds=response_s)
        self._keep(
            self.session.answer(
                chosen, response_ns=self._ns, answered_at=self.now, device="key", key=""
            )
        )

    def do(self, *verbs: str) -> None:
        """Call verbs of the session that take only the time: "pause", "take_back" ..."""
        for verb in verbs:
            self._keep(getattr(self.session, verb)(self.now))

    def history(self) -> History:
        return History(self.session.record, tuple(self.entries))  # type: ignore[arg-type]

    def _keep(self, entry: object) -> None:
        assert entry is not None
        self.entries.append(entry)


def played(
    right: int,
    answered: int,
    *,
    planned: int | None = None,
    protocol: str | None = None,
    identity: str | None = "fashion-mnist",
    name: str = "Me",
    is_simulated: bool = False,
    started_at: datetime = START,
    seed: int = 0,
    fingerprint: str = "f" * 64,
    seen: Collection[int] = (),
    first: int = 0,
    presentation: Presentation | None = None,
) -> History:
    """Return a session with `right` of `answered` first answers right and plausible times."""
    chance = np.random.default_rng(seed)
    planned = planned or answered
    labels = chance.permutation(np.arange(planned) % 10)
    weight = np.where(np.isin(labels[:answered], (0, 2, 4, 6)), 1.0, 0.18)
    missed: set[int] = set()
    if right < answered:
        share = weight / weight.sum()
        missed.update(chance.choice(answered, answered - right, replace=False, p=share).tolist())
    sitting = Sitting(
        labels.tolist(),
        protocol=protocol or {20: "quick-20", 200: "solo-200"}.get(planned, "standard-100"),
        identity=identity,
        name=name,
        is_simulated=is_simulated,
        started_at=started_at,
        fingerprint=fingerprint,
        seen=seen,
        first=first,
        presentation=presentation,
    )
    for position, label in enumerate(labels[:answered].tolist()):
        slow = 1.5 if position in missed else 1.0
        seconds = slow * float(np.exp(chance.normal(-0.1, 0.35)))
        sitting.answer(HARD[label] if position in missed else label, seconds)
    if answered == planned or protocol == "practice":
        sitting.do("finish")
    return sitting.history()
