import re
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from uuid import UUID

import pytest

from fmnist_gui.core.dataset.dataset import FASHION_CLASSES, Dataset
from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.exchange.review_example import LONGEST_NOTE, MOST
from fmnist_gui.core.exchange.review_report import MARK, NOT_ASKED, YIELD, review_html
from fmnist_gui.core.review.audit import Audit
from fmnist_gui.core.review.conclusion import Rule
from fmnist_gui.core.review.decision import Decision
from fmnist_gui.core.review.material import Material
from tests import sample
from tests.core.review.decided import AT, decision, person

MADE_AT = datetime(2026, 2, 1, 9, 30, tzinfo=UTC)
TEST = sample.split("test", 200)
AUDIT = Audit(UUID(int=5), person("Anna"), TEST.fingerprint, "test", 1, "2.0", (7, 8, 9), AT)


def page(
    *decisions: Decision,
    audits: tuple[Audit, ...] = (),
    rule: Rule = "one",
    class_names: tuple[str, ...] = FASHION_CLASSES,
) -> str:
    dataset = Dataset({"test": TEST}, class_names, Path("x"), "Sample")
    material = Material(dataset, {TEST.fingerprint: decisions}, audits, rule)
    return review_html(material, made_at=MADE_AT)


def words(html: str) -> str:
    """Return what is read of a page, cells apart."""
    shown = re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL)
    text = unescape(re.sub(r"<[^>]+>", "|", shown)).replace("\u00a0", " ").replace("\u2011", "-")
    return re.sub(r"\|+", "|", text)


SOME = (
    decision(1, "relabel", of=TEST, to_class=4, queue="margin"),
    decision(2, "keep", of=TEST, queue="margin"),
    decision(2, "keep", of=TEST, by="Bo", day=3),
    decision(3, "unsure", of=TEST, by="Bo"),
    decision(5, "skip", of=TEST, by="Bo"),
)


def test_it_tells_what_was_looked_at_how_by_whom_and_with_which_interval() -> None:
    told = words(page(*SOME))
    assert "Label review|" in told
    assert "2026-01-31 to 2026-02-03" in told
    assert "3 images looked at: 1 label changed." in told
    assert "|of those looked at, not of all|33.3 %|" in told
    assert "|6.1–79.2 %|" in told
    assert "By rule one: the newest conclusion counts.|1 image more only put off." in told
    assert "|Model margin|2|1|1|50 %|9.5–90.5 %|0|" in told
    assert "|Bo|2|0|0|0 %|0–65.8 %|1|0|0|" in told
    assert "|Trouser|Coat|1|" in told
    assert TEST.fingerprint in told


def test_the_yield_is_told_apart_from_what_an_audit_estimates() -> None:
    bare = words(page(*SOME))
    assert NOT_ASKED in bare
    assert YIELD in bare
    drawn = (7, 8, 9)
    audited = [decision(index, "keep", of=TEST, queue=AUDIT.queue) for index in drawn]
    told = words(page(*SOME, *audited, audits=(AUDIT,)))
    assert NOT_ASKED not in told
    assert "0 of 3 labels drawn at random from test are wrong" in told
    assert f"Estimated from random audit {AUDIT.code} of test" in told
    assert "Decided by Anna." in told
    assert "With 3 images the share of wrong labels is known to within" in told
    assert "|Figure 1.|" in told
    # Before anything is decided in it an audit says nothing.
    assert "Estimated" not in words(page(*SOME, audits=(AUDIT,)))


def test_two_who_saw_the_same_image_are_compared() -> None:
    told = words(page(*SOME))
    pairs = told[told.index("Agreement of two reviewers") :]
    assert re.search(r"\|(Anna\|Bo|Bo\|Anna)\|1\|1\|100 %\|20\.7–100 %\|0\|–\|", pairs)
    assert "No image was concluded about by two reviewers" in words(page(SOME[0]))


def test_by_the_rule_of_two_it_tells_what_waits_and_what_is_disputed() -> None:
    against = decision(1, "bad", of=TEST, by="Bo")
    told = words(page(*SOME, against, decision(9, "bad", of=TEST), rule="two"))
    assert (
        "another label, ambiguous, bad image or duplicate counts once two reviewers share it"
        in told
    )
    assert "|Waiting for a second reviewer|1|" in told
    assert "|Disputed|1|" in told


def test_examples_are_pictures_inside_the_page_and_never_too_many() -> None:
    many = [decision(index, "bad", of=TEST, note="n" * 500) for index in range(100)]
    html = page(*many, decision(150, "ambiguous", of=TEST, classes=(0, 4)))
    assert html.count('<img alt="') == MOST["bad"] + 1
    assert html.count("src=") == html.count('src="data:image/png;base64,')
    told = words(html)
    assert f"{MOST['bad']} of 100 images, spread evenly over the classes." in told
    assert "|test 150|T-shirt/top| |also Coat|" in told
    assert "n" * (LONGEST_NOTE + 1) not in told


def test_names_and_notes_are_shown_as_they_are() -> None:
    evil = '<script>alert(1)</script>&"' + "x" * 300
    html = page(
        decision(1, "relabel", of=TEST, to_class=4, by=evil, note=evil),
        decision(1, "bad", of=TEST, by="جون", queue="<i>"),
        class_names=("<b>", *FASHION_CLASSES[1:]),
    )
    assert "<script>alert" not in html
    assert "<i>" not in html
    assert '<script>alert(1)</script>&"xx' in words(html)
    assert "<bdi>جون</bdi>" in html


def test_it_is_one_file_for_light_and_dark_that_loads_nothing() -> None:
    html = page(*SOME)
    assert f'content="{MARK}"' in html[:1024]
    assert "default-src 'none'" in html
    assert "prefers-color-scheme: dark" in html
    assert "http" not in html.replace("http-equiv", "")
    assert "2026-02-01 09:30 UTC" in html


def test_nothing_decided_is_nothing_to_report() -> None:
    with pytest.raises(RequestError, match="nothing was decided yet"):
        page(decision(5, "skip", of=TEST))


def test_it_names_the_reviewers_who_differ_and_says_what_counts() -> None:
    differing = (
        decision(1, "relabel", of=TEST, to_class=4, by="Ada"),
        decision(1, "keep", of=TEST, by="Bob", day=1),
        decision(2, "bad", of=TEST, by="Ada"),
        decision(2, "bad", of=TEST, by="Bob"),
    )
    told = words(page(*differing))
    assert told.count("1 image on which reviewers differ; the newest counts.") == 2
    assert "|test 1|Trouser|kept (Bob)|→ Coat (Ada)|" in told
    assert "Where reviewers differ" not in words(page(*differing[:1], *differing[2:]))
    assert "Where reviewers differ" not in words(page(*differing, rule="two"))
    more = decision(1, "relabel", of=TEST, to_class=4, by="Cy")
    told = words(page(*differing, more, rule="two"))
    assert "differ; what more of them share counts." in told
    assert "|→ Coat (Ada), → Coat (Cy)|kept (Bob)|" in told
