"""The seams: what the assistant may rely on from the world. One suite in tests/contracts for each."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from assistant.domain.dialogue import Session
from assistant.domain.product import Offer, Product
from assistant.domain.shopper import Profile
from assistant.domain.store import ComplementRule, Policy, Review, Service, StockLevel, Store

Vectors = npt.NDArray[np.float32]
Clock = Callable[[], datetime]


class Embedder(Protocol):
    """Texts to unit vectors. Rows are float32 of length `dimension`, L2-normalised; no texts give (0, d).
    `name` changes whenever the same text would get another vector."""

    @property
    def name(self) -> str: ...

    @property
    def dimension(self) -> int: ...

    def passages(self, texts: Sequence[str]) -> Vectors: ...

    def query(self, text: str) -> Vectors: ...


class VectorIndex(Protocol):
    """Nearest neighbours by cosine over ids. Rebuildable: SQL holds the truth."""

    def upsert(self, ids: Sequence[str], vectors: Vectors) -> None: ...

    def delete(self, ids: Sequence[str]) -> None: ...

    def nearest(self, vector: Vectors, k: int) -> list[tuple[str, float]]:
        """At most k (id, cosine in [-1, 1]), best first; an empty index gives []."""
        ...

    def ids(self) -> set[str]: ...

    def count(self) -> int:
        """How many ids it holds."""
        ...

    def clear(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Published:
    """One switch of catalogue version. Counts are products, but `updated` and `deleted` which are SKUs."""

    version: int
    updated: int
    unchanged: int
    deleted: int


@dataclass(frozen=True, slots=True)
class Form:
    """One way to say one part of a query. Each (token, weight) adds weight x its BM25; `whole`: a document
    must hold every token to score at all."""

    tokens: tuple[tuple[str, float], ...]
    weight: float = 1.0
    whole: bool = False


LEXICAL_FIELDS = ("body", "title", "kind", "facts")
"""The fields of a product's document: titles, brand and description together; titles; category path;
attribute and option values."""


@dataclass(frozen=True, slots=True)
class LexicalDocument:
    """Tokens by field, joined by spaces. `mark` and `kept` are given back as they are, not searched."""

    document_id: str
    fields: Mapping[str, str]
    mark: str = ""
    kept: bytes = b""


@dataclass(frozen=True, slots=True)
class Kept:
    """What an index holds of a document; `at` is its place, as in Matches."""

    document_id: str
    at: int
    mark: str
    kept: bytes


@dataclass(frozen=True, slots=True)
class Matches:
    """Places of documents, best first.  hits: the score > 0 of each, with what the index knows it by."""

    places: npt.NDArray[np.int64]
    hits: Sequence[tuple[float, object]]

    @property
    def scores(self) -> list[float]:
        """Side by side with the places."""
        return [score for score, _ in self.hits]


class LexicalSnapshot(Protocol):
    """What an index held at one moment; later changes do not show."""

    def top(self, tokens: Mapping[str, float], fields: Mapping[str, float], k: int) -> Matches:
        """At most k documents by the weighted sum of their tokens' BM25 over the fields."""
        ...

    def holding(self, forms: Sequence[Form], fields: Sequence[str]) -> int:
        """How many documents hold every token of at least one of `forms`, each in any of the fields."""
        ...

    def frequency(self, token: str, fields: Sequence[str]) -> tuple[int, ...]:
        """In how many documents the token stands, by field."""
        ...


class LexicalIndex(Protocol):
    """BM25 over token lists by field. Rebuildable; analysis happens before, in retrieval."""

    def replace(self, documents: Iterable[LexicalDocument], deleted: Sequence[str] = ()) -> dict[str, int]:
        """Put these in place of what the same ids held; drop `deleted`. Each gets a place no document in the
        index has had; returned by id."""
        ...

    def kept(self) -> Iterator[Kept]: ...

    def mark(self) -> str:
        """What differs after every change that added or dropped a document, and is the same in another
        process."""
        ...

    def snapshot(self) -> LexicalSnapshot: ...

    def clear(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Changes:
    """What a catalogue version differs in from an earlier one. `products` are new or say something else,
    with their offers; `offers` are those of other products' SKUs; `removed` are product ids."""

    version: int
    products: tuple[Product, ...] = ()
    offers: tuple[tuple[str, Offer], ...] = ()
    removed: tuple[str, ...] = ()


class Catalogue(Protocol):
    """Products and offers in SQL."""

    def version(self) -> int:
        """0 before the first publish; grows by one with each."""
        ...

    def publish(self, products: Iterable[Product], *, full: bool) -> Published:
        """All of `products` become visible in one transaction, or none. `full`: what is absent is deleted."""
        ...

    def update_offers(self, offers: Mapping[str, Offer]) -> Published:
        """Give these SKUs these offers, in one transaction, without their products: prices and stock change
        many times a day. BadRequest, before anything changes, names a SKU that is not in the catalogue."""
        ...

    def changes(self, since: int) -> Changes | None:
        """What changed after version `since`; None when that is too long ago to tell."""
        ...

    def products(self, skus: Sequence[str]) -> dict[str, Product]:
        """The products that hold these SKUs, by SKU asked; unknown SKUs are left out."""
        ...

    def every(self) -> Iterator[Product]:
        """The whole catalogue by product id."""
        ...

    def vectors(self, embedder: str, hashes: Sequence[str]) -> dict[str, Vectors]:
        """Vectors kept for these document hashes, of this embedder; unknown ones are left out."""
        ...

    def keep_vectors(self, embedder: str, vectors: Mapping[str, Vectors]) -> None: ...


class ShopFacts(Protocol):
    """Stores, stock, services, policies, reviews, merchant rules."""

    def replace(
        self,
        *,
        stores: Sequence[Store] | None = None,
        stock: Iterable[StockLevel] | None = None,
        services: Sequence[Service] | None = None,
        policies: Sequence[Policy] | None = None,
        reviews: Iterable[Review] | None = None,
        complements: Sequence[ComplementRule] | None = None,
    ) -> None:
        """Each given kind replaces all of that kind, in one transaction; None leaves it."""
        ...

    def stores(self) -> list[Store]: ...

    def services(self) -> list[Service]: ...

    def policies(self) -> list[Policy]: ...

    def complements(self) -> list[ComplementRule]: ...

    def stock(self, skus: Sequence[str], store_id: str | None = None) -> list[StockLevel]:
        """Levels of these SKUs, at one store or all; a store that does not carry a SKU has no row."""
        ...

    def stocked_at(self, store_id: str) -> dict[str, int]:
        """Every SKU with units on the shelf of this store, and how many."""
        ...

    def reviews(self, skus: Sequence[str]) -> list[Review]: ...


class Shoppers(Protocol):
    """Profiles and behaviour."""

    def profile(self, shopper_id: str) -> Profile | None: ...

    def profiles(self) -> list[Profile]: ...

    def save(self, profile: Profile) -> None: ...

    def record(self, events: Iterable[Mapping[str, Any]]) -> int:
        """Append behaviour events (shopper_id, ts, type, sku...); the count stored."""
        ...

    def export(self, shopper_id: str) -> dict[str, Any]:
        """Everything held on this shopper, JSON-ready; NotFound when nothing is."""
        ...

    def forget(self, shopper_id: str) -> bool:
        """Delete profile, events and sessions; False when there was nothing."""
        ...


class Sessions(Protocol):
    """Conversations. Only `save` writes; an expired session is not found."""

    def create(self, session: Session) -> None: ...

    def load(self, session_id: str, now: datetime) -> Session:
        """NotFound when it never was, has ended or expired."""
        ...

    def save(self, session: Session) -> None: ...

    def delete(self, session_id: str) -> None: ...

    def lock(self, session_id: str) -> AbstractContextManager[None]:
        """One turn at a time in one session."""
        ...

    def remember(
        self, session_id: str, turn_id: str, said: str, events_json: Sequence[Mapping[str, Any]]
    ) -> None:
        """Keep what the shopper said and saw in one turn; a turn id given again is replaced. NotFound."""
        ...

    def history(self, session_id: str) -> list[dict[str, Any]]:
        """The turns kept, oldest first, as {"turn_id", "said", "events"}; they go with the session."""
        ...

    def feedback(self, session_id: str, turn_id: str, rating: str, reason: str) -> None: ...
