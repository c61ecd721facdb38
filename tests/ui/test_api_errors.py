"""What callers do wrong, and what they are told: always a calm problem with a stable code, never a stack."""

import asyncio
import json
import socket
import time
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.exceptions import HTTPException

from tests.ui.conftest import API_KEY
from tests.ui.scripted import Scripted
from ui.http import limits, slow

TURNS = "/v1/sessions/s1/turns"
JSON = {"Content-Type": "application/json"}


def problem(answer: httpx.Response) -> dict[str, Any]:
    """The answer's problem, in the shape every one has."""
    assert answer.headers["content-type"] == "application/problem+json", answer.text
    body = answer.json()
    assert set(body) - {"errors"} == {"type", "title", "status", "code", "detail"}
    assert body["status"] == answer.status_code
    assert body["detail"]
    assert "Traceback" not in answer.text
    assert ".py" not in answer.text
    return dict(body)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 401),
        ({"Authorization": "Bearer wrong"}, 401),
        ({"Authorization": "Basic dDE="}, 401),
        ({"Authorization": "Bearer"}, 401),
        ({"Authorization": "Bearer \xe9"}, 401),
    ],
)
def test_a_session_needs_its_own_token(wire: httpx.Client, headers: dict[str, str], status: int) -> None:
    del wire.headers["Authorization"]
    encoded = {name: value.encode("latin-1") for name, value in headers.items()}
    for method, path in (("GET", ""), ("DELETE", ""), ("GET", "/cart"), ("POST", "/turns")):
        body = {"json": {"text": "a"}} if method == "POST" else {}
        answer = wire.request(method, f"/v1/sessions/s1{path}", headers=encoded, **body)  # type: ignore[arg-type]
        assert answer.status_code == status
        assert problem(answer)["code"] == "unauthorized"
        assert answer.headers["www-authenticate"] == "Bearer"


def test_an_unknown_session_is_not_found(wire: httpx.Client) -> None:
    assert problem(wire.get("/v1/sessions/nobody"))["code"] == "not_found"
    assert wire.get("/v1/sessions/nobody").status_code == 404


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"",
        b"null",
        b"[]",
        b'"text"',
        b'{"text": "\xff\xfe"}',
        b'{"text": NaN}',
        b'{"text": "a", "action": {"type": "more"}}',
        b"{}",
        b'{"text": null}',
        b'{"text": "a", "surplus": 1}',
        b'{"action": {"type": "buy"}}',
        b'{"action": {"type": "cart_add", "sku": "A", "quantity": 1e400}}',
        b'{"action": {"type": "cart_add", "sku": "A", "quantity": 1.5}}',
        b'{"action": {"type": "cart_add", "sku": "A", "quantity": NaN}}',
        b'{"action": {"type": "cart_add", "sku": "A", "quantity": true}}',
        b'{"action": {"type": "cart_add", "sku": "A", "quantity": ' + b"9" * 5000 + b"}}",
        b"[" * 100_000,
        b'{"a":' * 30_000,
    ],
)
def test_bodies_that_do_not_fit_are_named(wire: httpx.Client, scripted: Scripted, body: bytes) -> None:
    answer = wire.post(TURNS, content=body, headers=JSON)
    assert answer.status_code == 400
    assert problem(answer)["code"] in ("bad_request", "bad_json")
    assert scripted.said == []


def test_each_field_at_fault_is_named(wire: httpx.Client) -> None:
    answer = wire.post(TURNS, json={"action": {"type": "buy", "sku": 5, "quantity": 900}})
    said = problem(answer)
    assert {each["field"] for each in said["errors"]} == {"action.type", "action.sku", "action.quantity"}
    assert "900" in said["detail"]


def test_too_many_words_are_told_how_many_are_taken(wire: httpx.Client) -> None:
    assert "at most 20,000 characters" in problem(wire.post(TURNS, json={"text": "a" * 20_001}))["detail"]
    many = [{"sku": "A"}] * 51
    said = problem(wire.put("/v1/sessions/s1/cart", json={"lines": many}))
    assert "at most 50 of them" in said["detail"]


def test_secrets_are_never_echoed(wire: httpx.Client) -> None:
    answer = wire.post("/v1/sessions", json={"shopper_token": "tok-" * 2000, "channel": "web"})
    assert answer.status_code == 400
    assert "tok-tok" not in answer.text
    answer = wire.post("/v1/sessions", json={}, headers={"X-API-Key": API_KEY + "x"})
    assert answer.status_code == 401
    assert API_KEY not in answer.text


@pytest.mark.parametrize("key", ["", "wrong", API_KEY[:-1], "\xe9\xe9"])
def test_a_shopper_id_needs_the_shops_key(wire: httpx.Client, key: str) -> None:
    bare = wire.post("/v1/sessions", json={"shopper_id": "shopper-1"})
    assert (bare.status_code, problem(bare)["code"]) == (403, "not_allowed")
    wrong = wire.post(
        "/v1/sessions", json={"shopper_id": "shopper-1"}, headers={b"X-API-Key": key.encode("latin-1")}
    )
    assert (wrong.status_code, problem(wrong)["code"]) == (401, "unauthorized")


def test_broken_characters_reach_the_assistant_whole(wire: httpx.Client, scripted: Scripted) -> None:
    wire.post(TURNS, content=b'{"text": "\\ud800 \\ud83d\\ude00 \\u0000 \\udc00"}', headers=JSON)
    assert scripted.said == ["\ufffd \U0001f600 \0 \ufffd"]


def test_ten_thousand_characters_pass_however_they_are_written(
    wire: httpx.Client, scripted: Scripted
) -> None:
    words = "😀" * 10_000
    assert wire.post(TURNS, content=json.dumps({"text": words}).encode(), headers=JSON).status_code == 200
    assert scripted.said == [words]


def test_too_large_a_body_is_refused(wire: httpx.Client, scripted: Scripted) -> None:
    large = b'{"text": "' + b"a" * limits.MAX_BYTES + b'"}'
    for content in (large, iter([large[: limits.MAX_BYTES // 2]] * 4)):
        answer = wire.post(TURNS, content=content, headers=JSON)
        assert answer.status_code == 413
        assert problem(answer)["code"] == "too_large"
    assert scripted.said == []


@pytest.mark.parametrize(
    ("method", "path", "status", "allow"),
    [
        ("GET", "/v1/nothing", 404, None),
        ("POST", "/v1/", 404, None),
        ("GET", "/v1", 404, None),
        ("PATCH", "/v1/sessions", 405, "POST"),
        ("POST", "/v1/sessions/s1/cart", 405, "GET, PUT"),
        ("DELETE", "/v1/search", 405, "GET"),
    ],
)
def test_unknown_addresses_and_methods(
    wire: httpx.Client, method: str, path: str, status: int, allow: str | None
) -> None:
    answer = wire.request(method, path)
    assert answer.status_code == status
    assert problem(answer)["code"] == {404: "not_found", 405: "method_not_allowed"}[status]
    assert answer.headers.get("allow") == allow


def test_what_nobody_foresaw_is_a_plain_500(wire: httpx.Client, scripted: Scripted, caplog: Any) -> None:
    def breaks(session_id: str) -> None:
        raise RuntimeError("the shopper said: my secret")

    scripted.cart = breaks  # type: ignore[method-assign, assignment]
    answer = wire.get("/v1/sessions/s1/cart")
    assert (answer.status_code, problem(answer)["code"]) == (500, "internal")
    assert "secret" not in answer.text
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_every_answer_carries_the_security_headers(wire: httpx.Client) -> None:
    for path in ("/v1/nothing", "/healthz", "/docs", "/openapi.json", "/images/none.webp"):
        headers = wire.get(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert "server" not in headers


def test_only_listed_origins_may_call(wire: httpx.Client) -> None:
    asks = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization"}
    mine = wire.options(TURNS, headers={"Origin": "https://shop.example", **asks})
    assert mine.headers["access-control-allow-origin"] == "https://shop.example"
    assert "access-control-allow-credentials" not in mine.headers
    other = wire.options(TURNS, headers={"Origin": "https://evil.example", **asks})
    assert "access-control-allow-origin" not in other.headers
    assert (
        "access-control-allow-origin"
        not in wire.get("/healthz", headers={"Origin": "https://evil.example"}).headers
    )


def test_images_are_served_from_the_data_folder_only(wire: httpx.Client, scripted: Scripted) -> None:
    folder = scripted.settings.data_dir / "images"
    folder.mkdir()
    (folder / "a.webp").write_bytes(b"RIFF")
    (scripted.settings.data_dir / "secret").write_text("s")
    assert wire.get("/images/a.webp").content == b"RIFF"
    for path in ("/images/../secret", "/images/..%2Fsecret", "/images/%2e%2e/secret", "/images//etc/passwd"):
        assert wire.get(path).status_code == 404, path


def test_docs_work_without_a_network(wire: httpx.Client) -> None:
    page = wire.get("/docs").text
    assert "http://" not in page
    assert "https://" not in page
    for asset in ("/docs/assets/swagger-ui.css", "/docs/assets/swagger-ui-bundle.js", "/docs/start.js"):
        assert asset.rsplit("/", 1)[1] in page
        assert wire.get(asset).status_code == 200


@pytest.mark.parametrize("part", [b"", b"POST /v1/sessions HTTP/1.1\r\nHost: x\r\n"])
def test_headers_that_never_come_end_the_connection(
    wire: httpx.Client, monkeypatch: pytest.MonkeyPatch, part: bytes
) -> None:
    monkeypatch.setattr(slow, "HEADER_SECONDS", 0.2)
    with socket.create_connection((wire.base_url.host, wire.base_url.port or 80)) as caller:
        caller.settimeout(5)
        caller.sendall(part)
        assert caller.recv(100) == b""


def test_a_body_that_never_comes_is_a_408() -> None:
    async def waits() -> None:
        async def never() -> Any:
            await asyncio.sleep(60)

        async def read(scope: Any, receive: Any, send: Any) -> None:
            await receive()

        late = limits.BodyLimits(read, seconds=0.05)
        began = time.monotonic()
        with pytest.raises(HTTPException) as raised:
            await late({"type": "http", "headers": []}, never, never)  # type: ignore[arg-type]
        assert raised.value.status_code == 408
        assert time.monotonic() - began < 5

    asyncio.run(waits())


SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)
KEYS = st.sampled_from(["text", "action", "type", "sku", "quantity", "lines", "turn_id", "rating", "x"])
OBJECTS = st.dictionaries(KEYS, SCALARS, max_size=4)
JUNK = SCALARS | st.lists(OBJECTS, max_size=3) | st.dictionaries(KEYS, SCALARS | OBJECTS | st.lists(OBJECTS))


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)
@given(body=st.binary(max_size=200) | JUNK.map(lambda value: json.dumps(value).encode()))
def test_no_body_breaks_the_door(wire: httpx.Client, body: bytes) -> None:
    for method, path in (
        ("POST", TURNS),
        ("POST", "/v1/sessions/s1/feedback"),
        ("PUT", "/v1/sessions/s1/cart"),
    ):
        answer = wire.request(method, path, content=body, headers=JSON)
        if answer.status_code >= 400:
            assert answer.status_code == 400, answer.text
            problem(answer)
