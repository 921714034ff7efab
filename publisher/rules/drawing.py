"""What drawing can find wrong with a slide: codes, plain sentences, and where each rule comes from."""

from dataclasses import dataclass

from publisher.model.findings import Finding, Level, Place

SEAT = "NUREG-0700 and ISO 9241-3: at least 16 arcminutes at 5 m on a 43-inch screen"
WCAG = "WCAG 2.2, 1.4.3 and 1.4.6"
OURS = "Waiting Room Screens: legibility"


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that drawing looks for."""

    code: str
    level: Level
    sentence: str
    source: str


TOO_MUCH = Rule("LE201", Level.ERROR, "The words do not fit on the screen at a size that can be read.", SEAT)
TOO_WIDE = Rule("LE202", Level.ERROR, "A word is longer than a line.", SEAT)
NO_GLYPH = Rule("LE203", Level.ERROR, "The typeface lacks a letter.", OURS)
LOW_CONTRAST = Rule("LE204", Level.ERROR, "Text stands out too little from what is behind it.", WCAG)
WEAK_CONTRAST = Rule("LE205", Level.WARNING, "Text could stand out more from what is behind it.", WCAG)
NO_LAYOUT = Rule("LE206", Level.ERROR, "There is no layout of this name, or it lacks what it needs.", OURS)
NO_PANEL = Rule("UR106", Level.WARNING, "A call for help stands without its panel.", "NHS 24, when to call 111 and 999")
NUMBERS_MEET = Rule(
    "LE207", Level.NOTE, "Two numbers stand side by side in text from right to left.", "Unicode UAX #9: isolates"
)
BAD_PICTURE = Rule("PI201", Level.ERROR, "A picture cannot be used.", OURS)
ODD_PICTURE = Rule("PI202", Level.WARNING, "A picture can be read, but something about it is odd.", OURS)
COARSE_PICTURE = Rule("PI203", Level.WARNING, "A picture has too few pixels for its place.", OURS)

NOT_SHOWN = Rule("PI204", Level.WARNING, "A picture is not shown.", OURS)

RULES = (
    TOO_MUCH,
    TOO_WIDE,
    NO_GLYPH,
    LOW_CONTRAST,
    WEAK_CONTRAST,
    NO_LAYOUT,
    NO_PANEL,
    NUMBERS_MEET,
    BAD_PICTURE,
    ODD_PICTURE,
    COARSE_PICTURE,
    NOT_SHOWN,
)


def found(rule: Rule, place: Place, message: str) -> Finding:
    """A finding of this rule at a place."""
    return Finding(place, rule.code, rule.level, message, rule.source)


def picture_refused(place: Place, path: str, problem: str) -> Finding:
    """One clear line for a picture that cannot be used."""
    return found(BAD_PICTURE, place, f"{path} {problem}.")


def picture_warned(place: Place, path: str, words: str) -> Finding:
    """A decoder's own warning about a picture."""
    return found(ODD_PICTURE, place, f"{path} can be read, but: {words.rstrip('.')}. Save it again if it looks wrong.")
