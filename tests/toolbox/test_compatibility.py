"""What fits is what the record says fits; what it does not say is unknown, never a yes."""

from assistant.domain.product import Offer, Product, Variant
from assistant.domain.text import Text
from assistant.lexicon.devices import load_devices
from assistant.toolbox.compatibility import fits_port, fits_product, names_model


def product(title: str, description: str = "", **attributes: str) -> Product:
    held = {name: (value,) for name, value in attributes.items()}
    variant = Variant(title, Offer(None))
    return Product(title, Text("", title), (variant,), Text("", description), attributes=held)


ROAD, MOUNTAIN, PLAIN = (
    product("Swift", bike_type="road"),
    product("Rocky", bike_type="mountain"),
    product("Chair"),
)
TUBE = product("Inner tube", fits="road, touring")


def test_a_part_fits_what_it_is_declared_for() -> None:
    assert fits_product(TUBE, ROAD).fits is True
    assert fits_product(TUBE, MOUNTAIN).fits is False
    assert fits_product(product("Bell"), ROAD).fits is None
    assert fits_product(product("Strap", compatible_with="Swift"), ROAD).fits is True


def test_a_plug_is_read_from_the_text() -> None:
    devices = load_devices()
    cable = product("Cable", "braided, USB-A to USB-C")
    assert fits_port(cable, "usb-c", devices).fits is True
    assert fits_port(cable, "lightning", devices).fits is False
    assert fits_port(PLAIN, "usb-c", devices).fits is None


def test_a_model_is_named_whole() -> None:
    case = product("Clear case", compatible_models="iPhone 15 / iPhone 15 Pro")
    assert names_model(case, "iPhone 15").fits is True
    assert names_model(case, "iPhone 1").fits is None
