"""Frames are, byte for byte, those that somebody has looked at."""

import json

import golden
import pytest

RECORDED = json.loads(golden.FILE.read_text("utf-8"))
CASES = golden.cases()


def test_every_case_is_recorded():
    assert list(RECORDED) == list(CASES)


@pytest.mark.parametrize("name", CASES)
def test_a_frame_is_the_one_that_was_looked_at(name):
    now = golden.record(CASES[name])
    if now != RECORDED[name]:
        areas = golden.differing_areas(RECORDED[name]["tiles"], now["tiles"], CASES[name][1])
        where = "; ".join(areas) or "no pixel, only how they are encoded"
        pytest.fail(f"{name} has changed: {where}. Look at it; if it is better, run `make golden`.")


def test_a_changed_pixel_is_found_where_it_is():
    then = " ".join(["0"] * 64)
    now = " ".join(["0"] * 9 + ["1"] + ["0"] * 54)
    assert golden.differing_areas(then, now, golden.SIZES[0]) == ["x 160 to 320, y 90 to 180"]
