# ruff: noqa: E501 - patterns are data: one line each reads best
"""A thing asked for without its name: 상처 못 핥게 씌우는 거, something to grind coffee with."""

import re

_RIEUL = "".join(chr(code) for code in range(ord("가") + 8, ord("힣") + 1, 28))
"""Syllables that end in ㄹ: the ending of 쓸, 마실, 깔."""
_THING = r"(?:거|것|게|걸|건|도구|기구|용품|물건|제품|상품|아이템)"
_AFTER = r"(?:[은는이가을를도]|좀|로|요)?(?=[\s,.?!~]|$|있|없|좀|추천|찾|필요|사고|주세요)"
_KO = re.compile(
    rf"[가-힣]*(?:(?<![있없])(?<!되)(?<!맞)(?<!가)(?<!오)(?<!나)(?<!들)(?<!리)(?<!보)(?<!어울리)(?<!하)는|(?:하|[켜내펴])는|[{_RIEUL}]\s?만한|[{_RIEUL}])\s{_THING}{_AFTER}"
    rf"|(?:올리|돌리|가리|뿌리|살리|말리|때리|버리|벌리|늘리|줄이|알리|걸리지\s않게\s하)는\s{_THING}{_AFTER}"
)
"""A verb's ending before a thing: what it does. 있는, 되는, 들어가는 and 잘 나가는 say how the goods named are."""
_FUTURE = re.compile(rf"[{_RIEUL}]\s(?:거|것|건|게)(?:예요|에요|야|라|라서|고|니까|같|요)")
_EN = re.compile(
    r"\b(?:something|anything|some ?thing|a thing|things?|stuff|a (?:tool|gadget|product|device))(?: (?:that|which))? (?:(?:i|we|you) (?:can|could) |(?:can|could|will|would|might) |(?:nice |good |cheap |small |simple )?to |for (?=\w+ing\b)|(?=(?:keeps?|stops?|holds?|helps?|protects?|prevents?|covers?|cuts?|cleans?|removes?|makes?|lets?|goes|keeps)\b))(?!match\b|go with\b)"
    r"|\bwhat (?:would|could|can|might|will) (?:help|work)\b|\bwhat (?:can|could|should|do|would) (?:i|we|you|people|they) (?:use|buy|get|put|need)\b(?= to\b| on\b| under\b| for \w+ing\b)"
)


def is_unnamed(low: str) -> bool:
    """True when what is asked for is called a thing, and told by what it does."""
    return (_KO.search(low) is not None and _FUTURE.search(low) is None) or _EN.search(low) is not None
