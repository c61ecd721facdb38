# ruff: noqa: E501 - patterns are data: one line each reads best
"""The one at an end of several: 제일 싼 거, the lightest, which holds the most, best rated."""

import re
from collections.abc import Mapping

from assistant.domain.product import Product
from assistant.lexicon.facets import FacetValue, facet_name
from assistant.understanding.conditions import FIRST

SIZE = "size"
_SIZES = (
    "capacity",
    "volume",
    "net_content",
    "screen_size",
    "persons",
    "pack_count",
    "length",
    "height",
    "width",
)
"""What a thing is called big by, the most telling first."""
_MOST = r"(?:제일|가장|젤)\s?"
_ENDS: tuple[tuple[str, bool, "re.Pattern[str]"], ...] = (
    ("price", False, re.compile(rf"(?:{_MOST}|더\s?)(?:싼|저렴|싸)|(?<!비)(?:싼|저렴한)\s?(?:거|것|걸|쪽|애)|\b(?:cheapest|cheaper|least expensive|less expensive|lowest[- ]priced?|costs? (?:me )?(?:the )?least)\b")),
    ("price", True, re.compile(rf"(?:{_MOST}|더\s?)비[싼싸]|비싼\s?(?:거|것|걸|쪽)|most expensive|more expensive|priciest|pricier")),
    ("weight", False, re.compile(rf"(?:{_MOST}|더\s?)가벼|가벼운\s?(?:거|것|쪽)|\blight(?:est|er)\b|\bweighs? (?:the )?(?:least|less)\b")),
    ("weight", True, re.compile(rf"(?:{_MOST}|더\s?)무[거겁]|\bheavi(?:est|er)\b|\bweighs? (?:the )?(?:most|more)\b")),
    ("spicy_level", False, re.compile(rf"{_MOST}(?:안|덜)\s?매[운워울]|(?<![가-힣])덜\s?(?:매워|매울|맵)|\bmildest\b|\bleast spicy\b")),
    ("spicy_level", True, re.compile(rf"{_MOST}(?:매[운워울]|맵)|더\s?(?:매워|매울|맵)|\bspiciest\b|\bspicier\?|\bmost spicy\b")),
    ("rating", True, re.compile(rf"(?:{_MOST})?(?:평점|별점|후기|평가|평|리뷰)(?:이|가)?\s?(?:{_MOST}|더\s)?(?:높은|좋은)|(?:평점|별점|후기|평가|평|리뷰)(?:이|가)?\s?(?:{_MOST}|더\s)(?:높|좋)|\b(?:best|highest|top|better|higher)[- ](?:rated|reviewed)\b|\brated (?:the )?(?:best|highest|better|higher)\b|\b(?:best|highest|top|better|higher) (?:ratings?|reviews?|scores?)\b")),
    (SIZE, True, re.compile(rf"{_MOST}(?:큰|크|커|넉넉|많이\s?(?:들|담))(?!\s?사이즈)|{_MOST}(?:양|용량|크기|내용량|화면)(?:이|가)?\s?(?:많|큰|크|커)|(?:양|용량|크기|내용량|화면)(?:이|가)?\s?(?:{_MOST}|더\s)(?:많|큰|크|커)|\b(?:biggest|largest|roomiest)\b(?! size)|\bthe most (?:in(?:side)?\b|space|room|capacity)|\bholds? (?:the )?(?:most|more)\b|\b(?:which|what)\b.*\b(?:bigger|larger|roomier)\b(?! size)|(?:어느|어떤|뭐|누)\S*\s(?:\S+\s)?더\s?(?:큰|크|커)|더\s?(?:큰|커|크)\S*\s(?:어느|어떤|뭐|뭔)")),
    (SIZE, False, re.compile(rf"{_MOST}작(?:은|아|나|을)(?!\s?사이즈)|{_MOST}(?:양|용량|크기|내용량|화면)(?:이|가)?\s?(?:적|작)|(?:양|용량|크기|내용량|화면)(?:이|가)?\s?(?:{_MOST}|더\s)(?:적|작)|\bsmallest\b(?! size)|\bholds? (?:the )?(?:least|less)\b|\b(?:which|what)\b.*\bsmaller\b(?! size)")),
)  # fmt: skip


def ends_asked(low: str) -> list[tuple[str, bool]]:
    """The ends asked for, each by its facet and whether it is the upper one; [] for none."""
    return [
        (facet, highest)
        for facet, highest, pattern in _ENDS
        if any(not FIRST.match(low, match.end()) for match in pattern.finditer(low))
    ]


def end_asked(low: str) -> str:
    """The facet by which the one at an end is asked for: which is the heaviest; "" for none."""
    return next((facet for facet, _ in ends_asked(low)), "")


def beside_ends(low: str) -> str:
    """The text without the words that ask for an end."""
    for _, _, pattern in _ENDS:
        low = pattern.sub(" ", low)
    return low


def stated(facet: str, held: Mapping[str, Mapping[str, FacetValue]]) -> dict[str, float]:
    """The figure each SKU states of a facet; big is what two of them at least state the same measure of. {}
    where none does."""
    if facet != SIZE:
        return _figures(facet, held)
    return next((found for name in _SIZES if len(found := _figures(name, held)) > 1), {})


def size_stated(product: Product | None) -> str:
    """The attribute that says how big it is: capacity_l; SIZE itself where none does."""
    names = [name for name, values in product.attributes.items() if values] if product else []
    found = (name for size in _SIZES for name in names if _is_of(facet_name(name), size))
    return next(found, SIZE)


def _figures(facet: str, held: Mapping[str, Mapping[str, FacetValue]]) -> dict[str, float]:
    found: dict[str, float] = {}
    for sku, facets in held.items():
        value = next((value for name, value in facets.items() if _is_of(name, facet)), None)
        if isinstance(value, float):
            found[sku] = value
    return found


def _is_of(name: str, facet: str) -> bool:
    return name == facet or name.startswith(f"{facet}_")
