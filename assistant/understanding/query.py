# ruff: noqa: E501 - patterns are data: one line each reads best
"""The product need in the shopper's own words, without the words of asking."""

import re
from collections.abc import Sequence
from itertools import pairwise

from assistant.understanding.acts import is_ordinary
from assistant.understanding.reading import Reading, Run
from assistant.understanding.terms import is_particle, key_of, split_run, strip_particle
from assistant.understanding.vocabulary import JOINING, Vocabulary, head_end

LONGEST = 240
"""A query holds at most this many characters."""

_PHRASES = re.compile(
    "|".join(
        (
            # Korean ways of asking, with whatever ending
            r"(?:좀|한번|한 번|다시|더|빨리|얼른|먼저|그럼|많이)?\s?(?:추천|보여|찾아|알려|골라|소개|검색|안내|설명|구경|비교|제안|말해|띄워)\s?(?:좀\s)?(?:해|시켜)?\s?(?:봐)?\s?(?:줘(?:요|봐|볼래|라|바)?|주세요|주실래요|주실\s?수\s?(?:있나요|있어요|있을까요|있을까)|줄\s?수\s?있(?:어요|어|나요|니|을까)|줄래(?:요)?|주라|주시겠어요|주면|드려요|달라고|부탁(?:해|해요|드려요|드립니다|합니다)?|볼까|볼게|바|봐|할\s?만한|받고\s?싶(?:어요?|은데요?|습니다))",
            r"(?:추천|보여|찾아|골라|소개|검색|비교)(?:해|좀)?(?=\s|[.?!,]|$)|추천\s?(?:상품|제품|할만한|좀|요)|(?:줘|주세요|주실래요|줄래요?|부탁해요?|부탁드려요|부탁드립니다)(?=\s|[.?!,]|$)",
            r"(?:사|구매|구입|주문|장만|마련|알아|먹어|써|입어|신어)(?:보|하)?\s?(?:고|려고|러)\s?(?:싶(?:어요?|은데요?|습니다|네요?|어서요?|은)|하는데요?|해요?|합니다|왔(?:어요?|는데요?)|하거든요?|요)|(?:사|구매|구입)(?:야|해야)\s?(?:돼|되|해|하)(?:요|는데요?|나|지|겠어요?)?|살\s?(?:수\s?있(?:어요?|나요?|을까요?|는)|만한|건데요?|거예요|거야|까요?|래요?|게요?)|(?:찾|구하|보)고\s?있(?:어요?|는데요?|습니다|거든요?)|찾(?:는데요?|아요|습니다|는\s?중(?:이에요|인데요?|이야)?|고\s?싶어요?|으려고요?|을\s?수\s?있(?:어요?|나요?|을까요?))|(?:필요|원)(?:해요?|한데요?|합니다|하거든요?|하네요?|할\s?것\s?같(?:아요?|은데요?))|필요(?:하다|함)|(?:생각|고민|고려)\s?(?:중이에요|중인데요?|중이야|중)|급해요?|급한데",
            r"(?:뭐|무엇|어떤\s?(?:게|거|것|걸|제품|상품)|어떤게|뭐가|뭘|무엇이|무엇을)\s?(?:가|이|를|을)?\s?(?:좋(?:을까요?|아요?|을지|은가요?|을)|괜찮(?:을까요?|아요?|은가요?)|있(?:어요?|나요?|을까요?|지|니)|사(?:야|면)\s?(?:될까요?|돼요?|할까요?|좋을까요?|좋아요?|하나요?|하지)|살까요?|맞(?:을까요?|아요?)|나(?:을까요?|아요?)|어울(?:릴까요?|려요?))",
            r"(?:있|잇|업|없)(?:나요?|어요?|네요?|더라고?요?|구나|군요?|었어요?|을까요?|을까|습니까|냐|니|음|는지|는가|죠|지요?|을지|어용|나여|어여|으세요|는데요?|냐고|다면|으면|나욤)(?=\s|[.?!,~^ㅋㅎㅠㅜ]|$)|있는\s?(?:거|것|걸|지)|있(?=[?]|$)|파(?:나요|시나요|세요|니|냐)|(?<![가-힣])파나(?=[\s?!.~]*$)|팔(?:아요?|죠|지요?|나요|고\s?있(?:나요|어요?))|(?<![가-힣])(?<!서 )볼\s?수\s?있(?:나요?|어요?|을까요?|을까)|취급(?:하나요|해요?)|(?:어디|어딨)\s?(?:에\s?)?(?:있(?:어요?|나요?|죠)|어요?|나요?)",
            r"(?:좋|괜찮|어울리|알맞|적당|적합|무난|쓸만|쓰기\s?좋|신기\s?좋|입기\s?좋|먹기\s?좋|쓸\s?만)(?:은|을|한|는|을까요?|아요?|을\s?것\s?같(?:은|아요?)|겠(?:어요?|다|네요?|는데요?)|으면\s?좋겠(?:어요?|는데요?|다)?|으면|았으면\s?(?:좋겠(?:어요?|다|는데요?|습니다)?|해요?))(?=\s|[.?!,]|$)|(?:이|였|었|했|으|되|됐)?(?:면|었으면|으면)\s?(?:좋겠(?:어요?|다|는데요?|습니다|네요?)?|해요|합니다|돼요?|될\s?것\s?같(?:아요?)?|되는데요?)",
            r"(?:(?<![가-힣])(?:거|것|걸|제품|상품|물건|아이템|종류|애|놈|녀석)|(?<=[은는한된싼큰운란얀간른쁜인진])(?:거|것|걸))(?:들)?(?:로|으로|를|을|은|는|이|가|도|만|요|중에(?:서)?|중|부터|위주로|이면|면|인데|이요|라도)?(?=\s|[.?!,~]|$)|(?<![가-힣])(?:이|그|저|요|고)(?:거|것|건|걸|게)(?:로|를|은|는|이|가|도|만|랑|보다|말고)?(?=\s|[.?!,]|$)|(?<![가-힣])(?:(?:그|이|저)\s?중에?(?:서)?(?=\s|$)|(?:그|이|저)(?=\s)|여기(?:서|에)?|거기(?:서|에)?)",
            r"^(?:아니(?:요|오)?|네|예|응|어|음|흠|저기요?|혹시|근데|그런데|그리고|그러면|그럼|이제|자|있잖아|안녕하세요|안녕|저는|나는|난|전|제가|내가|일단|우선|오늘은?|오늘|아)(?:\s|,)+",
            r"(?:뭐야|뭐예요|뭐에요|뭔가요|뭔데|뭐죠|뭐니|뭐임|무엇인가요)(?=\s|[.?!,]|$)|(?:말이에요|말이야|말인데요?|말고요?|라고|이라고|이에요|예요|에요|입니다|인데요?|이요|이야|거든요?|아서요?|해서요?|하는데요?|할\s?건데요?|할\s?거(?:예요|야|에요)|하려고요?|할려고요?|하려는데요?|하게요?|쓸\s?건데요?|쓸\s?거(?:예요|야)?|쓰려고요?|입을\s?건데요?|신을\s?건데요?)(?=\s|[.?!,]|$)",
            r"드릴\s?(?:거|건|것|게)\S*|선물할\s?(?:거|건|것|게)\S*|(?<![가-힣])(?:처음|직접|정말|진짜|너무|아주|매우|완전|제일|가장|조금|약간|대충|그냥|바로|꼭|되도록|가능하면|가급적|이왕이면|기왕이면|웬만하면|최대한|특히|주로|보통|요즘|지금|당장|이번에|이번|내일|주말에|모레|좀|혹시|역시|다시|새로|하나만|하나|몇\s?개|몇\s?가지|여러\s?가지|여러|다양한|전부|모두|전체|다(?=\s)|더(?=\s)|또(?=\s)|및|등|다른|딴|또\s?다른)(?=\s|[.?!,]|$)",
            r"[ㄱ-ㅎㅏ-ㅣ]+|[~^;]+",
            # English ways of asking
            r"\b(?:hi|hello|hey)(?: there)?\b[,!]?|\b(?:can|could|would|will) (?:you|u|i|we)(?: please| kindly)?(?: (?:help me|assist me|tell me))?(?: to)?\b|\b(?:please|pls|plz|kindly|thanks|thank you)\b|\b(?:i|we)(?:'m| am| was|'re| are)? ?(?:currently |just |really |actually )?(?:look(?:ing)? (?:to buy|to get|for|at)|search(?:ing)? (?:for)?|shopping for|after|in the market for|trying to (?:find|get|buy)|hoping to (?:find|get|buy)|interested in|in need of|thinking (?:of|about)(?: getting| buying)?|planning to (?:buy|get))\b|\b(?:i|we)(?:'d| would)? ?(?:also |just |really |only )?(?:like|love|want|wanna|need|require|prefer)(?: to)?(?: (?:buy|get|see|find|purchase|order|have|try|know))?(?: about)?\b|\b(?:i'm|im|i am) (?:looking|searching|shopping|hunting)(?: for)?\b|\b(?:looking|searching|hunting|shopping) (?:for|4)\b|\b(?:find|show|get|give|bring|recommend|suggest|list|display|pick|select|search|locate|buy|purchase|order|see|browse|help)(?: me| us)?(?: with)?(?: (?:some|any|a few|all|only|just|out))?\b(?: for(?= me| us))?|\b(?:do|does|did) (?:you|u|ya|they|the shop|the store|this shop|your store)(?: guys| lot| all| folks)? (?:have|sell|carry|stock|offer|got|do)\b(?: any| some)?|\bhave you got\b|\bgot any\b|\b(?:is|are) there(?: (?:any|a) (?:chance|way)(?: (?:that )?(?:you|u|i|we)(?: (?:have|sell|got|carry|stock|could|can)(?: get| find)?)?| of)?| any| some)?\b|\bany (?:recommendations?|suggestions?|ideas?|advice|recs)(?: (?:for|on))?\b|\b(?:what|which)(?:'s| is| are|'re)? (?:the |a |your |some )?(?:best|good|nice|great)?\b(?: (?:ones?|options?|kinds?|types?|sorts?) (?:of|for))?|\bwhat (?:kind|type|sort)s? of\b|\bwhat (?:do you have|have you got|should i (?:get|buy|wear|use))\b|\bwhat about\b|\bhow about\b|\bi (?:have|own|got)\b|\blet me see\b|\bshow\b|\byou have\b|\bthis time(?: around| round)?\b|\bfrom now on\b|\b(?:for )?(?:my|our|his|her|their|a|an) (?:\d{1,2}|[a-z]+)[- ]years?[- ]olds?(?: (?:son|daughter|boy|girl|nephew|niece|kid|child))?(?=[\s,.!?]|$)|\bfor me\b|\b(?:a )?(?:big |huge |great )?fan of\b|\bto buy\b|\bshould be\b|\bit (?:should|must|needs? to|has to) (?:be|have)\b|\b(?:that|which) (?:is|are|has|have|can|comes? in|come with|fits?|suits?)\b|\bthat's\b|\bpreferably\b|\bmust be\b",
        )
    )
)
_SERVED = re.compile(
    r"(?:\b(?:that |which )?(?:with|and|comes? with|offers?|supports?|(?:is )?available (?:for|with)) )?\b(?:(?:free|complimentary|fast|same[- ]day|next[- ]day) (?:shipping|delivery)|(?:cash|pay(?:ment)?) on delivery)\b"
    r"|(?:무료|당일|새벽|빠른|총알|로켓|착불)\s?(?:배송|발송)(?:\s?(?:되는|가능한|해\s?주는|상품|제품))?(?=\s|[.?!,]|$)"
)
_STOP_WORDS = """
crikey blimey gosh goodness yikes surely honestly frankly basically obviously hopefully ideally ideal possible least same preferably though lovely among boring certainly definitely absolutely 맞다 맞네 세상에
w while whilst needs wants idk 부담 부담없는 each biggest smallest largest newest likes 계열 에이 에휴 둘다 둘 미안 미안해 미안해요 죄송 죄송해요 죄송합니다 쏘리 보다 mean meant allergy allergies allergic
만한 만하 쓸만한 won fine then sorry enough plenty pair pairs looks meanwhile right maybe tonight tomorrow eat take tell say people lol actually let sure meal prep
어느 어디 몇 때 거고 상관 하고 랑 이랑 된 아니다 그거 브랜드 달러 전용
sort sorted popularity much many a an the i i'm im i'd me my mine we us our you your u it its it's
is are was be been am do does did have has had to of in on at for with and or but so if then than
that this these those there here some any one ones thing things stuff item items product products
please just also too really very more most other others else another can could would will should may
might must shall not no yes yeah ok okay what which who how when about from by as into up out get
got want need like looking look find show buy good nice best great better cool something anything
everything option options choice choices kind kinds type types all only now today new instead maybe
perhaps well hmm um uh oh hey hi hello they them their he she his her him lot lots reviews review
rating ratings rated bit few couple price priced cost costs budget recommend recommendation
recommendations suggest suggestion available shop store thanks thank made color colour colors
colours don't dont doesn't isn't aren't can't won't let's lets what's where's 것 거 걸 게 건 수 중 좀 더 또 및
등 저 나 제 내 이 그 뭐 뭘 왜 네 응 음 아 어 요 로 으로 을 를 은 는 가 의 에 에서 와 과 도 만 제품 상품 물건 아이템 종류 혹시 그냥 어떤 무슨 정도 쯤 하나 가지
우리 저희 제가 내가 나는 저는 이거 그거 저거 이것 그것 색 색상 색깔 컬러 사이즈 가격 가격대 예산 금액 있는 없는 되는 하는 같은 인 용 짜리 대신 말고 그럼 그러면 근데
그런데 그리고 아니 이제 오늘 지금 브랜드 추천 구매 쇼핑 관련 쪽 스타일로 느낌 하고 랑 이랑 된 안 빼고 빼 뭐가 무엇 어디 언제 얼마 얼마나 어떻게 있어 없어 해줘 줘 해 돼
주세요 카테고리 코너 분류 때문 때문에 때문이에요 같이 함께 원 대 이하 이상 미만 초과
"""
STOP = frozenset(_STOP_WORDS.split())
_LONGEST_NUMBER = 8
_VERB = re.compile(
    r"(?:려고요?|려구요?|ㄹ래요?|볼래요?|할래요?|갈래요?|살래요?|먹을래요?|볼게요?|할게요?|게요|는데요?|은데요?|인데요?|던데요?|어서요?|아서요?|해서요?|거든요?|잖아요?|네요|군요|죠|지요|까요?|나요|가요|어요|아요|해요|돼요|되요|예요|에요|세요|셔요|습니다|입니다|니다|봐요|줘요?|볼까|할까|을까|[을갈꿀칠킬릴둘살]라고|싶어|싶은|하고|려면|으면|이면|다면|라면서|(?:[겼렸졌꼈췄뒀놨았었였했됐갔왔])(?:어|나|지|죠|네|는데|던|다)요?|먹을|입을|신을|드릴|보낼|쓸|줄|할|볼|거고|건데|는지|은지|인지|이랑요|많이|조금|여기요|싶다|한다|된다|왔다|하자|먹자|보자)$"
)
_TO_BE = re.compile(r"[가-힣]{0,2}(?:바꿀|나갈|들어갈|갈|칠|킬|릴|둘)|갈때|입")
"""What is left of a verb: 바꿀 (라고), 갈 때."""
_DOING = re.compile(r"([가-힣]{2,}?)(?:할|하는|하려고|하기|하면서|하러|한|했던|용으로|용)")
_JOINING = re.compile(
    rf"^\s({'|'.join(sorted(JOINING))})\s(?:(?:a|an|the|my|our|his|her|their|your|some)\s)?(?:\w+\s)?$",
    re.IGNORECASE,
)
_KOREAN_TAIL = re.compile(
    r"(?:들을|들이|들은|들도|들|을|를|은|는|이랑|랑|에서|에게|한테|으로|까지|부터|이나|이요|요|도|만|의|이|가|에|로|와|과|나)$"
)
_PARTICLES_ALONE = re.compile(r"(?:으?로|까지|부터|에서|이?랑|만|도)(?:는|은|도|만|요|이요)+")
"""What an amount leaves behind: 3만원 이하(로는요)."""
_SURE_TAIL = re.compile(
    r"(?:들을|들이|들은|을|를|은|는|이랑|에서|에게|한테|으로|까지|부터|이요)(?:요|는요)?$"
)


def take_phrases(reading: Reading) -> None:
    """Take the words of asking: 보여주세요, do you have, ..."""
    reading.take_all(_PHRASES)


def take_services(reading: Reading) -> None:
    """Take how it is to be sent or paid for, which no title tells: with free shipping, 무료배송 되는."""
    reading.take_all(_SERVED)


_UNABLE = re.compile(
    r"(?<![가-힣])[못안]\s[가-힣]{1,4}(?:[요서다네지고데]|[아어해]|겠\S*)(?=[\s.,!?~ㅠㅜ]|$)"
)
"""잠을 못 자요, 안 먹어서: what somebody fails to do names no nails and no rulers."""


def words_left(reading: Reading, vocabulary: Vocabulary) -> list[Run]:
    """What is left of the utterance as content words, Korean ones without particles."""
    reading.take_all(_UNABLE)
    kept: list[Run] = []
    texts = [run.text for run in reading.runs]
    paired = {
        at
        for at, (word, after) in enumerate(pairwise(texts))
        if word.isascii() and after.isascii() and vocabulary.lexicon.of(f"{word} {after}")
    }
    for at, run in enumerate(reading.runs):
        if run.hangul:
            stem = _stem(run.text, vocabulary)
            rest = _PARTICLES_ALONE.fullmatch(stem) or _is_glued(run, reading)
            if stem and stem not in STOP and not rest:
                kept.append(Run(stem, run.start, run.start + len(stem), True))
        elif (
            run.text not in STOP
            and (at in paired or at - 1 in paired or not _is_idle(run.text, vocabulary))
            and not (run.text.isdigit() and len(run.text) > _LONGEST_NUMBER)
        ):
            kept.append(run)
    return [word for word in kept if not _is_chaff(word, vocabulary)]


def _is_glued(run: Run, reading: Reading) -> bool:
    """True for an ending left of a word that was taken: the 면 of 10만원 정도면, the 서 of 비싸서."""
    before = run.start - 1
    behind = run.start > 0 and reading.low[before].isalnum() and not reading.is_free(before, run.start)
    return behind and (len(run.text) == 1 or is_particle(run.text))


def _is_idle(word: str, vocabulary: Vocabulary) -> bool:
    """An English word people say whatever they shop for, and that nothing of the shop bears."""
    key = key_of(word)
    if "'" in word and word.split("'")[0] in STOP:
        return True
    if not is_ordinary(word) or vocabulary.knows(key) or key in vocabulary.terms:
        return False
    return not vocabulary.lexicon.of(word)


def _is_chaff(word: Run, vocabulary: Vocabulary) -> bool:
    """A Korean verb or ending no catalogue word explains: 보려고요, 볼래, 필요해서."""
    if not word.hangul or vocabulary.knows(word.text) or word.text in vocabulary.terms:
        return False
    if vocabulary.lexicon.of(word.text):
        return False
    return bool(_VERB.search(word.text) or _TO_BE.fullmatch(word.text)) and not split_run(
        word.text, vocabulary.knows
    )


def keys_left(reading: Reading, vocabulary: Vocabulary) -> list[str]:
    """Keys of the content words left once the words of asking are taken too."""
    take_phrases(reading)
    return keys_of(words_left(reading, vocabulary))


def query_of(words: list[Run], reading: Reading) -> str:
    """The words as one query, in the shopper's own spelling ("t-shirt", "20L") and with what joins them ("jacket
    for hiking"); "" for none."""
    query = ""
    for before, word in zip([None, *words], words, strict=False):
        between = reading.text[before.end : word.start] if before else ""
        joining = _JOINING.search(between)
        joined = between in ("", "-", "&") or (between == "." and query[-1:].isdigit())
        query += f" {joining[1].lower()} " if joining else between if joined else " "
        query += reading.text[word.start : word.end]
    return query[:LONGEST].strip()


def named_first(words: Sequence[Run], reading: Reading) -> list[str]:
    """The words before what only tells more of them: "laptop" of "laptop for uni"."""
    for at, (before, word) in enumerate(pairwise(words), start=1):
        if _JOINING.search(reading.text[before.end : word.start]):
            return [one.text for one in words[:at]]
    return [one.text for one in words]


def first_named(query: str) -> list[str]:
    """The same of the words of a query."""
    words = query.split()
    return words[: head_end(words)]


def keys_of(words: list[Run]) -> list[str]:
    return [key_of(word.text) for word in words]


def _stem(word: str, vocabulary: Vocabulary) -> str:
    def known(text: str) -> bool:
        if vocabulary.knows(text) or text in vocabulary.terms:
            return True
        return len(text) > 1 and text != word and bool(vocabulary.lexicon.of(text))

    if word in STOP:
        return ""
    stem = strip_particle(word, known)
    if stem != word or known(word):
        return stem
    if (doing := _DOING.fullmatch(word)) and known(doing[1]):
        return doing[1]
    if split_run(word, known):
        return _KOREAN_TAIL.sub("", word) if known(_KOREAN_TAIL.sub("", word)[-2:]) else word
    if _KOREAN_TAIL.sub("", word) in STOP or strip_particle(word, STOP.__contains__) != word:
        return ""
    if len(word) > 2 and _SURE_TAIL.search(word):
        return _SURE_TAIL.sub("", word)
    return word
