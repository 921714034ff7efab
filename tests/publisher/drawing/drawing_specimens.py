"""Specimens: short true sentences in each language, to look at how its script is set.

They show type, and are not agreed health information; a practice takes its slides from a group.
"""

# ruff: noqa: RUF001 - letters of other scripts are what this is about

from dataclasses import replace

from drawing_samples import EVERY_LAYOUT, ICONS, PICTURE, bullets, paragraph, slide, words

from publisher.model.slides import Heading, Kind, Quotation, Slide

LANGUAGES = ("pl", "gd", "ur", "ar", "pa", "zh")
# Title, a sentence, four signs, what to do for 999 and for 111, a question, words of a person, a place, a way there.
_SAID = {
    "pl": (
        "Kiedy wezwać pomoc",
        "Zażywaj leki codziennie. Proś o pomoc ❤️",
        ("Zadyszka na schodach", "Spuchnięte stopy", "Gorszy sen", "Większa waga"),
        ("Zadzwoń pod 999", "Nie możesz oddychać"),
        ("Zadzwoń pod 111", "Przychodnia jest zamknięta"),
        "Co jest dla Ciebie ważne?",
        "Ważę się co rano. To mi pomaga.",
        ("Ratusz, Main Street", "Autobus 240"),
    ),
    "gd": (
        "Cuin a dh’iarras tu cuideachadh",
        "Gabh do chungaidhean gach là ❤️",
        ("Gann de dh’anail", "Casan air at", "A’ dùsgadh tric", "Barrachd cuideim"),
        ("Cuir fòn gu 999", "Chan urrainn dhut anail a tharraing"),
        ("Cuir fòn gu 111", "Tha an t-ionad-slàinte dùinte"),
        "Dè tha cudromach dhut?",
        "Bidh mi gam thomhas gach madainn.",
        ("Talla a’ Bhaile", "Bus 240"),
    ),
    "ur": (
        "مدد کب طلب کریں",
        "اپنی دوا ہر روز لیں۔ سوال ہو تو NHS 24 کو 111 پر فون کریں ❤️",
        ("سیڑھیوں پر سانس پھولنا", "پاؤں کی سوجن", "رات کو سانس پھولنا", "وزن بڑھنا"),
        ("999 پر کال کریں", "آپ سانس نہیں لے سکتے"),
        ("111 پر کال کریں", "کلینک بند ہے"),
        "آپ کے لیے کیا اہم ہے؟",
        "میں ہر صبح اپنا وزن کرتی ہوں۔",
        ("ٹاؤن ہال، Main Street", "بس 240"),
    ),
    "ar": (
        "متى تطلب المساعدة",
        "تناول دواءك كل يوم. للأسئلة اتصل بـ NHS 24 على الرقم 111 ❤️",
        ("ضيق التنفس على الدرج", "تورم القدمين", "الاستيقاظ ليلًا", "زيادة الوزن"),
        ("اتصل بالرقم 999", "لا تستطيع التنفس"),
        ("اتصل بالرقم 111", "العيادة مغلقة"),
        "ما المهم بالنسبة لك؟",
        "أزن نفسي كل صباح.",
        ("قاعة المدينة، Main Street", "الحافلة 240"),
    ),
    "pa": (
        "ਮਦਦ ਕਦੋਂ ਮੰਗਣੀ ਹੈ",
        "ਆਪਣੀ ਦਵਾਈ ਹਰ ਰੋਜ਼ ਲਓ। NHS 24 ਨੂੰ 111 ’ਤੇ ਫ਼ੋਨ ਕਰੋ ❤️",
        ("ਪੌੜੀਆਂ ’ਤੇ ਸਾਹ ਚੜ੍ਹਨਾ", "ਪੈਰਾਂ ਦੀ ਸੋਜ", "ਰਾਤ ਨੂੰ ਜਾਗਣਾ", "ਭਾਰ ਵਧਣਾ"),
        ("999 ’ਤੇ ਕਾਲ ਕਰੋ", "ਤੁਸੀਂ ਸਾਹ ਨਹੀਂ ਲੈ ਸਕਦੇ"),
        ("111 ’ਤੇ ਕਾਲ ਕਰੋ", "ਕਲੀਨਿਕ ਬੰਦ ਹੈ"),
        "ਤੁਹਾਡੇ ਲਈ ਕੀ ਜ਼ਰੂਰੀ ਹੈ?",
        "ਮੈਂ ਹਰ ਸਵੇਰ ਆਪਣਾ ਭਾਰ ਤੋਲਦੀ ਹਾਂ।",
        ("ਟਾਊਨ ਹਾਲ, Main Street", "ਬੱਸ 240"),
    ),
    "zh": (
        "什么时候要求助",
        "每天按时吃药。有问题请拨打 NHS 24 的电话 111 ❤️",
        ("上楼梯时气喘", "双脚肿胀", "夜里喘醒", "几天内体重增加"),
        ("拨打 999", "您无法呼吸"),
        ("拨打 111", "诊所已关门"),
        "对您来说什么最重要？",
        "我每天早上称体重。“这对我很有帮助。”",
        ("市政厅，Main Street", "乘 240 路公交车"),
    ),
}
NAMES = {"pl": "Polski", "gd": "Gàidhlig", "ur": "اردو", "ar": "العربية", "pa": "ਪੰਜਾਬੀ", "zh": "中文"}


def specimens(language: str) -> dict[str, Slide]:
    """One slide of every layout in a language."""
    title, sentence, signs, emergency, urgent, question, quote, place = _SAID[language]
    event = EVERY_LAYOUT["event"].event
    calls = (
        Heading(words(emergency[0]), 24),
        bullets(emergency[1]),
        Heading(words(urgent[0]), 28),
        paragraph(urgent[1]),
    )
    made = {
        "text": slide("text", title, paragraph(sentence), paragraph(f"**{quote}**")),
        "picture": slide("picture", title, paragraph(sentence), picture=replace(PICTURE, caption=place[0])),
        "caption": slide("caption", question, picture=replace(PICTURE, caption=place[0])),
        "big": slide("big", title, paragraph(signs[0]), paragraph(sentence), layout="big"),
        "list": slide("list", title, bullets(*signs, icons=ICONS), icons=ICONS),
        "signs": slide("signs", title, bullets(*signs[:2]), *calls),
        "question": slide("question", question, paragraph(sentence), kind=Kind.QUESTION),
        "quote": slide("quote", title, Quotation(words(quote), 20), kind=Kind.STORY, credit="Margaret"),
        "event": slide(
            "event",
            signs[1],
            paragraph(quote),
            kind=Kind.EVENT,
            sources=(),
            event=replace(event, place=place[0], getting_there=place[1]),
        ),
        "help": slide("help", question, paragraph(sentence), phone="0800 555 0111", link="heart.example.org/talk"),
        "pair": slide(
            "pair",
            "When to call for help",
            paragraph("Take your tablets each day."),
            bullets("Out of breath on the stairs", "Swollen feet"),
            Heading(words(NAMES[language]), 30),
            paragraph(sentence),
            bullets(*signs[:2]),
        ),
    }
    return {name: one if name == "pair" else replace(one, language=language) for name, one in made.items()}
