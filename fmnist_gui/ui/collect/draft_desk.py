"""A new study: put together in the form, checked at once, saved or started."""

from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from fmnist_gui.core.dataset.dataset import Dataset
from fmnist_gui.core.dataset.gallery import gallery_of
from fmnist_gui.core.errors import FmnistError, RequestError
from fmnist_gui.core.exchange import deck_file
from fmnist_gui.core.session.chosen import EVERYTHING, Chosen, chosen_by_deck, chosen_by_query
from fmnist_gui.core.stats.percent import images
from fmnist_gui.core.study.draft import Draft, problems
from fmnist_gui.core.study.plan import plan
from fmnist_gui.core.study.study import Study
from fmnist_gui.ui.collect.draft_form import DraftForm
from fmnist_gui.ui.collect.example_maker import ExampleMaker
from fmnist_gui.ui.collect.material import Explored, Material
from fmnist_gui.ui.plain_text import spoken
from fmnist_gui.ui.workspace import Workspace

WAIT_MS = 250
"""What is chosen is looked up when somebody pauses."""

NO_DATA = "A study is made of images: open a data set first."
UNSETTLED = "What is marked above keeps the study from starting."
NAMELESS = "It still needs a name."
LOOKING = "It can start as soon as the examples are found."
ANY_NAME = "New study"
NO_DECK = "choose a deck whose images are to be labelled"
NO_TABLE = "what is known about the images is still being read; try again in a moment"
NOTHING_EXPLORED = "the Explore page shows none of these images; choose some there first"

_FIELD = {"filter": "query", "deck": "deck", "explore": "explore"}


@dataclass(frozen=True)
class DraftReady:
    """What the study would be, perhaps without its name; None while something is impossible."""

    sketch: Study | None


class DraftDesk(QObject):
    """Checks what is in the form against the open data.

    ``study`` could start as it is; ``sketch`` may still lack its name or its examples.

    Signals:
        checked(DraftReady): what is in the form has been looked at.
    """

    checked = Signal(object)

    def __init__(self, form: DraftForm, workspace: Workspace, material: Material) -> None:
        super().__init__(form)
        self._form = form
        self._workspace = workspace
        self._material = material
        self._dataset: Dataset | None = None
        self._explored: Explored | None = None
        self.study: Study | None = None
        self.sketch: Study | None = None
        self.examples = ExampleMaker(form.shelf, workspace, self)
        self._pause = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._pause.timeout.connect(self.check)
        form.changed.connect(self._on_changed)
        form.images.explored.connect(self.take_explored)
        form.usual_button.clicked.connect(self.examples.begin_anew)
        self.examples.told.connect(self._on_examples_told)

    def open(self) -> None:
        """Look at the form again, which is to be shown, with the data that are open now."""
        dataset = self._workspace.dataset
        if dataset is not None and dataset is not self._dataset:
            self._dataset, self._explored = dataset, None
            self._form.fit(dataset)
        self.check()

    def begin(self, draft: Draft) -> None:
        """Put something else into the form."""
        self._explored = None
        self._form.show_draft(draft)
        self.check()

    def take_explored(self) -> None:
        """Take the images that stand on the Explore page now."""
        self._explored = self._material.explored()
        self.check()

    def check(self) -> None:
        """Say what is impossible, what the study takes, and how many images were chosen."""
        self._pause.stop()
        self.study = self.sketch = None
        dataset = self._dataset
        if dataset is None:
            self._form.bar.say(NO_DATA, is_ready=False)
            self.checked.emit(DraftReady(None))
            return
        draft = self._form.draft
        self._suggest(draft, dataset)
        chosen, problem = self._looked_up(draft, dataset)
        if not problem and self._fit_examples(draft, dataset, chosen):
            draft = self._form.draft
        found = {**problems(draft, dataset, chosen), **problem}
        is_nameless = not draft.name.strip()
        if is_nameless and "name" in found and not self._form.images.name.isModified():
            # Nobody is told off for what they have not come to yet.
            del found["name"]
        self._form.say(found)
        self._note(draft, EVERYTHING if problem else chosen)
        sketch = None
        if not found:
            named = replace(draft, name=ANY_NAME) if is_nameless else draft
            sketch = named.study(dataset, chosen)
        self.sketch = sketch
        is_ready = not is_nameless and self.examples.is_ready
        self.study = sketch if is_ready else None
        self._form.bar.say(self._sentence(is_nameless=is_nameless), is_ready=self.study is not None)
        self.checked.emit(DraftReady(sketch))

    def _sentence(self, *, is_nameless: bool) -> str:
        """Return what the study takes, and what is still missing."""
        if self.sketch is None:
            return UNSETTLED
        missing = NAMELESS if is_nameless else "" if self.examples.is_ready else LOOKING
        return " ".join(filter(None, (plan(self.sketch).sentence, missing)))

    def _on_changed(self) -> None:
        # Nobody starts meanwhile what was chosen before.
        self.study = None
        self._form.bar.say(self._form.bar.plan_label.text(), is_ready=False)
        if self._form.images.among.value == "explore" and self._explored is None:
            self._explored = self._material.explored()
        self._pause.start()

    def _suggest(self, draft: Draft, dataset: Dataset) -> None:
        """Let the filter suggest what can be asked of these data."""
        if draft.among == "filter":
            known = self._material.table()
            is_known = known is not None and known[0].fingerprint == _fingerprint(dataset)
            self._form.images.filter.offer(known[1] if known is not None and is_known else None)

    def _looked_up(self, draft: Draft, dataset: Dataset) -> tuple[Chosen, dict[str, str]]:
        """Return the images that were chosen, and why they cannot be."""
        try:
            return self._chosen(draft, dataset), {}
        except FmnistError as error:
            # Of any image, so that all that is wrong besides is told as well.
            return Chosen((0,)), {_FIELD[draft.among]: spoken(error)}

    def _fit_examples(self, draft: Draft, dataset: Dataset, chosen: Chosen) -> bool:
        """Offer examples that are not asked about; False while it is not known what is."""
        split = dataset.splits.get(draft.split)
        if split is None or not len(split):
            return False
        try:
            asked = draft.images(split, chosen)
        except RequestError:
            return False
        self.examples.fit(dataset, split, asked)
        return True

    def _chosen(self, draft: Draft, dataset: Dataset) -> Chosen:
        split = dataset.splits.get(draft.split)
        if split is None or draft.among in ("all", "random"):
            return EVERYTHING
        if draft.among == "deck":
            if not draft.deck:
                raise RequestError(NO_DECK)
            return chosen_by_deck(deck_file.read(Path(draft.deck)), split)
        if draft.among == "explore":
            return self._chosen_on_explore(draft, dataset)
        known = self._material.table()
        if known is None or known[0].fingerprint != _fingerprint(dataset):
            raise RequestError(NO_TABLE)
        return chosen_by_query(draft.query, *known, split=split.name)

    def _chosen_on_explore(self, draft: Draft, dataset: Dataset) -> Chosen:
        explored = self._explored
        numbers = explored.numbers if explored else ()
        indices = gallery_of(dataset).by_split(numbers).get(draft.split, ())
        if explored is None or not indices:
            raise RequestError(NOTHING_EXPLORED)
        return Chosen(tuple(sorted(indices)), explored.words)

    def _note(self, draft: Draft, chosen: Chosen) -> None:
        count = "" if chosen.only is None else f"{images(len(chosen.only))} of {draft.split}"
        for name in ("query", "deck"):
            self._form.fields[name].note(count)
        words = ", ".join(filter(None, (count, chosen.source)))
        self._form.fields["explore"].note(words)

    def _on_examples_told(self, sentence: str) -> None:
        self._form.fields["examples"].note(sentence)


def _fingerprint(dataset: Dataset) -> str:
    return "+".join(split.fingerprint for split in dataset.splits.values())
