"""Search and products over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from assistant import Assistant
from assistant.domain.text import Language
from ui.http import shapes
from ui.http.answers import answer
from ui.http.bodies import well_formed
from ui.shapes import conditions, product_json, search_json

MAX_MINOR = 10**15


def routes(assistant: Assistant) -> APIRouter:
    """Search and product pages; open to everybody, like the shop's shelves."""
    router = APIRouter(tags=["catalogue"], responses=shapes.PROBLEMS)

    @router.get("/v1/search", responses={200: {"model": shapes.SearchOut}})
    def search(
        q: Annotated[str, Query(max_length=20_000)] = "",
        k: Annotated[int, Query(ge=1, le=100)] = 10,
        lang: Language | None = None,
        store: Annotated[str | None, Query(max_length=200)] = None,
        max_price: Annotated[int | None, Query(ge=0, le=MAX_MINOR, description="minor units")] = None,
        min_price: Annotated[int | None, Query(ge=0, le=MAX_MINOR, description="minor units")] = None,
        facet: Annotated[list[str], Query(max_length=20, description="name:value, repeatable")] = [],  # noqa: B006
    ) -> Response:
        """Products for these words under these conditions, best first."""
        found = assistant.search(
            well_formed(q),
            language=lang,
            k=k,
            store_id=store,
            constraints=conditions(facet, ":", min_price=min_price, max_price=max_price),
        )
        return answer(search_json(found))

    # A SKU may hold a slash.
    @router.get("/v1/products/{sku:path}", responses={200: {"model": shapes.ProductOut}})
    def product(sku: str, lang: Language | None = None) -> Response:
        """One product: its card, all its variants' offers, stock by store, and the receipts."""
        return answer(product_json(sku, assistant.product(sku, lang)))

    return router
