"""Whether a colour passes for the NHS's own."""

NHS_BLUES = ("#005eb8", "#003087", "#0072ce", "#41b6e6", "#00a9ce")
"""NHS blue, dark blue, bright blue, light blue and aqua blue (NHS identity guidelines)."""
ALIKE = 15.0
"""Two colours this near to each other in CIE L*a*b* look like one when they are not side by side (ours)."""
_WHITE = (0.95047, 1.0, 1.08883)


def nhs_blue_near(colour: str) -> str | None:
    """The NHS blue that a colour written as #rrggbb could be taken for, or None."""
    near = min(NHS_BLUES, key=lambda blue: difference(colour, blue))
    return near if difference(colour, near) < ALIKE else None


def difference(one: str, other: str) -> float:
    """How far apart two colours look: the CIE 1976 difference, where about 2 can just be seen."""
    pairs = zip(_lab(one), _lab(other), strict=True)
    return float(sum((here - there) ** 2 for here, there in pairs) ** 0.5)


def _lab(colour: str) -> tuple[float, float, float]:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    x = 0.4124 * red + 0.3576 * green + 0.1805 * blue
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = 0.0193 * red + 0.1192 * green + 0.9505 * blue
    x, y, z = (_cube_root(part / white) for part, white in zip((x, y, z), _WHITE, strict=True))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _linear(share: float) -> float:
    return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)


def _cube_root(share: float) -> float:
    return float(share ** (1 / 3)) if share > 0.008856 else 7.787 * share + 16 / 116
