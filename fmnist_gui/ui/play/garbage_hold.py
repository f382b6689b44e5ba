"""Keeps what the program holds out of the search for garbage while somebody answers."""

import gc


class GarbageHold:
    """One hold for each sitting; the last one that is released lets everything be searched again.

    Looking through all that the program holds takes as long as an answer does. What is there
    when a hold is taken stays out of it, in all of the process.
    """

    _holding = 0

    def __init__(self) -> None:
        self._is_held = False

    def take(self) -> None:
        """Leave alone what there is by now."""
        if not self._is_held:
            self._is_held = True
            GarbageHold._holding += 1
        gc.freeze()

    def release(self) -> None:
        """Let go, once however often this is called."""
        if not self._is_held:
            return
        self._is_held = False
        GarbageHold._holding -= 1
        if not GarbageHold._holding:
            gc.unfreeze()
