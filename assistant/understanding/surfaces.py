# ruff: noqa: E501 - patterns are data: one line each reads best
"""How facet values are said: the lexicon's forms, Korean colour adjectives, attribute names."""

import re
from collections.abc import Collection, Iterator, Mapping

from assistant.lexicon import Lexicon, canonical_value
from assistant.understanding.terms import Sense

_TRAITS = frozenset({"attribute", "flavour", "season", "purpose", "occasion", "person", "ingredient", "diet"})
_NOT_COLOURS = frozenset(
    "color matte glossy metallic glitter holographic two-tone vivid neon pastel monotone|earth tone|muted tone|"
    "warm tone|cool tone|light color|dark color".replace("|", " ").split()
) | {"earth tone", "muted tone", "warm tone", "cool tone", "light color", "dark color"}
GENDERS = {
    "men": "남성 남자 남성용 남자용 맨즈 남성복 남 남자들 men man mens male guys gents gentlemen gentleman",
    "women": "여성 여자 여성용 여자용 우먼즈 우먼 여성복 여 women woman womens female ladies lady",
    "kids": "아동 아동용 키즈 어린이 어린이용 유아 유아용 아동복 아기 kids kid children child toddler boys girls baby",
    "unisex": "남녀공용 공용 유니섹스 unisex",
}
_PEOPLE = "남자친구 여자친구 남친 여친 남자아이 여자아이 여자분 남자분 boyfriend girlfriend"
_SIZES = {
    "s": "small 스몰", "m": "medium 미디움 미디엄", "l": "large 라지", "xl": "x-large|extra large|엑스라지",
    "xxl": "xx-large", "xs": "x-small|extra small|엑스스몰", "free": "프리사이즈|free size|one size",
}  # fmt: skip
_TRUE_WORDS = {
    "waterproof": "방수 방수되는 방수되고 방수가 water-proof",
    "wireless": "무선 cordless",
    "rechargeable": "충전식",
    "organic": "유기농 오가닉",
    "breathable": "통기성 통풍 숨쉬는",
    "handmade": "수제 핸드메이드",
    "eco": "친환경 eco-friendly",
    "foldable": "접이식 folding",
    "windproof": "방풍 windbreaking",
    "washable": "물세탁",
    "adjustable": "조절식",
    "lightweight": "경량 초경량",
    "packable": "휴대용",
    "insulation": "보온 insulated",
    "insulated": "보온",
    "recycled": "재활용 리사이클",
    "reflective": "반사",
    "quick_dry": "속건 quick-drying 흡습속건",
    "gps": "gps",
}
_SHADES = {"resistant": "발수 생활방수 water-resistant water-repellent"}


_MODEL = re.compile(r"(?=.*\d)(?:[a-z]+\d+[a-z]*|[\w+]+(?: [\w+]+)+|[a-z가-힣]+\d+)")


def lexicon_senses(lexicon: Lexicon, facets: Mapping[str, Collection[str]]) -> Iterator[tuple[str, Sense]]:
    """Every surface form of the lexicon with what it may mean in this catalogue."""
    has_materials = "material" in facets
    for concept in lexicon.concepts.values():
        forms = (*concept.ko, *concept.en)
        if concept.kind == "product_type":
            for form in forms:
                yield form, Sense("type", "", concept.concept_id)
        elif concept.kind == "colour":
            value = canonical_value("color", concept.en[0], lexicon)
            if concept.en[0] in _NOT_COLOURS and value not in facets.get("color", ()):
                continue
            for form in _colour_forms(forms):
                yield form, Sense("facet", "color", value)
        elif concept.kind == "material" and has_materials:
            value = canonical_value("material", concept.en[0], lexicon)
            for form in forms:
                yield form, Sense("facet", "material", value)
        elif concept.kind in _TRAITS:
            for form in forms:
                yield form, Sense("trait", concept.kind, concept.concept_id)
    for gender, words in GENDERS.items():
        for word in words.split():
            yield word, Sense("facet", "gender", gender)
    for word in _PEOPLE.split():
        yield word, Sense("trait", "person", "")


def _colour_forms(forms: tuple[str, ...]) -> Iterator[str]:
    """빨간색 is also 빨간, 블랙 also 블랙색 and 블랙컬러."""
    for form in forms:
        yield form
        if "가" <= form[-1] <= "힣":
            if form.endswith("색") and len(form) > 2:
                yield form[:-1]
            else:
                yield f"{form}색"
                yield f"{form}컬러"


YES_OR_NO = frozenset({"yes", "no", "true", "false", "unknown"})
"""Values that say whether, and name nothing."""


_COUNTRIES = {
    "미국": "the us|usa|the usa|america", "호주": "australia", "일본": "japan",
    "중국": "china", "칠레": "chile", "덴마크": "denmark", "프랑스": "france",
    "네덜란드": "the netherlands|holland", "노르웨이": "norway", "베트남": "vietnam",
    "태국": "thailand", "필리핀": "the philippines", "러시아": "russia",
    "그리스": "greece", "페루": "peru", "폴란드": "poland", "캐나다": "canada",
    "뉴질랜드": "new zealand", "이탈리아": "italy", "스페인": "spain", "독일": "germany",
    "영국": "the uk|britain", "인도": "india", "멕시코": "mexico",
    "브라질": "brazil", "에콰도르": "ecuador", "대만": "taiwan",
}  # fmt: skip


def _origins(country: str) -> Iterator[str]:
    """Where goods come from: from japan, grown in japan; not the people or the way of cooking alone."""
    for name in _COUNTRIES.get(country, "").split("|"):
        if name:
            yield from (f"from {name}", f"grown in {name}", f"made in {name}", f"produced in {name}")


def value_surfaces(facet: str, value: str, lexicon: Lexicon) -> Iterator[str]:
    """How one canonical value of the catalogue is said in either language. A yes/no attribute is said by its
    own name: waterproof=yes is "waterproof" and "방수"."""
    if value in YES_OR_NO:
        if value == "yes":
            yield from _name_surfaces(facet, lexicon)
        return
    if facet == "waterproof" and value in _SHADES:
        yield from _SHADES[value].split()
        return
    if facet == "size":
        yield from (
            form
            for group in [_SIZES.get(value, "")]
            for form in (group.split("|") if "|" in group else group.split())
        )
        if value.isalpha() and len(value) < 2:
            return
    if value.replace(".", "").isdigit():
        return
    yield value
    yield value.replace("_", " ")
    if facet == "origin":
        yield from _origins(value.removesuffix("산"))
    if len(words := value.split()) > 1:
        yield "".join(words)
        for at, word in enumerate(words):
            for concept in lexicon.of(word):
                for form in (*concept.ko, *concept.en) if concept.kind == "brand" else ():
                    yield " ".join((*words[:at], form, *words[at + 1 :]))
    for concept in lexicon.of(value):
        if concept.kind != "product_type":
            yield from concept.ko
            yield from concept.en


def _name_surfaces(name: str, lexicon: Lexicon) -> Iterator[str]:
    spoken = name.replace("_", " ")
    yield spoken
    yield from _TRUE_WORDS.get(name, "").split()
    for concept in lexicon.of(spoken):
        yield from concept.ko
        yield from concept.en


def model_name(value: str) -> str:
    """What a model is called beside its family, "" when that names none: s24 ultra, of the galaxies."""
    bare = " ".join(value.split()[1:])
    return bare if _MODEL.fullmatch(bare) else ""
