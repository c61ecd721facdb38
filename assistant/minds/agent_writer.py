"""Writer mode, for models that cannot call tools: code understands and answers; the model phrases."""

import logging
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessageChunk, BaseMessage, HumanMessage, SystemMessage
from langchain_core.utils.json import parse_partial_json
from langsmith import tracing_context

from assistant.domain.card import Card
from assistant.domain.events import Event, Products, Status, Suggestions, TextDelta
from assistant.errors import ModelUnavailable
from assistant.minds.agent_budget import Budget, Payer, tokens_in
from assistant.minds.agent_fence import clean, fenced
from assistant.minds.agent_prompt import LONGEST_SAID
from assistant.minds.agent_said import echoes, thinking
from assistant.minds.agent_stream import Patience, Upstream
from assistant.minds.agent_wording import reason, wording
from assistant.minds.agent_words import presentable
from assistant.minds.embedded import EmbeddedMind
from assistant.minds.phrasing import short
from assistant.toolbox.desk import Desk
from prompts import Replies, render

log = logging.getLogger(__name__)

MOST_PICKS = 3
LONGEST_LINE, LONGEST_WHY = 200, 80
MOST_WRITTEN = 500
MOST_ANSWER = 4_000
OPEN = frozenset(
    {
        "find.one", "find.many", "find.top", "find.top_plain", "find.cheapest", "find.more", "find.needs",
        "compare.intro", "compare.cheaper", "compare.same_price", "compare.rated", "ask.price",
        "ask.attribute", "ask.reviews", "talk.greeting", "talk.greeting_named", "talk.thanks",
        "talk.as_you_wish",
    }
)  # fmt: skip
"""Texts a model may phrase anew. Refusals, warnings, labels, deeds, policies and what cannot be met are said
in the shop's own words."""


class Noted(Replies):
    """The texts, remembering by which key each was said."""

    def __init__(self, texts: Replies) -> None:
        super().__init__(texts.language, texts.folder)
        self.keys: dict[str, str] = {}

    def say(self, key: str, **variables: object) -> str:
        text = super().say(key, **variables)
        self.keys[text.strip()] = key
        return text


@dataclass
class Draft:
    """The embedded mind's answer: its sentences, what comes after them, and the cards that went out."""

    lines: list[str] = field(default_factory=list)
    after: list[Event] = field(default_factory=list)
    cards: list[Card] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Phrased:
    """What the model made of it: wordings by sentence number, reasons by SKU; unchecked."""

    lines: Mapping[int, str]
    picks: Mapping[str, str]


class WriterMode:
    """Answers one turn with the embedded mind, phrased by the model where it says the same."""

    def __init__(self, model: BaseChatModel, upstream: Upstream, budget: Budget, patience: Patience) -> None:
        self._model, self._upstream = model, upstream
        self._budget, self._patience = budget, patience
        self._embedded = EmbeddedMind()

    def respond(self, desk: Desk, payer: Payer) -> Generator[Event, None, Exception | None]:
        """The events of the turn: cards at once, then text. A failure of the model leaves the embedded mind's
        own text, labelled, and is returned."""
        noted = Noted(desk.texts)
        desk.texts = noted
        draft = Draft()
        for event in self._embedded.respond(desk):
            if isinstance(event, TextDelta):
                draft.lines.append(event.delta)
            elif isinstance(event, Suggestions):
                draft.after.append(event)
            else:
                if isinstance(event, Products):
                    draft.cards += event.items
                yield event
        phrased, fault = Phrased({}, {}), None
        free = [n for n, line in enumerate(draft.lines, 1) if noted.keys.get(line.strip()) in OPEN]
        if free:
            try:
                phrased = yield from self._phrased(desk, payer, draft, free)
            except Exception as problem:  # noqa: BLE001 - whatever the endpoint did wrong, the text is there already
                fault = problem
                desk.degraded = True
                yield TextDelta(desk.texts.say("talk.degraded"))
        allowed = echoes(desk)
        for number, line in enumerate(draft.lines, 1):
            new = phrased.lines.get(number, "") if number in free else ""
            yield TextDelta((new and wording(new, line, desk.language, desk.evidence, allowed)) or line)
        yield from _picked(desk, draft, phrased)
        yield from draft.after
        return fault

    def _phrased(
        self, desk: Desk, payer: Payer, draft: Draft, free: Sequence[int]
    ) -> Generator[Event, None, Phrased]:
        messages = _messages(desk, draft, free)
        schema = _schema(free, [card.sku for card in draft.cards[:MOST_PICKS]])
        # As extra_body, so that the answer streams and silence is noticed.
        bound = self._model.bind(extra_body={"response_format": schema})
        texts = [str(message.content) for message in messages]
        reserved = self._budget.reserve(payer, texts, MOST_WRITTEN)
        answer, finish = "", ""

        async def produce(put: Callable[[BaseMessage | Status], None]) -> None:
            with tracing_context(enabled=False):
                async for chunk in bound.astream(messages, max_completion_tokens=MOST_WRITTEN):
                    put(chunk)

        try:
            stream: Generator[BaseMessage | Status, None, None] = self._upstream.read(
                produce, self._patience, _weight, thinking(desk)
            )
            with closing(stream):
                for chunk in stream:
                    if isinstance(chunk, Status):
                        yield chunk
                        continue
                    answer += chunk.text
                    if isinstance(chunk, AIMessageChunk):
                        finish = str(chunk.response_metadata.get("finish_reason") or finish)
                    if len(answer) > MOST_ANSWER:
                        raise ModelUnavailable("the model wrote on and on")
        finally:
            self._budget.settle(reserved, sum(map(tokens_in, texts)), tokens_in(answer))
        if not finish:
            raise ModelUnavailable("the model's answer broke off before its end")
        phrased = _read(answer)
        offered = [*phrased.lines.values()]
        if offered and not any(presentable(text, desk.language, desk.evidence) for text in offered):
            raise ModelUnavailable("the model's wording cannot be shown at all")
        return phrased


def _weight(chunk: BaseMessage | Status) -> int:
    return 0 if isinstance(chunk, Status) else len(chunk.text)


def _messages(desk: Desk, draft: Draft, free: Sequence[int]) -> list[BaseMessage]:
    settings, language = desk.shop.settings, desk.language
    shop_name = settings.shop_name_ko if language == "ko" else settings.shop_name_en
    given = {
        "shopper": clean(desk.request.text, LONGEST_SAID),
        "sentences": [{"n": number, "text": draft.lines[number - 1]} for number in free],
        "products": [
            {"sku": card.sku, "title": card.title, "about": _about(desk, card)}
            for card in draft.cards[:MOST_PICKS]
        ],
    }
    return [SystemMessage(render(language, "agent_writer", shop_name=shop_name)), HumanMessage(fenced(given))]


def _about(desk: Desk, card: Card) -> list[str]:
    """The words of the record a reason may be made of."""
    product = desk.product(card.sku)
    said = [card.brand, card.category.split(" > ")[-1], *card.options.values()]
    if product is not None:
        said += [product.description.in_(desk.language)]
        said += [str(value) for values in product.attributes.values() for value in values]
    return [one for one in said if one]


def _schema(free: Sequence[int], skus: Sequence[str]) -> dict[str, Any]:
    """The only shape of an answer: known sentence numbers, known SKUs, capped strings."""
    line = {
        "n": {"type": "integer", "enum": list(free)},
        "text": {"type": "string", "maxLength": LONGEST_LINE},
    }
    pick = {
        "sku": {"type": "string", "enum": list(skus)},
        "why": {"type": "string", "maxLength": LONGEST_WHY},
    }
    properties = {"lines": _array(line, len(free))}
    if skus:
        properties["picks"] = _array(pick, len(skus))
    schema = _object(properties)
    return {"type": "json_schema", "json_schema": {"name": "phrasing", "strict": True, "schema": schema}}


def _object(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(properties),
        "additionalProperties": False,
    }


def _array(item: Mapping[str, Any], most: int) -> dict[str, Any]:
    return {"type": "array", "maxItems": most, "items": _object(item)}


def _read(answer: str) -> Phrased:
    """The model's JSON, what is whole of it when it ran on into the cap. ModelUnavailable when it is none."""
    try:
        body = parse_partial_json(answer)
        lines = {int(one["n"]): str(one["text"]) for one in body["lines"]}
        picks = {str(one["sku"]): str(one["why"]) for one in body.get("picks", ()) if "why" in one}
    except (ValueError, TypeError, KeyError, AttributeError) as problem:
        raise ModelUnavailable("the model's answer is not the JSON it was asked for") from problem
    return Phrased(lines, picks)


def _picked(desk: Desk, draft: Draft, phrased: Phrased) -> Iterator[Event]:
    """The reasons that hold: the name from the record, the words about it the model's choice."""
    for card in draft.cards[:MOST_PICKS]:
        why = phrased.picks.get(card.sku, "")[:LONGEST_WHY]
        if why and (words := reason(why, card.sku, _about(desk, card), desk.language, desk.evidence)):
            yield TextDelta(f"{short(card.title)}: {words}.")
