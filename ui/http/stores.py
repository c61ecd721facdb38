"""Stores and their shelves over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from assistant import Assistant
from assistant.domain.events import plain
from assistant.errors import BadRequest, NotFound
from assistant.fulfilment.stores import distance_km
from ui.http import shapes
from ui.http.answers import answer


def routes(assistant: Assistant) -> APIRouter:
    """Where the stores are and what lies on their shelves; open to everybody."""
    router = APIRouter(tags=["stores"], responses=shapes.PROBLEMS)

    @router.get("/v1/stores", responses={200: {"model": shapes.StoresOut}})
    def stores(
        lat: Annotated[float | None, Query(ge=-90, le=90, allow_inf_nan=False)] = None,
        lon: Annotated[float | None, Query(ge=-180, le=180, allow_inf_nan=False)] = None,
    ) -> Response:
        """Every store; nearest first when a position is given."""
        every = assistant.stores()
        if (lat is None) != (lon is None):
            raise BadRequest("a position needs both lat and lon; send both or neither")
        if lat is None or lon is None:
            return answer({"items": every})
        near = sorted(((distance_km(store, lat, lon), store) for store in every), key=lambda pair: pair[0])
        return answer({"items": [{**plain(store), "distance_km": round(km, 3)} for km, store in near]})

    @router.get("/v1/stores/{store_id}/stock", responses={200: {"model": shapes.StoreStockOut}})
    def stock(store_id: str, sku: Annotated[list[str], Query(min_length=1, max_length=100)]) -> Response:
        """How many of these SKUs (repeat `sku`) lie in this store, where, and as of when."""
        if all(store.store_id != store_id for store in assistant.stores()):
            raise NotFound(f"there is no store {store_id[:60]!r}; GET /v1/stores lists them")
        levels = assistant.facts.stock(list(dict.fromkeys(sku)), store_id)
        return answer({"store_id": store_id, "items": levels})

    return router
