"""The one toolbox of a turn: what a mind may do, typed in and typed out.

READ tools look things up and lay a receipt for every fact on `evidence`. WRITE tools change `session`, and
only within what the shopper was shown. Both minds get this desk and nothing else.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from assistant.domain.card import Card, Claim, Reason
from assistant.domain.dialogue import FINDING, Constraint, ProfileChange, Request, Session, Sort
from assistant.domain.events import CartLineView, CartView, Comparison
from assistant.domain.money import Money
from assistant.domain.product import Product
from assistant.domain.store import ComplementRule, Policy, Review, Service, StockLevel, Store
from assistant.domain.text import Language
from assistant.domain.wish import Aim
from assistant.errors import BadRequest, NotAllowed, NotFound
from assistant.fulfilment.stores import store_claims
from assistant.grounding import Evidence
from assistant.lexicon.edible import edible
from assistant.lexicon.foods import is_declared
from assistant.lexicon.opposites import opposed, sides_in
from assistant.lexicon.unnamed import is_unnamed
from assistant.retrieval.search import Hit, Query
from assistant.retrieval.select import SAFETY
from assistant.toolbox import cards as cards_of
from assistant.toolbox.absent import absent
from assistant.toolbox.comparison import compare
from assistant.toolbox.complements import complements_of
from assistant.toolbox.dietary import Fitting, fitting
from assistant.toolbox.profile import applied, diets_taken_back, taken_back
from assistant.toolbox.shop import Shop
from assistant.toolbox.unlabelled import avoided_in, bears
from assistant.toolbox.unwanted import words_unwanted
from prompts import Replies

MOST_COMPARED = 4
_SPARE = 24
"""Further hits looked through where what is left out stands in no index, but only in the records."""
CART_ACTS = frozenset({"cart_add", "cart_change", "reserve"})
"""Intents of a click or a sentence by which a shopper has the cart changed."""


@dataclass(frozen=True, slots=True)
class Results:
    """Cards in rank order, how many fit in all, which constraints were dropped (`relaxed`) and which of them
    empty the result (`bites`); `scores` beside the cards."""

    cards: tuple[Card, ...]
    total: int
    relaxed: tuple[Constraint, ...] = ()
    bites: tuple[Constraint, ...] = ()
    scores: tuple[float, ...] = ()


@dataclass
class Desk:
    """One turn's toolbox. `request` is what code understood; `session` is replaced by each write. shown: SKUs
    that went out; best: of cards for several needs, the first of each; focus: the SKUs spoken of."""

    shop: Shop
    session: Session
    request: Request
    texts: Replies
    evidence: Evidence = field(default_factory=Evidence)
    shown: list[str] = field(default_factory=list)
    best: tuple[str, ...] = ()
    focus: tuple[str, ...] = ()
    degraded: bool = False
    _products: dict[str, Product] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.cart_at_first = self.session.cart

    @property
    def language(self) -> Language:
        return self.request.language

    @property
    def avoid(self) -> frozenset[str]:
        """Allergens nothing recommended may contain or perhaps contain: profile under consent, and what was
        said in this session."""
        said = (*self.session.constraints, *self.request.constraints)
        told = {str(one.value) for one in said if one.facet == "allergen" and one.op == "ne"}
        return (self.session.profile.safe_allergens | told) - taken_back(self.request)

    @property
    def diets(self) -> frozenset[str]:
        """Diets that what goes into the cart has to fit: profile under consent, and what was said in this
        session."""
        said = (*self.session.constraints, *self.request.constraints)
        told = {str(one.value) for one in said if (one.facet, one.op) == ("diet", "eq")}
        kept = self.session.profile.safe_diet | told
        return kept - diets_taken_back(self.request) - {"no_pork"}

    # READ

    def search(
        self,
        text: str,
        constraints: Sequence[Constraint] = (),
        k: int = 6,
        sort: Sort | None = None,
        exclude: frozenset[str] = frozenset(),
        deep: bool = False,
        sure: bool = True,
        guarded: bool = True,
    ) -> Results:
        """READ. Products that fit `text` and every hard constraint, best first, e.g. text="bike helmet".
        `deep`: down to the unlikely ones, to measure a ranking.  `sure`: without goods of other kinds, and
        far-off ones, beside good matches.  guarded=False: whatever this shopper avoids, to know which
        products the words mean; those cards are never held out."""
        if guarded:
            asked = (*constraints, *(one for one in self.left_out() if not _covers(constraints, one)))
        else:
            asked = tuple(one for one in constraints if one.facet not in SAFETY)
        store = self.session.store_id
        unwanted = words_unwanted(asked, self.shop.lexicon)
        unindexed = bool(unwanted or sides_in(text)) or not all(map(is_declared, self.avoid))
        deeper = k + (_SPARE if unindexed else 0)
        query = Query(text, self.language, asked, store, deeper, sort, exclude, deep, sure, self.told(text))
        found = self.shop.searcher.search(query)
        products = self.products([hit.sku for hit in found.hits])
        if unindexed:
            kept = tuple(
                hit
                for hit in found.hits
                if hit.sku in products
                and (not guarded or self.safe(products[hit.sku]))
                and not self._is_named(hit.sku, unwanted)
                and not any(opposed(text, title) for title in products[hit.sku].title.both())
            )
            found = replace(found, hits=kept[:k], total=found.total - len(found.hits) + len(kept))
        reasons = {hit.sku: self._reason(hit, text) for hit in found.hits}
        cards = self.cards([hit.sku for hit in found.hits], reasons, guarded)
        scores = {hit.sku: hit.score for hit in found.hits}
        ranked = tuple(scores[card.sku] for card in cards)
        return Results(cards, found.total, found.relaxed, found.bites, ranked)

    def told(self, query: str) -> str:
        """READ. What the shopper said in whole when `query` was first made of it; "" for a query of ours, and
        for a goal of the table, which knows what it takes."""
        if isinstance(self.request.wish, Aim) and self.request.wish.goal:
            return ""
        if query and (query == self.session.query or self._refines(query)):
            return self.session.told
        finding = self.request.intent in FINDING and query == self.request.query
        return self.request.text if finding else ""

    def _refines(self, query: str) -> bool:
        """Whether goods looked for already are told more of: the remark alone names and describes nothing."""
        running, now = self.session.query.lower().split(), query.lower().split()
        refined = self.request.intent == "refine" and query == self.request.query
        return refined and not (set(running).isdisjoint(now) or is_unnamed(self.request.text.lower()))

    def is_by_use(self, query: str) -> bool:
        """READ. True when the words `query` was made of call the thing by no name but tell its use."""
        return is_unnamed(self.told(query).lower())

    def left_out(self) -> tuple[Constraint, ...]:
        """READ. The conditions of this shopper's safety every search must carry, with the receipt that it
        does; () when nothing is avoided."""
        if self.avoid:
            keys = ",".join(sorted(self.avoid))
            self.evidence_of(
                Claim(keys, record, "allergens.excluded", keys) for record in ("request", "search")
            )
        return tuple(Constraint("allergen", "ne", key, origin="session") for key in sorted(self.avoid))

    def cards(
        self, skus: Sequence[str], reasons: Mapping[str, Reason] | None = None, guarded: bool = True
    ) -> tuple[Card, ...]:
        """READ. Cards of these SKUs, unknown ones and, where `guarded`, those unsafe for this shopper left
        out."""
        products = self.products(skus)
        store = self.session.store_id
        levels = {level.sku: level for level in self.shop.facts.stock(list(products), store)} if store else {}
        made = []
        for sku in dict.fromkeys(skus):
            product = products.get(sku)
            if product is None or (guarded and not self.safe(product)):
                continue
            made.append(self._card(product, sku, levels.get(sku), (reasons or {}).get(sku)))
        return tuple(made)

    def product(self, sku: str) -> Product | None:
        """READ. The product that holds `sku`, e.g. "G-0001"; None when the catalogue has no such SKU."""
        return self.products([sku]).get(sku)

    def products(self, skus: Sequence[str]) -> dict[str, Product]:
        """READ. Products by SKU; each is read from the record once a turn."""
        missing = [sku for sku in dict.fromkeys(skus) if sku not in self._products]
        if missing:
            self._products.update(self.shop.catalogue.products(missing))
            for sku in missing:
                if sku in self._products:
                    self.evidence.titles[sku] = self._products[sku].title.in_(self.language)
        return {sku: self._products[sku] for sku in skus if sku in self._products}

    def safe(self, product: Product) -> bool:
        """False when the product may hold what this shopper avoids (unlabelled.avoided_in)."""
        return not self.avoided_in(product)

    def avoided_in(self, product: Product) -> frozenset[str]:
        """Of what this shopper avoids, what the label names or may name; of something edible without a
        confirmed label, and of foods no label has to name, what the record itself names."""
        return avoided_in(product, self.avoid, self.shop.lexicon)

    def off_diet(self, sku: str, fits: Fitting = "no") -> tuple[str, ...]:
        """READ. The shopper's diets this SKU does not fit, or with fits="unknown" those of which nobody can
        say, with the receipt of each."""
        product = self.product(sku)
        if product is None:
            return ()
        judged = ((diet, fitting(product, sku, diet, self.shop.lexicon)) for diet in sorted(self.diets))
        found = tuple(diet for diet, fit in judged if fit == fits)
        record = f"product:{product.product_id}"
        self.evidence_of(Claim(diet, record, diet, fits, "", sku) for diet in found)
        return found

    def unfit(self, sku: str) -> bool:
        """True when this shopper cannot have it: it may hold what they avoid, or does not fit their diet."""
        product = self.product(sku)
        return product is not None and (not self.safe(product) or bool(self.off_diet(sku)))

    def fact_card(self, sku: str) -> Card | None:
        """READ. The card of one SKU whether or not it is safe: to state facts, never to recommend."""
        product = self.product(sku)
        if product is None:
            return None
        store = self.session.store_id
        levels = self.shop.facts.stock([sku], store) if store else []
        return self._card(product, sku, levels[0] if levels else None, None)

    def absent(self, query: str, results: Results) -> str:
        """READ. What `query` names that none of these products is: almond milk where milk is; else ""."""
        found = self.products([card.sku for card in results.cards]).values()
        return absent(query, found, self.shop.lexicon) if query and results.cards else ""

    def hidden_by_allergens(self, text: str) -> bool:
        """READ. True when `text` names products that are kept back by what this shopper avoids; asked where
        nothing else was found for it."""
        if not self.avoid or not text:
            return False
        found = self.search(text, guarded=False)
        held = any(not self.safe(self._products[card.sku]) for card in found.cards)
        return held and not self.absent(text, found)

    def edible(self, card: Card) -> bool:
        """READ. True when its category is, to the lexicon, something eaten, drunk or put on the skin."""
        product = self.product(card.sku)
        return product is not None and edible(product, self.shop.lexicon)

    def complements(self, skus: Sequence[str], k: int) -> tuple[Card, ...]:
        """READ. What the merchant's rules say goes with these SKUs, with reasons, essentials first."""
        reasons: dict[str, Reason] = {}
        for rule in complements_of(list(self.products(skus).values()), self.shop.facts.complements()):
            reason = Reason(rule.reason.in_(self.language), (f"rule:{rule.rule_id}",))
            for sku in self._ruled(rule):
                reasons.setdefault(sku, reason)
        own = set(skus)
        return self.cards([sku for sku in reasons if sku not in own][:k], reasons)

    def rating(self, sku: str) -> float | None:
        """READ. The rating the merchant states, else the mean of the product's reviews, one decimal, with its
        receipt; None without reviews."""
        reviews, product = self.reviews(sku), self.product(sku)
        if not reviews or product is None:
            return None
        stated = next((one for one in product.attributes.get("rating", ()) if isinstance(one, float)), 0.0)
        mean = stated or round(sum(review.rating for review in reviews) / len(reviews), 1)
        record = f"product:{product.product_id}" if stated else f"reviews:{sku}"
        self.evidence_of([Claim(f"{mean:g}", record, "rating", f"{mean:g}", "", sku)])
        self.evidence_of([Claim(str(len(reviews)), record, "count", str(len(reviews)), "", sku)])
        for review in reviews:
            stars = str(review.rating)
            self.evidence.add(Claim(stars, f"review:{review.review_id}", "rating", stars, "", sku))
        return mean

    def compare(self, skus: Sequence[str]) -> Comparison:
        """READ. Two to four products side by side, differences first."""
        shown = self.cards(list(skus)[:MOST_COMPARED])
        pairs = [(card, self._products[card.sku]) for card in shown]
        return compare(pairs, self.language, self.shop.lexicon, self.texts)

    def stores(self, store_ids: Sequence[str] = ()) -> list[Store]:
        """READ. The named stores in that order, or all."""
        every = self.shop.facts.stores()
        by_id = {store.store_id: store for store in every}
        chosen = [by_id[store_id] for store_id in store_ids if store_id in by_id] if store_ids else every
        for store in chosen:
            self.evidence_of(store_claims(store, self.language))
        return chosen

    def stock(self, skus: Sequence[str], store_id: str | None = None) -> list[StockLevel]:
        """READ. Units per store of these SKUs."""
        levels = self.shop.facts.stock(skus, store_id)
        products = self.products(skus)
        for level in levels:
            if level.sku in products:
                self.evidence_of(cards_of.stock_claims(level, products[level.sku].variant(level.sku)))
        return levels

    def services(self, service_id: str | None = None) -> list[Service]:
        """READ. One service or all, with prices."""
        chosen = [s for s in self.shop.facts.services() if service_id in (None, s.service_id)]
        for service in chosen:
            record = f"service:{service.service_id}"
            self.evidence_of(
                [
                    Claim(
                        service.description.in_(self.language),
                        record,
                        "description",
                        service.description.in_(self.language),
                    )
                ]
            )
            for option in service.options:
                value = cards_of.money_value(option.price)
                text = cards_of.service_option_text(option, self.language, self.texts)
                self.evidence.add(Claim(text, record, f"options.{option.option_id}.price", value))
        return chosen

    def policies(self, policy_ids: Sequence[str] = ()) -> list[Policy]:
        """READ. The shop's own words on these matters; all when none is named."""
        every = {policy.policy_id: policy for policy in self.shop.facts.policies()}
        chosen = [every[one] for one in policy_ids if one in every] if policy_ids else list(every.values())
        for policy in chosen:
            answer = policy.answer.in_(self.language)
            self.evidence_of([Claim(answer, f"policy:{policy.policy_id}", "answer", answer)])
        return chosen

    def reviews(self, sku: str) -> list[Review]:
        """READ. What shoppers wrote of this product, all its variants together, newest first."""
        product = self.product(sku)
        if product is None:
            return []
        written = self.shop.facts.reviews([variant.sku for variant in product.variants])
        for review in written:
            record = f"review:{review.review_id}"
            self.evidence_of(
                [Claim(review.text, record, "text", review.text, review.written.isoformat(), sku)]
            )
        return sorted(written, key=lambda review: review.written, reverse=True)

    def cart_view(self) -> CartView:
        """READ. The cart with today's prices from the record."""
        products = self.products([line.sku for line in self.session.cart.lines])
        lines = []
        for line in self.session.cart.lines:
            product = products.get(line.sku)
            price = product.variant(line.sku).offer.price if product else None
            title = product.title.in_(self.language) if product else line.sku
            total = price * line.quantity if price else None
            lines.append(CartLineView(line.sku, title, line.quantity, price, total))
        view = CartView(tuple(lines), _sum([line.line_total for line in lines]))
        for seen in view.lines:
            for name, amount in (("unit_price", seen.unit_price), ("line_total", seen.line_total)):
                if amount:
                    self.claim_money(f"cart:{seen.sku}", name, amount, seen.sku)
            self.claim_quantity(seen.sku, seen.quantity)
        if view.total:
            self.claim_money("cart", "total", view.total, None)
        return view

    # WRITE

    def cart_put(self, sku: str, quantity: int) -> CartView:
        """WRITE. Set `sku` to `quantity` units, 0 takes it out. NotAllowed when the shopper did not ask for a
        change of the cart this turn, and for a SKU this session has not seen; NotFound when the catalogue has
        dropped it, BadRequest for a quantity a cart cannot hold."""
        if self.request.intent not in CART_ACTS and self.request.answer != "yes":
            raise NotAllowed(
                "the shopper did not ask for a change of the cart; offer it and wait for their yes"
            )
        if not self.seen(sku):
            raise NotAllowed(f"SKU {sku!r} was not shown in this session; show it first")
        if quantity and self.product(sku) is None:
            raise NotFound(f"SKU {sku!r} is no longer in the catalogue; search for another")
        self.claim_quantity(sku, quantity)
        self.claim_quantity(sku, abs(quantity - self.session.cart.quantity(sku)))
        try:
            self.session = replace(self.session, cart=self.session.cart.put(sku, quantity))
        except ValueError as error:
            raise BadRequest(str(error)) from error
        # The receipt of the deed: without it nobody may say that the cart was changed.
        self.evidence.add(Claim(str(quantity), f"cart:{sku}", "quantity", str(quantity), "", sku))
        return self.cart_view()

    def seen(self, sku: str) -> bool:
        """Shown in this session, or another size or colour of a product that was; or the one a yes of this
        turn is to."""
        seen = self.session.seen() | set(self.shown)
        if self.request.answer == "yes" and self.session.pending and self.session.pending.kind == "add":
            seen |= set(self.session.pending.choices)
        product = self.product(sku)
        return sku in seen or (product is not None and any(one.sku in seen for one in product.variants))

    def change_profile(self, changes: Sequence[ProfileChange], health_consent: bool = False) -> None:
        """WRITE. Apply `changes` to the shopper's profile; allergens and diet only with consent, given now or
        before. A guest's profile lives in the session alone."""
        profile = applied(self.session.profile, changes, health_consent)
        self.session = replace(self.session, profile=profile)
        self.claim_profile([(change.field, change.value) for change in changes])
        if not profile.guest:
            self.shop.shoppers.save(profile)

    def choose_store(self, store_id: str) -> None:
        """WRITE. Shop at this store from now on, at none for ""; NotFound when there is none such."""
        if store_id and store_id not in {store.store_id for store in self.shop.facts.stores()}:
            raise NotFound(f"store {store_id!r} is not one of ours; pick one from the list of stores")
        self.session = replace(self.session, store_id=store_id or None)

    def mark_shown(self, cards: Sequence[Card]) -> None:
        """Remember that these cards went out: references and write tools build on it."""
        self.shown += [card.sku for card in cards if card.sku not in self.shown]

    def evidence_of(self, claims: Iterable[Claim]) -> None:
        for claim in claims:
            self.evidence.add(claim)

    def claim_profile(self, facts: Sequence[tuple[str, str]]) -> None:
        """A receipt for what the profile holds."""
        record = f"profile:{self.session.profile.shopper_id or 'guest'}"
        self.evidence_of([Claim(value, record, name, value) for name, value in facts])

    def claim_quantity(self, sku: str, quantity: int) -> None:
        """The receipt of a cart line."""
        self.evidence.add(Claim(str(quantity), f"cart:{sku}", "quantity", str(quantity), "", sku))

    def claim_money(self, record: str, name: str, amount: Money, sku: str | None) -> None:
        now = self.shop.clock().isoformat()
        text = amount.format(self.language)
        self.evidence.add(Claim(text, record, name, cards_of.money_value(amount), now, sku))

    def _is_named(self, sku: str, words: Sequence[str]) -> bool:
        """Whether the product's name says any of `words`, in either language, and not that it lacks them."""
        product = self._products.get(sku)
        title = " ".join(product.title.both()).lower() if product else ""
        forms = {
            form.lower()
            for word in words
            for concept in self.shop.lexicon.of(word)
            for form in (*concept.ko[:1], *concept.en[:1])
        }
        return any(bears(title, form) for form in {*words, *forms})

    def _ruled(self, rule: ComplementRule) -> list[str]:
        if rule.then_type == "sku":
            return [rule.then_value]
        leaf = rule.then_value.split(" > ")[-1]
        found = self.search(leaf, (Constraint("category", "eq", rule.then_value, origin="session"),), k=2)
        return [card.sku for card in found.cards if not found.relaxed]

    def _card(self, product: Product, sku: str, level: StockLevel | None, reason: Reason | None) -> Card:
        variant = product.variant(sku)
        card = cards_of.card_of(product, variant, self.language, self.shop.lexicon, level, reason)
        self.evidence_of([*cards_of.claims_of(card, product, self.language)])
        if level:
            self.evidence_of(cards_of.stock_claims(level, variant))
        return card

    def _reason(self, hit: Hit, text: str) -> Reason:
        """The strongest signal in words. A name is said to match only when a word asked for stands in it."""
        product = self._products.get(hit.sku)
        title = " ".join(product.title.both()).lower() if product else ""
        named = any(len(word) > 1 and word.rstrip("s") in title for word in text.lower().split())
        for signal in hit.signals:
            kind = signal.split(":", 1)[0]
            if kind == "title" and not named:
                kind = "meaning"
            if f"reason.{kind}" in self.texts.texts:
                return Reason(self.texts.say(f"reason.{kind}"), hit.signals)
        return Reason("", hit.signals)


def _covers(constraints: Sequence[Constraint], one: Constraint) -> bool:
    return any((c.facet, c.op, c.value) == (one.facet, one.op, one.value) for c in constraints)


def _sum(amounts: Sequence[Money | None]) -> Money | None:
    if not amounts or any(amount is None for amount in amounts):
        return None
    known = [amount for amount in amounts if amount is not None]
    if len({amount.currency for amount in known}) > 1:
        return None
    return Money(sum(amount.minor for amount in known), known[0].currency)
