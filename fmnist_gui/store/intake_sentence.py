"""What is said in one line when databases and sessions were taken in."""

from collections.abc import Iterator

from fmnist_gui.core.session.name import in_line
from fmnist_gui.store.double_answer import DoubleAnswer
from fmnist_gui.store.intake import Gift, Intake
from fmnist_gui.store.merge_sentence import merge_sentence

NAMED = 3
"""Images that were answered at two places are named one by one, as many as fit in a line."""


def intake_sentence(intake: Intake, gift: Gift) -> str:
    """Return what was added of all this, what was not, and who answered what at two places.

    What happened to studies is told in sentences of its own.
    """
    if gift.databases:
        told = "; ".join(_parts(intake))
        told = f"{told[:1].upper()}{told[1:]}"
    else:
        told = merge_sentence(intake.sessions, gift.histories).removesuffix(".")
    whole = f"{'; '.join([told, *_doubles(intake.doubles)])}."
    return " ".join([whole, *(notice.sentence for notice in intake.notices)])


def double_words(double: DoubleAnswer) -> str:
    """Return who answered which image how often, and what, where that may be told."""
    count = len(double.sessions)
    often = "twice" if count == 2 else f"{count} times"
    said = f": {', '.join(double.classes)}" if double.classes else ""
    return f"{in_line(double.name)} answered {double.image} {often}{said}"


def _parts(intake: Intake) -> Iterator[str]:
    sessions, records = intake.sessions, intake.taken.records.added
    new = []
    if sessions.sessions:
        new.append(_counted(len(sessions.sessions), "session"))
    if sessions.answers:
        new.append(_counted(sessions.answers, "new answer"))
    if records:
        new.append(_counted(records, "other record"))
    if new:
        yield f"added {', '.join(new)}"
    if sessions.grown:
        yield f"{_counted(len(sessions.grown), 'session')} went on"
    if intake.already_there and not intake.added:
        yield f"nothing is new, {_were(intake.already_there)} here"
    elif intake.already_there:
        yield f"{_were(intake.already_there)} here already"
    if intake.left_out:
        left_out = _counted(intake.left_out, "entry", "entries")
        yield f"{left_out} left out, since what is here stays"
    if not intake.added + intake.already_there + intake.left_out:
        yield "there was nothing to add"


def _doubles(doubles: tuple[DoubleAnswer, ...]) -> Iterator[str]:
    yield from map(double_words, doubles[:NAMED])
    more = len(doubles) - NAMED
    if more > 0:
        yield f"so {'was' if more == 1 else 'were'} {_counted(more, 'more image')}"
    if doubles:
        yield "all answers are kept"


def _were(entries: int) -> str:
    return f"{_counted(entries, 'entry', 'entries')} {'was' if entries == 1 else 'were'}"


def _counted(count: int, noun: str, many: str = "") -> str:
    return f"1 {noun}" if count == 1 else f"{count:,} {many or noun + 's'}"
