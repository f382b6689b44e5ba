"""A person beside a model on the very same images: the paired table and four groups of images."""

from pathlib import Path

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from fmnist_gui.core.chart.scene import Table
from fmnist_gui.core.session.against_model import ModelResult
from fmnist_gui.core.session.crowd import CrowdResult
from fmnist_gui.core.stats.percent import percent, percent_range
from fmnist_gui.core.stats.sentence import within
from fmnist_gui.ui.results.album import Album
from fmnist_gui.ui.results.image_group import SHUT, ImageGroup
from fmnist_gui.ui.results.label import words
from fmnist_gui.ui.results.shown_image import Teller, told
from fmnist_gui.ui.results.table_view import TableView

ROWS = 1


class ModelCard(QFrame):
    """Shows how the two agree; `source` names the predictions.

    `crowd` says in the tips what people said of the same images.
    """

    def __init__(
        self,
        result: ModelResult,
        album: Album,
        icons_folder: Path,
        parent: QWidget | None = None,
        *,
        source: str,
        crowd: CrowdResult | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(12)
        column.addWidget(words(f"The model  ·  {source}", "small"))
        first, *rest = result.headline
        column.addWidget(words(first, "section"))
        if rest:
            column.addWidget(words(" ".join(rest), "plain"))
        self.groups: tuple[ImageGroup, ...] = ()
        if not result.n:
            return
        self.table = TableView(paired_table(result))
        column.addWidget(self.table)
        if result.notes:
            column.addWidget(words(" ".join(result.notes), "small"))
        images = crowd.images if crowd is not None else ()
        teller = Teller(album.name, album.class_names, result.who, images)
        found = (
            ("Both right", result.both_right),
            (f"Only {within(result.who)} right", result.only_person),
            ("Only the model right", result.only_model),
            ("Both wrong", result.both_wrong),
        )
        self.groups = tuple(
            ImageGroup(
                title,
                told(own, teller.of_model),
                album,
                icons_folder,
                most_rows=ROWS,
            )
            for title, own in found
        )
        for group in self.groups:
            column.addWidget(group)
        column.addWidget(words("Below each image: the answer, then the model's.", "small"))
        if album.keeps_shut:
            column.addWidget(words(SHUT, "small"))


def paired_table(result: ModelResult) -> Table:
    """Return how often both, one or none of the two were right, with each one's interval."""
    counts, n = result.table, result.n
    rows = (
        (f"{result.who}: right", counts.both, counts.first_only, result.person_right),
        (f"{result.who}: wrong", counts.second_only, counts.neither, n - result.person_right),
        ("Together", result.model_right, n - result.model_right, n),
    )
    shares = (
        f"{percent(result.person_right / n)}, {percent_range(result.person_wilson)}",
        "",
        f"{percent(result.model_right / n)}, {percent_range(result.model_wilson)}",
    )
    return Table(
        ("", "Model right", "Model wrong", "Together", "Right, 95 % interval"),
        tuple(
            (name, *(f"{count:,}" for count in own), share)
            for (name, *own), share in zip(rows, shares, strict=True)
        ),
        (1, 2, 3, 4),
    )
