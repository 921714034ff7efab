"""Short lists of words that the checks of wording know; the long ones are tables in the folder `words`."""

NEGATIVES = {
    "can't": "cannot",
    "won't": "will not",
    "shan't": "shall not",
    "ain't": "is not",
    **{
        f"{verb}n't": f"{verb} not"
        for verb in (
            *("is", "are", "was", "were", "do", "does", "did", "has", "have", "had", "may", "dare"),
            *("should", "would", "could", "must", "need", "might", "ought"),
        )
    },
}
"""Short forms with "not", and how they are written out."""

PERFECTS = {f"{word}'ve": f"{word} have" for word in ("should", "would", "could", "might", "must", "they")}
"""Short forms with "have" that are hard to read (NHS digital service manual, contractions)."""

_UNMARKED = (
    "isn't",
    "aren't",
    "wasn't",
    "don't",
    "doesn't",
    "didn't",
    "hasn't",
    "haven't",
    "shouldn't",
    "wouldn't",
    "couldn't",
)
SHORT_FORMS = {
    **NEGATIVES,
    **PERFECTS,
    **{short.replace("'", ""): NEGATIVES[short] for short in (*_UNMARKED, "can't", "won't")},
}
"""Every short form that is written out, also where its apostrophe was forgotten."""

LATIN = {"eg": "for example", "ie": "that is", "etc": "what else there is, or “for example” before the list"}

_SHOUTED = """
ALL AND ANY ARE ASK BE BUT CAN DAY DO EAT FOR GET GO HAS HOW IF IN IS LET NEW NO NOT NOW OF OFF ON OR OUR OUT OWN PAY
PUT RUN SAY SEE THE TO TOO TRY UP USE WAY WE WHO WHY YES YET YOU
"""
SHOUTED = frozenset(_SHOUTED.split())
"""Common words of up to 3 letters; in capitals they are shouted, not initialisms."""

_ABBREVIATIONS = "dr mr mrs ms prof st approx vs e.g i.e a.m p.m"
ABBREVIATIONS = frozenset(_ABBREVIATIONS.split())
"""Words whose full stop does not end a sentence."""

_COMMON = """
a about after all an and are ask at be before breath breathless by can care carer carers check day
diet do does early eat every exercise feel feeling find for forgetting from get getting give go happens
have help helping helps how if in into is it know later learn life live living lose making medicine
medicines memory more move need new not of off on once or our out over pain pills pressure problems
questions rest right salt see should sleep small stairs stay swollen symptoms tablets take taking talk
tell than that the their then these things this tired to treatment try up walk was ways we weigh weight
well what when where who why will with worried you your yourself
signs failure failing call calling phone heart blood brain
"""
COMMON = frozenset(_COMMON.split())
"""Words that stand in many titles and are no names; a capital in the middle of a line is a slip."""
