"""``study``: images that many people label, from the first plan to the last answer."""

import argparse

from fmnist_gui.cli import study_new, study_person, study_server, study_show, study_state
from fmnist_gui.cli.parser import add_verbs

LOCAL = (
    ("new", study_new.add_new, "make a study, and start it here or write it to a file"),
    ("start", study_new.add_start, "start a study that was written to a file"),
    ("list", study_show.add_list, "list the studies here"),
    ("show", study_show.add_show, "how far a study is, and what each person gave to it"),
    ("pause", study_state.add_pause, "hand out no images until it goes on"),
    ("resume", study_state.add_resume, "go on after a pause"),
    ("close", study_state.add_close, "end it, so that its answers are told everywhere"),
    ("reopen", study_state.add_reopen, "go on after the end"),
    ("withdraw", study_person.add_withdraw, "take a person's answers out of every figure"),
    ("reinstate", study_person.add_reinstate, "let a person's answers count again"),
)
"""What is done with studies on this machine, each with what adds its arguments."""

SHARED = (
    ("create", study_server.add_create, "share a study on a PostgreSQL server"),
    ("join", study_server.add_join, "take part in a study that is shared on a server"),
    ("status", study_server.add_status, "how far a study on a server is"),
    ("sync", study_server.add_sync, "send what waits to a server, and take in what is new there"),
)
"""What is done with studies on a server."""

VERBS = (*LOCAL, *SHARED)


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``study``."""
    add_verbs(parser, VERBS)
