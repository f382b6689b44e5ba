"""By which keys a person wants to answer, and how that is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal, cast, get_args
from uuid import UUID

import numpy as np

from fmnist_gui.core.session.key_map import digit_keys, left_hand_keys
from fmnist_gui.core.session.record import Equipment

KeyKind = Literal["digits", "left hand", "own"]


@dataclass(frozen=True)
class KeyChoice:
    """``own`` holds the key of each class by number; it is used with the kind "own" alone.

    ``is_shuffled`` means that the buttons stand in an order of this person's own.
    """

    kind: KeyKind = "digits"
    own: tuple[str, ...] = ()
    is_shuffled: bool = False

    def content(self) -> dict[str, Any]:
        """Return the choice fit for JSON; :func:`choice_of` reads it."""
        return {**asdict(self), "own": list(self.own)}

    def keys(self, order: Sequence[int], class_count: int) -> tuple[str, ...]:
        """Return the key of each class whose buttons stand in this `order`.

        Own keys for another number of classes are no use, and digits take their place.
        """
        if self.kind == "left hand":
            return left_hand_keys(order, class_count)
        if self.kind == "own" and len(self.own) == class_count:
            return self.own
        return digit_keys(class_count)

    def equipment(self, annotator_id: UUID, class_count: int) -> Equipment:
        """Return what this person answers with; the usual is left unsaid."""
        order = shuffled(annotator_id, class_count) if self.is_shuffled else ()
        keys = self.keys(order or range(class_count), class_count)
        return Equipment(keys=() if keys == digit_keys(class_count) else keys, button_order=order)


def choice_of(content: object) -> KeyChoice:
    """Return what :meth:`KeyChoice.content` wrote; the usual for anything else."""
    if not isinstance(content, Mapping):
        return KeyChoice()
    own, kind = content.get("own", []), content.get("kind")
    is_keys = isinstance(own, list) and all(isinstance(key, str) and len(key) < 2 for key in own)
    if kind not in get_args(KeyKind) or not is_keys:
        return KeyChoice()
    return KeyChoice(cast(KeyKind, kind), tuple(own), content.get("is_shuffled") is True)


def shuffled(annotator_id: UUID, class_count: int) -> tuple[int, ...]:
    """Return the classes in the order of this person's buttons, the same every time."""
    order = np.random.default_rng(annotator_id.int).permutation(class_count)
    return tuple(order.tolist())
