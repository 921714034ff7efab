"""A publisher without the extra `fonts`: English is drawn as ever, and Chinese says what to install."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

DRAW = """
import json, sys
sys.modules["waiting_room_fonts"] = None  # as where it is not installed
from dataclasses import replace
from drawing_samples import EVERY_LAYOUT, GROUP, LANDSCAPE, WARM
from drawing_specimens import specimens
from publisher.drawing.render import draw; from publisher.drawing.compose import lay_out
told = {}
for name, made in {"en": EVERY_LAYOUT["text"], "zh": specimens("zh")["text"]}.items():
    layout = lay_out(made, WARM, LANDSCAPE, GROUP)
    told[name] = [len(draw(layout).data), [[found.code, str(found.level), found.message] for found in layout.findings]]
print(json.dumps(told))
"""


@pytest.fixture(scope="module")
def told() -> dict[str, list]:
    here = Path(__file__).parent
    command = [sys.executable, "-c", DRAW]
    paths = [str(here), str(here.parents[2])]
    done = subprocess.run(
        command, capture_output=True, check=True, text=True, env={"PYTHONPATH": ":".join(paths), "PATH": ""}
    )
    return json.loads(done.stdout)


def test_a_slide_in_english_needs_no_extra_fonts(told):
    size, findings = told["en"]
    assert size > 20_000 and findings == []


def test_a_slide_in_chinese_says_which_extra_to_install(told):
    _, findings = told["zh"]
    codes = {code for code, _, _ in findings}
    assert codes == {"LE203"}
    assert all(level == "error" for _, level, _ in findings)
    assert any("pip install 'waiting-room-screens[fonts]'" in message for _, _, message in findings)
