# ruff: noqa: E501 - patterns are data: one line each reads best
"""What is asked about a product or a store: topics, and the catalogue's attribute that answers them."""

import re
from collections.abc import Sequence

from assistant.domain.product import Product
from assistant.domain.text import Language
from assistant.lexicon import Lexicon, facet_name
from assistant.lexicon.allergens import keys_named
from assistant.lexicon.edible import edible
from assistant.lexicon.lactose import FREE
from assistant.understanding.overlap import words_of

_TOPICS: tuple[tuple[str, str], ...] = (
    ("lactose", rf"(?:{FREE})\s?(?:인(?:가|지|거|건)|이?에요|예요|이?야(?![가-힣])|이?죠|맞|입니까|(?:거|건|제품|상품)(?:야|예요|인가|이에요|맞|죠))|유당(?:이|은|도)?\s?(?:들어\s?있|들었|들어가|있(?:나|어|는지)|함유|포함)|\blactose[\s-]?free(?=\W*$)|\b(?:contains?|has|have|any) (?:any )?lactose\b(?! intoleran)|\blactose in (?:it|this|that|them)\b"),
    ("allergen", r"\b(?:is|are) there (?:any )?\w+ in (?:it|this|that|them)\b|알레르기|알러지|들어\s?(?:있|가|갔)|들었(?:어|나|니)|함유|(?:땅콩|우유|계란|달걀|밀|견과\S{0,2}|대두|콩|새우|게|돼지고기|복숭아|메밀)\S{0,2}\s?(?:포함|있)|allerg|\bcontains?\b|\b(?:has|have|with|any|made with)\b.{0,12}\b(?:nuts?|peanuts?|milk|dairy|eggs?|gluten|wheat|soy|shellfish|shrimp|fish|pork|sesame|lactose)\b"),
    ("vegan", r"비건(?:이|인|도|용|제품|\?|\s?가능|\s?먹)|\bvegan\b"),
    ("vegetarian", r"채식(?:주의|인|도|용|\s?가능|해도|하는)|\bvegetarian\b"),
    ("gluten_free", r"글루텐\s?(?:프리|들|없|있|함유)|gluten"),
    ("halal", r"할랄|\bhalal\b"),
    ("ingredients", r"성분|원재료|원료|재료(?:가|는|\s?뭐)|뭘로\s?만들|뭐로\s?만|\bingredients?\b|what(?:'s| is) in (?:it|this|that)"),
    ("origin", r"원산지|생산지|제조국|어디\s?(?:산|에서\s?(?:온|만든|생산|나온|재배))|국(?:내)?산(?:이|인)|국산|수입산|어디서\s?(?:온|난|만든|키운|자란|생산|나온)|어디\s?(?:거|꺼)(?=예|에|야|인|죠|임|$|\?)|어느\s?나라|where(?:'?s| is| are| was| were| does| do| did) (?:it|this|that|these|those|they|the \w+(?: \w+)?) (?:\w+ )?(?:from|made|produced|grown|come from|sourced)|\b(?:is|are) (?:it|this|that|they|these) from\b|^\W*(?:and )?where(?:'s| is| are)? (?:it |they )?from\W*$|country of origin|\bmade in\b|\borigin\b|imported"),
    ("unit_price", r"(?:한|하나|1)\s?(?:개|장|매|롤|병|캔|팩|봉지?|알|정|포기?|입|자루|켤레|마리|박스|통|잔|권|송이|단|모|덩이)?(?:에|당|씩|이)\s?(?:\S{1,3}\s)?(?:얼마|가격|몇\s?원)|(?:개|장|매|롤|병|캔|팩|봉|알|정|포|입)당|\b(?:does|do|is|are|would) (?:one|1|a single|each) (?:roll|sheet|bottle|can|pack|tablet|capsule|bag|pod|item|unit|piece|bar|cup|sachet|refill|stick|slice|wipe|egg) (?:of|in|from|out of|cost)\b|\b(?:how much|price|cost)\b.{0,20}\b(?:each|apiece|a piece|per (?:roll|sheet|bottle|can|pack|tablet|capsule|bag|pod|item|unit))\b|(?:\d*\s?(?:g|kg|ml|l|그램|리터|개|단위)\s?당)|단위\s?가격|per (?:\d+ ?)?(?:g|gram|kg|ml|100|ounce|oz|unit|liter|litre|piece)\b|unit price"),
    ("discount", r"할인|세일|싸게\s?(?:살|해)|\bdiscount|\bon sale\b|\bany deals?\b"),
    ("price", r"얼만(?=데|지|가|$)|정가|할인\s?전|원래\s?(?:가격|얼마)|\b(?:list|full|original|regular|normal) price\b|\bbefore (?:the )?(?:discount|sale)\b|얼마(?!나\s?(?:오래|커|크|무거|걸|남|가(?![가-힣])|가(?:요|나|죠)|나가|길|넓|두꺼|높|들어가|담|밝|달|맵|매|강|세|많|돼|되)|동안)|가격|값(?:이|은|\s?얼)|비싼가|비싸|how many (?:won|dollars|bucks|euros|pounds) (?:is|are|for|does|do)\b|how much (?:is|are|was|were|for|it|this|(?:does?|would)\b(?! (?:[\w'-]+ ){1,6}?(?:weigh|hold|fit|carry|contain)\b))|\bprices?\b|\bcosts?\b|expensive|\bhow much(?: r)?(?: (?:it|they|this|that))?\W*$"),
    ("stock", r"재고|몇\s?개\s?(?:나\s)?(?:남|있)|품절|남았|in stock|sold out|\bleft\b|available (?:right )?now|still available|\bavailable\W*$|how many(?: (?:are|do you have|have you|left|in stock|of)\b|\W*$)|\bhow many(?= .{1,40}\b(?:do you have|have you got|are there|left)\b)"),
    ("aisle", r"(?:어디|어딨|몇\s?번\s?(?:통로|매대|코너|줄)|통로|매대|진열)(?!.{0,6}(?:산|에서|거|제품|브랜드))|\baisle\b|where (?:is|are|can i find)\b(?!.{0,20}(?:from|made))|which shelf"),
    ("shelf_life", r"유통\s?기한|소비\s?기한|유효\s?기한|며칠\s?(?:동안\s)?(?:먹|보관|가|두)|얼마나\s?(?:오래\s)?(?:보관|두고|먹을|가(?![가-힣]))|오래\s?(?:보관|가|두)|언제까지\s?(?:먹|보관)|shelf[- ]?life|expir|best before|use by|how (?:long|many (?:days|weeks|months))(?= (?:does|will|can|do|is|are|would)\b.{0,40}\b(?:lasts?|keeps?|good|store|fresh|stay)\b)|go bad|spoil"),
    ("storage", r"\b(?:in|out of) the (?:fridge|freezer|refrigerator)\b|\bfridge\b|냉장고|보관(?!\s?기간)|(?:냉장|냉동|상온|실온)(?:\s?보관)?|\bstor(?:age|ed|ing)\b|\b(?:to|i|we|you|should|best) store\b|\bstore (?:it|them|this|that|these)\b|refrigerat|\bfreez(?:e|er|ing)\b|keep (?:it|this|them)"),
    ("review", r"(?:산|사신|구매한|구매하신|써\s?본|먹어\s?본|입어\s?본)\s?(?:사람|분)(?:들)?(?:은|이|의)?\s?(?:뭐래|뭐라|뭐라고|어떻|어때|반응|평)\S*|후기|리뷰|평점|별점|몇\s?점|별\s?몇\s?개|평가|평(?:이|은|\s?어때)|반응|써\s?본|사\s?본|먹어\s?본|\breviews?\b|\bratings?\b|\brated\b(?! (?:for|at|to|up)\b)|\brate (?:it|this|that|them|these|those)\b|\bwhat (?:do|does|did|are|have) (?:other )?(?:people|others|customers|buyers|owners|users|they|everyone|anyone|shoppers)(?! (?:all )?(?:cost|come to|weigh|look|go for|sell))|feedback|opinions?|\b(?:do|did|does|has|have) (?:people|anyone|anybody|others|customers|buyers|users|owners|reviewers|the reviews) (?:say|find|think|complain|mention|report)|\bhow (?:do|did) (?:other )?(?:people|customers|buyers|others|owners|users|shoppers) (?:find|like)\b|any good\b|is (?:it|this) good|worth it"),
    ("size", r"(?:높이|길이|너비|폭|두께|지름|둘레)(?:가|는|이|도)?(?:요)?\s?(?:얼마|몇|어떻|어느|\W*$)|how (?:high|thick|deep)\b|사이즈|치수|크기|얼마나\s?(?:커|큰|크|넓|길)|몇\s?(?:인치|센치|센티|cm|mm|호)|정사이즈|크게\s?(?:나|입)|작게\s?나|\bsizes?\b|sizing|dimensions?|how (?:big|large|wide|tall|long(?! (?:(?:do|does|will|would|can|should|is) .{0,40}(?:keep|last|good|stay|take|fresh|store|ship|deliver|arrive|warrant|guarantee|wait)\w*|until|before|till|for\b)))\b|measurements?|true to size|\bfit\b|run (?:small|large|big)"),
    ("color", r"(?<![가-힣])색(?:상|깔)\W*$|색(?:상|깔)?(?:이|은|도|으로|\s?(?:뭐|어떤|다른|종류|있))|무슨\s?색|어떤\s?색|다른\s?색|컬러|\bcolou?rs?\b|come in (?:other|different|black|white|red|blue|green|pink|grey|gray)"),
    ("lumens", r"루멘|\blumens?\b|밝기|얼마나\s?밝|how bright"),
    ("net_content", r"몇\s?(?:g|그램|그람|kg|킬로|키로|ml|리터|미리|l)(?![a-z])|내용량|how many (?:grams|kilos|kilograms|ml|millilit|lit|ounces)|net weight"),
    ("weight", r"무게|중량|몇\s?(?:kg|킬로|키로|그램|g(?![a-z]))|무거(?:워|운|울|움)|가벼(?:워|운|울)|얼마나\s?무거|\bweights?\b|\bweigh|how heavy|\bheavy\b|\blight(?:weight)?\b"),
    ("capacity", r"용량|몇\s?(?:리터|l(?![a-z])|ml)|내용량|얼마나\s?(?:들어가|담|많이)|capacity|how many lit(?:er|re)s|\bvolume\b|how much (?:does it hold|fits)"),
    ("persons", r"몇\s?(?:명|인용|인분|인(?!치)|사람)|몇명이?|how many people|sleep how many|how many(?= (?:does|do|can|will|would|could) .{1,40}\b(?:sleep|fit|seat|hold|feed|serve)s?\b)|\bseats?\b"),
    ("material", r"소재|재질|원단|(?:가죽|면|린넨|울|나무|원목|스테인리스|플라스틱)(?:이|인)(?:야|가|에요|예요|가요|지)|진짜\s?가죽|\bmaterials?\b|\bfabric\b|made (?:of|from|out of)\b|real leather|genuine leather"),
    ("waterproof", r"방수|물에\s?(?:젖|강|넣|닿)|비\s?(?:올\s?때|와도|맞|오는)|생활\s?방수|발수|water[- ]?(?:proof|resistan|repellen)|in the rain|get wet"),
    ("washing", r"세탁|빨(?:아|래|면|수)|드라이\s?클리닝|물빨래|관리\s?(?:방법|법)|세척|식기\s?세척기|machine wash|\bwash|\bdry clean|dishwasher|care instructions"),
    ("spicy_level", r"매워|매운(?:가|지|편|맛)|맵(?:나|니|지|습|기|다)|얼마나\s?매|덜\s?매|\bspicy\b|how hot|\bspiciness"),
    ("organic", r"유기농(?:이|인|\?)|오가닉|\borganic\b"),
    ("calories", r"칼로리|열량|영양\s?(?:성분|정보)|단백질|당\s?함량|\bcalories\b|\bnutrition|protein|\bsugar content"),
    ("count", r"몇\s?(?:개|입|장|매|롤|겹|알|정|포|팩|캔|병|봉지?|종|가지|세트|켤레|마리|조각|피스|자루|구|p)(?:가|나|를|이)?\s?(?:들이|들어|들었|짜리|입|구성|포함|나와)|\bhow many (?:pieces |are |come |items |do (?:i|you) get )*(?:come )?(?:in|per|inside) (?:a |the |one |each |it\b|this\b|that\b)(?:pack|box|set|bag|case|packet|bottle)?"),
    ("brand", r"브랜드|어디\s?(?:거|제품|꺼|회사)|제조사|메이커|누가\s?만들|\bbrand\b|\bwho (?:makes|made)\b|manufacturer"),
    ("gender", r"남녀\s?(?:공용|다)|(?:남자|여자|남성|여성)(?:용|가|도|이)?\s?(?:인가|이야|이에요|예요|인지|입|신|써도|쓸|가능)|누가\s?(?:입|신|쓰|타|사용하)(?:는|기)|누구(?:용|를\s?위한|한테\s?(?:맞|어울|좋))|for (?:men|women)\b|unisex|\bwho(?:m)?(?:'s| is| are| was| were) (?=(?:it|this|that|these|those|they|the|your)\b.{0,48}\bfor\W*$)|\b(?:meant|made|intended|designed|suited) for\W*$|\b(?:men'?s|women'?s|ladies'?) or (?:men'?s|women'?s|a man'?s|a woman'?s|unisex)\b"),
    ("wireless", r"무선|\bwireless\b|bluetooth|블루투스"),
    ("rechargeable", r"충전|배터리(?:\s?(?:수명|시간))?|건전지|recharg|batter(?:y|ies)(?: life| lives| time)?|\bcharg"),
    ("description", r"설명|자세히|상세|정보|(?:어떤|무슨)\s?(?:제품|상품|거|물건)|\bwhat (?:kind|sort|type) of (?:a )?(?:product|thing|item) (?:is|are)\b|특징|장점|단점|어때|어떄|어떤가|괜찮(?:아|나|을까)|tell me (?:more|about)|\bdetails?\b|\bdescri|\bfeatures?\b|more info|information|specs?\b|what is (?:it|this|that)\b|pros and cons|how is (?:it|this)"),
)  # fmt: skip
_COMPILED = tuple((topic, re.compile(pattern)) for topic, pattern in _TOPICS)
_STORE_TOPICS: tuple[tuple[str, "re.Pattern[str]"], ...] = (
    ("hours", re.compile(r"영업|몇\s?시|문\s?(?:열|닫|여)|오픈|마감|휴무|휴일|쉬는|쉬나|쉬어|24\s?시간|늦게|일찍|문\s?연|열려|열었|언제\s?(?:열|닫|까지|부터|해)|(?:요일|주말|휴일|명절|오늘|내일|밤|새벽|아침)(?:에|에는|에도|도|은|는)?\s(?:\S+\s)?(?:열|여(?:나|는|세)|문)|지금\s?(?:열|해|하나|영업)|\bhours?\b|\blate\b|\bearly\b|\bopen|\bclos(?:e|es|ed|ing)\b|what time")),
    ("parking", re.compile(r"주차(?:장|공간|\s?공간)?|\bpark(?:ing)?\b")),
    ("phone", re.compile(r"전화|연락처|번호|\bphone\b|\bcall\b|telephone|contact")),
    ("services", re.compile(r"서비스|뭐\s?할\s?수|편의\s?시설|\bservices?\b|facilities|what can i do")),
    ("nearest", re.compile(r"가까운|가까이|근처|인근|주변|제일\s?가까|\bnear(?:est|by)?\b|\bclosest\b|around here|close to")),
    ("pickup", re.compile(r"픽업|수령|pick-?\s?up|collect")),
    ("floors", re.compile(r"몇\s?층|층(?:수|까지|이)|\bfloors?\b")),
    ("address", re.compile(r"주소|위치|어디(?:에|야|예요|에요|죠|있|\?|$)|어딨|찾아가|오시는|가는\s?길|\baddress\b|\bwhere\b|directions?|location")),
)  # fmt: skip
_HOW_LONG = re.compile(
    r"\bhow long (?:can|do|have|has|does|did|will|would|until|till|before|after|am|are|is (?:the )?(?:warranty|delivery|shipping|return|wait))\b"
)
"""Of time, not of length."""
_FITS = re.compile(
    r"\btrue to size\b|\b(?:runs?|come|comes|fits?|is it|are they) (?:up |a bit |too |very |rather |quite )*(?:small|large|big|tight|loose)\b|\bsize (?:up|down)\b|(?:작게|크게|딱\s?맞게|정\s?사이즈)\S{0,2}\s?(?:나와|나오|나온|인가|이에요|예요|맞)"
)
"""How it fits, which those who bought it tell."""
_MADE_IN = re.compile(r"\b(?:made|produced|offered|sold) in\W*$")
"""Which sizes is it made in."""
_WHO = r"(?:wo)?m[ae]n(?:'?s)?|ladies|gentlemen|guys|boys?|girls?|kids|children|toddlers|teens|adults"
_FOR_OTHERS = re.compile(
    rf"\b(?:any|anything|some|something|ones?|got|have|sell|carry|there)\b[^.?!]{{0,24}}\bfor (?:the )?(?:{_WHO})\b"
    rf"|^\W*(?:(?:and|or|so|but|ok|no|actually|what about|how about)\W+)*(?:the )?(?:ones? )?(?:for )?(?:the )?(?:{_WHO})(?: ones?| too| as well| version| model)*\W*$"
    r"|(?:남자|여자|남성|여성|아이|아동|유아|키즈|어린이|성인)\s?(?:용|꺼|거|것)?(?:은|는|도|으로)?\s?(?:요(?![가-힣])|있|없|보여|주세요)"
)
"""Do you have any for women, and for men?: goods for somebody else, and no question whom these are for."""
_SO_MUCH = re.compile(
    r"(?:무게|중량|길이|높이|크기|너비|두께|용량|지름|둘레|평점|칼로리|열량)(?:가|는|이|은|도)?\s?(?:대략\s|보통\s)?얼마(?!.*(?:가격|값|원))"
)
"""무게가 얼마예요 asks for no price."""
_CALLED = re.compile(
    r"\b(?:the|your|this|that) (organic|vegan|gluten[- ]free|halal|waterproof|wireless|cordless|rechargeable|lactose[- ]free) (?!and\b|or\b)[a-z]"
)
"""The organic bagel is called so, and not asked whether it is."""
_ASKING = re.compile(
    r"언제까지\S*|어때\S*|어떄\S*|어떤가\S*|어떻게|얼마나|뭐야|뭐예요|뭔가요|뭐뭐|뭐|무슨|어떤|궁금\S*|알려\S*|있(?:어|나|을까)\S*|돼\S*|되나\S*|되는지\S*|된\S*|해요|하나요|인가요|사람들\S*|다른\s?사람\S*|그래서|근데|혹시|타본|좀|써도|제대로|잘|많이|정도|"
    r"\b(?:say|said|does|do|did|is|are|it|this|that|they|them|these|those|tell|me|people|others|come|comes|have|has|get|got|any|what|how|much|many|long|about|for|the|one|good|bad|really|also|more|know|if|can|you|please|there|your|yours|time|list|number|all|at|of|to|i|until|today|now|sunday|saturday|weekends?|monday|tomorrow|tonight)\b"
)
_ALLERGY = re.compile(r"알레르기|알러지|allerg")
SHOWS_ITSELF = re.compile(
    r"얼마(?:나|큼)?\s?(?:더\s)?남(?:았|은|아\s?있)(?:는지|는\s?지|지|나)?(?:를|가|도)?\s?(?:화면에\s|숫자로\s|불로\s)?(?:표시|보여\s?주나|보이|나타|뜨|알\s?수)"
    r"|\b(?:show|shows|display|displays|indicate|indicates|tell|tells)\b.{0,12}\bhow (?:much|long)\b.{1,30}\b(?:left|remain\w*)\b"
    r"|\b(?:see|check|know) how (?:much|long) (?:\w+ ){0,3}(?:is |are )?(?:left|remain\w*) (?:in|on) (?:it|them)\b"
)
"""배터리가 얼마나 남았는지 표시돼요: what the thing itself tells, and not how many are left of it."""
_UNIT_OF = ("_unit", "_units", "_uom")
"""In what something is measured, and not how much."""
_METRIC = ("kg", "g", "cm", "mm", "m", "l", "ml")
_ALIASES = {
    "shelf_life": ("shelf_life", "expiry", "유통기한", "소비기한", "best_before"),
    "washing": ("care", "wash", "washing", "세탁", "washable"),
    "weight": ("weight", "무게", "중량"),
    "capacity": ("capacity", "volume", "net_content", "용량"),
    "calories": ("calories", "kcal", "nutrition", "칼로리"),
    "persons": ("persons", "people", "seats", "인원"),
    "material": ("material", "fabric", "frame_material", "소재", "재질"),
    "storage": ("storage", "보관"),
    "ingredients": ("ingredients", "원재료"),
}  # fmt: skip


def topics_in(low: str) -> tuple[str, ...]:
    """Topics asked of a product, most telling first."""
    found = [topic for topic, pattern in _COMPILED if pattern.search(low)]
    if "size" in found and _HOW_LONG.search(low):
        found.remove("size")
    if "size" in found and _FITS.search(low):
        found[found.index("size")] = "review"
    if "origin" in found and {"size", "color"} & set(found) and _MADE_IN.search(low):
        found.remove("origin")
    if "gender" in found and _FOR_OTHERS.search(low):
        found.remove("gender")
    if len(found) > 1 and "description" in found:
        found.remove("description")
    if "price" in found and _SO_MUCH.search(low):
        found.remove("price")
    if len(found) > 1 and (called := _CALLED.search(low)):
        found = [topic for topic in found if not speaks_of(topic, called[1])] or found
    if "unit_price" in found and "price" in found:
        found.remove("price")
    if "stock" in found and ("net_content" in found or SHOWS_ITSELF.search(low)):
        found.remove("stock")
    if "shelf_life" in found and "rechargeable" in found:
        found.remove("shelf_life")
    if "shelf_life" in found and "storage" in found:
        found.remove("storage")
    if "net_content" in found and {"weight", "capacity"} & set(found):
        found.remove("net_content")
    if {"origin", "aisle"} <= set(found):
        found.remove("aisle")
    if "count" in found:
        found = [topic for topic in found if topic not in ("allergen", "stock")]
    if {"lactose", "vegan", "vegetarian", "gluten_free"} & set(found) and "allergen" in found:
        found.remove("allergen")
    return tuple(found)


def speaks_of(topic: str, low: str) -> bool:
    """True when a lower-cased text has words by which the topic is asked for; False for an unknown topic."""
    return any(one == topic and pattern.search(low) is not None for one, pattern in _COMPILED)


def beside_topics(low: str, store: bool = False) -> str:
    """The text with spaces where it asks: what is left names the thing asked about."""
    blank = bytearray(len(low))
    for _, pattern in _STORE_TOPICS if store else _COMPILED:
        for match in pattern.finditer(low):
            blank[match.start() : match.end()] = b"\x01" * len(match[0])
    low = "".join(" " if gone else char for char, gone in zip(low, blank, strict=True))
    return _ASKING.sub(lambda match: " " * len(match[0]), low)


def store_topics_in(low: str) -> tuple[str, ...]:
    """Topics asked of a store."""
    return tuple(topic for topic, pattern in _STORE_TOPICS if pattern.search(low))


def answered_by(
    topics: Sequence[str], product: Product | None, low: str, lexicon: Lexicon, language: Language
) -> tuple[str, ...]:
    """The topics, each by the product's own attribute name where it has one that states it. Without any
    topic, attributes of the product that the utterance names."""
    if product is None:
        return tuple(topics)
    names = [name for name, values in product.attributes.items() if values]
    if "allergen" in topics and not (keys_named(low) or _ALLERGY.search(low) or edible(product, lexicon)):
        topics = [topic for topic in topics if topic != "allergen"]
    if not topics:
        asked = set(words_of(low))
        return tuple(name for name in names if asked & set(_spoken(name, lexicon)))[:2]
    return tuple(dict.fromkeys(_attribute(topic, names, language) for topic in topics))


def _attribute(topic: str, names: Sequence[str], language: Language) -> str:
    stating = [name for name in names if not name.endswith(_UNIT_OF)]
    for alias in _ALIASES.get(topic, (topic,)):
        held = [
            name
            for name in stating
            if name == alias or facet_name(name) == alias or name.startswith(f"{alias}_")
        ]
        if held:
            metric = [name for name in held if name.rsplit("_", 1)[-1] in _METRIC]
            return (metric or held)[0] if language == "ko" else held[0]
    return topic


def _spoken(name: str, lexicon: Lexicon) -> Sequence[str]:
    spoken = name.replace("_", " ").lower()
    forms = [form for concept in lexicon.of(spoken) for form in (*concept.ko, *concept.en)]
    return [word for form in (spoken, *forms) for word in words_of(form)]
