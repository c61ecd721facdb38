"""What a sentence states of allergens, diets and safety for a person."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from assistant.lexicon.allergens import allergen_words, english, keys_of, korean

_ANY_ALLERGEN = (
    r"알레르기\s?(?:유발\s?)?(?:물질|성분|원인|요소|항원)?|알러지|알레르겐|알러젠|allerg(?:ens?|ies|y|enic)"
)
_ANY_WORD = re.compile(
    "|".join(
        f"(?P<{row.key}>{'|'.join(filter(None, (korean(row.ko, row.alone), english(row.en))))})"
        for row in allergen_words()
    )
    + f"|(?P<any>{_ANY_ALLERGEN})"
)

_GAP = (
    r"(?:(?!고\s|지만|는데|으나|,\s?(?!\w{1,6}\s?(?:도|이|가|은|는|을"
    r"|를|및|과|와))|;|정보|표시|표기|기재|언급|내용|설명|데이터|재고"
    r"|수량|상품|제품|품목|메뉴|후기|리뷰|있으|있는\s?(?:분|사람))[^.!?]){0,18}?"
)
_FREE_AFTER = re.compile(
    rf"^{_GAP}(?:없|안\s?(?:들|넣|쓰|함유|포함)|들어\s?(?:있지|가지)\s?(?:는"
    rf"|도)?\s?않|들지\s?않|(?:함유|포함)(?:되어|돼|되|하고)?\s?(?:있)?지\s?(?:는"
    rf"|도)?\s?않"
    r"|(?:넣|쓰|사용하|사용되)지\s?(?:는|도)?\s?않|미\s?(?:함유|포함"
    r"|사용)|무\s?(?:첨가|함유)|불포함|(?<![가-힣])프리(?![가-힣]*(?:미"
    r"|저|마|랜|뷰))|제로|(?<!\d)0\s?(?:%|g|mg)|빠(?:진|졌|져)|뺀|뺐"
    r"|아니)"
    r"|^\s?(?:프리|제로|무첨가|미함유|안심)"
    r"|^(?:\s?(?:and|or|,)?\s?[a-z]+)?[\s-](?:free|less)\b|^(?:-|\s)?(?:free"
    r"|less)\b|^\s(?:is|are)\s(?:not|never)\s(?:present|used|included"
    r"|in)\b|^\s(?:isn't|aren't)\s(?:present|used|included|in)\b"
)
_FREE_BEFORE = re.compile(
    r"(?:\bno\b|\bwithout|\bfree\s(?:of|from)|\bzero|\b0%|\b(?:doesn't"
    r"|does not|don't|do not|didn't|won't|never|not)\s(?:contain|have"
    r"|include|use|come with)s?|\bcontains?\sno"
    r"|\bnot\s(?:contain|includ)ing|\blacks?|\bminus|\bisn't\s(?:any"
    r"|made with)|\bnot\smade\swith|\bnever\sany|\bclear\sof|\bdevoid\sof"
    r"|\bnon|무|논|노)[\s-]?"
    r"(?:(?:any|every|all|each|added|the|a|trace(?:s|\samounts)?\sof|kind\sof)\s)*(?:[a-z-]+(?:\s?,"
    r"|\s(?:or|and|nor))\s?(?:or\s|and\s)?){0,6}$"
)
_HAS_AFTER = re.compile(
    rf"^{_GAP}(?:들어\s?(?:있(?!지)|가(?!지)|간)|들었|든\s|함유(?!(?:되"
    rf"|하)?(?:어|고)?\s?있?지)|포함(?!(?:되|하)?(?:어|고)?\s?있?지)|들어요"
    rf"|있(?:어요|습니다|는|고|음))"
)
_HAS_BEFORE = re.compile(
    r"(?:\bcontain(?:s|ing)?|\bmade\s(?:with|from)|\binclud(?:es|ing)"
    r"|\bhas|\bhave|\btraces\sof|\bin\sit\sis)\s(?:(?:some|added|real"
    r"|the|traces\sof)\s)*(?:[a-z-]+(?:\s?,|\s(?:or|and))\s?(?:or\s|and\s)?){0,6}$"
)
_MAY = re.compile(
    r"수도\s?있|수\s?있|가능성|혼입|같은\s?(?:시설|제조)|may\s(?:also\s)?(?:contain"
    r"|have)|might\s(?:contain|have)|could\s(?:contain|have)|traces|same\s(?:facility"
    r"|line)"
)
_LEFT_OUT = re.compile(
    r"(?:상품|제품|것|건|거|제품들|음식)\S{0,3}\s?(?:은|는|을|를|도)?\s?(?:모두"
    r"|다|전부|미리)?\s?(?:빼|뺐|뺀|제외|걸러|피해|피하)|(?:left out"
    r"|filtered out|excluded|skipped|avoid(?:ed|ing)|leaving out)\b.{0,24}$"
)
# Words that make it a question or an admission that nobody knows.
_OPEN_AFTER = re.compile(
    r"^[^.,!?;]{0,24}?(?:는지|은지|인지|한지|여부|는가|을지|ㄹ지|있으(?:세"
    r"|신|시|면)|있는\s?(?:분|사람)|정보(?:가|는|를|도)?\s?(?:없|등록"
    r"|따로|확인|부족|모르|표시)|표(?:시|기)(?:가|된|는)?\s?(?:없|되어\s?있지"
    r"|안)|다고\s?(?:\S+\s?){0,2}(?:수\s?(?:는\s?)?없|어려|못))"
)
_OPEN_BEFORE = re.compile(
    r"(?:(?:can't|cannot|can not|couldn't|unable to|not able to)\s(?:confirm"
    r"|guarantee|say|tell|promise|verify|be sure)|\bnot sure|\bunknown"
    r"|\bwhether|\bif (?:it|this|they|you|the)|\bunclear|\bdo(?:es)?\syou"
    r"|\bdo you have|\bare you|\bask|\bcheck the|isn't (?:declared|labell?ed"
    r"|certified|marked)|not (?:declared|labell?ed|certified|marked|listed)"
    r"|\bno (?:information|data|label|declaration)|\bsays nothing)\b[^.,;]{0,60}$"
)

_DIETS: dict[str, str] = {
    "vegan": r"비건|완전\s?채식|vegans?\b|plant[\s-]based",
    "vegetarian": r"(?<!완전)(?<!완전\s)채식|베지테리언|vegetarians?\b|meat[\s-]free|meatless",
    "gluten_free": r"글루텐\s?(?:프리|무첨가|제로|없)|무\s?글루텐|gluten[\s-]free",
    "halal": r"할랄|halal",
    "kosher": r"코셔|kosher",
    "lactose_free": r"락토스?\s?프리|무\s?유당|유당\s?(?:프리|제로)|lactose[\s-]free",
    "no_pork": r"돼지고기\s?(?:프리|무첨가)|pork[\s-]free",
}
_DIET_WORD = re.compile("|".join(f"(?P<{key}>{words})" for key, words in _DIETS.items()))
_NOT_DIET_AFTER = re.compile(
    r"^\S{0,6}(?:\s?(?:상품|제품|인증|음식)\S{0,2})?\s?(?:이|가|은|는)?\s?(?:아니"
    r"|아닌|아닙)|^\S{0,4}\s?(?:이신|이세요|이시|인가요|로\s?(?:찾|보"
    r"|골)|이셔|이군요|식단을\s?하|하시|하세요|드시|인\s?분|분들?)|^\s?(?:or"
    r" not|diet\?|yourself)"
    r"|^[^.,!?;]{0,16}?(?:못\s?찾|찾지\s?못|(?:상품|제품|건|것|게|옵션)\S{0,2}\s?(?:아직\s?)?없"
    r"|까요|싶으|원하시|찾으시|찾고\s?계)"
)
_NOT_DIET_BEFORE = re.compile(
    r"(?:\bnot(?:\sa|\scertified|\slabell?ed|\sdeclared)?|\bisn't|\baren't"
    r"|\bno|\bcouldn't find (?:a|any)?|\bfound no|\bdon't have (?:a|any)?"
    r"|\bare you(?:\sa)?|\byou're(?:\sa)?|\byou are(?:\sa)?|\bas an?"
    r"|\blooking for|\bwould you like|\bdo you want|\bshould i (?:look"
    r" for|show|find)|\bprefer)\s?(?:[a-z]+\s){0,2}$"
)
_SAFE = re.compile(
    r"안전(?!\s?(?:모|벨|장|화|망|운|봉|문|바|거|등|핀|배송|결제|거래"
    r"|보관|포장|하게\s?(?:배송|포장|도착|보관|결제)))(?=해요|합니다"
    r"|하게\s?(?:드|먹|즐|섭)|하(?:니|고|며|지만|답니다|죠|네)|하게\b"
    r"|한\s?(?:상품|제품|식품|간식|음식|선택|거|것))"
    r"|안심(?:하고|하셔|하세|이에|입니|할\s?수|해도)|마음\s?(?:놓고|편히)\s?(?:드"
    r"|먹|즐)|(?:드셔도|먹어도|드실\s?수|먹을\s?수|먹여도|섭취하셔도"
    r"|즐기셔도)\s?(?:돼|되|됩|괜찮|있|무방|문제|전혀|안심)|드시기(?:에"
    r"|엔)?\s?(?:괜찮|문제|좋)"
    r"|(?:알레르기|알러지)[^.!?]{0,14}(?:걱정|염려|문제|위험)[^.!?]{0,8}(?:없"
    r"|않|마세|하지\s?마|덜|뚝)|(?:알레르기|알러지)[^.!?]{0,16}(?:괜찮"
    r"|맞는|적합|안전|안심|프리)|(?:저|하이포)\s?알레르"
    r"|\bsafe\s(?:for|to\s(?:eat|give|consume|have|enjoy)|with\syour"
    r"|if\syou)|\b(?:is|are|be|it's|they're|that's|completely|perfectly"
    r"|totally|all|100%)\ssafe\b(?!ty)|\bsafely\s(?:eat|enjoy|have)|\bsafe"
    r" (?:choice|option|pick|bet|snack)s?\b"
    r"|\ballerg(?:y|en)[\s-](?:safe|friendly|free)|\bhypoallergenic|\b(?:fine"
    r"|ok|okay|suitable|good|alright|all right|appropriate)\s(?:for|with)\s(?:your"
    r"|people|someone|anyone|those|a|an|his|her|their|the)?\s?[^.!?]{0,20}allerg"
    r"|\bwon't\s(?:trigger|cause|set off)|\bno\s(?:risk|worr(?:y|ies)"
    r"|need to worry|problem)[^.!?]{0,24}allerg|\byou\scan\s(?:eat|have"
    r"|enjoy|drink)\b|\bdon't\s(?:need to\s|have to\s)?worry[^.!?]{0,24}allerg"
    r"|\ballerg[^.!?]{0,30}\b(?:don't worry|no problem|safe|fine|okay"
    r"|ok)\b"
)
_OPEN_SAFE = re.compile(
    r"안전하지\s?않|(?:cart|conversation|data|details|payment|account)[^.]{0,20}safe"
    r"|안전한지|안심할\s?수\s?(?:는\s?)?없|not\ssafe|isn't\ssafe|may"
    r" not be safe|whether|can't (?:confirm|guarantee|say|promise)|cannot"
    r" (?:confirm|guarantee|say|promise)|don't know|not sure|수\s?없어요"
    r"|수\s?없습니다|알\s?수\s?없|다고\s?(?:\S+\s?){0,2}(?:어려|못)|(?:드셔도"
    r"|먹어도|드실\s?수|안전한|먹을\s?수)[^.!?]{0,6}(?:는지|는가|ㄹ지"
    r"|을지|지)\s"
)


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement about a label. free: without any of `keys`, or of all allergens when there are none;
    contains / may_contain: with one of them; diet: declared for it; left_out: products with it were left
    out; safe: fit for this shopper."""

    kind: Literal["free", "contains", "may_contain", "diet", "left_out", "safe"]
    keys: frozenset[str]
    start: int


def statements(text: str) -> Iterator[Statement]:
    """The statements folded `text` makes; questions and admissions of not knowing are none."""
    for match in _ANY_WORD.finditer(text):
        before, after = text[: match.start()], text[match.end() :]
        if _OPEN_AFTER.match(after) or _OPEN_BEFORE.search(before):
            continue
        if _DIET_WORD.match(text, match.start()):
            continue  # "Gluten-free" is a diet's name: that statement follows below.
        keys = _keys(str(match.lastgroup))
        if left_out := _LEFT_OUT.search(after[:40]) or _LEFT_OUT.search(before[-40:]):
            if keys and left_out:
                yield Statement("left_out", keys, match.start())
        elif _FREE_AFTER.match(after) or _FREE_BEFORE.search(before):
            yield Statement("free", keys, match.start())
        elif keys and (_HAS_AFTER.match(after) or _HAS_BEFORE.search(before)):
            kind: Literal["may_contain", "contains"] = "may_contain" if _MAY.search(text) else "contains"
            yield Statement(kind, keys, match.start())
    for match in _DIET_WORD.finditer(text):
        before, after = text[: match.start()], text[match.end() :]
        asked = _OPEN_AFTER.match(after) or _OPEN_BEFORE.search(before)
        if not (asked or _NOT_DIET_AFTER.match(after) or _NOT_DIET_BEFORE.search(before)):
            yield Statement("diet", frozenset({str(match.lastgroup)}), match.start())
    if (safe := _SAFE.search(text)) and not _OPEN_SAFE.search(text):
        yield Statement("safe", frozenset(), safe.start())


def _keys(word: str) -> frozenset[str]:
    """What a word says of a label."""
    return frozenset() if word == "any" else keys_of(word)
