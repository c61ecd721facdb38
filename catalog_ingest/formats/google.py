"""Google Merchant product data: XML (RSS 2.0, Atom and plain element lists), and details in text feeds."""

import io
import re
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from assistant.errors import FeedError
from catalog_ingest.headers import fold
from catalog_ingest.text import absent, plain

GOOGLE = "http://base.google.com/ns/1.0"
_ENTRIES = frozenset({"item", "entry", "product", "offer", "row", "record", "goods"})
_KOREAN_XML = re.compile(
    rb"""^\s*<\?xml[^>]*encoding=["'](?:euc-kr|cp949|ms949|ks_c_5601-1987|windows-949)["'][^>]*\?>""", re.I
)
_HEADINGS = frozenset(
    [
        "imagelink",
        "googleproductcategory",
        "itemgroupid",
        "identifierexists",
        "additionalimagelink",
        "producttype",
        "mpn",
        "unitpricingmeasure",
        "productdetail",
        "salepriceeffectivedate",
        "agegroup",
    ]
)
# A text feed writes "section:name:value"; a comma starts the next one only before such a head.
_DETAIL = re.compile(r"([^:,]*):([^:,]+):(.*?)(?=,[^:,]*:[^:,]+:|$)", re.DOTALL)


def is_google(headings: list[str]) -> bool:
    """True for the headings of a Google text feed."""
    keys = {fold(heading) for heading in headings}
    return {"id", "title"} <= keys and len(keys & _HEADINGS) >= 2


def read_xml(data: bytes, name: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """(number, record) of each item, from 1; repeated elements are lists. Entities are never expanded.
    FeedError when the XML is damaged, declares entities, or holds no items."""
    if match := _KOREAN_XML.match(data):
        try:
            data = b'<?xml version="1.0" encoding="UTF-8"?>' + data[match.end() :].decode("cp949").encode()
        except UnicodeDecodeError as error:
            raise FeedError(
                f"{name}: byte {match.end() + error.start + 1:,} is not CP949; save it as UTF-8"
            ) from error
    number = 0
    try:
        for number, element in enumerate(_entries(data), 1):
            yield number, _record(element)
    except DefusedXmlException as error:
        raise FeedError(
            f"{name}: declares XML entities, which are refused; export the feed without a DTD"
        ) from error
    except (ParseError, ValueError, LookupError) as error:
        raise FeedError(
            f"{name}: item {number + 1:,}: the XML is damaged ({error}); export it again"
        ) from error
    if number == 0:
        raise FeedError(f"{name}: the XML holds no <item>, <entry> or <product>; give a product feed")


def _entries(data: bytes) -> Iterator[Element]:
    inside = 0
    parents: list[Element] = []
    for event, element in iterparse(io.BytesIO(data), events=("start", "end")):
        entry = _local(element.tag) in _ENTRIES and len(parents) > 0
        if event == "start":
            parents.append(element)
            inside += entry
            continue
        parents.pop()
        if not entry:
            continue
        inside -= 1
        if inside == 0:
            yield element
            element.clear()
            parents[-1].remove(element)


def _record(element: Element) -> dict[str, Any]:
    record: dict[str, Any] = {}
    own: set[str] = set()
    for child in element:
        name = _local(child.tag)
        google = isinstance(child.tag, str) and child.tag.startswith(f"{{{GOOGLE}}}")
        if google and name not in own:
            record.pop(name, None)
            own.add(name)
        elif not google and name in own:
            continue
        value = _value(child)
        if absent(value):
            continue
        before = record.get(name)
        record[name] = (
            value if before is None else [*(before if isinstance(before, list) else [before]), value]
        )
    record.update({key: value for key, value in element.attrib.items() if key not in record})
    return with_details(record)


def _value(child: Element) -> Any:
    if len(child):
        inner: dict[str, Any] = {}
        for grand in child:
            inner.setdefault(_local(grand.tag), _value(grand))
        return inner
    text = (child.text or "").strip()
    return text or child.get("href", "")


def with_details(record: dict[str, Any]) -> dict[str, Any]:
    """The record with each product_detail as a value under its own name, beside what is there already."""
    details = record.pop("product_detail", None)
    for name, value in _details(details):
        before = record.get(name)
        if before is None:
            record[name] = value
        elif before != value:
            record[name] = [*(before if isinstance(before, list) else [before]), value]
    highlights = record.get("product_highlight")
    if isinstance(highlights, list) and absent(record.get("description")):
        record["description"] = ". ".join(plain(line) for line in highlights)
    return record


def _details(details: Any) -> Iterator[tuple[str, str]]:
    for detail in details if isinstance(details, list) else [details]:
        if isinstance(detail, dict):
            name, value = detail.get("attribute_name"), detail.get("attribute_value")
            if isinstance(name, str) and isinstance(value, str) and name and value:
                yield name, value
        elif isinstance(detail, str):
            for _, name, value in _DETAIL.findall(detail):
                yield name.strip(), value.strip()


def _local(tag: Any) -> str:
    return str(tag).rpartition("}")[2]
