"""What is said of a file of labels: how many were kept, how many refused, and how it was read."""

from collections.abc import Sequence

from fmnist_gui.core.enumeration import listed
from fmnist_gui.core.intake.label_file import LabelFile
from fmnist_gui.core.intake.labelled import no_labels
from fmnist_gui.core.session.name import in_line

SHOWN_NAMES = 3


def intake_sentence(
    file: LabelFile,
    *,
    kept: int,
    already_there: int,
    namesakes: Sequence[str] = (),
    more: Sequence[str] = (),
) -> str:
    """Return the sentences about a file of which so many labels were stored.

    `namesakes` are names in it that others bear who were here before; `more` are sentences about
    what became of it.
    """
    told = [f"Kept {kept:,} of {_counted(file.labels, 'label')} by {_people(file.people)}."]
    if already_there:
        told.append(f"{already_there:,} {_were(already_there)} here already.")
    if namesakes:
        names = [in_line(name) for name in namesakes[:SHOWN_NAMES]]
        others = len(namesakes) - len(names)
        words = listed([*names, _counted(others, "other name")] if others else names)
        verb = "is" if len(namesakes) == 1 else "are"
        told.append(f"{words} {verb} here twice now: who was here before counts as somebody else.")
    return " ".join([*told, *more, *_more(file)])


def plan_sentence(file: LabelFile) -> str:
    """Return the sentences about a file of which nothing is stored yet."""
    told = (
        f"{file.kept:,} of {_counted(file.labels, 'label')} by {_people(file.people)} can be kept."
    )
    return " ".join([told, *_more(file)])


def _more(file: LabelFile) -> list[str]:
    told = []
    if file.repeats:
        told.append(
            f"{file.repeats:,} {'is' if file.repeats == 1 else 'are'} a person's second label of "
            "an image, which tells how consistent they are and is no vote."
        )
    if file.left_out:
        verb = "is no label" if sum(file.left_out.values()) == 1 else "are no labels"
        told.append(f"Left out: {no_labels(file.left_out)}, which {verb}.")
    if file.told:
        told.append(file.told)
    if file.refusals.count:
        told.append(f"Refused {_counted(file.refusals.count, 'row')}:")
    return told


def _counted(count: int, noun: str) -> str:
    return f"1 {noun}" if count == 1 else f"{count:,} {noun}s"


def _people(count: int) -> str:
    return "1 person" if count == 1 else f"{count:,} people"


def _were(count: int) -> str:
    return "was" if count == 1 else "were"
