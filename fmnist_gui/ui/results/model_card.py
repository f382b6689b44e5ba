"""A person beside a model on the very same images: the paired table and four groups of images."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from fmnist_gui.core.chart.scene import Table
from fmnist_gui.core.session.against_model import ModelResult
from fmnist_gui.core.session.crowd import CrowdResult
from fmnist_gui.core.stats.percent import percent, percent_range
from fmnist_gui.core.stats.sentence import within
from fmnist_gui.ui.chart.table_view import TableView
from fmnist_gui.ui.results.album import Album
from fmnist_gui.ui.results.opinion_card import OpinionCard
from fmnist_gui.ui.results.shown_image import Teller, told

ROWS = 1


class ModelCard(OpinionCard):
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
        super().__init__(f"The model  ·  {source}", result.headline, album, icons_folder, parent)
        if not result.n:
            return
        self.table = TableView(paired_table(result))
        self.add(self.table)
        self.say(" ".join(result.notes), "small")
        images = crowd.images if crowd is not None else ()
        teller = Teller(album.name, album.class_names, result.who, images)
        found = (
            ("Both right", result.both_right),
            (f"Only {within(result.who)} right", result.only_person),
            ("Only the model right", result.only_model),
            ("Both wrong", result.both_wrong),
        )
        groups = ((title, told(own, teller.of_model)) for title, own in found)
        self.show_groups(groups, most_rows=ROWS)
        self.say("Below each image: the answer, then the model's.", "small")
        self.end()


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
