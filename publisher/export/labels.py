"""The few words that exported pages add by themselves, in each language; a language that is not here gets English."""

from dataclasses import dataclass

from publisher.model.languages import code_of


@dataclass(frozen=True, slots=True)
class Labels:
    """One language's words; those with braces say where a number goes."""

    language: str
    slides: str
    every: str
    before: str
    after: str
    sources: str
    checked: str
    place: str
    notes: str


_ENGLISH = Labels(
    "en",
    "Slides",
    "All slides",
    "Slide before",
    "Next slide",
    "Sources",
    "checked {day}",
    "Slide {number} of {count}",
    "Notes",
)
_LABELS = {
    "en": _ENGLISH,
    "pl": Labels(
        "pl",
        "Slajdy",
        "Wszystkie slajdy",
        "Poprzedni slajd",
        "Następny slajd",
        "Źródła",
        "sprawdzono: {day}",
        "Slajd {number} z {count}",
        "Notatki",
    ),
    "gd": Labels(
        "gd",
        "Sleamhnagan",
        "A h-uile sleamhnag",
        "An sleamhnag roimhe",
        "An ath shleamhnag",
        "Tùsan",
        "air a sgrùdadh {day}",
        "Sleamhnag {number} de {count}",
        "Notaichean",
    ),
    "ur": Labels(
        "ur",
        "سلائیڈیں",
        "تمام سلائیڈیں",
        "پچھلی سلائیڈ",
        "اگلی سلائیڈ",
        "ماخذ",
        "جانچ {day}",
        "سلائیڈ {number} از {count}",
        "نوٹس",
    ),
    "ar": Labels(
        "ar",
        "الشرائح",
        "كل الشرائح",
        "الشريحة السابقة",
        "الشريحة التالية",
        "المصادر",
        "تم التحقق في {day}",
        "الشريحة {number} من {count}",
        "ملاحظات",
    ),
    "pa": Labels(
        "pa",
        "ਸਲਾਈਡਾਂ",
        "ਸਾਰੀਆਂ ਸਲਾਈਡਾਂ",
        "ਪਿਛਲੀ ਸਲਾਈਡ",
        "ਅਗਲੀ ਸਲਾਈਡ",
        "ਸਰੋਤ",
        "ਜਾਂਚ {day}",
        "ਸਲਾਈਡ {number} / {count}",
        "ਨੋਟ",
    ),
    "zh": Labels(
        "zh",
        "幻灯片",
        "全部幻灯片",
        "上一张",
        "下一张",
        "来源",
        "{day}核对",
        "第 {number} 张，共 {count} 张",  # noqa: RUF001 - Chinese punctuation
        "笔记",
    ),
}


def labels_of(language: str) -> Labels:
    """The labels of a language, English ones where it has none here; `language` says which they are."""
    return _LABELS.get(code_of(language), _ENGLISH)
