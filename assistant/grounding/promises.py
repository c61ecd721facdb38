# ruff: noqa: E501 - patterns are data: one line each reads best
"""What a sentence promises in the shop's name, boasts of a price, or says it has done."""

import re
from dataclasses import dataclass

_TERMS: dict[str, str] = {
    "free": (r"무료|공짜|무상|for free\b|free of charge|complimentary|at no (?:extra"
r" |additional )?(?:cost|charge)|\bno (?:delivery|shipping) (?:fee"
r"|charge|cost)|배송비(?:가|는|도)?\s?(?:없|0원|안\s?(?:들|받))|\bfree\b(?=\s(?:shipping"
r"|delivery|returns?|gifts?|samples?|assembly|installation|repairs?"
r"|parking|trials?|pickup|exchange|refund|service|check|same|next"
r"|standard|express|for|on|over|when|with|if))|\b(?:ships?|delivered"
r"|is|are|it's|comes?|get (?:one|\d|another)) free\b(?! (?:of|from|to)\b|-)|^free\b(?!-)"),
    "refund": r"환불|refund|money[\s-]back",
    "return": r"반품|\breturns?\b(?!\sto\b)|\breturnable|send it back",
    "exchange": r"교환|\bexchang",
    "warranty": (r"보증|(?<![a-z])a/?s(?![a-z])\s?(?:기간|보장|가능)|평생\s?보장|품질\s?보장"
r"|만족\s?보장|warrant|guarantee"),
    "discount": (r"할인|세일|특가|쿠폰|행사가|프로모션|discount|\bon sale|\bsale\b"
r"|coupon|promo|\bdeal\b|marked down|special offer|(?<=[%\d])\s?off\b"
r"|\b(?:percent|won|dollars?|bucks|half|money|something|some|bit|it|this) off\b"
r"|\boff (?:your|today|now|list|regular|retail|the (?:price|total|list|bill|regular|usual))\b"),
    "reward": (r"적립|포인트|사은품|증정|덤으로|1\s?\+\s?1|2\s?\+\s?1|원플러스원"
r"|free gift|reward points|loyalty points|\bpoints\b|buy (?:one|two|three|\d),? get"
r" (?:one|two|\d|another)|bogo|cash\s?back|캐시백"),
    "match": (r"최저가\s?보[장상]|차액\S{0,2}\s?(?:\S+\s){0,2}(?:보상|드|돌려|주|줘)|price[\s-]match"
r"|match(?:es)? (?:any|the|that|their|a|competitors?)[^.!?]{0,16}(?:price|offer|deal)|(?:give|pay|refund) (?:you )?the difference"),
    "special": (r"예외(?:로|를|적으로)|특별히\s?(?:\S+\s)?(?:할인|빼|깎|해\s?드|드리|드려|저렴)|고객님(?:께|에게)?만\s"
r"|(?:깎아|에누리해|싸게\s?해|저렴하게\s?해|봐)\s?(?:드릴|드려|드리)|더\s?(?:싸게|저렴하게)\s?(?:드릴|드려|드리|해)"
r"|(?:배송비|수수료|요금)(?:를|을|는|은)?\s?(?:빼|면제|받지\s?않)\S*\s?(?:드릴|드려|드리|을게|할게)"
r"|(?:하나|한\s?개|두\s?개|1개)\s?더\s?(?:드릴|드려|드리)|make an exception|bend the rules|\bwaiv(?:e|ing)\b"
r"|(?:just|only|special(?:ly)?|exclusive(?:ly)?)\s(?:\w+\s){0,3}for you\b|let you have (?:it|this|them) for|knock \S+ off"
r"|\bi can (?:offer|give|do|get) (?:you )?(?:a |an |it |this |some )?(?:\w+\s)?(?:discount|deal|lower|better|cheaper|less|for less)"
r"|(?:third|second|next|another) (?:one )?(?:is |for )?free\b"),
    "code": r"(?:쿠폰|할인|프로모션)\s?(?:코드|번호)|\b(?:use|enter|apply|with) (?:the |this |promo |coupon |discount )*code\b|(?:promo|coupon|discount|voucher)\s?code",
    "restock": r"(?:재\s?)?입고(?:돼|될|되|예정|해)|back in stock|restock",
    "fast": (r"당일\s?(?:배송|도착|수령|출고)|새벽\s?배송|로켓\s?배송|익일\s?(?:배송"
r"|도착)|(?:오늘|내일|모레|곧바로|즉시)[^.!?]{0,10}(?:도착|배송|받으실"
r"|받을|받아)|same[\s-]day|next[\s-]day|overnight|(?:arrives?|delivered?"
r"|ships?|delivery|get it|have it|receive it)\b[^.!?]{0,14}\b(?:today"
r"|tomorrow|tonight|within)|\b(?:today|tomorrow)\b[^.!?]{0,16}\b(?:deliver"
r"|arrive|ship)"),
    "hold": (r"(?:재고|물건|상품|자리)?\s?(?:맡아|빼|킵해)\s?(?:둘게|뒀|두었|놓을게"
r"|놨)|\bi(?:'ll| will| have|'ve) (?:hold|held|reserve|reserved|set"
r" aside|put aside)"),
    "insta": r"(?:무이자|할부)|interest[\s-]free|installment",
    "open_always": (r"연중\s?무휴|24\s?시간\s?(?:영업|운영|이용|문|열)|open 24|24/7|around"
r" the clock|휴무\s?없|every day of the year"),
}  # fmt: skip
_FIRST = ("code", "special")
"""Narrower terms are looked for before the wider ones whose words they hold."""
_TERM = re.compile(
    "|".join(
        f"(?P<{name}>{_TERMS[name]})" for name in (*_FIRST, *(one for one in _TERMS if one not in _FIRST))
    )
)
_NEGATED_AFTER = re.compile(
    r"^(?:(?!고\s|지만|는데|,|;|\bbut\b|\band\b)[^.!?;]){0,18}?(?:불가"
    r"|안\s?(?:돼|되|됩|해|받|하)|(?:하|되|받|해\s?드리|드리|이|가능하)지\s?(?:는\s?)?(?:않"
    r"|못)|없|못\s?|제외|아니|아닙|어렵|are not|is not|isn't|aren't|not"
    r" (?:available|possible|offered|accepted)|cannot|can't|unavailable)"
)
_NEGATED_BEFORE = re.compile(
    r"\b(?:nothing|none|no products?)\b[^.!?;]{0,50}$|"
    r"(?:\bno|\bnot|\bnever|n't|\bcannot|\bnon|\bwithout|\bunable to|\bdon't offer|안|못)[\s-](?:\w+\s){0,3}$"
)
_ASKED = re.compile(
    r"궁금|알려\s?드릴까|문의|여쭤|물어\s?보|말씀해\s?주|확인해\s?(?:드릴까"
    r"|볼까|보시)|찾아\s?(?:드릴까|볼까)|볼까요|드릴까요|원하시나요|찾으시나요"
    r"|필요하신가요|필요하세요"
    r"|would you like|do you want|shall i|should i|let me know|ask (?:me"
    r"|us|about)|any questions|wondering|curious|want to know|are you"
    r" looking"
)
_TOPICS: dict[str, re.Pattern[str]] = {
    "delivery": re.compile(r"배송|택배|배달|shipping|delivery|ship|deliver"),
    "return": re.compile(r"반품|환불|교환|return|refund|exchange"),
    "install": re.compile(r"설치|조립|install|assembl"),
    "gift": re.compile(r"사은품|선물\s?포장|포장|gift|wrap"),
    "parking": re.compile(r"주차|parking"),
    "repair": re.compile(r"수리|정비|점검|repair|service|tune"),
}
_CONDITION = re.compile(
    r"이상|넘|초과|이하|미만|경우|라면|이면|으면|시면|면\s|만\s|까지"
    r"|한해|조건|or more|over|above|at least|if\b|when\b|orders? of|within"
    r"|only|up to|unless|provided"
)

_BEST_PRICE = re.compile(
    r"최저가|최저\s?가격|제일\s?(?:싼|싸|저렴)|가장\s?(?:싼|싸|저렴|낮은\s?가격)"
    r"|업계\s?최저|cheapest|lowest[\s-](?:price|priced|cost)|least expensive"
    r"|most affordable|best price|unbeatable price"
)
_MOST = re.compile(
    r"(?:가장|제일)\s?(?!잘\s?맞|가까|비슷|먼저|최근|높은\s?(?:가격|금액)|비싼|싼|싸|저렴|낮|많이|인기|잘\s?(?:팔|나)|평점|중요|적당|알맞)[가-힣]{1,6}(?:은|는|운|한|로|게|워|아|어|해|이)"
    r"|(?:세계|국내|업계|전국)\s?(?:최고|최초|유일|1위)|최고(?:의|예요|입니다|급|로)|(?:비교할|따라올)\s?(?:수|만한)\s?[^.!?]{0,6}없"
    r"|\bthe (?!closest|nearest|latest|best (?:match|fit|before|by|way|reviews)|cheapest|lowest|rest\b|honest|west|east|guest|test\b|chest|vest\b"
    r"|interest|request|forest|harvest)(?:best\b|[a-z]{2,}est\b(?! store| branch)|most (?!popular|affordable|recent|of\b|likely)\w+)"
    r"|\bno other \w+|\bnothing (?:is |beats |comes )|\bworld'?s \w+est\b|\bnumber\s?1\b|\bunrivall?ed|\bunmatched"
)
_RATED = re.compile(
    r"(?:평점|별점|후기)[^!?]{0,50}(?:가장|제일)\s?(?:높|좋)|the best (?:reviews|rating)|(?:highest|best)[\s-]rat(?:ed|ing)"
)
_ANYWHERE = re.compile(
    r"최저가|업계|시중|어디(?:서|에서)도|anywhere|guarantee|on the market|in town|unbeatable|online"
)
_BEST = re.compile(
    r"(?:판매|인기|평점|랭킹|만족도|리뷰)\s?(?:순위\s?)?(?:1위|일위|최고"
    r"|1등)|베스트\s?셀러|가장\s?(?:많이\s?(?:팔|찾|사랑)|인기|잘\s?(?:팔"
    r"|나가)|평점)|제일\s?(?:인기|잘\s?(?:팔|나가))|(?<!\w)(?:no\.?\s?1"
    r"|#1|number one)\b|best[\s-]?seller|best[\s-]?selling|top[\s-](?:rated"
    r"|selling|seller)|most popular|award[\s-]winning"
    r"|수상"
)
_OTHERS = re.compile(
    r"다른\s?(?:분|고객|손님|사람)|분들|고객님들|others|people|(?:many|most|other) (?:shoppers|customers)"
)
_OFFERED = re.compile(r"(?:까요|시겠어요|으실래요)\s?\?|^(?:shall|should|would|do|can) ")
_DONE = {
    "cart": re.compile(
        r"(?:담았|담아\s?(?:드렸|뒀|놨|두었)|넣었|넣어\s?(?:드렸|뒀)|담겼"
        r"|(?:장바구니|카트)[^.!?]{0,16}(?:추가|변경|수정|삭제|비웠|뺐|바꿨"
        r"|바꾸었|제거)[^.!?]{0,4}(?:했|됐|드렸|되었|완료|$)?)(?!.*까요)"
        r"|(?:added|put|placed|removed|updated|changed|emptied|taken)\b[^.!?]{0,50}\b(?:cart"
        r"|basket|bag)\b|\b(?:is|are) (?:now )?in your (?:cart|basket|bag)"
    ),
    "order": re.compile(
        r"(?:주문|결제|구매|예약|픽업)(?:이|을|를|가|은)?\s?(?:모두\s?)?(?:완료"
        r"|접수|확정|했어|했습|됐|되었|해\s?드렸|해\s?뒀|해\s?두었|잡았|잡아)"
        r"|order(?:ed)? (?:has been |was |is |now )?(?:placed|confirmed|complete"
        r"|submitted|received|for you)|i(?:'ve| have) (?:ordered|booked|reserved"
        r"|purchased|paid)|(?:booking|reservation|payment) (?:is |has been"
        r" |was )?(?:confirmed|complete|made|done)|(?:has|have) been (?:booked"
        r"|reserved|ordered)"
    ),
    "profile": re.compile(
        r"(?:프로필|취향|정보|알레르기|설정|내용)[^.!?]{0,14}(?:저장|기억"
        r"|등록|반영|수정|추가)(?:했|해\s?(?:둘|뒀|두었|드렸|놓)|할게|됐"
        r"|되었|하겠)|기억(?:해\s?(?:둘|두었|뒀)|할게|하고\s?있을게|하겠)"
        r"|i(?:'ll| will) remember|i(?:'ve| have) (?:saved|noted|stored|recorded)"
        r"|(?:saved|added|updated)\b[^.!?]{0,30}\bprofile"
    ),
}


@dataclass(frozen=True, slots=True)
class Promise:
    """One promise term: its class, whether it is affirmed, which topics stand with it, under a condition?"""

    term: str
    affirmed: bool
    topics: frozenset[str]
    conditional: bool
    start: int


def promises(text: str) -> list[Promise]:
    """Every promise term in folded `text`, asked-about ones left out."""
    found = []
    for match in _TERM.finditer(text):
        before, after = text[: match.start()], text[match.end() :]
        affirmed = not (_NEGATED_AFTER.match(after) or _NEGATED_BEFORE.search(before))
        found.append(
            Promise(
                str(match.lastgroup), affirmed, topics(text), bool(_CONDITION.search(text)), match.start()
            )
        )
    return found


def asked(text: str) -> bool:
    """True when folded `text` asks the shopper or offers to look rather than states."""
    return bool(_ASKED.search(text))


def topics(text: str) -> frozenset[str]:
    """Which matters of the shop folded `text` speaks of."""
    return frozenset(name for name, words in _TOPICS.items() if words.search(text))


def boasts(text: str) -> list[tuple[str, int, bool]]:
    """Superlatives: (price, best, rated or most; position; reaching beyond what was looked at)."""
    found = [("price", match.start(), bool(_ANYWHERE.search(text))) for match in _BEST_PRICE.finditer(text)]
    found += [("best", match.start(), False) for match in _BEST.finditer(text)]
    if rated := _RATED.search(text):
        return [*found, ("rated", rated.start(), False)]
    return found + [("most", match.start(), False) for match in _MOST.finditer(text)]


def deeds(text: str) -> list[str]:
    """What folded `text` says has been done: cart, order, profile."""
    if _OTHERS.search(text) or _OFFERED.search(text):
        return []
    return [name for name, words in _DONE.items() if words.search(text)]
