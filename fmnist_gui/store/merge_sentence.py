"""What is said in one line when sessions were taken in."""

from collections.abc import Collection, Sequence

from fmnist_gui.core.dataset.dataset import Split
from fmnist_gui.core.session.name import in_line
from fmnist_gui.core.session.record import History
from fmnist_gui.store.merge import Merged

FINGERPRINT_LENGTH = 8


def merge_sentence(merged: Merged, histories: Sequence[History]) -> str:
    """Return what was added of these sessions, and what was not."""
    names = {history.record.annotator.name for history in histories}
    whose = f" of {in_line(next(iter(names)))}" if len(names) == 1 else ""
    new, grown, refused = len(merged.sessions), len(merged.grown), len(merged.refused)
    known = len({history.record.id for history in histories}) - new - grown - refused
    parts = []
    if new:
        parts.append(f"added {_counted(new, 'session')}{whose}")
    if grown:
        parts.append(f"{_counted(grown, 'session')}{'' if new else whose} went on")
    if new or grown:
        parts[-1] += f", {_counted(merged.answers, 'new answer')}"
    if known:
        whose = "" if parts else whose
        parts.append(f"{_counted(known, 'session')}{whose} {_be(known)} here already")
    if refused:
        parts.append(f"{_counted(refused, 'session')} {_be(refused)} here with another content")
    if merged.conflicts:
        parts.append(
            f"{_counted(merged.conflicts, 'entry', 'entries')} left out, since what is here stays"
        )
    told = "; ".join(parts)
    return f"{told[:1].upper()}{told[1:]}."


def elsewhere_sentence(histories: Sequence[History], splits: Collection[Split]) -> str:
    """Return that images of these sessions belong to other data than is open; empty if none do.

    `splits` are those that are open.
    """
    here = {split.fingerprint for split in splits}
    strange = [h.record.deck for h in histories if h.record.deck.fingerprint not in here]
    if not strange:
        return ""
    deck = strange[0]
    own = next((split for split in splits if split.name == deck.split), None)
    found = f"no {deck.split} images are open here"
    if own is not None:
        found = f"open here is {own.fingerprint[:FINGERPRINT_LENGTH]}"
    which = "Its" if len(histories) == 1 else f"The images of {len(strange)}"
    images = "images belong" if len(histories) == 1 else "belong"
    return (
        f"{which} {images} to other data: fingerprint {deck.fingerprint[:FINGERPRINT_LENGTH]}, "
        f"{found}."
    )


def _counted(count: int, noun: str, many: str = "") -> str:
    return f"1 {noun}" if count == 1 else f"{count:,} {many or noun + 's'}"


def _be(count: int) -> str:
    return "is" if count == 1 else "are"
