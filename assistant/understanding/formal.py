# ruff: noqa: E501 - patterns are data: one line each reads best
"""Formal Korean in the polite endings the rest reads: 있습니까 is 있나요, 담아 주십시오 담아 주세요, 하겠습니다 할게요."""

import re

_FIRST = ord("가")
_PIEUP, _RIEUL = 17, 8
_ASKED = re.compile(r"(?P<stem>[가-힣])(?P<honorific>으십|십)?니까(?=[\s?.!~]|$)")
_GIVEN = re.compile(
    r"(?<=[가-힣\s])주(?:십시오|십쇼|시오|시죠|시지요|시기\s?바랍니다|시면\s?(?:감사|고맙|좋)\S*|소서)(?=[\s?.!~,]|$)"
)
_WOULD_YOU = re.compile(
    r"(?P<what>(?:담아|넣어|빼|바꿔|보여|찾아|골라|추천해|추가해|비교해|하나|둘|셋|[한두세네\d]\s?[가-힣]{1,2})\s?)주(?:시겠어요|시겠습니까|시겠나요|실래요|시렵니까)\s?\??"
)
"""Asked for politely, it is no question."""
_WILL = re.compile(r"(?P<stem>[가-힣])겠습니다(?=[\s.!~,]|$)")
_NO_WILL = frozenset("좋알르되있없맙갑깠았었였했겠")
"""좋겠습니다, 알겠습니다, 고맙겠습니다: nothing that is done."""


def plain(text: str) -> str:
    """`text` with such endings put plainly."""
    text = _WOULD_YOU.sub(r"\g<what>주세요", _GIVEN.sub("주세요", text))
    return _WILL.sub(_will, _ASKED.sub(_asked, text))


def _asked(match: "re.Match[str]") -> str:
    stem = match["stem"]
    if match["honorific"]:
        return f"{stem}나요"
    if stem == "습":
        return "나요"
    if stem == "입":
        return "인가요"
    if (ord(stem) - _FIRST) % 28 != _PIEUP:
        return match[0]  # 추우니까: because.
    return f"{chr(ord(stem) - _PIEUP)}나요"


def _will(match: "re.Match[str]") -> str:
    stem = match["stem"]
    final = (ord(stem) - _FIRST) % 28
    if stem in _NO_WILL:
        return match[0]
    if final == 0:
        return f"{chr(ord(stem) + _RIEUL)}게요"
    return f"{stem}게요" if final == _RIEUL else f"{stem}을게요"
