"""Drawings of people: talking at a table, at the practice, in a circle, walking together."""

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
    SAGE,
    SAND,
    SILVER,
    SKIN_DARK,
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
    stroke,
)


def talking() -> str:
    """Two people talk across a table with mugs; one speech bubble holds a question mark, one a heart."""
    left = _sitter(SKIN_DARK, OCHRE, GREEN, BARK)
    right = group(_sitter(SKIN_LIGHT, PLUM, AUBERGINE, SILVER), "translate(800 0) scale(-1 1)")
    table = box(250, 420, 300, 26, BROWN, 8) + box(386, 440, 28, 130, BROWN) + box(326, 560, 148, 22, BARK, 11)
    mugs = _mug(322, 370, TERRACOTTA) + group(_mug(0, 0, MILK), "translate(478 370) scale(-1 1)")
    bubbles = (
        shape(
            "M250 44 H372 Q392 44 392 64 V128 Q392 148 372 148 H306 L268 178 L274 148 H250 Q230 148 230 128 V64"
            " Q230 44 250 44 Z",
            MILK,
        )
        + stroke("M290 84 Q290 62 312 62 Q336 62 336 84 Q336 98 312 106", BRICK, 13)
        + dot(312, 130, 8, BRICK)
        + shape(
            "M428 92 H550 Q570 92 570 112 V176 Q570 196 550 196 H526 L532 226 L494 196 H428 Q408 196 408 176 V112"
            " Q408 92 428 92 Z",
            MILK,
        )
        + heart(489, 146, 0.7, TERRACOTTA)
    )
    return scene(SAND, dot(400, 330, 260, CREAM), box(0, 572, 800, 28, WHEAT), left, right, table, mugs, bubbles)


def _sitter(skin: str, jumper: str, trousers: str, hair: str) -> str:
    chair = stroke("M92 286 V572 M92 452 H200 V572", BROWN, 16)
    legs = stroke("M140 430 L258 432 L268 546", trousers, 54) + stroke("M262 556 H304", BARK, 30)
    body = shape("M104 456 C96 360 92 270 140 252 C188 240 214 276 208 330 L204 456 Z", jumper)
    head = (
        stroke("M158 256 L164 226", skin, 34)
        + dot(172, 190, 48, skin)
        + shape("M214 172 C206 124 122 122 122 190 C122 214 134 230 146 234 C142 204 160 178 214 172 Z", hair)
    )
    arm = stroke("M150 300 L196 378 L284 396", jumper, 40) + dot(294, 396, 21, skin)
    return chair + legs + body + head + arm


def _mug(x: float, y: float, colour: str) -> str:
    return stroke(f"M{x - 24} {y + 12} q-26 4 -20 22 q6 12 22 6", colour, 9) + box(x - 26, y, 52, 52, colour, 10)


def at_the_practice() -> str:
    """A patient has brought a friend, and both sit across the desk from a doctor."""
    friend = group(_sitter(SKIN_WARM, TERRACOTTA, BARK, BARK), "translate(-64 -26)")
    patient = group(_sitter(SKIN_LIGHT, GREEN, AUBERGINE, SILVER), "translate(56 0)")
    doctor = group(_sitter(SKIN_DARK, MILK, AUBERGINE, BARK), "translate(800 0) scale(-1 1)")
    tube = stroke("M606 258 Q600 336 640 344 Q676 336 664 262", PLUM, 9) + dot(622, 352, 15, PLUM)
    desk = box(330, 420, 270, 26, BROWN, 8) + box(470, 440, 108, 132, BROWN) + box(490, 462, 68, 12, WHEAT, 6)
    paper = shape("M388 420 L414 380 H488 L468 420 Z", WHEAT) + stroke("M424 394 H464 M416 407 H456", BROWN, 5)
    window = box(330, 70, 196, 164, MILK, 12) + box(346, 86, 164, 132, SAGE, 6) + stroke("M428 86 V218", MILK, 10)
    return scene(
        SAND, dot(400, 330, 260, CREAM), box(0, 572, 800, 28, WHEAT), window, friend, patient, doctor, tube, desk, paper
    )


def circle() -> str:
    """Five people sit in a half circle on chairs, with tea on a low table."""
    people = "".join(
        group(_facing(*clothes), f"translate({x} {y}) scale({size})")
        for x, y, size, clothes in (
            (280, 250, 0.86, (SKIN_WARM, PLUM, BARK, BARK)),
            (520, 250, 0.86, (SKIN_DARK, MOSS, AUBERGINE, SILVER)),
            (400, 236, 0.86, (SKIN_LIGHT, OCHRE, GREEN, BROWN)),
            (150, 300, 1.0, (SKIN_LIGHT, TERRACOTTA, AUBERGINE, SILVER)),
            (650, 300, 1.0, (SKIN_WARM, GREEN, BARK, BARK)),
        )
    )
    table = oval(400, 500, 130, 36, BROWN) + oval(400, 492, 130, 34, WHEAT) + box(386, 520, 28, 54, BARK)
    cups = _mug(352, 450, TERRACOTTA) + _mug(410, 462, GREEN) + _mug(456, 442, MILK)
    return scene(SAND, dot(400, 300, 270, CREAM), oval(400, 560, 380, 56, WHEAT), people, table, cups)


def _facing(skin: str, jumper: str, trousers: str, hair: str) -> str:
    chair = box(-70, -10, 140, 150, BROWN, 18) + stroke("M-56 150 V262 M56 150 V262", BROWN, 14)
    legs = stroke("M-28 140 L-34 256", trousers, 46) + stroke("M28 140 L34 256", trousers, 46)
    shoes = stroke("M-42 270 H-32", BARK, 30) + stroke("M32 270 H42", BARK, 30)
    body = shape("M-60 160 C-66 60 -60 -4 0 -8 C60 -4 66 60 60 160 Z", jumper)
    arms = stroke("M-50 40 L-56 116 L-14 140", jumper, 30) + stroke("M50 40 L56 116 L14 140", jumper, 30)
    hands = dot(-8, 140, 16, skin) + dot(10, 142, 16, skin)
    head = dot(0, -62, 58, hair) + stroke("M0 0 V-26", skin, 32) + dot(0, -54, 46, skin)
    fringe = shape("M-50 -66 C-44 -124 44 -124 50 -66 C24 -92 -18 -94 -50 -66 Z", hair)
    return chair + legs + shoes + body + arms + hands + head + fringe


def walking() -> str:
    """Two people walk arm in arm along a path under a tree."""
    hills = shape("M0 420 Q220 320 460 400 T800 370 V600 H0 Z", SAGE) + shape("M0 490 Q300 430 800 480 V600 H0 Z", MOSS)
    path = shape("M150 600 Q330 520 420 470 L520 470 Q560 530 640 600 Z", WHEAT)
    tree = (
        stroke("M640 470 V300", BROWN, 30)
        + dot(640, 210, 104, GREEN)
        + dot(566, 262, 66, GREEN)
        + dot(716, 258, 70, GREEN)
        + dot(616, 170, 34, MOSS)
    )
    pair = _walker(330, 1.0, (SKIN_LIGHT, TERRACOTTA, AUBERGINE, SILVER))
    pair += _walker(446, 0.94, (SKIN_DARK, OCHRE, BARK, BARK))
    linked = stroke("M356 300 Q392 352 424 318", TERRACOTTA, 32)
    stick = stroke("M268 390 V560 M268 390 q-2 -20 -24 -14", BROWN, 11)
    return scene(CREAM, dot(170, 130, 62, OCHRE), hills, path, tree, pair, linked, stick)


def _walker(x: float, size: float, colours: tuple[str, str, str, str]) -> str:
    skin, coat, trousers, hair = colours
    legs = stroke("M-16 170 L-30 318", trousers, 42) + stroke("M20 170 L40 314", trousers, 42)
    shoes = stroke("M-36 330 h-20", BARK, 28) + stroke("M34 328 h-22", BARK, 28)
    body = shape("M-52 190 C-60 90 -56 10 0 4 C56 10 60 90 52 190 Z", coat)
    head = stroke("M0 8 V-20", skin, 32) + dot(-4, -56, 46, skin)
    crown = shape("M-50 -66 C-46 -116 46 -120 46 -54 C46 -30 36 -14 26 -12 C30 -40 10 -64 -50 -66 Z", hair)
    arm = stroke("M-40 44 L-66 130", coat, 32) + dot(-66, 146, 18, skin)
    return group(legs + shoes + arm + body + head + crown, f"translate({x} {566 - 344 * size}) scale({size})")
