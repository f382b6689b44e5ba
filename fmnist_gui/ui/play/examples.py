"""Which images of each class stand beside practice."""

from collections.abc import Sequence

from fmnist_gui.core.dataset.dataset import Dataset, Images
from fmnist_gui.core.session.example import class_examples
from fmnist_gui.core.session.record import SessionRecord
from fmnist_gui.ui.workspace import Workspace

PER_CLASS, CLASSES_MAX = 3, 12


def examples_for(
    record: SessionRecord, dataset: Dataset, workspace: Workspace
) -> Sequence[Images] | None:
    """Return images of each class, by number, none of those still to come; None for none.

    They are of the train split only, and it is written down that their labels were shown.
    """
    train, count = dataset.splits.get("train"), len(dataset.class_names)
    rules = record.rules
    # What a study shows of its classes is its own affair.
    has_none = rules is None or rules.is_scored or rules.is_collecting
    if has_none or train is None or count > CLASSES_MAX:
        return None
    to_come = record.deck.indices if record.deck.split == train.name else ()
    shown = class_examples(train, class_count=count, per_class=PER_CLASS, without=to_come)
    workspace.expose(train, [i for of_class in shown for i in of_class], source="examples")
    return [train.images[list(of_class)] for of_class in shown]
