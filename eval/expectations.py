"""What one turn of one case must show: the `expect` of a YAML case against what happened."""

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from eval.invariants import Problem
from eval.transcript import CannotResolve, Turn, resolve
from eval.truth import Item, Truth, matches

Check = Callable[[Any, Sequence[Turn], Truth], Iterator[Problem]]


def judge(expect: Mapping[str, Any], turns: Sequence[Turn], truth: Truth) -> Iterator[Problem]:
    """Problems of the last of `turns` against `expect`; the turns before it resolve its references.
    ValueError on an unknown key: a mistyped case cannot pass unseen."""
    for key, wanted in expect.items():
        if key not in _CHECKS:
            raise ValueError(f"expect {key!r} is not known; write one of {', '.join(sorted(_CHECKS))}")
        try:
            yield from _CHECKS[key](wanted, turns, truth)
        except CannotResolve as lost:
            yield Problem("reference", str(lost))


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _intent(wanted: Any, turns: Sequence[Turn], truth: Truth) -> Iterator[Problem]:
    got = turns[-1].understood.get("intent")
    if got not in _list(wanted):
        yield Problem("intent", f"understood {got}, expected {' or '.join(_list(wanted))}")


def _shown(wanted: Mapping[str, Any], turns: Sequence[Turn], truth: Truth) -> Iterator[Problem]:
    turn = turns[-1]
    items = [truth.item(sku) for sku in turn.skus if sku in truth.items]
    for key, value in wanted.items():
        if key == "min" and len(items) < value:
            yield Problem("nothing shown", f"{len(items)} cards, expected at least {value}")
        elif key == "max" and len(items) > value:
            yield Problem("shown too many", f"{len(items)} cards, expected at most {value}: {_names(items)}")
        elif key == "first" and not (items and matches(items[0], _live(value, turns, truth))):
            yield Problem("first card", f"{_names(items[:1])} does not satisfy {value}")
        elif key == "any" and not any(matches(item, _live(value, turns, truth)) for item in items):
            yield Problem("none fits", f"no card satisfies {value}: {_names(items)}")
        elif key == "all":
            yield from _all(items, _live(value, turns, truth))
        elif key == "none":
            bad = [item for item in items if matches(item, _live(value, turns, truth))]
            if bad:
                yield Problem("unwanted card", f"{_names(bad)} should not be shown ({value})")
        elif key == "most":
            yield from _most(items, value, turns, truth)
        elif key == "includes":
            missing = [one for one in _list(value) if not resolve(one, turns[:-1], truth) & set(turn.skus)]
            if missing:
                yield Problem("missing card", f"{missing} not among {_names(items)}")
        elif key == "only" and not set(turn.skus) <= _union(value, turns[:-1], truth):
            yield Problem("unwanted card", f"expected only {value}, shown {_names(items)}")
        elif key == "new" and (again := _before(turns) & {card["product_id"] for card in turn.cards}):
            yield Problem("shown again", ", ".join(sorted(again)))
        elif key == "order":
            prices = [item.price for item in items]
            if prices != sorted(prices, reverse=value == "price_desc"):
                yield Problem("order", f"expected {value}, prices run {prices}")
        elif key == "sum_le" and (total := sum(item.price for item in items)) > value:
            yield Problem("over budget", f"the cards come to {total:,}, at most {value:,}")
        elif key == "kinds" and (found := len({item.category for item in items})) < value:
            yield Problem("too few kinds", f"{found} kinds, expected at least {value}: {_names(items)}")
    known = {"min", "max", "first", "any", "all", "none", "most", "includes", "only", "new", "order"}
    known |= {"sum_le", "kinds"}
    if odd := set(wanted) - known:
        raise ValueError(f"shown: {sorted(odd)} is not known; write one of {sorted(known)}")


def _all(items: Sequence[Item], predicate: Mapping[str, Any]) -> Iterator[Problem]:
    if not items:
        yield Problem("nothing shown", f"no card to satisfy {predicate}")
    bad = [item for item in items if not matches(item, predicate)]
    if bad:
        yield Problem("constraint broken", f"{_names(bad)} against {predicate}")


def _most(
    items: Sequence[Item], wanted: Mapping[str, Any], turns: Sequence[Turn], truth: Truth
) -> Iterator[Problem]:
    """{"of": predicate, "top": 5, "share": 0.6}: that share of the first cards, rounded down, satisfies it,
    and at least one."""
    top = list(items[: int(wanted.get("top", 5))])
    predicate = _live(wanted["of"], turns, truth)
    right = sum(matches(item, predicate) for item in top)
    if not right or right < math.floor(len(top) * float(wanted.get("share", 0.6))):
        yield Problem("off the request", f"{right} of {len(top)} fit {wanted['of']}: {_names(top)}")


def _live(predicate: Mapping[str, Any], turns: Sequence[Turn], truth: Truth) -> dict[str, Any]:
    """The predicate with prices that point at earlier cards ("@1.2") read from the truth."""
    live = dict(predicate)
    for key, value in predicate.items():
        if key.startswith("price_") and isinstance(value, str):
            live[key] = min(truth.item(sku).price for sku in resolve(value, turns[:-1], truth))
        elif key in ("sku", "product") and any(str(one).startswith("@") for one in _list(value)):
            skus = _union(value, turns[:-1], truth)
            live[key] = sorted(skus if key == "sku" else {truth.item(sku).product for sku in skus})
        elif key == "not":
            live[key] = _live(value, turns, truth)
    return live


def _before(turns: Sequence[Turn]) -> set[str]:
    for turn in reversed(turns[:-1]):
        if turn.cards:
            return {card["product_id"] for card in turn.cards}
    return set()


def _union(selectors: Any, turns: Sequence[Turn], truth: Truth) -> frozenset[str]:
    return frozenset().union(*(resolve(one, turns, truth) for one in _list(selectors)))


def _names(items: Sequence[Item]) -> str:
    return "; ".join(f"{item.sku} {item.title[1]} {item.price:,}" for item in items[:6]) or "no card"


def _constraints(wanted: Any, turns: Sequence[Turn], truth: Truth) -> Iterator[Problem]:
    held = turns[-1].constraints
    for one in _list(wanted):
        if not any(_constraint(one, constraint) for constraint in held):
            yield Problem("constraint missed", f"{one} not among {_said(held)}")


def _no_constraints(wanted: Any, turns: Sequence[Turn], truth: Truth) -> Iterator[Problem]:
    held = turns[-1].constraints
    for one in _list(wanted):
        if any(_constraint(one, constraint) for constraint in held):
            yield Problem("constraint not dropped", f"{one} among {_said(held)}")


def _constraint(wanted: Mapping[str, Any], held: Mapping[str, Any]) -> bool:
    if held["facet"] not in _list(wanted["facet"]):
        return False
    if "op" in wanted and held["op"] not in _list(wanted["op"]):
        return False
    if "value" in wanted:
        values = {str(value).casefold() for value in _list(wanted["value"])}
        if not values & {str(value).casefold() for value in _list(held["value"])}:
            return False
    low, high = wanted.get("at_least"), wanted.get("at_most")
    return (low is None or held["value"] >= low) and (high is None or held["value"] <= high)


def _said(held: Sequence[Mapping[str, Any]]) -> str:
    return ", ".join(f"{one['facet']} {one['op']} {one['value']}" for one in held) or "no constraint"


def _references(wanted: Any, turns: Sequence[Turn], truth: Truth) -> Iterator[Problem]:
    got = list(turns[-1].understood.get("references", []))
    allowed = _union(wanted, turns[:-1], truth)
    if not got or not set(got) <= allowed:
        yield Problem("reference", f"took {got}, expected {sorted(allowed)}")


def _about(wanted: Any, turns: Sequence[Turn], truth: Truth) -> Iterator[Problem]:
    """The turn speaks of one of these: its reference, its first card, or the only SKU of its receipts."""
    turn = turns[-1]
    allowed = _union(wanted, turns[:-1], truth)
    referred = set(turn.understood.get("references", []))
    claimed = {claim["sku"] for claim in turn.claims if claim.get("sku")}
    if not (
        (referred and referred <= allowed)
        or (turn.skus and turn.skus[0] in allowed)
        or (claimed and claimed <= allowed)
    ):
        seen = f"refers to {sorted(referred)}, shows {turn.skus[:3]}, receipts of {sorted(claimed)[:3]}"
        yield Problem("reference", f"{seen}; expected {sorted(allowed)[:5]}")


def _cart(wanted: Mapping[str, Any], turns: Sequence[Turn], truth: Truth) -> Iterator[Problem]:
    """{"items": [{"sku": selector, "quantity": n}], "lines": n, "empty": true, "units": n}."""
    lines = turns[-1].cart["lines"]
    held = {line["sku"]: line["quantity"] for line in lines}
    if wanted.get("empty") and held:
        yield Problem("cart", f"expected an empty cart, holds {held}")
    if "lines" in wanted and len(held) != wanted["lines"]:
        yield Problem("cart", f"expected {wanted['lines']} lines, holds {held}")
    if "units" in wanted and sum(held.values()) != wanted["units"]:
        yield Problem("cart", f"expected {wanted['units']} units, holds {held}")
    for one in wanted.get("items", []):
        allowed = resolve(one["sku"], turns, truth)
        if not any(sku in allowed and count == one.get("quantity", 1) for sku, count in held.items()):
            yield Problem("cart", f"expected {one.get('quantity', 1)} of {one['sku']}, holds {held}")
    if odd := set(wanted) - {"items", "lines", "empty", "units"}:
        raise ValueError(f"cart: {sorted(odd)} is not known; write items, lines, empty or units")


def _covers(wanted: Any, turns: Sequence[Turn], truth: Truth) -> Iterator[Problem]:
    """Each of several needs is met: a card or a line of the cart satisfies each predicate."""
    turn = turns[-1]
    skus = dict.fromkeys([*turn.skus, *(line["sku"] for line in turn.cart["lines"])])
    items = [truth.item(sku) for sku in skus if sku in truth.items]
    for predicate in _list(wanted):
        if not any(matches(item, _live(predicate, turns, truth)) for item in items):
            yield Problem("need left out", f"nothing satisfies {predicate}: {_names(items)}")


def _comparison(wanted: Any, turns: Sequence[Turn], truth: Truth) -> Iterator[Problem]:
    """true, or the selectors that must all be in it."""
    events = turns[-1].of("comparison")
    if not events:
        yield Problem("no comparison", f"events were {[event['type'] for event in turns[-1].events]}")
        return
    skus = list(events[-1]["skus"])
    if len(skus) < 2 or not events[-1]["rows"]:
        yield Problem("no comparison", f"{len(skus)} products, {len(events[-1]['rows'])} rows")
    for row in events[-1]["rows"]:
        if len(row["values"]) != len(skus):
            yield Problem("comparison rows", f"{row['name']} has {len(row['values'])} values for {len(skus)}")
    if wanted is not True:
        for selector in wanted:
            if not resolve(selector, turns[:-1], truth) & set(skus):
                yield Problem("comparison", f"{selector} is not compared: {skus}")


def _receipts(wanted: Any, turns: Sequence[Turn], truth: Truth) -> Iterator[Problem]:
    """true, or [{"record": "stock:", "field": [...], "value": ..., "sku": selector}], each with a claim."""
    claims = turns[-1].claims
    if wanted is True:
        if not claims:
            yield Problem("no receipt", "the turn carries no claim")
        return
    for one in _list(wanted):
        if not any(_claim(one, claim, turns, truth) for claim in claims):
            held = [(claim["record"], claim["field"], claim["value"]) for claim in claims[:8]]
            yield Problem("no receipt", f"{one} not among {held}")


def _claim(wanted: Mapping[str, Any], claim: Mapping[str, Any], turns: Sequence[Turn], truth: Truth) -> bool:
    if "record" in wanted and not any(
        str(claim["record"]).startswith(one) for one in _list(wanted["record"])
    ):
        return False
    if "field" in wanted and claim["field"] not in _list(wanted["field"]):
        return False
    if "value" in wanted and str(claim["value"]) not in {str(one) for one in _list(wanted["value"])}:
        return False
    return "sku" not in wanted or claim.get("sku") in resolve(wanted["sku"], turns, truth)


def _says(wanted: Any, turns: Sequence[Turn], truth: Truth) -> Iterator[Problem]:
    """Every fact, in the reply or in the comparison; one given as a list is any of its wordings."""
    rows = [row for event in turns[-1].of("comparison") for row in event["rows"]]
    seen = "\n".join([turns[-1].reply, *(str(value) for row in rows for value in row["values"])])
    for fact in _list(wanted):
        if not any(_mentions(seen, str(wording)) for wording in _list(fact)):
            yield Problem("fact missing", f"{fact} not in: {' '.join(turns[-1].reply.split())[:200]}")


def _never_says(wanted: Any, turns: Sequence[Turn], truth: Truth) -> Iterator[Problem]:
    for wording in _list(wanted):
        if _mentions(turns[-1].reply, str(wording)):
            yield Problem("false statement", f"{wording!r} in: {' '.join(turns[-1].reply.split())[:200]}")


def _mentions(reply: str, wording: str) -> bool:
    """Wording in the reply, whatever the case and spacing; a number only as a whole number."""
    edge = re.escape(wording.casefold())
    if wording[:1].isdigit():
        edge = rf"(?<![\d,.]){edge}"
    if wording[-1:].isdigit():
        edge = rf"{edge}(?![\d]|[,.]\d)"
    text = reply.casefold()
    if re.search(edge, text):
        return True
    return not wording[-1:].isdigit() and wording.casefold().replace(" ", "") in text.replace(" ", "")


def _says_first(wanted: Mapping[str, Any], turns: Sequence[Turn], truth: Truth) -> Iterator[Problem]:
    """{"is": [wordings], "of": [wordings]}: of all the wordings, one of `is` comes first in the reply."""
    reply = turns[-1].reply.casefold()
    places = [
        (reply.find(str(word).casefold()), word) for word in (*_list(wanted["is"]), *_list(wanted["of"]))
    ]
    found = sorted(place for place in places if place[0] >= 0)
    if not found or found[0][1] not in _list(wanted["is"]):
        yield Problem(
            "fact missing", f"expected {wanted['is']} first in: {' '.join(turns[-1].reply.split())[:200]}"
        )


def _profile(wanted: Mapping[str, Any], turns: Sequence[Turn], truth: Truth) -> Iterator[Problem]:
    """{"has": {field: [values]}, "lacks": {field: [values]}, "health_consent": bool, "home_store": id}."""
    profile = turns[-1].profile
    for name, values in wanted.get("has", {}).items():
        if missing := _held(_list(values)) - _held(profile.get(name)):
            yield Problem("profile", f"{name} lacks {sorted(missing)}: {profile.get(name)}")
    for name, values in wanted.get("lacks", {}).items():
        if kept := _held(_list(values)) & _held(profile.get(name)):
            yield Problem("profile", f"{name} still holds {sorted(kept)}")
    if (
        "health_consent" in wanted
        and profile.get("consents", {}).get("health") is not wanted["health_consent"]
    ):
        yield Problem("consent", f"health consent is {profile.get('consents')}")
    if odd := set(wanted) - {"has", "lacks", "health_consent"}:
        raise ValueError(f"profile: {sorted(odd)} is not known; write has, lacks or health_consent")


def _held(value: Any) -> set[str]:
    if isinstance(value, Mapping):
        value = list(value.values())
    if isinstance(value, list | tuple | set | frozenset):
        return {str(one).casefold() for one in value}
    return set() if value is None else {str(value).casefold()}


def _events(wanted: Mapping[str, Any], turns: Sequence[Turn], truth: Truth) -> Iterator[Problem]:
    kinds = {event["type"] for event in turns[-1].events}
    if missing := set(_list(wanted.get("required", []))) - kinds:
        yield Problem("event missing", f"{sorted(missing)} not among {sorted(kinds)}")
    if unwanted := set(_list(wanted.get("forbidden", []))) & kinds:
        yield Problem("event not allowed", str(sorted(unwanted)))


def _relaxed(wanted: Any, turns: Sequence[Turn], truth: Truth) -> Iterator[Problem]:
    """true or false; or the facets, one of which must be named as the one that does not hold."""
    relaxed = turns[-1].relaxed
    if isinstance(wanted, bool):
        if bool(relaxed) is not wanted:
            yield Problem("relaxed", f"relaxed is {_said(relaxed)}, expected {'some' if wanted else 'none'}")
    elif not {one["facet"] for one in relaxed} & set(_list(wanted)):
        yield Problem("relaxed", f"relaxed is {_said(relaxed)}, expected {wanted}")


_CHECKS: dict[str, Check] = {
    "intent": _intent,
    "shown": _shown,
    "constraints": _constraints,
    "no_constraints": _no_constraints,
    "references": _references,
    "about": _about,
    "cart": _cart,
    "covers": _covers,
    "comparison": _comparison,
    "receipts": _receipts,
    "says": _says,
    "never_says": _never_says,
    "says_first": _says_first,
    "profile": _profile,
    "events": _events,
    "relaxed": _relaxed,
}
