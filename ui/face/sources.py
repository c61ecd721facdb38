"""Receipts as a shopper reads them: by product, store or policy, with kind of record and time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from assistant.domain.card import Claim
from ui.face.wording import Wording

_SUBJECT_FIELDS = frozenset({"name", "title", "question"})


@dataclass(frozen=True, slots=True)
class Source:
    """One record behind an answer: what it is about ("" when the facts say it), the facts taken from it,
    the kind of record, and when it was read ("" unknown)."""

    subject: str
    facts: tuple[str, ...]
    kind: str
    time: str


def sources(
    claims: Sequence[Claim], wording: Wording, titles: Mapping[str, str], stores: Mapping[str, str]
) -> tuple[Source, ...]:
    """A source a record, in the order first used; each fact once. `titles` name SKUs, `stores` store ids."""
    records: dict[str, list[Claim]] = {}
    for claim in claims:
        records.setdefault(claim.record, []).append(claim)
    return tuple(_source(record, held, wording, titles, stores) for record, held in records.items())


def _source(
    record: str,
    claims: Sequence[Claim],
    wording: Wording,
    titles: Mapping[str, str],
    stores: Mapping[str, str],
) -> Source:
    kind, _, name = record.partition(":")
    named = next((claim.text for claim in claims if claim.field in _SUBJECT_FIELDS), "")
    title = next((titles[claim.sku] for claim in claims if claim.sku and claim.sku in titles), "")
    place = stores.get(name.partition("/")[0], "") if kind == "stock" else ""
    facts = (_fact(claim, wording) for claim in claims if claim.field not in _SUBJECT_FIELDS)
    return Source(
        subject=", ".join(part for part in (title, named, place) if part),
        facts=tuple(dict.fromkeys(fact for fact in facts if fact)),
        kind=wording(f"record.{kind}") if wording.has(f"record.{kind}") else kind,
        time=moment(max(claim.as_of for claim in claims)),
    )


def _fact(claim: Claim, wording: Wording) -> str:
    """The claim's value with its name where the value alone says too little."""
    if claim.field == "availability":
        key = f"card.{claim.value}"
        return wording(key) if wording.has(key) else claim.text
    if claim.field == "allergens.status":
        return wording("card.allergen_unknown") if claim.value == "unknown" else ""
    field, _, part = claim.field.partition(".")
    if field == "hours":
        return f"{wording.replies.label('weekday', part)} {claim.text}"
    known = f"label.attribute.{field}"
    if field == "price" or known not in wording.replies.texts:
        return claim.text
    return f"{wording.replies.texts[known]} {claim.text}"


def moment(as_of: str) -> str:
    """An ISO 8601 time as "2026-11-01 09:30", with its zone when it names one; "" for none; what cannot be
    read stays as it is."""
    try:
        read = datetime.fromisoformat(as_of)
    except ValueError:
        return as_of
    if len(as_of) <= len("2026-11-01"):
        return f"{read:%Y-%m-%d}"
    return f"{read:%Y-%m-%d %H:%M} {read:%Z}".strip()
