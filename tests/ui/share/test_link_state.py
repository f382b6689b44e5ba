"""How a study stands with its server is said in words for people."""

from fmnist_gui.store.server.outbox import Waiting
from fmnist_gui.ui.share.link_state import LinkState


def test_a_folder_of_sockets_is_shown_as_one() -> None:
    state = LinkState("f" * 64, "postgresql://me@/lab?host=%2Frun%2Fpg", problem="Gone.")
    assert state.sentence == "Shared on postgresql://me@/lab?host=/run/pg. Gone."


def test_what_waits_is_said_between_the_place_and_the_problem() -> None:
    waits = Waiting(12)
    state = LinkState("f" * 64, "postgresql://lab/db", waits, "Gone.")
    assert state.sentence == f"Shared on postgresql://lab/db. {waits.sentence} Gone."
    assert "12 answers" in waits.sentence
