"""The frames of a timed presentation: what is on the screen at each, and which came late."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from fmnist_gui.core.session.protocol import Timeline

Show = Literal["fixation", "image", "mask", "nothing"]

USUAL_HZ = 60.0
"""What a screen is taken for that does not say how often it refreshes."""

LATE_INTERVAL_FRAMES = 1.5
LATE_IMAGE_FRAMES = 0.5


@dataclass(frozen=True)
class Painted:
    """A frame that has reached the screen, on the monotonic clock."""

    frame: int
    at_ns: int


@dataclass(frozen=True)
class FramePlan:
    """A timeline in whole frames of a screen: frame 0 is the first of the fixation mark."""

    refresh_hz: float
    fixation: int
    image: int
    mask: int

    @property
    def frame_ns(self) -> float:
        """How long one frame is on the screen, in nanoseconds."""
        return 1e9 / self.refresh_hz

    @property
    def length(self) -> int:
        """The number of frames until the mask is gone."""
        return self.fixation + self.image + self.mask

    def shown_at(self, frame: int) -> Show:
        """Return what is on the screen at `frame`, counted from 0."""
        if frame < self.fixation:
            return "fixation"
        if frame < self.fixation + self.image:
            return "image"
        return "mask" if frame < self.length else "nothing"

    def due_ns(self, painted: Sequence[Painted]) -> float:
        """Return when the frame after those `painted` is due; the first is due at once.

        Time counts from the first frame of what is shown, so that a late frame shortens neither
        the image nor the mask.
        """
        if not painted:
            return 0.0
        begun = self._begun(painted)
        return begun.at_ns + (painted[-1].frame + 1 - begun.frame) * self.frame_ns

    def next_frame(self, painted: Sequence[Painted], now_ns: int) -> int:
        """Return which frame is to be painted now; those missed are left out.

        Nothing is left out altogether: after the last frame of one thing comes the first of the
        next, however late.
        """
        if not painted:
            return 0
        begun = self._begun(painted)
        by_clock = begun.frame + round((now_ns - begun.at_ns) / self.frame_ns)
        following = next(
            (end for end in self._ends() if end > painted[-1].frame), painted[-1].frame + 1
        )
        return min(max(by_clock, painted[-1].frame + 1), following)

    def late_frames(self, painted: Sequence[Painted]) -> int:
        """Return how many of the frames `painted` came late.

        A frame is late that came more than one and a half after the one before. An image that was
        on for more than half a frame too long counts as one late frame, if none in it was.
        """
        limit_ns = LATE_INTERVAL_FRAMES * self.frame_ns
        late = [b for a, b in pairwise(painted) if b.at_ns - a.at_ns > limit_ns]
        begun = next((p for p in painted if self.shown_at(p.frame) == "image"), None)
        ended = next((p for p in painted if begun and p.frame >= self.fixation + self.image), None)
        if begun is None or ended is None:
            return len(late)
        too_long = ended.at_ns - begun.at_ns > (self.image + LATE_IMAGE_FRAMES) * self.frame_ns
        has_late = any(begun.frame < p.frame <= ended.frame for p in late)
        return len(late) + (too_long and not has_late)

    def _begun(self, painted: Sequence[Painted]) -> Painted:
        """Return the first frame of what is on the screen now."""
        show = self.shown_at(painted[-1].frame)
        return next(p for p in painted if self.shown_at(p.frame) == show)

    def _ends(self) -> tuple[int, int, int]:
        return self.fixation, self.fixation + self.image, self.length


def frame_plan(timeline: Timeline, refresh_hz: float) -> FramePlan:
    """Return `timeline` in whole frames of a screen; the image is on for one at least."""
    hz = refresh_hz if refresh_hz > 0 else USUAL_HZ
    fixation, image, mask = (
        round(ms * hz / 1000) for ms in (timeline.fixation_ms, timeline.image_ms, timeline.mask_ms)
    )
    return FramePlan(hz, fixation=fixation, image=max(1, image), mask=mask)
