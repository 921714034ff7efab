"""The few words that drawing adds by itself, in each language: labels, days of the week, months.

Days and months are those of the Unicode Common Locale Data Repository. A language that is not
here gets English words.
"""

from dataclasses import dataclass
from datetime import date

from publisher.model.languages import code_of

UNBROKEN = "\u00a0"
"""A space that no line ends at, as between the parts of a phone number."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """One language's words; those with braces say where a name, a number or a day goes."""

    source: str
    sources: str
    written_by: str
    phone: str
    picture: str
    """Before what a picture shows, where it can only be told; it is not drawn."""
    also: str
    also_more: str
    """After the first day, when none of the others is listed."""
    comma: str
    last: str
    """Between the last two of a list."""
    more: str
    hours: str
    day: str
    short_day: str
    month_of_year: str
    weekdays: str
    """From Monday on, with spaces between them."""
    months: str
    """From January on, as they stand after a day; a space within a name is written as _."""
    months_alone: str = ""
    """Months without a day before them, where they are written differently."""
    dated: str = "{day} {year}"
    """A day, with or without its weekday, of a year."""
    said_by: str = "\u2014 {name}"
    """Below somebody's words."""

    def weekday(self, day: date) -> str:
        """The day of the week."""
        return self.weekdays.split()[day.weekday()]

    def month(self, day: date, *, alone: bool = False) -> str:
        """The month's name, as it is written after a day or alone."""
        names = self.months_alone if alone and self.months_alone else self.months
        return names.split()[day.month - 1].replace("_", " ")


_ENGLISH = Phrases(
    source="Source: {names}, checked {month}",
    sources="Sources: {names}, checked {month}",
    written_by="Written by {name}",
    phone="Phone {number}",
    picture="Picture: {alt}",
    also="Also {days}",
    also_more="Also on {count} more days",
    comma=", ",
    last=" and ",
    more="{count} more",
    hours="{starts} to {ends}",
    day="{weekday} {day} {month}",
    short_day="{day} {month}",
    month_of_year="{month} {year}",
    weekdays="Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    months="January February March April May June July August September October November December",
)
_POLISH = Phrases(
    source="Źródło: {names}, sprawdzono: {month}",
    sources="Źródła: {names}, sprawdzono: {month}",
    written_by="Autorzy: {name}",
    phone="Telefon {number}",
    picture="Obraz: {alt}",
    also="Także {days}",
    also_more="Liczba dalszych terminów: {count}",
    comma=", ",
    last=" i ",
    more="jeszcze {count}",
    hours="{starts}–{ends}",  # noqa: RUF001 - a dash between two times
    day="{weekday}, {day} {month}",
    short_day="{day} {month}",
    month_of_year="{month} {year}",
    weekdays="poniedziałek wtorek środa czwartek piątek sobota niedziela",
    months=("stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia"),
    months_alone=("styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik listopad grudzień"),
)
_GAELIC = Phrases(
    source="Tùs: {names}, air a sgrùdadh {month}",
    sources="Tùsan: {names}, air an sgrùdadh {month}",
    written_by="Sgrìobhte le {name}",
    phone="Fòn {number}",
    picture="Dealbh: {alt}",
    also="Cuideachd {days}",
    also_more="Agus {count} làithean eile",
    comma=", ",
    last=" agus ",
    more="{count} eile",
    hours="{starts} gu {ends}",
    day="{weekday} {day}mh {month}",
    short_day="{day}mh {month}",
    month_of_year="{month} {year}",
    weekdays="DiLuain DiMàirt DiCiadain DiarDaoin DihAoine DiSathairne DiDòmhnaich",
    months=(
        "dhen_Fhaoilleach dhen_Ghearran dhen_Mhàrt dhen_Ghiblean dhen_Chèitean dhen_Ògmhios "
        "dhen_Iuchar dhen_Lùnastal dhen_t-Sultain dhen_Dàmhair dhen_t-Samhain dhen_Dùbhlachd"
    ),
    months_alone=(
        "Am_Faoilleach An_Gearran Am_Màrt An_Giblean An_Cèitean An_t-Ògmhios "
        "An_t-Iuchar An_Lùnastal An_t-Sultain An_Dàmhair An_t-Samhain An_Dùbhlachd"
    ),
)
_URDU = Phrases(
    source="ماخذ: {names}، جانچ {month}",
    sources="ماخذ: {names}، جانچ {month}",
    written_by="تحریر: {name}",
    phone="فون {number}",
    picture="تصویر: {alt}",
    also="مزید: {days}",
    also_more="مزید {count} دن",
    comma="، ",
    last=" اور ",
    more="{count} مزید",
    hours="{starts} سے {ends} تک",
    day="{weekday}، {day} {month}",
    short_day="{day} {month}",
    month_of_year="{month} {year}",
    dated="{day}، {year}",
    weekdays="پیر منگل بدھ جمعرات جمعہ ہفتہ اتوار",
    months="جنوری فروری مارچ اپریل مئی جون جولائی اگست ستمبر اکتوبر نومبر دسمبر",
)
_ARABIC = Phrases(
    source="المصدر: {names}، تم التحقق في {month}",
    sources="المصادر: {names}، تم التحقق في {month}",
    written_by="بقلم {name}",
    phone="هاتف {number}",
    picture="صورة: {alt}",
    also="وأيضًا {days}",
    also_more="وأيام أخرى: {count}",
    comma="، ",
    last=" و",
    more="{count} غيرها",
    hours="من {starts} إلى {ends}",
    day="{weekday}، {day} {month}",
    short_day="{day} {month}",
    month_of_year="{month} {year}",
    weekdays="الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد",
    months="يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
)
_PUNJABI = Phrases(
    source="ਸਰੋਤ: {names}, ਜਾਂਚ {month}",
    sources="ਸਰੋਤ: {names}, ਜਾਂਚ {month}",
    written_by="ਲੇਖਕ: {name}",
    phone="ਫ਼ੋਨ {number}",
    picture="ਤਸਵੀਰ: {alt}",
    also="ਇਹ ਵੀ: {days}",
    also_more="{count} ਹੋਰ ਦਿਨ",
    comma=", ",
    last=" ਅਤੇ ",
    more="{count} ਹੋਰ",
    hours="{starts} ਤੋਂ {ends} ਤੱਕ",
    day="{weekday}, {day} {month}",
    short_day="{day} {month}",
    month_of_year="{month} {year}",
    weekdays="ਸੋਮਵਾਰ ਮੰਗਲਵਾਰ ਬੁੱਧਵਾਰ ਵੀਰਵਾਰ ਸ਼ੁੱਕਰਵਾਰ ਸ਼ਨਿੱਚਰਵਾਰ ਐਤਵਾਰ",
    months="ਜਨਵਰੀ ਫ਼ਰਵਰੀ ਮਾਰਚ ਅਪ੍ਰੈਲ ਮਈ ਜੂਨ ਜੁਲਾਈ ਅਗਸਤ ਸਤੰਬਰ ਅਕਤੂਬਰ ਨਵੰਬਰ ਦਸੰਬਰ",
)
_CHINESE = Phrases(
    source="来源：{names}，{month}核对",  # noqa: RUF001 - Chinese punctuation
    sources="来源：{names}，{month}核对",  # noqa: RUF001
    written_by="撰写：{name}",  # noqa: RUF001
    phone="电话 {number}",
    picture="图片：{alt}",  # noqa: RUF001
    also="另有 {days}",
    also_more="另有{count}天",
    comma="、",
    last="、",
    more="其他{count}天",
    hours="{starts}至{ends}",
    day="{month}{day}日 {weekday}",
    short_day="{month}{day}日",
    month_of_year="{year}年{month}",
    dated="{year}年{day}",
    weekdays="星期一 星期二 星期三 星期四 星期五 星期六 星期日",
    months="1月 2月 3月 4月 5月 6月 7月 8月 9月 10月 11月 12月",
    said_by="\u2014\u2014 {name}",
)
LANGUAGES = {
    "en": _ENGLISH,
    "pl": _POLISH,
    "gd": _GAELIC,
    "ur": _URDU,
    "ar": _ARABIC,
    "pa": _PUNJABI,
    "zh": _CHINESE,
}


def phrases_of(language: str) -> Phrases:
    """The words of a language, English ones where it has none here."""
    return LANGUAGES.get(code_of(language), _ENGLISH)
