"""How large an image is shown on this screen and in this window."""

from PySide6.QtWidgets import QWidget

from fmnist_gui.core.dataset.dataset import Dataset, Split
from fmnist_gui.core.session.protocol import Protocol
from fmnist_gui.core.session.record import Presentation
from fmnist_gui.core.session.stimulus import fitted_size
from fmnist_gui.ui.play.asked import Look
from fmnist_gui.ui.play.sitting_view import chrome_px


def presentation_in(
    page: QWidget, protocol: Protocol, *, dataset: Dataset, split: Split, look: Look
) -> Presentation:
    """Return how the images of `split` are shown on `page`.

    An image that is to be larger than there is room for is the largest whole multiple that fits.
    """
    is_matrix = protocol.grid is not None
    return Presentation(
        size_px=_side_px(page, protocol, dataset=dataset, split=split, multiple=look.multiple),
        # Nothing is magnified in a matrix.
        smoothing="nearest" if is_matrix else look.smoothing,
        polarity=look.polarity,
        refresh_hz=page.screen().refreshRate(),
        pixel_ratio=page.devicePixelRatioF(),
    )


def look_of(size_px: int, split: Split) -> Look:
    """Return the look in which images of `split` are as large as they were for somebody else."""
    return Look(multiple=size_px // max(split.images.shape[1:]))


def _side_px(
    page: QWidget, protocol: Protocol, *, dataset: Dataset, split: Split, multiple: int
) -> int:
    rows, columns = split.images.shape[1:]
    if protocol.grid is not None:
        return int(max(rows, columns))
    room = page.height() - chrome_px(protocol, len(dataset.class_names))
    wanted = multiple * max(rows, columns) if multiple else Presentation().size_px
    side = min(wanted, int(room * page.devicePixelRatioF()))
    return max(fitted_size(rows, columns, side=max(side, 1)))
