"""What was concluded about an image, in a few words beside its picture."""

from collections.abc import Sequence

from fmnist_gui.core.review.decision import Decision, DecisionKind
from fmnist_gui.core.review.patch import PatchRow

CLASSES_MOST = 256
ARROW = "→"

TITLES: dict[DecisionKind, str] = {
    "relabel": "Another class",
    "ambiguous": "Ambiguous",
    "bad": "Bad image",
    "duplicate": "Duplicate",
    "keep": "Label kept",
    "unsure": "Nobody is sure",
    "skip": "Put off",
}
"""The kinds as headings, in the order in which they are told: first what changes something."""


def outcome_words(decision: Decision, label: int, class_names: Sequence[str]) -> str:
    """Return what becomes of `label`: "→ Coat", "also Dress", "bad image", "as train 7", "kept"."""
    original = decision.original
    return _told(
        decision.kind,
        label,
        new=decision.to_class,
        classes=decision.classes,
        place="" if original is None else f"{original.split} {original.index}",
        class_names=class_names,
    )


def row_words(row: PatchRow, class_names: Sequence[str]) -> str:
    """Return the same of a row of a patch; classes that have no name are told by number."""
    return _told(
        row.decision,
        row.old,
        new=row.new,
        classes=row.classes,
        place="" if row.original is None else "{} {}".format(*row.original),
        class_names=_named(class_names),
    )


def label_name(row: PatchRow, class_names: Sequence[str]) -> str:
    """Return what the label of the row's image is called in the file."""
    return _named(class_names)[row.old]


def _named(class_names: Sequence[str]) -> list[str]:
    """Return a name for every class there can be."""
    unnamed = range(len(class_names), CLASSES_MOST)
    return [*class_names, *(f"class {number}" for number in unnamed)]


def _told(
    kind: DecisionKind,
    label: int,
    *,
    new: int | None,
    classes: tuple[int, ...],
    place: str,
    class_names: Sequence[str],
) -> str:
    if kind == "relabel" and new is not None:
        return f"{ARROW} {class_names[new]}"
    if kind == "duplicate" and place:
        return f"as {place}"
    if kind == "keep":
        return "kept"
    others = ", ".join(class_names[number] for number in classes if number != label)
    if kind == "ambiguous" and others:
        # Without the label's own class the set says that the label is wrong.
        return f"{'also' if label in classes else 'rather'} {others}"
    return TITLES[kind].lower()
