"""Drawings of things: the café table, a hall at home, a paper to sign, the telephone, the radio."""

from palette import (
    AUBERGINE,
    BARK,
    BRICK,
    BROWN,
    CREAM,
    GREEN,
    MILK,
    MOSS,
    OCHRE,
    PLUM,
    ROSE,
    SAGE,
    SAND,
    SILVER,
    SKIN_LIGHT,
    SKIN_WARM,
    TERRACOTTA,
    WHEAT,
    box,
    dot,
    group,
    heart,
    oval,
    scene,
    shape,
    steam,
    stroke,
)


def signing() -> str:
    """A paper with 2 signatures and a heart on its seal, a pen beside it."""
    desk = box(0, 0, 800, 600, BROWN) + "".join(stroke(f"M0 {y} H800", BARK, 3) for y in (110, 300, 490))
    paper = group(
        box(-190, -240, 380, 480, MILK, 10)
        + box(-150, -196, 210, 22, AUBERGINE, 11)
        + "".join(box(-150, -146 + 38 * i, 300 - 40 * (i % 2), 12, SAND, 6) for i in range(5))
        + stroke("M-150 110 q22 -46 40 -8 q16 30 34 -10 q14 -24 30 8 q12 20 40 -6", GREEN, 8)
        + stroke("M-150 186 q30 -40 44 0 q10 26 36 -14 q26 -20 40 14", PLUM, 8)
        + stroke("M-150 134 H20 M-150 208 H20", SILVER, 4)
        + dot(108, 160, 56, TERRACOTTA)
        + heart(108, 164, 0.62, MILK),
        "translate(350 304) rotate(-6)",
    )
    pen = group(
        box(-15, -170, 30, 230, OCHRE, 10) + shape("M-15 60 H15 L0 112 Z", BARK) + box(-15, -130, 30, 18, BRICK),
        "translate(650 330) rotate(28)",
    )
    return scene(BROWN, desk, paper, pen)


def mind() -> str:
    """A head from the side, with a clock, a word, a heart and a key in it: to think, speak, feel and remember."""
    head = shape(
        "M240 600 V470 C150 420 120 320 146 222 C176 110 290 52 408 66 C540 82 620 176 616 288 L664 372"
        " Q674 396 646 402 L614 406 V462 Q612 510 560 508 L484 502 V600 Z",
        AUBERGINE,
    )
    clock = dot(288, 204, 62, MILK) + stroke("M288 164 V204 L314 220", TERRACOTTA, 12)
    word = shape(
        "M404 130 H520 Q542 130 542 152 V214 Q542 236 520 236 H452 L418 270 L422 236 H404 Q382 236 382 214"
        " V152 Q382 130 404 130 Z",
        OCHRE,
    ) + "".join(dot(x, 184, 10, BARK) for x in (426, 462, 498))
    key = f'<circle cx="248" cy="344" r="27" fill="none" stroke="{SAGE}" stroke-width="16"/>' + stroke(
        "M278 344 H366 M338 346 V372 M364 346 V366", SAGE, 16
    )
    return scene(SAND, dot(390, 300, 274, CREAM), head, clock, word, key, heart(486, 354, 1.1, TERRACOTTA))


def cafe() -> str:
    """A teapot, two cups and a cake on a table, with bunting above."""
    flags = "".join(
        shape(f"M{x} {y} h76 l-38 66 Z", colour)
        for x, y, colour in (
            (36, 52, TERRACOTTA),
            (146, 76, OCHRE),
            (256, 92, GREEN),
            (366, 98, PLUM),
            (476, 92, OCHRE),
            (586, 76, TERRACOTTA),
            (696, 52, GREEN),
        )
    )
    string = stroke("M-10 44 Q400 146 810 44", BARK, 6)
    table = box(0, 454, 800, 146, GREEN) + "".join(box(x, 454, 50, 146, MOSS) for x in range(0, 800, 100))
    cups = _cup(178, 396, TERRACOTTA) + _cup(632, 396, OCHRE)
    return scene(
        SAND,
        oval(400, 330, 300, 210, CREAM),
        flags,
        string,
        table,
        _teapot(),
        cups,
        _cake(),
        steam(150, 356),
        steam(604, 356),
    )


def _teapot() -> str:
    spout = stroke("M506 380 Q560 372 560 300", AUBERGINE, 30)
    handle = stroke("M296 316 Q228 316 238 372 Q246 412 300 404", AUBERGINE, 22)
    belly = oval(400, 370, 116, 98, AUBERGINE) + box(340, 448, 120, 20, AUBERGINE, 10)
    lid = oval(400, 278, 62, 18, PLUM) + dot(400, 254, 17, OCHRE)
    return spout + handle + belly + lid + heart(400, 372, 0.9, ROSE)


def _cup(x: float, y: float, colour: str) -> str:
    return (
        stroke(f"M{x + 56} {y + 16} q44 -4 36 26 q-8 24 -46 18", colour, 12)
        + shape(f"M{x - 66} {y} H{x + 66} Q{x + 62} {y + 84} {x} {y + 84} Q{x - 62} {y + 84} {x - 66} {y} Z", colour)
        + oval(x, y, 66, 13, BARK)
        + oval(x, y + 92, 96, 15, MILK)
    )


def _cake() -> str:
    slice_ = shape("M340 492 L470 492 L470 548 L340 548 Z", WHEAT) + box(340, 512, 130, 14, TERRACOTTA)
    icing = shape("M330 498 Q330 474 352 474 H458 Q480 474 480 498 Z", MILK) + dot(405, 468, 14, BRICK)
    return oval(405, 556, 120, 17, MILK) + slice_ + icing


def hall_shelf() -> str:
    """A hall at home: a big clock, a calendar with 1 day ringed, keys on a hook and glasses in a bowl."""
    clock = (
        dot(198, 176, 122, BARK)
        + dot(198, 176, 104, MILK)
        + "".join(
            group(box(-5, -94, 10, 22, BARK, 4), f"translate(198 176) rotate({turn})") for turn in range(0, 360, 30)
        )
    )
    hands = (
        stroke("M198 176 V104", BARK, 11) + stroke("M198 176 L246 204", TERRACOTTA, 14) + dot(198, 176, 12, TERRACOTTA)
    )
    days = "".join(box(418 + 46 * (i % 5), 158 + 44 * (i // 5), 30, 28, WHEAT, 5) for i in range(15))
    calendar = (
        box(392, 62, 272, 242, MILK, 14) + box(392, 62, 272, 66, TERRACOTTA, 14) + box(392, 104, 272, 24, TERRACOTTA)
    )
    rings = stroke("M450 44 V82 M606 44 V82", BARK, 12)
    today = f'<circle cx="525" cy="216" r="31" fill="none" stroke="{BRICK}" stroke-width="9"/>'
    shelf = box(60, 474, 680, 28, BROWN, 8) + box(130, 500, 26, 54, BARK) + box(644, 500, 26, 54, BARK)
    bowl = shape("M140 396 H396 Q384 476 268 476 Q152 476 140 396 Z", GREEN) + oval(268, 396, 128, 20, MOSS)
    return scene(SAND, clock, hands, calendar, days, today, rings, shelf, _glasses(), bowl, _photograph(), _key())


def _glasses() -> str:
    rims = "".join(
        f'<circle cx="{x}" cy="370" r="34" fill="{CREAM}" stroke="{AUBERGINE}" stroke-width="10"/>' for x in (228, 312)
    )
    return rims + stroke("M260 362 Q270 352 280 362", AUBERGINE, 9)


def _key() -> str:
    board = box(676, 196, 84, 52, BROWN, 10) + stroke("M718 236 V266", BARK, 10)
    ring = f'<circle cx="718" cy="292" r="25" fill="none" stroke="{OCHRE}" stroke-width="15"/>'
    return ring + stroke("M718 320 V402 M718 376 H744 M718 400 H738", OCHRE, 15) + board


def _photograph() -> str:
    frame = box(450, 348, 172, 128, BARK, 8) + box(466, 364, 140, 96, CREAM)
    faces = dot(512, 400, 20, SKIN_WARM) + dot(564, 400, 20, SKIN_LIGHT)
    return (
        frame
        + shape("M482 460 Q484 422 512 422 Q538 422 540 460 Z", PLUM)
        + faces
        + shape("M536 460 Q538 422 564 422 Q590 422 592 460 Z", OCHRE)
    )


def telephone() -> str:
    """A big-button telephone with its handset lifted, and a speech bubble with a heart."""
    base = shape(
        "M170 356 H470 Q500 356 508 388 L536 528 Q540 552 514 552 H126 Q100 552 104 528 L132 388 Q140 356 170 356 Z",
        AUBERGINE,
    )
    buttons = "".join(
        box(216 + 76 * (i % 3), 382 + 40 * (i // 3), 56, 28, OCHRE if i == 10 else MILK, 8) for i in range(12)
    )
    handset = (
        stroke("M130 296 Q320 196 510 296", BRICK, 54)
        + box(84, 268, 104, 88, BRICK, 30)
        + box(452, 268, 104, 88, BRICK, 30)
    )
    cord = stroke("M108 360 q-54 20 -34 58 q18 26 -16 54 q-16 30 44 52", BRICK, 10)
    bubble = shape(
        "M500 36 H704 Q740 36 740 72 V196 Q740 232 704 232 H604 L548 282 L556 232 H500 Q464 232 464 196 V72"
        " Q464 36 500 36 Z",
        MILK,
    )
    return scene(
        SAND, dot(330, 360, 232, CREAM), cord, base, buttons, handset, bubble, heart(602, 134, 1.35, TERRACOTTA)
    )


def music() -> str:
    """A radio with music coming out of it, beside a plant in a pot."""
    table = box(0, 470, 800, 130, BROWN) + box(0, 470, 800, 14, BARK)
    radio = (
        stroke("M220 240 Q350 130 480 240", BARK, 16)
        + box(140, 232, 420, 244, TERRACOTTA, 40)
        + box(170, 262, 360, 184, CREAM, 24)
    )
    speaker = dot(272, 354, 74, BARK) + "".join(
        stroke(f"M{224 - d} {y} H{320 + d}", WHEAT, 9) for y, d in ((322, -6), (344, 8), (366, 8), (388, -6))
    )
    dial = (
        box(376, 286, 132, 46, OCHRE, 10)
        + stroke("M462 288 V330", BRICK, 8)
        + dot(404, 392, 26, GREEN)
        + dot(478, 392, 26, GREEN)
    )
    notes = _note(560, 150, PLUM) + _note(668, 96, GREEN) + _note(128, 128, BRICK)
    pot = shape("M606 372 H738 L720 484 H624 Z", AUBERGINE) + box(594, 352, 156, 34, PLUM, 10)
    leaves = "".join(
        group(shape("M0 0 C-34 -34 -30 -84 0 -104 C30 -84 34 -34 0 0 Z", colour), f"translate(672 356) rotate({turn})")
        for turn, colour in ((-58, MOSS), (58, MOSS), (-22, GREEN), (24, MOSS))
    )
    return scene(SAND, oval(390, 320, 330, 250, CREAM), table, radio, speaker, dial, notes, leaves, pot)


def _note(x: float, y: float, colour: str) -> str:
    head = group(oval(0, 0, 26, 19, colour), f"translate({x} {y + 62}) rotate(-18)")
    return head + stroke(f"M{x + 22} {y + 56} V{y - 26} q8 26 38 30", colour, 11)
