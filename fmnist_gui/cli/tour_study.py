"""The study of the demonstration: small, and labelled by simulated people."""

from datetime import datetime
from uuid import uuid4

from fmnist_gui.cli.simulate_host import Host
from fmnist_gui.cli.simulate_study import Labeller, label
from fmnist_gui.core.dataset.dataset import Dataset
from fmnist_gui.core.progress import ignore
from fmnist_gui.core.session.chooser import AccuracyChooser
from fmnist_gui.core.session.example import class_examples
from fmnist_gui.core.session.simulate import Person
from fmnist_gui.core.study.draft import Draft
from fmnist_gui.core.study.event import StudyStart
from fmnist_gui.core.study.study import Study
from fmnist_gui.store.label_store import LabelStore

NAME = "What do people call it?"
SPLIT = "test"
IMAGES_MOST = 100
PEOPLE = (("Ann", 0.9, 100), ("Ben", 0.82, 80), ("Cleo", 0.74, 60), ("Dora", 0.6, 30))
"""Who labels, how often they say what the file says, and how many in a hundred of the images."""


def study_of(dataset: Dataset, seed: int) -> Study:
    """Return a study of a hundred test images, or of all where there are fewer."""
    examples = next((part for part in dataset.splits.values() if part.name != SPLIT), None)
    shown = (
        class_examples(examples, class_count=len(dataset.class_names), per_class=3)
        if examples is not None
        else ()
    )
    draft = Draft(
        name=NAME,
        split=SPLIT,
        among="random",
        count=min(IMAGES_MOST, len(dataset.splits[SPLIT])),
        repeat_percent=10,
        seed=seed,
        examples_split=examples.name if examples is not None else "",
        examples=shown,
    )
    return draft.study(dataset)


def begin_study(store: LabelStore, dataset: Dataset, *, seed: int, now: datetime) -> Study:
    """Start the study, and let simulated people label for it unless an earlier demo did so."""
    study = study_of(dataset, seed)
    chief = store.annotator(PEOPLE[0][0])
    if store.studies.start(StudyStart(uuid4(), study, chief, now)):
        host = Host(None, study)
        for serial, (name, accuracy, percent) in enumerate(PEOPLE):
            person = Person(AccuracyChooser(accuracy, len(dataset.class_names)))
            # All together give fewer labels than are wanted, so that something is left for each.
            crowd = [Labeller(serial, name, max(1, len(study.indices) * percent // 100))]
            label(
                store, dataset, study, host, crowd, person=person, seed=seed, now=now, report=ignore
            )
    return study
