"""Agreement of two labellers is measured beyond chance."""

from __future__ import annotations

import pytest

from annotations.mentions import LabelledMention
from annotations.mentions.agreement import agreement


def labelled(**codes: str) -> list[LabelledMention]:
    return [LabelledMention(mention=name, codes=(code,) if code else ()) for name, code in codes.items()]


def test_one_difference_of_four():
    # chance: "" 2/4 * 1/4 + x 2/4 * 3/4 = 0.5; kappa = (0.75 - 0.5) / 0.5
    found = agreement(labelled(a="x", b="x", c="", d=""), labelled(a="x", b="x", c="x", d=""))
    assert (found.names, found.equal, found.kappa) == (4, 0.75, pytest.approx(0.5))
    # codes given: 2 and 3, of which 2 are the same
    assert found.f1 == pytest.approx(2 * 2 / (2 + 3))
    assert found.disagreements == ("c",)


def test_names_of_one_labeller_only_are_left_out():
    assert agreement(labelled(a="x", b="y"), labelled(a="x")).names == 1
    assert agreement(labelled(a="x"), []).names == 0
