"""What part of the mosaic is seen: plain arithmetic, without Qt and numpy."""

from dataclasses import dataclass, replace

MARGIN_PX = 12
"""Air around the mosaic when all of it is fitted in."""

HEADING_SHARE = 0.25
"""Headings beside the rows take at most this share of the width."""

LARGEST_SCALE = 64.0
"""Pixels of the screen for one of the image at the highest zoom."""

LARGEST_FIT = 8.0
"""A few images are not blown up further than this to fill the canvas."""

SNAP_LOSS = 0.08
"""Fit gives up this much of its size for pixels that are all equally large."""


@dataclass(frozen=True)
class Room:
    """The widget and what it shows.

    ``width`` and ``height`` are the widget's in logical pixels, ``content_width`` and
    ``content_height`` the mosaic's in image pixels, ``heading_px`` is what headings at the left
    would like to have.
    """

    width: float
    height: float
    content_width: float
    content_height: float
    heading_px: float = 0.0
    device_pixel_ratio: float = 1.0

    @property
    def granted_heading_px(self) -> float:
        """What the headings get."""
        return min(self.heading_px, HEADING_SHARE * self.width)


@dataclass(frozen=True)
class View:
    """A magnification and a place.

    ``scale`` is logical pixels per image pixel; ``left`` and ``top`` say which point of the
    mosaic, in image pixels, lies in the top left corner of the widget.
    """

    scale: float
    left: float
    top: float

    def at(self, x_px: float, y_px: float) -> tuple[float, float]:
        """Return the point of the mosaic under a point of the widget."""
        return self.left + x_px / self.scale, self.top + y_px / self.scale

    def on_screen(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point of the mosaic lies in the widget."""
        return (x - self.left) * self.scale, (y - self.top) * self.scale

    def zoomed(self, scale: float, *, x_px: float, y_px: float) -> "View":
        """Return the view at `scale` with the same point under (x_px, y_px)."""
        x, y = self.at(x_px, y_px)
        return View(scale, x - x_px / scale, y - y_px / scale)

    def moved(self, dx_px: float, dy_px: float) -> "View":
        """Return the view after the mosaic was dragged by (dx_px, dy_px)."""
        return replace(self, left=self.left - dx_px / self.scale, top=self.top - dy_px / self.scale)


def fitted(room: Room) -> View:
    """Return the view that shows all of the mosaic, headings included, in the middle."""
    heading = room.granted_heading_px
    wide = max(1.0, room.width - heading - 2 * MARGIN_PX) / max(1.0, room.content_width)
    high = max(1.0, room.height - 2 * MARGIN_PX) / max(1.0, room.content_height)
    scale = _snapped(min(wide, high, LARGEST_FIT), room.device_pixel_ratio)
    left_px = heading + (room.width - heading - room.content_width * scale) / 2
    top_px = (room.height - room.content_height * scale) / 2
    return View(scale, -_whole(left_px, room) / scale, -_whole(top_px, room) / scale)


def scales(room: Room) -> tuple[float, float]:
    """Return the lowest and the highest zoom.

    One physical pixel for each of an image is always between them.
    """
    return min(fitted(room).scale / 2, 1 / room.device_pixel_ratio), LARGEST_SCALE


def even(scale: float, *, least: float, device_pixel_ratio: float) -> float:
    """Return `scale` with all pixels equally large, if it is at least `least`.

    Grey values are written into squares of whole physical pixels.
    """
    if scale < least:
        return scale
    return max(round(scale * device_pixel_ratio), 1) / device_pixel_ratio


def limited(view: View, room: Room) -> View:
    """Return `view` with its scale in bounds and the middle of the widget on the mosaic."""
    least, most = scales(room)
    scale = min(max(view.scale, least), most)
    if scale != view.scale:
        view = view.zoomed(scale, x_px=room.width / 2, y_px=room.height / 2)
    half_width, half_height = room.width / 2 / scale, room.height / 2 / scale
    middle_x = min(max(view.left + half_width, 0.0), room.content_width)
    middle_y = min(max(view.top + half_height, 0.0), room.content_height)
    return View(scale, middle_x - half_width, middle_y - half_height)


def _snapped(scale: float, device_pixel_ratio: float) -> float:
    """Round a magnification down to whole physical pixels where little is lost by it."""
    physical = scale * device_pixel_ratio
    whole = int(physical)
    if whole >= 1 and whole >= (1 - SNAP_LOSS) * physical:
        return whole / device_pixel_ratio
    return scale


def _whole(place_px: float, room: Room) -> float:
    return round(place_px * room.device_pixel_ratio) / room.device_pixel_ratio
