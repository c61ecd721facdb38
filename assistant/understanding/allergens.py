# ruff: noqa: E501 - patterns are data: one line each reads best
"""Allergens and diets a shopper names: the one part where a wider reading is the safe one."""

import re
from dataclasses import dataclass

from assistant.domain.allergen import LACTOSE
from assistant.domain.dialogue import Constraint
from assistant.lexicon.allergens import allergen_words, english, korean, stem
from assistant.lexicon.allergens import keys_named as keys_named
from assistant.understanding import lactose
from assistant.understanding.harms import EN_AHEAD, EN_BEHIND, HARM, KO_BEHIND, NEAR
from assistant.understanding.reading import Reading

_SAID = allergen_words()
_SHORT = "|".join(stem(word) for row in _SAID for word in row.alone)
_KO_ANY = rf"(?:(?:{'|'.join(korean(row.ko) for row in _SAID if row.ko)}|{_SHORT})(?:\s?(?:단백질?|성분|종류|제품|류))?)"
_EN_ANY = f"(?:{'|'.join(english(row.en) for row in _SAID if row.en)})"
_KO_JOIN = r"(?:(?:\s?(?:이랑|랑|하고|과|와|[,·/()]|및|이나|나|도|같은|등|의|그리고|또|그\s?외|모든|모두|전부|온갖|각종|종류|특히|포함)){1,4}\s?|\s)"
_EN_JOIN = (
    r"(?:\s*(?:[,;:/&()]|\b(?:and|or|nor|plus|also|to|any|no|every|all|other|kinds?|sorts?|types?|forms?|of|the|both"
    r"|including|include|especially|particularly|even|like|such as|as well(?: as)?|e\.?g|i\.?e|(?:anything|things|products) with)\b\.?))+\s*"
)
"""What may stand between two of a list: peanuts and to every kind of tree nut (walnuts, almonds)."""
_MOST = "{0,60}"
"""More foods than a list ever has; without an end a page of one word takes a minute to read."""
_KO_LIST = (
    rf"(?<![가-힣])(?P<list>{_KO_ANY}(?:{_KO_JOIN}{_KO_ANY}){_MOST}(?:\s?(?:등등?|전부|모두|전체|\)))*)"
)
_EN_LIST = rf"(?P<list>\b{_EN_ANY}\b(?:{_EN_JOIN}{_EN_ANY}\b){_MOST})"
_EATS = r"eat|eats|ate|eating|had|having|drink|drinks|drinking|drank|touch|touches|tries|tried"
_AVOID = [
    re.compile(rf"\ballerg(?:ic|y|ies) to (?:(?:all|any|the)\s)*{_EN_LIST}[^.?!]{{0,24}}?\b(?:and|while|but|,)(?: (?:the|my|our|his|her))?(?: (?!not\b)[a-z]+){{1,3}} to (?P<list2>{_EN_ANY}\b(?:{_EN_JOIN}{_EN_ANY}\b){_MOST})(?P<has>)"),
    re.compile(rf"{_KO_LIST}\s?(?:이?고|,|이?랑|,?\s?그리고)\s?[가-힣]{{1,4}}(?:은|는|이|가)\s(?P<list2>{_KO_ANY}(?:{_KO_JOIN}{_KO_ANY}){_MOST})\s?(?:에\s)?(?P<has>알레르기|알러지)"),
    re.compile(rf"{_KO_LIST}\s?(?:에|한테|에는)?\s?(?:심한\s|심하게\s|좀\s)?(?:알레르기|알러지|알르레기|알레지|과민|불내증)(?!\s?(?:정보|표시|성분|유발)(?!.{{0,8}}(?:삭제|지워|제거|빼|없애)))(?:\s?정보)?\s?(?P<has>(?:이|가|은|는|도|를|을|에)?\s?(?:좀\s|심하게\s|심한\s|더\s?이상\s)?(?:있|없|심하|때문|이라|라서|라|인데|지워|삭제|제거|빼|추가|등록|저장|해제|취소|나았|사라|이야|야|예요|입니다|체질|환자)?[가-힣]{{0,5}})"),
    re.compile(rf"{_KO_LIST}(?:은|는|을|를|이|가|도|류는|류를|류|\s?들어간\s?(?:거|것|건|음식)(?:은|는|을|를|도)?|\s?든\s?(?:거|것|건)(?:은|는|을|를)?|\s?같은\s?(?:거|것|건)(?:은|는|을|를)?)?\s?(?:절대\s|전혀\s|잘\s)?(?P<has>(?:을\s)?(?:못\s?(?:먹|마시|드시|먹어|마셔)|안\s?(?:먹|마셔|마시|드)|먹지\s?(?:못|않|마)|먹으면\s?(?:안|큰일|두드러기)|피하|피해야|조심|금지)[가-힣]*)"),
    re.compile(rf"{_KO_LIST}(?:은|는|을|를|이|가|도)?\s?(?P<free>없는|없이|없고|안\s?들어(?:간|가|있)|안\s?든|안들은|들어가지\s?(?:않|안)|들어있지\s?않|들지\s?않|미포함|무첨가|프리(?![가-힣])|빠진|뺀|빼고(?!\s?(?:다\s|전부\s|모두\s|나머지(?:는)?\s)?(?:담|장바구니|지워|삭제|빼|비워|취소))|제외(?:하고|한)?|포함\s?(?:안|되지)|넣지\s?않)[가-힣]*"),
    re.compile(rf"\ballerg(?:ic|y|ies)\s+to\s+(?:(?:all|any|every|most|kinds?|sorts?|types?|forms?|of|the|both)\s)*{_EN_LIST}(?P<has>)"),
    re.compile(rf"{_EN_LIST}[\s-](?:allerg(?:y|ies|ic)|intoleran(?:t|ce))(?! info)(?P<has>)"),
    re.compile(rf"\b(?:can'?t|cannot|can not|do not|don'?t|must not|mustn'?t|shouldn'?t|won'?t|never)\s+(?:eat|have|drink|consume|do(?! without)|tolerate|handle|touch)\s+(?:any\s)?{_EN_LIST}(?P<has>)"),
    re.compile(rf"\b(?:avoid(?:s|ing)?|intolerant to|stay away from|steer clear of)\s+(?:all\s|any\s)?{_EN_LIST}(?P<has>)"),
    re.compile(rf"\b(?P<free>no|without(?: any)?|free (?:of|from)|(?:doesn'?t|don'?t|does not|do not|not) (?:contain|have|include|containing|made with)(?: any)?|not containing|containing no|exclud(?:e|ing)|minus|hold the|zero)\s+{_EN_LIST}"),
    re.compile(rf"{_EN_LIST}[\s-](?P<free>free)\b(?! range| shipping| delivery| from cage|-range)|\b(?P<free2>non-?)(?P<list2>dairy|milk)\b"),
    re.compile(rf"(?:알레르기|알러지)(?:에서|에|로|목록에서|목록에|정보에서|정보에)\s{_KO_LIST}(?:을|를|도)?\s?(?P<has>추가|등록|저장|있|빼|삭제|지워|제거)"),
    re.compile(rf"\b(?:remove|delete|take|drop|clear|erase)\s+{_EN_LIST}\s+(?:from|off|out of)\s+(?:my\s|the\s)?allerg(?:y|ies|en|ens)(?: list| info)?(?P<has>)(?P<back>)"),
    re.compile(rf"{_EN_LIST}\s(?:just |always |really )?(?:makes?|gives?|causes?|upsets?|disagrees? with|kills?|triggers?)\s(?:me|us|him|her|my|our|his)\b(?P<has>)"),
    re.compile(rf"\b(?:i|we|he|she|my \w+) (?:reacts?|have a reaction|has a reaction|break out|breaks out) (?:badly )?(?:to|from|with)\s{_EN_LIST}(?P<has>)"),
    re.compile(rf"{_KO_LIST}(?:은|는|을|를|만|류는)?\s?(?:\S{{1,4}}\s)?(?P<has>먹으면\s?(?:배|속|두드러기|탈|알레르기|알러지|가려|아프|아파|토|설사|숨|목|몸|얼굴|입)|(?:절대\s)?안\s?(?:돼|되|됩)[가-힣]*)"),
    re.compile(rf"\b(?:{HARM})\b[\w' ]{{0,24}}?\b(?:from|after|when(?:ever)?|if|because of|eating|to)\b(?: (?!and\b|but\b)[\w']+){{0,4}}? {_EN_LIST}(?P<has>)"),
    re.compile(rf"\b(?:{_EATS}) {_EN_LIST}[\w', ]{{0,30}}?\b(?:{HARM})\b(?P<has>)"),
    re.compile(rf"{_EN_LIST} (?:is|are) (?:really |very |so )?(?:bad|dangerous|poison\w*|deadly|fatal|off limits) (?:for|to) (?:me|us|him|her|my|our)\b(?P<has>)"),
    re.compile(rf"{_EN_LIST} (?:don'?t|doesn'?t|do not|does not|never) (?:agree|sit well|go down well) with (?:me|us|him|her|my|our)\b(?P<has>)"),
    re.compile(rf"{_KO_LIST}(?:은|는|을|를|만|류는)?\s?(?:\S{{1,4}}\s)?(?P<has>먹(?:고|었다가|었더니|다가|을\s?때|을\s?때마다|기만\s?하면|었을\s?때)(?:\s\S{{1,7}}){{0,2}}?\s?(?:두드러기|탈\s?[이났나]|알레르기|알러지|가려|토하|토했|구토|설사|숨[이\s]|붓|부어|부었|응급실|쓰러|쇼크))"),
    re.compile(rf"\badd\s+{_EN_LIST}\s+(?:to|as)\s+(?:my\s)?(?:an\s)?allerg(?:y|ies|en|ens)(?P<has>)"),
    re.compile(rf"{_KO_LIST}(?:이|가|을|를)?\s?(?P<free>(?:들어간|들어있는|들어\s?있는|든|함유된|포함된)\s?(?:거|것|건|걸|상품|제품|음식)(?:은|는|을|를|들은)?\s?(?:다\s|모두\s|전부\s)?(?:빼|제외|걸러|안\s?돼|안\s?되|말고|싫)[가-힣]*)"),
    re.compile(rf"(?:알레르기|알러지)(?:는|가)?\s?[:=]\s?{_KO_LIST}(?P<has>)"),
    re.compile(rf"\ballerg(?:y|ies|ens?|ic)\s?[:=]\s?{_EN_LIST}(?P<has>)"),
    re.compile(rf"\b(?P<free>keep|leave)\s(?:the\s|any\s|all\s)?{_EN_LIST}\s(?:out|off|away)\b"),
    re.compile(r"(?P<free>eggless)(?P<list>)"),
    re.compile(rf"(?:알레르기|알러지)(?:가|이)?\s?(?:있는\s?|나는\s?)?(?:거|것|건|음식|식품|재료|성분)?(?:는|은|가|이)\s{_KO_LIST}(?P<has>\s?(?:이?에요|예요|이?요|입니다|이?야|이?고|인데|$))"),
    *(re.compile(rf"{ahead}(?:(?:all|any|the|raw|cow'?s|goat'?s|his|her|most|kinds?|of|even|too much|much)\s)*{_EN_LIST}(?P<has>)") for ahead in EN_AHEAD),
    *(re.compile(rf"{_EN_LIST}(?P<has>){behind}") for behind in EN_BEHIND),
    *(re.compile(rf"{_KO_LIST}(?P<has>{behind}[가-힣]{{0,5}})") for behind in KO_BEHIND),
    re.compile(r"(?P<list>유당|락토스|락토오스)(?:을|를|은|는|이|가)?\s?(?:잘\s|전혀\s)?(?P<has>(?:소화|분해)(?:를|가|도)?\s?(?:\S{1,3}\s)?(?:못|안|힘들|어려)[가-힣]*)"),
    re.compile(r"\b(?:can'?t|cannot|can not|don'?t|do not|unable to|trouble|difficulty|hard time|problems?) (?:\w+ )?digest(?:ing)? (?P<list>lactose)\b(?P<has>)"),
]  # fmt: skip
_LISTED = re.compile(f"{_KO_LIST}|{_EN_LIST.replace('<list>', '<list2>')}")
_ENDS = re.compile(r"[.?!;\n~]|\bbut\b|\bshow me\b|\bi(?:'d| would) like\b|지만|는데\s")
_FINE = re.compile(
    r"\b(?:fine|ok(?:ay)?|not allergic|no allerg\w+|can (?:eat|have|drink))\b|괜찮|상관\s?없|먹어도\s?돼|잘\s?먹|(?:알레르기|알러지)(?:는|가)?\s?없"
)
_NEARBY = 32
"""Characters of the same sentence, on either side of what is named, that tell of harm."""
_ALLERGY = re.compile(r"알레르기|알러지|불내증|allerg|intoleran|못\s?먹|can'?t")
_KO_ALLERGY, _EN_ALLERGY = r"(?:\s?(?:알레르기|알러지))?", r"(?: allerg(?:y|ies))?"
_NOT_ME = re.compile(
    rf"(?P<theirs>{_KO_ANY}){_KO_ALLERGY}(?:은|는|이|가)?\s?(?!(?:나|저|제|내)(?:고|는|가|이고|인데)?\s)[가-힣\s]{{1,10}}?(?:이|꺼|거|가)?(?:고|인데|이고|라고)[,\s]*(?:나|난|저|전|내|제)(?:는|은|가|건)?\s?(?P<mine>{_KO_ANY})"
    rf"|(?P<theirs_en>\b{_EN_ANY}\b){_EN_ALLERGY}(?:'s| is) (?:just )?(?:for )?my \w+(?:'s)?\b.{{0,12}}?\b(?:i'?m|i am|mine'?s|mine is|for me it'?s|me it'?s) (?P<mine_en>{_EN_ANY})\b"
)
"""대두는 동생이고 나는 밀이야: whose allergy it is, where the talk is of allergies."""
_QUESTION = re.compile(
    r"들어\s?(?:있|가)[가-힣]*\s?\?|들었(?:어|나|니|을까)|does (?:it|this|that)|is (?:it|this|that)|do (?:they|these)|are (?:they|these)|contain any|인가요|인가\?|(?:없는|프리인?)\s?(?:거야|건가|거예요|건가요|거죠|거지|제품이야|제품인가)"
)
_DIETS = {
    "vegan": re.compile(r"비건|비간(?![가-힣])|완전\s?채식|\bvegan\b|plant[- ]based"),
    "vegetarian": re.compile(
        r"채식(?!당)|베지테리언|베지(?![가-힣])|\bvegetarian\b|\bveggie (?:diet|friendly)\b|meat-?free|meatless"
    ),
    "gluten_free": re.compile(
        r"글루텐\s?(?:프리|없는|없이|무첨가|안 ?들어간)|무\s?글루텐|gluten[- ]?free|no gluten|without gluten|celiac|coeliac|셀리악"
    ),
    "halal": re.compile(r"할랄|\bhalal\b|무슬림|\bmuslim\b|이슬람"),
    "no_pork": re.compile(
        r"(?:돼지고기|돼지)(?:는|은|를|을|도)?\s?(?:절대\s)?(?:못\s?먹|안\s?먹|먹지)|(?:don'?t|do not|can'?t|cannot|never) (?:eat|have) pork"
    ),
}
_DIET_WORD = r"(?:비건|비간|채식|채식주의자?|베지테리언|글루텐\s?프리|할랄|무슬림|이슬람교도|셀리악)"
_DIET_EN = r"(?:vegan|vegetarian|halal|muslim|plant[- ]based|gluten[- ]free|celiac|coeliac)"
_TOLD = re.compile(
    rf"{_DIET_WORD}\s?(?:식단|식|음식|주의자?)?(?:을|를|은|는|만|으로만|으로)?\s?(?:이에요|예요|에요|이야|야|입니다|임|거든|이거든|이라|라서|인데|이고|해요|해|합니다|하고\s?있|하는\s?중|중이|지향|먹|드|지켜|사람)|"
    rf"\b(?:i'?m|i am|we'?re|we are|(?:my|our) [a-z ]{{1,20}}\b(?:is|are)|as) (?:also |a |an |strictly |strict |mostly |currently |going |both )*{_DIET_EN}s?\b(?! (?:food|snack|friendly|option|product|recipe))|\b(?:i|we) (?:only |just |mostly )?(?:eat|follow|keep|need|have)(?: only| strictly)? (?:a |an |to )?(?:strict )?(?:{_DIET_EN} (?:diet|food|lifestyle)\b|(?<=eat ){_DIET_EN}|(?<=only ){_DIET_EN}|celiac|coeliac)|only eat {_DIET_EN}|{_DIET_EN}s? (?:food )?only$"
)
_A_GUESTS = re.compile(
    rf"(?<![가-힣])(?:친구|손님|지인|동료|이웃|선배|후배|상사)(?:들|분|분들)?(?:이|가|은|는|께서|도)?\s(?:(?!나|저|제)\S+\s){{0,2}}{_DIET_WORD}"
)
"""친구가 채식을 해서: what one from outside the house eats is kept to now, and not remembered."""
_MAY_DRINK = re.compile(
    r"\b(?:can|may|could|should) (?:i|we|he|she|they|my \w+) (?:still |safely |also )?drink\b"
)
"""What is done with a product, where a shop's goods may be drinks."""
_ME = re.compile(
    r"(?<![가-힣])(?:나|난|저|전|우리|저희|제가|내가|아이|애|딸|아들|남편|아내|엄마|아빠|가족|친구)(?:는|은|가|이|도)?\s|\b(?:i|i'm|im|we|my|our)\b"
)
NEGATED_ALLERGY = re.compile(r"없(?:어|는|다|습|고|지|음|네|었)|아니|지워|삭제|빼|제거|나았|사라|해제|취소")
_STATED = re.compile(
    r"(?:알레르기|알러지|알레지)(?:가|는|도)?\s?(?:\S{1,4}\s)?(?:있(?!는\s?(?:제품|상품|성분))|심하|심해|때문|이라|라서)|\b(?:have|has|had|got|gets|with|my|an|bad|severe|serious|of)\b[^.?!]{0,20}\ballerg(?:y|ies)\b(?! info)|\ballergic\b"
)
_NO_ALLERGY = re.compile(
    r"알레르기(?:가|는)?\s?없|알러지(?:가|는)?\s?없|no allerg|not allergic|don'?t have (?:any )?allerg|without allerg|hypoallerg|allergy[- ]free|allergen"
)
TAKEN_BACK = re.compile(
    r"(?:\b(?:remove|delete|forget|clear|drop|erase|got over|outgr[eo]w\w*|no longer(?: have)?|not|aren'?t|isn'?t|don'?t have)(?: about)?(?: my| the| that| a| an| any| actually| really)*)\s*$"
)
JUST_ONCE = re.compile(
    r"(?:이번|오늘|한\s?번|한번|지금|잠깐|잠시)(?:은|만|\s?한\s?번만|까지만|만큼은)|\b(?:just|only) (?:this once|once|this time|for now|today|for today)"
    r"|\b(?:this one time|one time only|for (?:today|now|once)|this once|temporarily|for a moment)\b"
)
"""An exception for once is not an allergy taken back."""
_DIET_BACK = re.compile(
    rf"{_DIET_WORD}\s?(?:식단|식|설정|정보|조건|주의자?)?(?:을|를|은|는|이|가|도)?\s?(?:설정을?\s?)?(?:지워|삭제|제거|해제|취소|그만|아니(?:야|에요|예요|다|라)|끊었|빼\s?(?:줘|주세요))|"
    rf"\b(?:no longer|not) (?:a |an )?(?:strict )?{_DIET_EN}\b(?:.{{0,12}}any ?more)?|\b(?:remove|delete|forget|clear|drop) (?:my |the |that )?{_DIET_EN}\b(?! (?:filter|option))|stopped (?:being|eating) {_DIET_EN}"
)


@dataclass(frozen=True, slots=True)
class Health:
    """What was said of allergens and diet. `avoid`: keys to keep away from; `stated`: the shopper spoke of
    a person's allergy or diet, not only of this product; `removed`: keys whose allergy is taken back."""

    avoid: frozenset[str] = frozenset()
    diets: frozenset[str] = frozenset()
    stated_allergens: frozenset[str] = frozenset()
    stated_diets: frozenset[str] = frozenset()
    removed_allergens: frozenset[str] = frozenset()
    removed_diets: frozenset[str] = frozenset()

    def constraints(self) -> tuple[Constraint, ...]:
        """As hard conditions. No diet constraint for no_pork: what it forbids is the allergen pork."""
        return tuple(Constraint("allergen", "ne", key) for key in sorted(self.avoid)) + tuple(
            Constraint("diet", "eq", diet) for diet in sorted(self.diets - {"no_pork"})
        )


def take_health(reading: Reading, spoken_of: bool = False) -> Health:
    """Read and take what is said of allergens and diets. A question whether a product contains something is
    left alone. spoken_of: the talk is of allergies already."""
    low = reading.low
    if _QUESTION.search(low) and not _ALLERGY.search(low):
        return Health(diets=frozenset())
    diet_back = bool(_DIET_BACK.search(low))
    avoid: set[str] = set()
    stated: set[str] = set()
    removed: set[str] = set()
    milk = False
    diets = {diet for diet, pattern in _DIETS.items() if pattern.search(low)}
    speaks = bool(_TOLD.search(low)) and ("?" not in low or bool(_ME.search(low)))
    told = {diet for diet in diets if diet == "no_pork" or (speaks and not _A_GUESTS.search(low))}
    for pattern in _AVOID:
        for match in reading.find(pattern):
            groups = match.groupdict()
            named = " , ".join(groups.get(name) or "" for name in ("list", "list2"))
            keys = keys_named(named)
            if match[0].startswith("eggless"):
                keys = frozenset({"egg"})
            is_person = groups.get("has") is not None
            back = not JUST_ONCE.search(low) and (
                "back" in groups
                or NEGATED_ALLERGY.search(groups.get("has") or "")
                or TAKEN_BACK.search(low, 0, match.start())
            )
            meant = lactose.as_milk(keys, match[0])
            if is_person and back:
                removed |= keys | meant
            elif keys:
                if not is_person and (
                    (keys == frozenset({"wheat"}) and "gluten_free" in diets)
                    or (keys == frozenset({LACTOSE}) and lactose.asks_whether_free(low))
                ):
                    continue
                avoid |= meant
                stated |= meant if is_person else frozenset()
                milk |= "milk" in keys and (not is_person or lactose.is_firm(low, match.start("list")))
            if keys:
                reading.take(*match.span())
    if not avoid and not removed and not _NO_ALLERGY.search(low):
        for match in reading.find(_LISTED):
            if _harms(low, match.start(), match.end()):
                keys = lactose.as_milk(keys_named(match[0]), low)
                avoid |= keys
                stated |= keys
                milk |= "milk" in keys and lactose.is_firm(low, match.start())
                reading.take(*match.span())
    if not avoid and not removed and _STATED.search(low) and not _NO_ALLERGY.search(low):
        avoid = set(lactose.as_milk(keys_named(low), low))
        stated = set(avoid)
    for start, end in lactose.wished_free(low):
        avoid.add(LACTOSE)
        reading.take(start, end)
    if "milk" in stated and not milk and lactose.explains(low, avoid):
        avoid = avoid - {"milk"} | {LACTOSE}
        stated = stated - {"milk"} | {LACTOSE}
    if (spoken_of or _ALLERGY.search(low)) and (swapped := _NOT_ME.search(low)):
        theirs, mine = (keys_named(swapped[name] or swapped[f"{name}_en"]) for name in ("theirs", "mine"))
        removed |= theirs - mine
        avoid |= mine
        stated |= mine
    if stated:
        reading.take_all(_MAY_DRINK)
    for diet in diets:
        reading.take_all(_DIETS[diet])
    if "no_pork" in diets:
        avoid.add("pork")
    kept = frozenset() if diet_back else frozenset(diets)
    gone = frozenset(diets) if diet_back else frozenset()
    return Health(
        avoid=frozenset(avoid - removed),
        diets=kept,
        stated_allergens=frozenset(stated - removed),
        stated_diets=frozenset(told) & kept,
        removed_allergens=frozenset(removed),
        removed_diets=gone,
    )


def _harms(low: str, start: int, end: int) -> bool:
    """Whether what stands beside, in the same sentence, tells of harm and of nothing that is fine."""
    before = _ENDS.split(low[max(0, start - _NEARBY) : start])[-1]
    behind = _ENDS.split(low[end : end + _NEARBY])[0]
    beside = f"{before} | {behind}"
    return bool(NEAR.search(beside)) and not _FINE.search(beside)
