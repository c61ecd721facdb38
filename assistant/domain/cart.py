"""The cart: SKUs and quantities. Prices are joined from the record each time, never kept here."""

from dataclasses import dataclass

MAX_QUANTITY = 99
MAX_LINES = 50


@dataclass(frozen=True, slots=True)
class CartLine:
    sku: str
    quantity: int


@dataclass(frozen=True, slots=True)
class Cart:
    """Lines in the order they were added; one line per SKU, each quantity 1..MAX_QUANTITY."""

    lines: tuple[CartLine, ...] = ()

    def quantity(self, sku: str) -> int:
        """Units of `sku`, 0 when it is not in the cart."""
        return next((line.quantity for line in self.lines if line.sku == sku), 0)

    def put(self, sku: str, quantity: int) -> "Cart":
        """The cart with `sku` at exactly `quantity`; 0 takes the line out. ValueError outside 0..MAX_QUANTITY
        or past MAX_LINES lines."""
        if not 0 <= quantity <= MAX_QUANTITY:
            raise ValueError(f"quantity {quantity} is not between 0 and {MAX_QUANTITY}")
        if quantity == 0:
            return Cart(tuple(line for line in self.lines if line.sku != sku))
        if self.quantity(sku):
            return Cart(tuple(CartLine(sku, quantity) if line.sku == sku else line for line in self.lines))
        if len(self.lines) >= MAX_LINES:
            raise ValueError(f"the cart holds {MAX_LINES} lines; take one out first")
        return Cart((*self.lines, CartLine(sku, quantity)))

    def add(self, sku: str, quantity: int = 1) -> "Cart":
        """The cart with `quantity` more of `sku`; ValueError as `put`."""
        return self.put(sku, self.quantity(sku) + quantity)
