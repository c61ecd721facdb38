"""What is asked of retrieval and what it answers."""

from dataclasses import dataclass

from assistant.domain.dialogue import Constraint, Sort
from assistant.domain.text import Language


@dataclass(frozen=True, slots=True)
class Query:
    """One search. `text`: the need in free words, "" to browse; `language` is the shopper's, matching works
    across both; `constraints` as understood; `store_id`: prefer what this store has; `k` >= 1 products;
    `told`: what was said in whole, where `text` was made of it and it may tell a thing by its use;
    `sort` orders what is relevant; `exclude`: SKUs never to return;
    `sure`: leave out goods of another kind, and far-off ones, beside good matches: what a clerk would show;
    `deep`: every candidate down to the unlikely ones, for measuring a ranking, not for a shopper."""

    text: str
    language: Language
    constraints: tuple[Constraint, ...] = ()
    store_id: str | None = None
    k: int = 10
    sort: Sort | None = None
    exclude: frozenset[str] = frozenset()
    deep: bool = False
    sure: bool = False
    told: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """One product by its best SKU under the constraints. `score` in [0, 1], comparable within one answer;
    `signals` name what spoke for it: title, meaning, type, brand, popular, in_store, and facet:value."""

    sku: str
    product_id: str
    score: float
    signals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """Hits best first, one a product; `total` relevant products that fit. When nothing fits all hard
    constraints: `bites` are those that empty the result, `relaxed` those these hits do not keep to."""

    hits: tuple[Hit, ...]
    total: int
    relaxed: tuple[Constraint, ...] = ()
    bites: tuple[Constraint, ...] = ()
