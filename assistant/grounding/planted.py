# ruff: noqa: E501 - patterns are data: one line each reads best
"""What may never stand in a sentence of the shop: somebody else's address, and words meant for a machine."""

import re

_LINK = re.compile(
    r"https?:/?/?|\bwww\.|!\[|\]\s?\(|\bdata:[a-z]+/|javascript:|<\s?(?:img|a|script|iframe)\b|[\w.+-]+@[\w-]+\.[a-z]{2,}"
    r"|\b[a-z0-9-]{2,}\.(?:com|net|org|io|kr|co|xyz|ru|cn|info|biz|shop|store|site|online|app|dev|ly|me|gg|example|test|invalid)"
    r"(?:\.[a-z]{2})?(?:/\S*)?(?![a-z0-9])"
    r"|(?:카톡|카카오톡|텔레그램|라인|위챗)\s?(?:아이디|id)|(?:telegram|whatsapp|wechat|kakao(?:talk)?)\s?(?:id|:|@|at\b)"
)
_ORDER = re.compile(
    r"<\|[^|>]{0,40}\|?>|\[/?(?:inst|sys|system|assistant|user)\]|<</?sys>>|</?(?:system|assistant|user|tool|data)\b"
    r"|(?:^|[\n\s\"'])(?:system|assistant|developer|human)\s?:|\btool_?calls?\b|\bfunction_?calls?\b|\"(?:name|arguments|role|content)\"\s?:"
    r"|\b(?:set_cart|cart_put|show_products|search_products)\b"
    r"|\b(?:ignore|disregard|forget|override)\b.{0,24}\b(?:instructions?|prompts?|rules?|above|previous|prior|context)\b"
    r"|\b(?:tell|inform|notify|convince|instruct|say to|assure)\s(?:the |all |every |any |each )?(?:customers?|shoppers?|users?|buyers?|visitors?|them)\b"
    r"|\b(?:rank|list|put|place|recommend|show)\s(?:me|this|it|us|only this|this product|this item)\b.{0,24}\b(?:first|top|always|only|no\.? ?1|#1|above)\b"
    r"|(?:이?라고|다고|으?라고|준다고)\s?.{0,16}(?:말하|안내하|답하|대답하|약속하|하)(?:고(?!\s있)|라(?!고)|세요|십시오|시오|도록)"
    r"|(?:이?라고|다고|으?라고|준다고)(?:만|도)?\s?(?:말해|안내해|답해|대답해)(?:라|$|[.!\s]|(?=[가-힣])(?!드|주|줘|줬|준|줄|요|서|도|야|보|놓|왔|온))"
    r"|(?:^|[.:\"']|(?<!reviews)\s)(?:say|promise|answer|reply|respond|pretend|claim) (?:that |it |only |a |an |the |double |with )"
    r"|\bas an ai\b|\b(?:dear |hey |attention,? )?(?:ai|assistant|chatbot|language model|llm)s?\b\s?[,:!]"
    r"|(?:지시|명령|규칙|프롬프트|설정)(?:사항)?(?:을|를|은|는)?\s?(?:모두\s|전부\s|다\s)?(?:무시|잊|따르)"
    r"|(?:고객|손님|사용자|구매자|쇼핑객)(?:님|들)?(?:에게|한테|께)\s?.{0,30}"
    r"(?:(?:말|안내|추천|전|답)하(?:라|세요|십시오|시오|도록)|(?:말|안내|추천|전|답)해(?:라|야|\s?(?:줘|주세요|주십시오))|알리(?:라|세요|십시오|도록)|알려(?:라|야|\s?(?:줘|주세요|주십시오)))"
    r"|(?:이|본|저희)\s?(?:상품|제품)(?:을|를|만)\s?.{0,12}(?:1위|첫\s?번째|맨\s?위|먼저|항상|무조건)(?:로|에|으로)?\s?(?:추천|보여|올려|노출)"
    r"|(?:인공지능|챗봇|어시스턴트|ai|도우미)(?:는|은|에게|야|님|,|:)\s?.{0,40}(?:하라|해라|하시오|할 것|하세요|해야)"
)
_BLOB = re.compile(r"[A-Za-z0-9+/]{48,}={0,2}|(?:%[0-9a-f]{2}){6,}")


_ALIKE = str.maketrans("аеорсхуіһ", "aeopcxyih")
"""Cyrillic letters that read as Latin ones."""


def links(text: str) -> list[tuple[int, str]]:
    """Web, mail and messenger addresses and pictures in folded `text`: where each begins, and its wording."""
    return [(match.start(), match[0]) for match in _LINK.finditer(text.translate(_ALIKE))]


def orders(text: str) -> list[int]:
    """Where folded `text` speaks to a machine: forged turns and tool calls, orders to ignore, to tell, to
    rank, and long encoded runs."""
    return [
        match.start() for pattern in (_ORDER, _BLOB) for match in pattern.finditer(text.translate(_ALIKE))
    ]
