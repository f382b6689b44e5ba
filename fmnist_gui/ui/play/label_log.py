"""Which labels a person is shown while they answer, or was shown while they paused."""

from collections.abc import Mapping

from fmnist_gui.core.dataset.dataset import Split
from fmnist_gui.core.session.protocol import Protocol
from fmnist_gui.core.session.record import Answer
from fmnist_gui.core.session.session import Session
from fmnist_gui.store.label_store import LabelStore
from fmnist_gui.ui.workspace import Workspace


class LabelLog:
    """Writes down what a sitting under `rules` shows, and lets its `session` know the rest.

    `splits` are those of the data, by name.
    """

    def __init__(
        self, workspace: Workspace, session: Session, rules: Protocol, splits: Mapping[str, Split]
    ) -> None:
        self._workspace = workspace
        self._session = session
        self._rules = rules
        self._splits = splits

    def note_answered(self, answer: Answer) -> None:
        """Write down that the label of an answered image is told, where it is."""
        if self._rules.has_feedback:
            split = self._splits[answer.split or self._session.record.deck.split]
            self._workspace.expose(split, (answer.image_index,), source="practice")

    def note_resuming(self) -> None:
        """Let the session know which labels were shown while it was paused.

        The store keeps its order, so the answer comes before the pause is over.
        """
        record = self._session.record
        who, fingerprint, rules = record.annotator, record.deck.fingerprint, self._rules

        def verb(store: LabelStore) -> frozenset[int]:
            if rules.is_collecting:
                # What was answered elsewhere tells nothing of the label.
                return store.exposed(who, fingerprint)
            return store.met(who, fingerprint, except_session=record.id)

        if (rules.is_scored or rules.is_collecting) and not record.is_simulated:
            self._workspace.ask(verb, self._session.note_seen)
