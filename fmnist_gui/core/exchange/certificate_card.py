"""The certificate as a small card at the end of a report."""

from fmnist_gui.core.exchange.certificate import Certificate
from fmnist_gui.core.exchange.report_text import isolated, told
from fmnist_gui.core.session.fact import data_title, shown_name
from fmnist_gui.core.session.result import SessionResult
from fmnist_gui.core.stats.percent import images, percent, percent_range


def certificate_card(proof: Certificate, result: SessionResult) -> str:
    """Return the card of `proof`, which is that of `result`."""
    rows = (
        ("Annotator", isolated(shown_name(result))),
        ("Preset", isolated(result.title)),
        ("Condition", isolated(proof.condition)),
        ("Score", told(_score(proof, result))),
        ("After revisions", told(_revised(proof))),
        ("Doubts", told(", ".join(proof.flags) or "none")),
        (
            "Data",
            f"{told(data_title(result.record.data_identity))}, {isolated(proof.split)} split "
            f"<code>{told(proof.fingerprint)}</code>",
        ),
        ("Deck", f"<code>{told(proof.deck_sha256)}</code>"),
        ("Session", f"<code>{proof.session_id}</code>"),
        ("Session file", f"<code>{told(proof.session_sha256)}</code>"),
        ("Certificate", f"<code>{told(proof.sha256)}</code>"),
        (
            "Made",
            told(f"{proof.made_at:%Y-%m-%d %H:%M:%S} UTC by fmnist-gui {proof.program_version}"),
        ),
    )
    body = "".join(f"<tr><th>{name}</th><td>{value}</td></tr>" for name, value in rows if value)
    return (
        '<section class="certificate"><h2>Certificate</h2>\n'
        f'<p class="code">{told(proof.deck_code)}</p>\n<p class="note">the code of the deck, to be '
        f'read aloud</p>\n<table class="facts">{body}</table>\n'
        '<p class="note">The long numbers are SHA-256. The session file lies beside this page; '
        "<code>fmnist-gui results --verify FILE</code> recomputes all of it and says what differs. "
        "It proves that page, figures and session belong together, not who sat there.</p></section>"
    )


def _score(proof: Certificate, result: SessionResult) -> str:
    if proof.accuracy is None:
        return "not scored" if not result.is_scored else "no scored image"
    return (
        f"{proof.correct:,} of {images(proof.n)}: {percent(proof.accuracy)}, 95 % interval "
        f"{percent_range(result.interval)}{'' if result.is_complete else ', incomplete'}"
    )


def _revised(proof: Certificate) -> str:
    if proof.accuracy_at_last is None:
        return ""
    return f"{proof.correct_at_last:,} of {images(proof.n)}: {percent(proof.accuracy_at_last)}"
