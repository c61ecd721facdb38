# ruff: noqa: E501 - patterns are data: one line each reads best
"""Parts of a device that its name or description tells by their own names: an RTX 4070 is the graphics card."""

import re

from assistant.domain.product import Product
from assistant.domain.text import Language

_PARTS = (
    (r"그래픽|(?<![a-z])gpu|\bgraphics\b|\bvideo card", r"(?:geforce\s?)?(?:rtx|gtx)[\s-]?\d{3,4}(?:\s?(?:ti|super))?|radeon(?:\s\w+){0,2}|(?:intel\s)?(?:iris|arc|uhd)\s?(?:xe|graphics)?|지포스\s?\w*|라데온\s?\w*|[내외]장\s?그래픽"),
    (r"(?<![a-z])cpu|프로세서|\bprocessor\b|\bchip(?:set)?\b|칩셋", r"(?:core\s)?(?:ultra\s?[579]|i[3579])(?:[\s-]?\d{4,5}[a-z]{0,2})?\b|라이젠\s?\w*|ryzen\s?\d\w*|snapdragon(?:\s\d+)?|celeron|pentium|(?:[\d.]+\s?ghz\s)?(?:quad|octa|dual)-core(?: processor)?"),
    (r"(?<![가-힣])램(?![가-힣]{2})|메모리|\bram\b|\bmemory\b", r"\d+\s?(?:gb|기가)\s?(?:of )?(?:ram|램|ddr\d|메모리|memory)|(?:램|ram)\s?\d+\s?(?:gb|기가)?"),
    (r"(?<![a-z])ssd|저장\s?(?:공간|용량|장치)|하드\s?디스크|\bstorage (?:space|capacity)|\bhard drive|\bhow much storage", r"(?:ssd|hdd|nvme)\s?(?:총\s)?\d+\s?(?:gb|tb|테라)|\d+\s?(?:gb|tb)(?:\s(?:ssd|hdd|nvme|storage|memory))?"),
    (r"운영\s?체제|윈도우|\bos\b|\boperating system|\bwindows\b", r"윈도우\s?\w*|windows\s?\w*|\bwin\s?1[01]\w*|freedos|프리도스|macos|chrome\s?os|android(?: [\d.]+)?|안드로이드"),
    (r"카메라|\bcamera|화소|\bmegapixel", r"\d+(?:\.\d+)?[\s-]?(?:mp\b|megapixel|만\s?화소)"),
    (r"화면|디스플레이|\bscreen\b|\bdisplay\b", r"\d+(?:\.\d+)?[\s-]?(?:인치|inch(?:es)?\b|\"|형(?![가-힣]))"),
)  # fmt: skip
"""How a part is asked for, and how names tell which one it is."""
_COMPILED = tuple((re.compile(ask), re.compile(tell)) for ask, tell in _PARTS)


def part_told(product: Product, asked: str, language: Language) -> tuple[str, str]:
    """The field ("title", "description") and the words of it that tell which part there is, as they are
    written; ("", "") when none is asked for or told."""
    tells = [tell for ask, tell in _COMPILED if ask.search(asked.lower())]
    for field, text in (
        ("title", product.title.in_(language)),
        ("description", product.description.in_(language)),
    ):
        for tell in tells:
            if match := tell.search(text.lower()):
                return field, text[match.start() : match.end()].strip()
    return "", ""
