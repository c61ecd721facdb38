# ruff: noqa: E501 - patterns are data: one line each reads best
"""The clauses of a message, and whether each asks for something or only tells: my old kettle broke."""

import re
from collections.abc import Iterator

from assistant.understanding.kin import KIN


def _syllables(vowels: str, coda: int) -> str:
    """The syllables with one of these vowels, by number, and this final consonant, 0 for none."""
    lead, last = 588, 28
    return "".join(
        chr(ord("가") + lead * at + last * int(vowel) + coda) for at in range(19) for vowel in vowels.split()
    )


_ANY = " ".join(map(str, range(21)))
_N, _SS = _syllables(_ANY, 4), _syllables(_ANY, 20)
_OPEN = _syllables("0 1 4 6 9 10 14", 0)
_KO_ENDS = (
    rf"(?:[{_N}]데|[{_OPEN}](?<!에)(?<!께)(?<!합쳐)(?<!합해)(?<!틀어)(?<!다\s해)(?<!다해)(?<!총\s해)서|이라|니까|거든|길래|느라|다가)요?(?=[\s,.!~ㅠㅜㅋㅎ]|$)"
    rf"|(?:[가-힣](?<!담)요|[{_N}{_SS}]다|니다|때문에|덕분에)(?=[\s,.!~ㅠㅜㅋㅎ]|$)"
)
"""아픈데, 넘어져서, 생신이라; 아파요, 갔다; 이사 때문에."""
_ENDS = re.compile(
    r"[.!?;]+(?=\s|$)|,|\s-+\s|[:;]['-]?[()/|]+|\b(?:because|cuz|coz|cos|since|so|but|lol|haha|tho)\b|\band (?=(?:i|we|my|he|she|they|it|there|theres|there's|now|need|want|am looking|would like|could use|have to)\b)|\band (?=(?:a|an|some) [\w' -]{2,30}? (?:under|up to|below|at most|is what|please)\b)"
    r"|\b(?=who(?:'s|s)? |(?:needs|wants) )"
    rf"|{_KO_ENDS}|[ㅠㅜㅋㅎ]{{2,}}"
)
"""Where one thing said ends and the next begins."""
_KIN_EN = "|".join(sorted(map(re.escape, (word for word in KIN if word.isascii())), key=len, reverse=True))
_TELLS = re.compile(
    r"\b(?:i|i'm|im|i've|ive|i'd|we|we're|we've|he|he's|hes|she|she's|shes|they|they're|it's|it (?:is|was|has|keeps|does\w*|\w{2,}ed)|who|who's|there|there's|theres|everyone|nobody|literally)\b"
    r"|^\W*(?:my|our|his|her|their)\b(?: [\w']+){2}|^\W*(?:my|our|his|her|their) (?!favou?rite)\w+ (?:insists?|plays?|loves?|hates?|thinks?|swears?|keeps?|lives?|works?|runs?|rides?|carries|wears?|eats?|drinks?)\b|^\W*(?:mine|ours|his|hers|theirs) (?:is|are|was|were|has|have|got|just|\w{3,}ed)\b|\bturns out\b"
    r"|\b(?:my|our|his|her|their)\b(?: [\w']+){1,2} (?:\w{2,}ed|is|are|was|were|has|had|got|gets|just|broke|died|tore|fell|lost|ate|left|ran|gave|keeps|starts|turns|wants|needs|loves|likes|hates|says|said|went|goes|coming|visiting)\b"
    r"|^\W*(?:the|that|this|every\w*|all|some\w+|no one|nobody) (?:(?!that\b|which\b|who\b)[\w'’]+ ){1,4}?(?:is|are|was|were|has|have|had|will|won'?t|can'?t|keeps?|goes|wears?|says?|wants?|needs?|knocked|\w{3,}ed)\b"
    r"|^\W*(?:the|that) \w+['’]s (?!\w+\W*$)"
    r"|\b(?:goes|suits|matches|looks|works) (?:better|best|nicer|well|good|great|lovely)\b"
    rf"|\b(?:{_KIN_EN})(?:['’]s| (?:is|are|was|has|had|will|wants?|needs?|says?|said|reckons?|thinks?|likes?|loves?|asked|told|insists?|keeps?|\w{{3,}}ed))\b"
    r"|\b(?:says|said|thinks|reckons|told (?:me|us)|on (?:the|my) way|just got|got a (?:flat|puncture|new|cold|job))\b|^\W*(?!looking|searching|shopping|hunting|wanting|needing)\w{2,}(?:ing|in') (?:to|for|in|on|into|a|an|my|our|the|up|out|around)\b"
    r"|\b(?:moving|having|going|goin|visiting|getting|planning|starting|hosting) "
)
_TOLD_KO = re.compile(rf"(?:{_KO_ENDS})\W*$")
ASKS = re.compile(
    r"\b(?:need|needs|want|wants|wanted|after|looking|searching|hunting|find|show|recommend|suggest|buy|get|got any|(?:you|u|ya|guys) (?:got|have|sell|carry|stock|do)|have you|is there|are there|any|(?:could|can|may|might) (?:i|we|you)|i(?:'?d| would| could) (?:really |quite |also |now )?(?:like|love|fancy|prefer|use))\b"
    r"|있[나어을는습니냐]|찾|보여|추천|필요|주세요|구해|구하|살\s|사려|사고\s?싶|사야|구매|구입|파나|팔아|파세|취급|볼게|볼래|보려|보고\s?싶|원해|알려|골라"
)


FOR_THAT = re.compile(
    r"(?:해\s?먹|만들|끓이|굽|구우|볶|무치|담그|해)(?:으?려(?:고|는데|면)|[을ㄹ]\s?(?:건데|거라|거예요)|으?ㄹ\s?건데)|만들\s?(?:건데|거라|거예요|거야|거임|거고|겁니다|예정)|[끓볶]\S{0,2}\s?건데"
    r"|\b(?:making|cooking|baking|frying|grilling|(?:going to|gonna|want to|planning to) (?:make|cook|bake|fry|grill))\b"
)
"""What the goods are to become: 파스타 해먹으려는데 is what the sauce is for."""
_NAMED = re.compile(r"\W*[가-힣a-z0-9]+(?:이|으?로|이?랑)요\W*")
"""식빵이요, 파란색으로요: a name said politely, and no verb."""


def tone(clause: str) -> str:
    """Whether a clause "asks" for something, or "tells"; "says" where neither shows."""
    if ASKS.search(clause) or FOR_THAT.search(clause):
        return "asks"
    return "tells" if _TELLS.search(clause) or _TOLD_KO.search(clause) else "says"


def is_told(clause: str) -> bool:
    """True for a clause that tells something and asks for nothing; goods merely named, 식빵이요, ask."""
    if ASKS.search(clause) or FOR_THAT.search(clause) or _NAMED.fullmatch(clause):
        return False
    return bool(_TELLS.search(clause) or _TOLD_KO.search(clause))


def spans(low: str) -> Iterator[tuple[int, int]]:
    """Where each thing said stands, in order."""
    start = 0
    for match in _ENDS.finditer(low):
        if low[start : match.start()].strip():
            yield start, match.end()
            start = match.end()
    if low[start:].strip():
        yield start, len(low)
