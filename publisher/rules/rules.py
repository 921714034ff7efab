"""Every rule that content is held against: its code, its weight, why it matters, and where it comes from.

The first two letters name the family: RE files, FM front matter, MD Markdown, PL playlists,
GR groups, TH themes, WO wording, LN length, RD readability, PI pictures, SO sources, AG agreement,
DA days, UR urgent, FA facts, CO consent, TR translations, TI time, EV events, PR privacy, LI links,
QR codes to scan.
"""

from publisher.model.findings import Level
from publisher.rules.rule import Rule

OURS = "ours"
MANUAL = "NHS digital service manual, content guide"
A_TO_Z = "NHS digital service manual, A to Z of NHS health writing"
GOV_UK = "GOV.UK style guide, words to avoid"
PLAIN_ENGLISH = "Plain English Campaign, the A to Z of alternative words"
WCAG = "WCAG 2.2, 1.4.3 and 1.4.6"
PIF = "PIF TICK, the Patient Information Forum's criteria for health information"
NHS24 = "NHS 24, when to call 111 and 999"
YAML = "YAML 1.2, and ours: plain values only"
BBC = "BBC R&D subtitle research, and ours"
WAITING = "Wicke 1994, and ours"
PRIVACY = "UK GDPR, article 5, and ours"
IDENTITY = "NHS identity guidelines"
FLESCH = "Flesch-Kincaid grade level; NHS digital service manual"


def _error(code: str, why: str, source: str = OURS, limit: float | None = None) -> Rule:
    return Rule(code, Level.ERROR, why, source, limit)


def _warning(code: str, why: str, source: str = OURS, limit: float | None = None) -> Rule:
    return Rule(code, Level.WARNING, why, source, limit)


def _note(code: str, why: str, source: str = OURS, limit: float | None = None) -> Rule:
    return Rule(code, Level.NOTE, why, source, limit)


# Files
ENCODING = _error("RE101", "Text in another encoding shows wrong letters.")
TOO_LARGE = _error("RE102", "A very large file slows everybody down, or was meant to.")
SYMLINK = _error("RE103", "A link to another place could bring in something that nobody agreed to.")
SUBMODULE = _error("RE104", "Another repo could change without this group knowing.")
BAD_NAME = _error("RE105", "Names become parts of web addresses and files on every screen.")
OUTSIDE = _error("RE106", "A slide may only use what stands in the content itself.")
TOO_MANY = _error("RE107", "So many files are not slides that people wrote.")
EMPTY_FILE = _error("RE108", "An empty file shows nothing.")
CONTROL = _error("RE109", "A character that cannot be seen cannot be agreed to.")
IGNORED = _warning("RE110", "A file that is not read looks as if it were part of the content.")
NO_SLIDES = _error("RE111", "Without slides there is nothing to show.")
UNREADABLE = _error("RE112", "What cannot be read cannot be shown.")
STRAY_LINK = _warning("RE113", "A link beside the content is not followed, which may surprise somebody.")
PILED_MARKS = _error(
    "RE114", "No script needs so many marks on a letter, and drawing them would keep every screen waiting."
)
TURNING = _error("RE115", "Signs that turn letters around can show other words than those that were agreed to.")
ENDLESS_WORD = _error("RE116", "A word as long as this is no word, and no line has room for it.")
DAMAGED = _error("RE117", "Damaged letters say something else, or nothing.")
CONFLICT = _error("RE118", "Two versions at once say both what was agreed and what was not.")
LFS = _error("RE119", "A pointer is not the file that it points to.")

# Front matter, and every other YAML file
NO_FRONT = _error("FM101", "The top part says what a slide is about and who agreed to it.")
NO_END = _error("FM102", "Without its end, the top part runs into the text.")
BROKEN_YAML = _error("FM103", "Text that is not YAML cannot be understood.", YAML)
NOT_MAPPING = _error("FM104", "Every value needs its name in front.")
UNKNOWN_KEY = _error("FM105", "A name with a slip in it would be passed over without a word.")
DUPLICATE_KEY = _error("FM106", "Of two values one would be lost without a word.", YAML)
FANCY_YAML = _error("FM107", "Anchors, aliases and tags can make a small file grow without end.", YAML)
MISSING_KEY = _error("FM108", "This has to be known before a screen can show it.")
BAD_VALUE = _error("FM109", "A value that is not understood would be guessed at.")
LONG_FRONT = _error("FM110", "So many lines are no description of one slide, and slow everybody down.")
HIDING_HASH = _error("FM111", "What stands behind a # is read by nobody, and lost without a word.", YAML)
REMARK = _warning("FM112", "What stands behind a # is shown to nobody, which may surprise somebody.", YAML)

# Markdown
HTML = _error("MD101", "HTML can change what a slide says and does on its way to the screen.")
LINK = _error("MD102", "Nobody can follow a link on a screen across a room.")
CODE = _error("MD103", "Text set as code is hard to read from a seat.")
TABLE = _error("MD104", "A table is too small to read from a seat.")
ITALICS = _error("MD105", "Slanted letters are harder to read.", MANUAL)
LOOSE_PICTURE = _error("MD106", "A slide has one picture, with a description for people who cannot see it.")
REMOTE = _error("MD107", "A picture from elsewhere could change or vanish.")
HEADING = _error("MD108", "One kind of heading below the title is enough on one slide.")
LIST_KIND = _error("MD109", "One kind of list reads the same on every slide.")
NESTED = _error("MD110", "A list inside something else has more than one idea on one slide.", "DEEP guides")
RULE_LINE = _error("MD111", "A line across the slide has no meaning when it is read aloud.")
NOTHING_SAID = _error("MD112", "A slide with only a title leaves people guessing.")
STRUCK = _error("MD113", "Words that are struck through may be read as if they still stood.")
TOO_LONG = _error("MD114", "A text as long as a chapter is no slide, and slows everybody down.")
LOOSE_MARK = _error("MD115", "Signs that are meant as marks and drawn as signs puzzle whoever reads them.")

# Playlists, groups, themes
NO_SUCH_SLIDE = _error("PL101", "A playlist with a hole in it shows less than was agreed.")
EMPTY_PLAYLIST = _error("PL102", "An empty playlist would leave the screen without anything to show.")
TWICE = _error("PL103", "The same slide twice in a loop takes time from the others.")
ALL_PAST = _error("PL104", "A playlist whose slides have all ended would leave the screen without anything to show.")
NO_SUCH_GROUP = _error("GR101", "Every slide belongs to a group that agreed to it.")
NO_SUCH_RULE = _error("GR102", "A change to a rule that is not there would change nothing.")
FIRM_RULE = _error("GR103", "Some rules keep patients safe, and hold for every group.")
CHANGED_RULE = _note("GR104", "Whoever reads the findings should know which rules a group changed, and why.")
NO_SUCH_THEME = _error("TH101", "Without its theme a slide has no colours.")
POOR_CONTRAST = _error("TH102", "Below 4.5 to 1 many people cannot read it.", WCAG)
LOW_CONTRAST = _warning("TH103", "Below 7 to 1 people with poor sight cannot read it across a room.", WCAG)
LIKE_THE_NHS = _error("TH104", "A slide in the NHS's own blue passes for one of the NHS's own.", IDENTITY)

# Wording
LONG_SENTENCE = _error("WO101", "Long sentences are hard to follow.", MANUAL, limit=20)
LONG_PARAGRAPH = _error("WO102", "Long paragraphs are not read on a screen.", MANUAL, limit=3)
LONG_LIST = _error("WO103", "Nobody keeps more than 6 things in mind from a screen.", MANUAL, limit=6)
LONG_TITLE = _error("WO104", "A long title is not taken in at a glance.", MANUAL, limit=65)
CAPITALS = _error("WO105", "Block capitals are hard to read and sound like shouting.", MANUAL)
LATIN = _error("WO106", "Many people do not know what eg, ie and etc stand for.", MANUAL)
AMPERSAND = _error("WO107", "Many people who are new to English do not know the sign &.", MANUAL)
CONTRACTION = _error("WO108", "People with little English misread words such as don't and can't.", MANUAL)
AVOIDED_WORD = _error("WO109", "A plain word is understood by more people.", A_TO_Z)
GROUP_WORD = _error("WO110", "This word confused people in the group that owns the slide.", "the group's own words")
TITLE_CASE = _error("WO111", "Capitals in the middle of a line are slower to read.", MANUAL)
NUMBER_WORD = _error("WO112", "Numerals are found and understood faster than numbers in words.", MANUAL)
MUCH_BOLD = _warning("WO113", "Where much is bold, nothing stands out.", MANUAL, limit=10)
DOUBTFUL_WORD = _warning("WO114", "This word has a plainer one, or is taken in more than one way.", A_TO_Z)
PLURAL_IN_BRACKETS = _error("WO115", "Read aloud, an s in brackets makes no sense.", MANUAL)

# Length
FAR_TOO_MANY_WORDS = _error("LN101", "A slide with this many words is not read to its end.", limit=45)
MANY_WORDS = _warning("LN102", "One short idea is remembered better.", "DEEP guides, and ours", limit=30)
MANY_IDEAS = _warning("LN103", "One idea on one slide is remembered; two push each other out.", "DEEP guides")

# Readability
HARD_TO_READ = _warning("RD101", "Many adults read at the age of 11 or below.", FLESCH, limit=6)
VERY_HARD_TO_READ = _warning("RD102", "Text as hard as this shuts most of the waiting room out.", FLESCH, limit=9)

# Pictures
NO_ALT = _error("PI101", "People who cannot see the picture need to hear what it shows.", MANUAL)
LONG_ALT = _error("PI102", "A long description is tiring to listen to.", MANUAL, limit=125)
NO_SUCH_PICTURE = _error("PI103", "The slide would stand there with a gap.")
NHS_PICTURE = _warning("PI104", "The NHS logo stands for the NHS alone, and a slide is its group's own.", IDENTITY)

# Sources
NO_SOURCE = _error("SO101", "People trust what they can look up.", PIF)
BAD_ADDRESS = _error("SO102", "A source that cannot be found cannot be checked.", PIF)
CHECKED_LATER = _error("SO104", "Nobody can have looked at a source on a day that has not come.", PIF)

# Agreement and days
NO_GROUP = _error("AG101", "Somebody has to answer for what a slide says.", PIF)
FEW_OWNERS = _error("AG102", "If one owner leaves, the other still looks after the slide.", PIF, limit=2)
NOT_AGREED = _error("DA101", "Only what a group agreed to is shown to patients.", PIF)
NO_REVIEW = _error("DA102", "Health information goes out of date.", PIF)
LATE_REVIEW = _error("DA103", "Health information is looked at again within 3 years.", PIF, limit=3)
EARLY_REVIEW = _error("DA104", "A slide that ends before it was agreed is never shown.")
DROPPED_OUT = _warning("DA105", "A slide that is past its review day has dropped out of every playlist.", PIF)
AGREED_LATER = _error("DA106", "Nobody can have agreed on a day that has not come.")

# When to call
NO_999 = _error("UR101", "Somebody in the room may have these signs now.", NHS24)
NO_111 = _error("UR102", "People need to know where to turn when it is not yet an emergency.", NHS24)
MAYBE_SIGNS = _warning("UR103", "If this is about symptoms, it has to say when to call 999 and 111.", NHS24)
NO_999_FOR_SIGN = _error("UR104", "Somebody who has this now would read on instead of calling for help.", NHS24)
SIGN_THAT_WAITS = _warning("UR105", "Somebody in danger would wait for the appointment.", NHS24)

# Time
SHORT_DWELL = _error("TI101", "The slide would go before people have read it.", BBC)
SHORT_TURN = _error("TI102", "The slide would go before people have read it.", BBC)
LONG_LOOP = _warning("TI103", "Most people wait 5 to 15 minutes, and would not see it all.", WAITING, limit=900)
MAY_BE_MISSED = _note("TI104", "In a long loop, people leave before a slide has come round.", WAITING, limit=300)

# Events
OVER = _warning("EV101", "An event that is over is not shown.")
ENDS_FIRST = _error("EV102", "People would not know when to come.")
NO_EVENT = _error("EV103", "People need to know when and where.")

# Facts that several slides say
NOT_IN_REGISTER = _error("FA101", "A number that stands in one place is put right in one place.", PIF)
OTHER_PHONE = _error("FA102", "Two numbers for the same people send somebody to the wrong one.", PIF)
OTHER_NUMBER = _error("FA103", "Two slides that disagree about a number are both mistrusted.", PIF)
NO_SUCH_NUMBER = _warning(
    "FA104", "Whoever needs help would dial it, and reach nobody or somebody else.", "Ofcom, and ours"
)

# Consent of people who are shown
NO_CONSENT = _error("CO101", "A person's words, name or face are shown only with their consent.", PRIVACY)
NO_SUCH_CONSENT = _error("CO102", "Without its entry in the register nobody knows who said yes to what.", PRIVACY)
WITHDRAWN = _error("CO103", "Anybody may take back what they gave, at any time.", PRIVACY)
NOT_COVERED = _error("CO104", "A yes to a story is not a yes to a photo.", PRIVACY)

# Translations
NO_SUCH_ORIGINAL = _error("TR101", "A translation of something that is not there cannot be compared with it.")
STALE = _warning("TR102", "What was put right in one language may still be wrong in the other.")
SHOWN_STALE = _note("TR103", "Somebody decided to show a translation that is behind its source.")
SAME_LANGUAGE = _error("TR104", "A slide in the same language is a copy, and no translation.")
OLD_REVISION = _warning("TR105", "The old way of counting revisions will not be understood for ever.")

# Privacy
EMAIL = _error("PR101", "An e-mail address on a screen belongs to a person.", PRIVACY)
MOBILE = _error("PR102", "A mobile number on a screen belongs to a person.", PRIVACY)
POSTCODE = _error("PR103", "A postcode on a screen may tell where somebody lives.", PRIVACY)

# Links
NOT_SHORT_LINK = _error("LI101", "People copy the address by hand, or point a telephone at its square.")
LONG_LINK = _warning("LI102", "A long address is mistyped.", limit=30)
LONG_ADDRESS = _warning("LI103", "Nobody copies a long address from a screen across a room.", limit=30)

# Codes to scan
SMALL_CODE = _warning(
    "QR101", "A telephone reads a code from 10 times its side; nobody can stand closer than this.", limit=0.8
)

RULES = {rule.code: rule for rule in tuple(globals().values()) if isinstance(rule, Rule)}
"""Every rule by its code."""
