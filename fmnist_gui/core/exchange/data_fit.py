"""Whether an answer of a file is about the data that is open."""

from collections.abc import Mapping

from fmnist_gui.core.dataset.dataset import Split
from fmnist_gui.core.exchange.collected import CollectedAnswer
from fmnist_gui.core.exchange.flat_row import RowError
from fmnist_gui.core.session.protocol import COLLECTED
from fmnist_gui.core.session.record import CANNOT_TELL


def check_fit(
    answer: CollectedAnswer, splits: Mapping[str, Split] | None, *, classes: int
) -> CollectedAnswer:
    """Return the answer if its image and its classes are there.

    "Cannot tell" stands for a class only where labels are collected.

    `splits` are those of the open data by fingerprint, None for any data. Raises RowError.
    """
    may_be_none = answer.protocol in COLLECTED
    for name in ("label", "chosen", "second_choice"):
        number = getattr(answer, name)
        if number is None or (name == "chosen" and number == CANNOT_TELL and may_be_none):
            continue
        if not 0 <= number < classes:
            raise RowError(f"class {number} as {name}, of {classes}")
    if answer.image_index < 0 or answer.position < 0 or answer.revision < 0:
        raise RowError("a number below 0")
    if splits is None:
        return answer
    split = splits.get(answer.fingerprint)
    if split is None:
        raise RowError(f"data with fingerprint {answer.fingerprint[:16]!r}, which is not open")
    if answer.image_index >= len(split):
        raise RowError(f"index {answer.image_index} of {len(split):,} images of {split.name}")
    if int(split.labels[answer.image_index]) != answer.label:
        raise RowError(f"label {answer.label}, which the file of {split.name} does not have there")
    return answer
