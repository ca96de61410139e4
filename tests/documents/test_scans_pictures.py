"""Pictures of pages before anything is read: skew, turns, ruled lines and ink."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from extractor.scans._ink import blots_in, ink_of, rules_of, runs_sideways
from extractor.scans._straight import Straightening, skew_of


def paper(wide: int = 900, high: int = 700, grey: int = 245) -> Image.Image:
    return Image.new("L", (wide, high), grey)


def table(picture: Image.Image, xs: list[int], ys: list[int], *, ink: int = 20, width: int = 2) -> Image.Image:
    pen = ImageDraw.Draw(picture)
    for x in xs:
        pen.line((x, ys[0], x, ys[-1]), fill=ink, width=width)
    for y in ys:
        pen.line((xs[0], y, xs[-1], y), fill=ink, width=width)
    return picture


def noisy(picture: Image.Image, noise: float = 12) -> np.ndarray:
    pixels = np.asarray(picture, float)
    pixels = pixels + np.random.default_rng(3).normal(0, noise, pixels.shape)
    return np.clip(pixels, 0, 255).astype(np.uint8)


def positions(rules: list[tuple[float, float, float, float]]) -> tuple[list[int], list[int]]:
    """Places of standing and of lying rules, neighbours within 3 pixels told once."""

    def once(places: list[float]) -> list[int]:
        found: list[float] = []
        for place in sorted(places):
            if not found or place - found[-1] > 3:
                found.append(place)
        return [round(place) for place in found]

    return once([r[0] for r in rules if r[0] == r[2]]), once([r[1] for r in rules if r[1] == r[3]])


@pytest.mark.parametrize("angle", [-3.4, -1.0, 0.4, 2.25])
def test_skew_is_measured_to_a_twentieth_of_a_degree(angle):
    picture = table(paper(), [80, 300, 620, 820], list(range(100, 600, 60)))
    skewed = picture.rotate(angle, Image.Resampling.BICUBIC, fillcolor=245)
    assert skew_of(ink_of(noisy(skewed))) == pytest.approx(-angle, abs=0.05)


def test_straight_and_empty_pages_are_not_turned():
    straight = table(paper(), [80, 300, 820], [100, 300, 500])
    assert skew_of(ink_of(noisy(straight))) == 0
    assert skew_of(ink_of(noisy(paper()))) == 0


@pytest.mark.parametrize("quarters", [0, 1, 2, 3])
@pytest.mark.parametrize("angle", [0.0, 1.3, -4.0])
def test_boxes_of_the_straightened_page_lead_back_to_the_displayed_one(quarters, angle):
    scale = 2.0
    displayed = Image.new("RGB", (600, 800), "white")
    ImageDraw.Draw(displayed).rectangle((430, 220, 449, 229), fill="black")
    way = Straightening(width=300, height=400, angle=angle, quarters=quarters)
    straight = np.asarray(way.picture(displayed).convert("L"))
    y, x = np.nonzero(straight < 128)
    box = (x.min() / scale, y.min() / scale, (x.max() + 1) / scale, (y.max() + 1) / scale)
    shown = way.show(box)
    assert ((shown[0] + shown[2]) / 2, (shown[1] + shown[3]) / 2) == pytest.approx((220, 112.5), abs=0.6)
    assert shown[2] - shown[0] > shown[3] - shown[1]
    assert way.size() == pytest.approx((straight.shape[1] / scale, straight.shape[0] / scale), abs=1.5)


def test_rules_are_found_on_noisy_paper_and_letters_are_none():
    picture = table(paper(), [80, 140, 500, 640, 820], [100, 140, 180, 260, 600])
    pen = ImageDraw.Draw(picture)
    for row, y in enumerate((110, 150, 200, 330, 420)):
        pen.text((160, y), "ILLUMINASI EFEKTIF HIT" if row % 2 else "nama menuai rawan", fill=20, font_size=26)
    rules, covered = rules_of(noisy(picture))
    standing, lying = positions(rules)
    assert standing == pytest.approx([80, 140, 500, 640, 820], abs=1)
    assert lying == pytest.approx([100, 140, 180, 260, 600], abs=1)
    assert covered[100:600, 79:82].any(axis=1).mean() > 0.95


def test_worn_and_slanting_rules_are_whole():
    picture = table(paper(), [80, 400, 820], [100, 300, 500], width=3)
    pixels = noisy(picture.rotate(0.06, Image.Resampling.BICUBIC, fillcolor=245))
    pixels[:, 200::40] = 245  # every fortieth column of pixels is worn off
    rules, _ = rules_of(pixels)
    assert positions(rules)[0] == pytest.approx([80, 400, 820], abs=2)
    lengths = [sum(r[2] - r[0] for r in rules if r[1] == r[3] and abs(r[1] - y) < 4) for y in (100, 300, 500)]
    assert min(lengths) > 700


def test_white_rules_on_dark_shading_are_rules():
    picture = paper()
    pen = ImageDraw.Draw(picture)
    pen.rectangle((80, 100, 820, 200), fill=90)
    for x in (320, 560):
        pen.line((x, 102, x, 198), fill=250, width=3)
    rules, _ = rules_of(noisy(picture))
    standing, lying = positions(rules)
    assert standing == pytest.approx([80, 320, 560, 820], abs=2)
    assert lying == pytest.approx([100, 200], abs=2)


def test_dust_is_no_ink_and_shading_is_none():
    picture = paper()
    pen = ImageDraw.Draw(picture)
    pen.rectangle((100, 100, 700, 400), fill=205)
    pen.rectangle((300, 200, 340, 206), fill=30)
    for x in range(120, 680, 37):
        pen.point((x, 350), fill=0)
    ink = ink_of(noisy(picture))
    assert blots_in(ink, (110, 110, 690, 390), smallest=7) == [pytest.approx((300, 200, 341, 207), abs=2)]


def test_print_that_runs_up_the_page_is_told_from_print_along_it():
    picture = paper()
    pen = ImageDraw.Draw(picture)
    for row in range(12):
        pen.text((80, 60 + 45 * row), "Persentase jalan kota dalam kondisi mantap", fill=20, font_size=28)
    ink = ink_of(noisy(picture))
    assert not runs_sideways(ink)
    assert runs_sideways(np.rot90(ink))


def test_a_cell_beyond_the_edge_of_a_picture_laid_on_askew_holds_no_ink():
    paper = np.ones((20, 20), bool)
    assert blots_in(paper, (20.0, 5.0, 20.0, 15.0), 2) == []
    assert blots_in(paper, (4.0, 20.0, 9.0, 20.0), 2) == []
