"""What is said of a file of labels: how many were kept, how many refused, and how it was read."""

from fmnist_gui.core.intake.label_file import LabelFile


def intake_sentence(file: LabelFile, *, kept: int, already_there: int) -> str:
    """Return the sentences about a file of which so many labels were stored."""
    told = [f"Kept {kept:,} of {_counted(file.rows, 'label')} by {_people(file.people)}."]
    if already_there:
        told.append(f"{already_there:,} {_were(already_there)} here already.")
    return " ".join([*told, *_more(file)])


def plan_sentence(file: LabelFile) -> str:
    """Return the sentences about a file of which nothing is stored yet."""
    told = f"{file.kept:,} of {_counted(file.rows, 'label')} by {_people(file.people)} can be kept."
    return " ".join([told, *_more(file)])


def _more(file: LabelFile) -> list[str]:
    told = []
    if file.repeats:
        told.append(
            f"{file.repeats:,} {'is' if file.repeats == 1 else 'are'} a person's second label of "
            "an image, which tells how consistent they are and is no vote."
        )
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
