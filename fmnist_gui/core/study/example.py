"""The pictures that a study's instructions show of each class."""

from collections.abc import Mapping

from fmnist_gui.core.dataset.dataset import Images, Split
from fmnist_gui.core.study.study import Study


def example_images(study: Study, splits: Mapping[str, Split]) -> tuple[Images, ...]:
    """Return the examples of each class by its number, shape (k, rows, columns); empty for none.

    `splits` are those of the open data, by name. Images that are not there are left out.
    """
    split = splits.get(study.examples_split)
    if split is None or not any(study.examples):
        return ()
    return tuple(
        split.images[[index for index in indices if index < len(split)]]
        for indices in study.examples
    )
