"""Drawings about the heart and the body: its 4 rooms, stairs, scales, ankles, blood test, medicines, salt."""

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
    ROSE_DARK,
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
    stroke,
)

HEART = (
    "M400 556 C292 492 176 400 176 278 C176 190 240 140 308 146 C352 150 384 172 400 200"
    " C416 172 448 150 492 146 C560 140 624 190 624 278 C624 400 508 492 400 556 Z"
)


def heart_rooms() -> str:
    """A heart cut open to show its 4 rooms, with arrows for the way the blood goes."""
    vessels = (
        stroke("M300 190 V52", PLUM, 50)
        + stroke("M462 210 V120 Q462 62 404 62 Q372 62 362 92", TERRACOTTA, 50)
        + stroke("M548 176 L604 116", TERRACOTTA, 40)
    )
    rooms = (
        f'<clipPath id="inside"><path d="{HEART}"/></clipPath><g clip-path="url(#inside)">'
        + box(160, 120, 240, 460, PLUM)
        + box(400, 120, 240, 460, TERRACOTTA)
        + box(160, 120, 240, 172, "#a2688a")
        + box(400, 120, 240, 172, "#dd8a62")
        + stroke("M400 120 V580", BRICK, 34)
        + stroke("M150 292 H240 M332 292 H468 M560 292 H650", BRICK, 30)
        + "</g>"
        + f'<path d="{HEART}" fill="none" stroke="{BRICK}" stroke-width="36" stroke-linejoin="round"/>'
    )
    return scene(CREAM, dot(400, 312, 282, SAND), vessels, rooms, _arrow(286, 240), _arrow(514, 240))


def _arrow(x: float, y: float) -> str:
    return stroke(f"M{x} {y} V{y + 124} M{x - 30} {y + 96} L{x} {y + 128} L{x + 30} {y + 96}", MILK, 18)


def stairs_rest() -> str:
    """Somebody sits half way up the stairs, a hand on the chest, shopping beside them."""
    steps = "".join(box(120 + 112 * i, 516 - 76 * i, 700, 96, MOSS if i % 2 else SAGE) for i in range(6))
    treads = "".join(box(120 + 112 * i, 516 - 76 * i, 120, 14, GREEN) for i in range(6))
    rail = stroke("M96 352 L700 -58", BROWN, 20) + stroke("M152 330 V510 M376 178 V360", BROWN, 12)
    return scene(CREAM, dot(330, 250, 236, SAND), rail, steps, treads, _shopping(), _resting_person())


def _resting_person() -> str:
    legs = (
        stroke("M500 268 L396 270 L372 408", BARK, 50)
        + stroke("M504 270 L420 280 L404 412", AUBERGINE, 50)
        + shape("M424 442 H330 Q330 414 358 412 L424 408 Z", BARK)
    )
    torso = shape("M466 292 C452 230 440 160 474 138 C510 122 548 150 546 200 L544 292 Z", TERRACOTTA)
    head = (
        stroke("M484 142 L478 112", SKIN_WARM, 34)
        + dot(470, 84, 44, SKIN_WARM)
        + shape("M430 70 C432 26 508 16 518 66 C524 94 512 116 500 118 C502 92 488 76 430 70 Z", SILVER)
    )
    arms = stroke("M510 172 L506 238 L462 214", BRICK, 34) + dot(454, 208, 20, SKIN_WARM)
    return legs + torso + head + arms


def _shopping() -> str:
    bag = box(566, 128, 92, 86, OCHRE, 8) + stroke("M590 130 Q590 92 612 92 Q634 92 634 130", BROWN, 8)
    food = shape("M588 130 L582 66 Q594 58 604 66 L608 130 Z", WHEAT) + oval(640, 116, 18, 26, MOSS)
    return food + bag


def scales_slippers() -> str:
    """Bathroom scales from above, with slippers beside them and a notebook for the numbers."""
    tiles = "".join(stroke(f"M{x} 0 V600", WHEAT, 4) for x in range(80, 800, 160))
    tiles += "".join(stroke(f"M0 {y} H800", WHEAT, 4) for y in range(60, 600, 160))
    scales = (
        box(212, 96, 376, 420, BROWN, 52)
        + box(212, 82, 376, 420, GREEN, 52)
        + box(248, 228, 140, 238, SAGE, 66)
        + box(412, 228, 140, 238, SAGE, 66)
    )
    window = shape("M292 196 A108 92 0 0 1 508 196 Z", MILK) + "".join(
        group(box(-4, -86, 8, 20, BARK), f"translate(400 196) rotate({turn})") for turn in range(-60, 61, 20)
    )
    needle = group(stroke("M0 0 V-66", TERRACOTTA, 10), "translate(400 196) rotate(24)") + dot(400, 196, 13, TERRACOTTA)
    slippers = group(_slipper(), "translate(112 318) rotate(-8)") + group(_slipper(), "translate(688 318) rotate(8)")
    return scene(SAND, tiles, scales, window, needle, slippers)


def swollen_ankles() -> str:
    """Two swollen ankles above shoes whose laces no longer meet; the socks have left a mark."""
    floor = box(0, 500, 800, 100, WHEAT) + box(0, 496, 800, 10, OCHRE)
    left = group(_swollen_leg(), "translate(268 0)")
    right = group(_swollen_leg(), "translate(532 0) scale(-1 1)")
    return scene(CREAM, dot(400, 300, 262, SAND), floor, left, right)


def _swollen_leg() -> str:
    shin = shape(
        "M-66 120 L-56 250 C-92 296 -104 372 -80 430 L-60 500 H60 L80 430 C104 372 92 296 56 250 L66 120 Z", SKIN_LIGHT
    )
    trousers = shape("M-98 -10 H98 L88 166 Q0 190 -88 166 Z", GREEN) + stroke("M-86 160 Q0 184 86 160", MOSS, 16)
    marks = "".join(stroke(f"M{-w} {y} Q0 {y + 24} {w} {y}", ROSE_DARK, 8) for w, y in ((52, 236), (60, 258)))
    shoe = shape("M-96 398 Q-128 470 -116 540 Q0 574 116 540 Q128 470 96 398 Q52 470 0 474 Q-52 470 -96 398 Z", BRICK)
    sole = stroke("M-112 546 Q0 580 112 546", BARK, 22)
    tongue = shape("M-46 440 Q0 408 46 440 L34 520 Q0 536 -34 520 Z", TERRACOTTA)
    laces = stroke("M-60 462 q-46 34 -66 96 M60 462 q40 40 54 104", MILK, 9) + "".join(
        dot(side * x, y, 8, MILK) for side in (-1, 1) for x, y in ((58, 464), (52, 500))
    )
    return shin + marks + trousers + shoe + tongue + sole + laces


def _slipper() -> str:
    sole = box(-58, -132, 116, 272, BRICK, 58)
    lining = box(-44, -116, 88, 242, ROSE, 44)
    toe = shape("M-58 -74 C-58 -150 58 -150 58 -74 V10 C30 -18 -30 -18 -58 10 Z", TERRACOTTA)
    return sole + lining + toe + heart(0, -66, 0.42, MILK)


def blood_test() -> str:
    """An arm with a round plaster, and a small tube of blood."""
    arm = stroke("M-40 468 C160 440 250 424 420 420 L560 420", SKIN_LIGHT, 128) + stroke(
        "M560 420 L640 414", SKIN_LIGHT, 104
    )
    fingers = "".join(stroke(f"M644 {y} L{x} {y - 2}", SKIN_LIGHT, 27) for y, x in ((378, 728), (406, 752), (434, 744)))
    thumb = stroke("M600 382 Q640 338 676 334", SKIN_LIGHT, 30)
    sleeve = shape("M-20 372 L150 346 Q176 434 172 520 L-20 560 Z", GREEN) + stroke(
        "M150 352 Q174 434 170 514", MOSS, 22
    )
    plaster = group(
        box(-62, -26, 124, 52, OCHRE, 26) + box(-22, -20, 44, 40, WHEAT, 8), "translate(330 416) rotate(-14)"
    )
    return scene(CREAM, dot(400, 290, 262, SAND), arm, fingers, thumb, sleeve, plaster, _tube())


def _tube() -> str:
    glass = box(-44, -128, 88, 250, MILK, 42) + box(-34, -36, 68, 148, BRICK, 33) + box(-34, -44, 68, 40, BRICK)
    cap = box(-56, -166, 112, 62, AUBERGINE, 14)
    label = box(-44, 0, 88, 66, MILK, 4) + heart(0, 34, 0.48, TERRACOTTA)
    return group(glass + cap + label, "translate(470 188) rotate(14)")


def medicines() -> str:
    """A week's box of tablets with one lid open, and a glass of water."""
    table = box(0, 470, 800, 130, BROWN) + box(0, 470, 800, 14, BARK)
    tray = box(34, 312, 550, 176, GREEN, 26)
    lids = "".join(box(52 + 74 * i, 332, 66, 134, OCHRE if i % 2 else WHEAT, 12) for i in range(7) if i != 2)
    marks = "".join(dot(85 + 74 * i, 399, 14, TERRACOTTA) for i in range(7) if i != 2)
    open_lid = group(box(0, 0, 66, 104, WHEAT, 12), "translate(212 216) skewX(-7)") + box(200, 332, 66, 134, MILK, 12)
    tablets = oval(222, 372, 16, 12, TERRACOTTA) + oval(245, 400, 16, 12, PLUM)
    capsule = group(box(-24, -11, 48, 22, MOSS, 11) + box(0, -11, 24, 22, OCHRE, 11), "translate(232 438) rotate(-24)")
    glass = shape("M604 170 H770 L752 490 H622 Z", MILK) + shape("M610 260 H764 L752 490 H622 Z", SAGE)
    shine = stroke("M636 286 L648 446", MILK, 10)
    week = tray + open_lid + lids + marks + tablets + capsule
    return scene(SAND, dot(400, 330, 262, CREAM), table, week, glass, shine)


def less_salt() -> str:
    """A salt pot lying down, and the things that give flavour instead: lemon, pepper, herbs."""
    table = box(0, 430, 800, 170, BROWN) + box(0, 430, 800, 14, BARK)
    pot = shape("M116 312 H314 L288 486 H142 Z", TERRACOTTA) + box(100, 286, 230, 48, BRICK, 14)
    leaves = "".join(
        group(
            shape("M0 0 C-46 -40 -40 -104 0 -128 C40 -104 46 -40 0 0 Z", colour),
            f"translate(215 296) rotate({turn}) scale(1.3 1.5)",
        )
        for turn, colour in ((-62, MOSS), (62, MOSS), (-30, GREEN), (32, GREEN), (0, MOSS))
    )
    lemon = (
        dot(464, 420, 78, OCHRE)
        + dot(464, 420, 64, MILK)
        + "".join(
            group(shape("M0 -8 L-18 -44 Q0 -58 18 -44 Z", "#efc659"), f"translate(464 420) rotate({turn}) scale(1.1)")
            for turn in range(0, 360, 60)
        )
    )
    shaker = box(-40, -58, 80, 128, MILK, 16) + shape("M-40 -50 Q-40 -96 0 -96 Q40 -96 40 -50 Z", SILVER)
    holes = dot(0, -78, 5, BARK) + dot(-16, -68, 5, BARK) + dot(16, -68, 5, BARK)
    cross = stroke("M-88 -96 L88 84 M88 -96 L-88 84", BRICK, 20)
    salt = group(shaker + holes + cross, "translate(664 382) scale(1.3)")
    return scene(CREAM, dot(400, 290, 250, SAND), table, leaves, pot, lemon, salt)
