# ruff: noqa: E501 - patterns are data: one line each reads best
"""An order put as a question: could you make it an XL instead? is no question of the shop's."""

import re

_ASKED = re.compile(
    r"^(?P<lead>\W*(?:(?:and|so|ok(?:ay)?|then|also|oh|great|actually|sorry|thanks|please|hm+|well)\W+)*)"
    r"(?:could|can|would|will) (?:you|we) (?:(?:please|maybe|kindly|just|also|then|perhaps|rather)\s)*"
    r"(?P<order>(?:(?:add|put|remove|delete|drop|set|reduce|increase)\b"
    r"|make (?:it|that|this|them|those|the)\b(?=.*\b(?:\d+|an?|one|two|three|four|five|six|x{0,4}[sml]|instead)\b)"
    r"|(?:change|switch|swap|replace|exchange)\b(?=.+\b(?:to|for|into|with)\b)"
    r"|take\b(?=.+\b(?:out|off)\b)).*?)\s*\?+\s*$",
    re.IGNORECASE,
)
_DOING = {
    "adding": "add", "putting": "put", "popping": "put", "removing": "remove", "deleting": "delete", "dropping": "drop",
    "making": "make", "changing": "change", "switching": "switch", "swapping": "swap", "replacing": "replace",
    "exchanging": "exchange", "taking": "take", "setting": "set",
}  # fmt: skip
_MIND = re.compile(
    rf"\b(?:would|do) you mind (?P<doing>{'|'.join(_DOING)})\b(?P<rest>[^?]*)\?+", re.IGNORECASE
)
_IF = re.compile(r"\b(?:if|later|after|when|in case|once|anyone|order|address|password)\b", re.IGNORECASE)
"""Could you exchange it if it doesn't fit: asks what the shop would do."""


def as_order(text: str) -> str:
    """The order itself; `text` where it asks whether something could be done."""
    if (mind := _MIND.search(text)) and not _IF.search(mind["rest"]):
        return f"{text[: mind.start()]}{_DOING[mind['doing'].lower()]}{mind['rest']}.{text[mind.end() :]}"
    match = _ASKED.match(text)
    return f"{match['lead']}{match['order']}".strip() if match and not _IF.search(match["order"]) else text
