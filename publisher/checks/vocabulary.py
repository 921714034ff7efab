"""Words that a slide avoids, and what to write; the list grows with what groups find."""

from player.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Avoided:
    """A word or phrase in small letters, and what to write in its place."""

    avoid: str
    instead: str


AVOIDED = (
    Avoided("chronic", "for a long time"),
    Avoided("acute", "sudden"),
    Avoided("clinician", "doctor or nurse"),
    Avoided("water tablet", "tablets that make you pee more"),
    Avoided("suffering from", "living with"),
    Avoided("suffers from", "lives with"),
    Avoided("suffer from", "live with"),
    Avoided("sufferer", "person living with it"),
    Avoided("victim of", "person with"),
    Avoided("afflicted", "living with"),
    Avoided("demented", "living with dementia"),
    Avoided("renal", "kidney"),
    Avoided("hepatic", "liver"),
    Avoided("cardiac", "heart"),
    Avoided("pulmonary", "lung"),
    Avoided("cardiologist", "heart specialist"),
    Avoided("neurologist", "brain specialist"),
    Avoided("physician", "doctor"),
    Avoided("drug", "medicine"),
    Avoided("diuretic", "tablets that make you pee more"),
    Avoided("analgesic", "painkiller"),
    Avoided("hypertension", "high blood pressure"),
    Avoided("myocardial infarction", "heart attack"),
    Avoided("oedema", "swelling"),
    Avoided("dyspnoea", "being out of breath"),
    Avoided("urinate", "pee"),
    Avoided("bowel movement", "poo"),
    Avoided("comorbidities", "other conditions"),
    Avoided("prognosis", "what is likely to happen"),
    Avoided("administer", "give"),
    Avoided("commence", "start"),
    Avoided("utilise", "use"),
    Avoided("prior to", "before"),
    Avoided("in the event of", "if"),
    Avoided("in order to", "to"),
)

NEGATIVES = {
    "can't": "cannot",
    "won't": "will not",
    "shan't": "shall not",
    **{
        f"{verb}n't": f"{verb} not"
        for verb in (
            *("is", "are", "was", "were", "do", "does", "did", "has", "have", "had"),
            *("should", "would", "could", "must", "need", "might", "ought"),
        )
    },
}
"""Short forms with "not", and how they are written out."""

LATIN = {"eg": "for example", "ie": "that is", "etc": "what else there is, or nothing"}

_INITIALISMS = "COPD AIDS COVID MRSA DVLA NICE ADHD CAMHS PALS SIGN DNACPR"
INITIALISMS = frozenset(_INITIALISMS.split())
"""Initialisms of 4 letters and more that people know better than their long form."""

_SHOUTED = "ALL AND ANY ARE ASK BE DO FOR GET GO IF IN IS IT NEW NO NOT NOW OF OFF ON OR THE TO USE YOU"
SHOUTED = frozenset(_SHOUTED.split())
"""Common words of up to 3 letters; in capitals they are shouted, not initialisms."""

_ABBREVIATIONS = "dr mr mrs ms prof st approx vs e.g i.e a.m p.m"
ABBREVIATIONS = frozenset(_ABBREVIATIONS.split())
"""Words whose full stop does not end a sentence."""

_COMMON = """
a about after all an and are ask at be before breath breathless by can care carer carers check day
diet do does early eat every exercise feel feeling find for forgetting from get getting give go happens
have help helping helps how if in into is it know later learn life live living losing make medicine
medicines memory more move need new not of off on once or our out over pain pills pressure problems
questions rest right salt see should sleep small stairs stay swollen symptoms tablets take taking talk
tell than that the their then these things this tired to treatment try up walk was ways we weigh weight
well what when where who why will with worried you your yourself
signs failure failing call calling phone heart blood brain
"""
COMMON = frozenset(_COMMON.split())
"""Words that stand in many titles and are no names; a capital in the middle of a line is a slip."""
