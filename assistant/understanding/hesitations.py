# ruff: noqa: E501 - patterns are data: one line each reads best
"""What only thinks aloud of buying: a wish under a condition, a doubt, a memory, a liking. It orders nothing."""

import re

_BUY = r"(?:get|take|buy|order|add|pick|choose|go (?:with|for)|have)"
_DOUBTS = re.compile(
    rf"\b(?:should|shall|must) (?:i|we)\b|\bwhether (?:to|i|we)\b|\b(?:torn|deciding|choose) between\b|\b(?:can'?t|cannot|couldn'?t|haven'?t|have not|not) (?:yet )?decided?\b|\bundecided\b|\b(?:not|un)\s?(?:so |quite |really |that )?sure\b(?! why)|\bwondering\b"
    rf"|\blet me (?:think|check|see|ask|measure|sleep)\b|\b(?:i'?ll|i will|need to|have to|must|gotta) (?:think|sleep on|ask|check with|measure)\b|\b(?:i'?m|am|was|were|still|been) (?:just |still )?(?:thinking|considering|looking|browsing)\b|\bthinking (?:of|about|whether)\b|\bconsidering\b"
    rf"|\b(?:later|another time|next time|some other time)\b(?=,? (?:maybe|perhaps|then)\b|\W*$)|\bnot yet\b|^\W*(?:(?:no|ok(?:ay)?|but|please|and)\W+)*(?:not|neither|none|nor)\b(?! (?:only|just|bad))|\bdon'?t (?:add|put|order|buy|get|take)\b|\b(?:do not|never|without) (?:add|put|order|buy)"
    rf"|\b(?:maybe|perhaps|might|may) (?:i'?ll |i )?{_BUY} (?:\S+ ){{1,3}}(?:later|someday|next)\b|\bi (?:might|may)\b"
    r"|[가-힣]까\s?말까|고민(?:이|되|돼|중|하|스)|(?<![가-힣])(?:더|좀|조금)?\s?생각\s?(?:좀|을)?\s?(?:해\s?볼|해\s?보|해야|중)|(?:담|넣|추가하|사|주문하)지\s?(?:마|말|않|는\s?말)|아직\s?(?:담|넣|사|결정|못|안|모르|말)|망설"
    r"|(?:살|사|담|고를|할|넣을)지\s?(?:말지|모르|고민|아직|어떡|생각)|(?:사|담|골라|고르)(?:도|는\s?게|는게)\s?(?:될까|괜찮을까|나을까|좋을까)|그냥\s?(?:보기만|구경|둘러|보는)|구경만|골라\s?(?:줘|주|봐)|(?:다음에|나중에|이따가?)\s?(?:다시\s?)?(?:살|담|주문|구매|올)|\b(?:pick|choose) (?:one|something|for) (?:for )?(?:me|us)\b|\byou (?:pick|choose|decide)\b"
)
_CONDITIONS = re.compile(
    rf"\b(?:would|'d|could|might)(?: probably| maybe| totally| gladly)? {_BUY}\b.*\b(?:if|but)\b|\b(?:what|only|even) if\b|\bif (?:i|we|you|they|it|that|this|he|she)(?:'d| would| could| had| were| was| buy| bought| took| take| order| get| got| add| added| don'?t| do not| return)\b"
    r"|\bwould(?:n'?t)? (?:it|that|they|this|\w+ (?:one|ones)) (?:be|fit|do|work|last|suit)\b|\bi wish\b|\bwould have (?:bought|taken|ordered)\b"
    r"|[가-힣](?:으?면|다면|라면)\s?(?:좋(?:을|겠)|살\s?텐데|샀을|살\s?(?:텐|것|거)|담을\s?텐)|텐데"
)
_MEMORIES = re.compile(
    r"\b(?:i|we|my \w+)(?:'ve|'d)? (?:already |still )?(?:have|has|had|own|owned|bought|got|ordered|tried|used|returned|broke|lost) .*\b(?:already|before|last|ago|once|broke|broken|but|at home|until|though|years?|months?|weeks?|earlier)\b|\b(?:last|previous|old|earlier) (?:one|pair|order|time) (?:i|we|was|broke|fell|lasted|had|didn'?t)\b|\b(?:i|we) used to\b"
    r"|(?:작년|지난\s?\S{1,3}|예전|저번|전에|옛날|이미|벌써)(?:에|에는)?\s?.{0,20}(?:샀|썼|써\s?봤|먹어\s?봤|있|주문했|사\s?봤|먹었)|(?:있긴|있기는|사긴|샀는데|썼는데|써봤는데|먹어봤는데|있는데)(?:\s|$)"
)
_LIKINGS = re.compile(
    r"\b(?:i|we|she|he|my \w+)(?: really| quite| do| also| kinda| kind of| absolutely)? (?:like|likes|love|loves|prefers?|adore|fancy) (?!to\b)|\b(?:looks?|seems?|sounds?|feels?) (?:so |really |very |quite |too |pretty |kinda |a bit )?(?!good\W*$|great\W*$)\w+"
)
_ORDERS = re.compile(
    r"\b(?:add|put|order)\b|\b(?:i'?m|i am|we'?re|we are) (?:getting|taking|having|buying|going (?:with|for))\b|(?<!should )\b(?:i'?ll|i will|let'?s|gimme|give me|get me|please|pls|i'?d like)\b(?! think| see| check| ask| sleep| get back| know)|(?<!would )(?<!could )(?<!might )(?<!'d )\b(?:buy|take|grab) (?:it|that|them|both|two|three|one)\b|담아|넣어|주세요|줘(?:요)?(?![가-힣])|살게|할게|주문할게|추가해"
)
_PARTS = re.compile(
    r"[.!?;,]\s|\s[-–]\s|\bbut\b|\bso\b|\bjust\b|\banyway\b|[가-힣](?:지만|는데|은데|니까|고)\s|그래도|그냥|일단|아무튼"
)

_COURTESY = re.compile(r"\W*(?:please|pls|thank you|thanks)\W*")


def only_thinks(low: str) -> bool:
    """True when an utterance doubts, supposes, remembers or likes, and no part of it beside orders."""
    return _thinks(low) and not any(
        _ORDERS.search(part) and not _thinks(part)
        for part in _PARTS.split(low)
        if part and not _COURTESY.fullmatch(part)
    )


def _thinks(text: str) -> bool:
    return any(one.search(text) for one in (_DOUBTS, _CONDITIONS, _MEMORIES, _LIKINGS))
