"""Custom rules: put together in the form, checked at once, and remembered."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from fmnist_gui.core.dataset.dataset import Dataset
from fmnist_gui.core.dataset.gallery import Gallery
from fmnist_gui.core.errors import FmnistError, RequestError
from fmnist_gui.core.exchange import deck_file
from fmnist_gui.core.session.availability import Met
from fmnist_gui.core.session.chosen import EVERYTHING, Chosen, chosen_by_deck, chosen_by_query
from fmnist_gui.core.session.counting_note import compared_with, counting_note, trials_note
from fmnist_gui.core.session.custom_choice import CustomChoice, choice_of, problems
from fmnist_gui.core.session.protocol import Protocol
from fmnist_gui.core.session.record import Presentation
from fmnist_gui.core.stats.percent import images
from fmnist_gui.core.table.table import Table
from fmnist_gui.settings import Settings
from fmnist_gui.ui.plain_text import spoken
from fmnist_gui.ui.play.asked import USUAL_LOOK, Look
from fmnist_gui.ui.play.custom_form import CustomForm

Known = tuple[Gallery, Table]
"""The images of the open data and what is known about each."""

TableOf = Callable[[], Known | None]
WAIT_MS = 250
"""A filter is looked up when somebody pauses."""

NO_DECK = "choose a deck whose images are to be drawn from"
NO_TABLE = "what is known about the images is still being read; try again in a moment"


@dataclass(frozen=True)
class CustomReady:
    """Rules that can be played, on which images, how these are shown, and compared with what."""

    protocol: Protocol
    chosen: Chosen
    look: Look
    compared: str = ""


class CustomDesk(QObject):
    """Checks what is in the form against the open data.

    `table_of` gives what filters are about; `presentation_of` how images would be shown under
    some rules.

    Signals:
        checked(CustomReady | None): the rules, or None while something is impossible.
    """

    checked = Signal(object)

    def __init__(
        self,
        form: CustomForm,
        settings: Settings,
        *,
        table_of: TableOf,
        presentation_of: Callable[[Protocol, Look], Presentation],
    ) -> None:
        super().__init__(form)
        self._form = form
        self._settings = settings
        self._table_of = table_of
        self._presentation_of = presentation_of
        self._dataset: Dataset | None = None
        self._met: Met = {}
        self._pause = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._pause.timeout.connect(self._check)
        form.show_choice(choice_of(settings.choices.custom))
        form.changed.connect(self._on_changed)

    def fit(self, dataset: Dataset, met: Met) -> None:
        """Check against these data, of which the person has met some images."""
        if dataset is not self._dataset:
            self._form.fit(dataset)
            # A split or class that the data before did not have may be there now.
            self._form.show_choice(choice_of(self._settings.choices.custom))
        self._dataset, self._met = dataset, met
        self._check()

    def _on_changed(self) -> None:
        choice = self._form.choice
        self._settings.change(custom=choice.content())
        if choice.among == "filter":
            # Nobody starts meanwhile by what was chosen before.
            self.checked.emit(None)
            self._pause.start()
        else:
            self._check()

    def _check(self) -> None:
        dataset = self._dataset
        if dataset is None:
            return
        choice = self._form.choice
        if choice.among == "filter":
            self._suggest(dataset)
        found, chosen = self._looked_up(choice, dataset)
        ready, note = None, ""
        if not found:
            ready = _ready(choice, chosen, dataset)
            found = self._too_large(ready, dataset)
            note = "" if found else self._note(choice, ready, dataset)
            ready = replace(ready, compared=self._compared(choice, ready))
        self._form.fields["count"].note(trials_note(ready.protocol) if ready else "")
        self._form.say(found, note=note)
        count = "" if chosen.only is None else f"{images(len(chosen.only))} of {choice.split}"
        for name in ("query", "deck"):
            self._form.fields[name].note(count)
        self.checked.emit(None if found else ready)

    def _suggest(self, dataset: Dataset) -> None:
        """Let the filter suggest what can be asked of these data."""
        known = self._table_of()
        is_known = known is not None and known[0].fingerprint == _fingerprint(dataset)
        self._form.images.filter.offer(known[1] if known is not None and is_known else None)

    def _looked_up(self, choice: CustomChoice, dataset: Dataset) -> tuple[dict[str, str], Chosen]:
        """Return what is impossible, and among which images a deck would be drawn."""
        try:
            chosen = self._chosen(choice, dataset)
        except FmnistError as error:
            field = "query" if choice.among == "filter" else "deck"
            found = problems(choice, dataset, met=self._met, among=EVERYTHING)
            return {**found, field: spoken(error)}, EVERYTHING
        return problems(choice, dataset, met=self._met, among=chosen), chosen

    def _chosen(self, choice: CustomChoice, dataset: Dataset) -> Chosen:
        split = dataset.splits.get(choice.split)
        if choice.among == "all" or split is None:
            return EVERYTHING
        if choice.among == "deck":
            if not choice.deck:
                raise RequestError(NO_DECK)
            return chosen_by_deck(deck_file.read(Path(choice.deck)), split)
        known = self._table_of()
        if known is None or known[0].fingerprint != _fingerprint(dataset):
            raise RequestError(NO_TABLE)
        return chosen_by_query(choice.query, *known, split=split.name)

    def _compared(self, choice: CustomChoice, ready: CustomReady) -> str:
        return compared_with(
            ready.protocol,
            shown=self._presentation_of(ready.protocol, ready.look),
            usual=self._presentation_of(ready.protocol, USUAL_LOOK),
            source=_source(choice, ready),
        )

    def _note(self, choice: CustomChoice, ready: CustomReady, dataset: Dataset) -> str:
        return counting_note(
            ready.protocol,
            shown=self._presentation_of(ready.protocol, ready.look),
            usual=self._presentation_of(ready.protocol, USUAL_LOOK),
            source=_source(choice, ready),
            identity=dataset.identity,
            why_practice=choice.why_practice(tells_classes=ready.chosen.tells_classes),
        )

    def _too_large(self, ready: CustomReady, dataset: Dataset) -> dict[str, str]:
        longest = max(dataset.splits[ready.protocol.split].images.shape[1:])
        shown_px = self._presentation_of(ready.protocol, ready.look).size_px
        self._form.fields["multiple"].note(f"{longest} image pixels on {shown_px} screen pixels")
        if ready.look.multiple * longest <= shown_px:
            return {}
        return {"multiple": f"At most {shown_px // longest} times fits this window."}


def _ready(choice: CustomChoice, chosen: Chosen, dataset: Dataset) -> CustomReady:
    classes = len(dataset.class_names)
    protocol = choice.protocol(classes, tells_classes=chosen.tells_classes)
    look = Look(choice.multiple, choice.smoothing, choice.polarity)
    return CustomReady(protocol, chosen, look)


def _source(choice: CustomChoice, ready: CustomReady) -> str:
    how = "" if choice.sampling == "simple random" else choice.sampling
    return ", ".join(filter(None, (how, ready.chosen.source)))


def _fingerprint(dataset: Dataset) -> str:
    return "+".join(split.fingerprint for split in dataset.splits.values())
