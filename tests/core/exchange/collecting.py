"""Collected answers of a few people, some with every trouble that a table can have."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import count
from uuid import uuid4

from fmnist_gui.core.exchange.collected import Collected, collected_of
from fmnist_gui.core.session.protocol import Protocol
from fmnist_gui.core.session.record import Annotator, Answer, History
from tests.store.sample import NOW, answer, deck, event, record, retraction

CLASSES = 10
STUDY = "ef" * 32
_begun = count()


def history(
    name: str,
    chosen: Sequence[int],
    *,
    indices: Sequence[int] = (5, 3, 8),
    taken_back: Sequence[int] = (),
    is_simulated: bool = False,
    begun: int | None = None,
) -> History:
    """Return a finished session in which the images got these classes.

    It is the one `begun` so late, from 0, or else after those before.
    """
    later = timedelta(seconds=4 * (next(_begun) if begun is None else begun))
    header = replace(
        record(Annotator(uuid4(), name), deck(indices)),
        is_simulated=is_simulated,
        started_at=NOW + later,
    )
    given = [answer(header, position, number) for position, number in enumerate(chosen)]
    entries = [
        replace(one, shown_at=one.shown_at + later, answered_at=one.answered_at + later)
        for one in given
    ]
    backs = [retraction(entries[position]) for position in taken_back]
    return History(header, (*entries, *backs, event(header, "finished", len(chosen))))


def study_history(name: str, chosen: Sequence[int], *, begun: int | None = None) -> History:
    """Return a sitting of the study with the hash :data:`STUDY`."""
    rules = Protocol("study", "Shirts", "Labels.", "test", 3, is_scored=False, study=STUDY)
    whole = history(name, chosen, begun=begun)
    drawn = replace(whole.record.deck, preset="study", rules=rules)
    return History(replace(whole.record, protocol="study", deck=drawn), whole.entries)


def collected() -> Collected:
    """Return answers of Anna, of one whose name is a formula, and of a simulated person."""
    troubled = history('=HYPERLINK("x");\n', (2, 3, 4), taken_back=(1,), begun=1)
    entries = tuple(
        replace(e, key="'=", confidence=3, second_choice=0, late_frames=2, was_seen=True)
        if isinstance(e, Answer)
        else e
        for e in troubled.entries
    )
    return collected_of(
        [
            history("Anna", (1, 1, 9), begun=0),
            replace(troubled, entries=entries),
            history("Robot", (0, 0, 0), is_simulated=True, begun=2),
        ]
    )
