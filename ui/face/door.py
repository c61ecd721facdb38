"""The chat page's conversation with the assistant: payloads of a browser in, pieces of the page out."""

import logging
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from time import monotonic
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from assistant.domain.action import Action
from assistant.domain.dialogue import Session
from assistant.domain.events import Failure, TextDelta
from assistant.domain.text import Language
from assistant.errors import BadRequest, DangolError, NotAllowed, NotFound
from ui.face import clicks
from ui.face.recall import recalled
from ui.face.screen import Screen
from ui.face.turn_view import TurnView
from ui.face.welcome import Welcome
from ui.render import Place, Renderer

if TYPE_CHECKING:
    from assistant import Assistant

log = logging.getLogger(__name__)

RESET = '<i hidden data-reset="{}"></i>'
_BEAT = 0.08
"""Seconds between two redraws while text streams in."""
_MOST_NAMED = 12


class Door:
    """One for all browsers; every call brings its own pass. Nothing here belongs to one shopper."""

    def __init__(self, assistant: "Assistant", renderer: Renderer) -> None:
        self._assistant = assistant
        self._renderer = renderer
        self._welcome = Welcome(assistant, renderer)

    def open(self, held: object, accepted: str = "") -> Screen:
        """The whole page: the conversation the pass belongs to, or a new one in the browser's language."""
        session = self._session_of(held)
        if session is None:
            return self._fresh(language=preferred(accepted))
        place = self._place(session.language)
        turns = [
            self._renderer.turn(view, place, self._titles(view))
            for view in recalled(self._assistant.history(session.session_id))
        ]
        welcome = self._welcome.html(session)
        return self._whole(session, RESET.format(uuid4().hex) + welcome + "".join(turns))

    def turn(self, held: object, payload: Mapping[str, Any]) -> Iterator[Screen]:
        """One turn in the conversation: {"text"} or a click's {"type", ...}, with the page's "key"."""
        said, key = clicks.said(payload), clicks.key(payload, otherwise=uuid4().hex)
        session = self._session_of(held)
        if session is None:
            opened = self._fresh(note=True)
            yield opened
            session = self._session_of(opened.held)
            if session is None or not said:
                return
        view = TurnView(key=key, language=session.language, said=said or clicks.label(payload))
        step: str | Action = said
        if not said and "type" in payload:
            try:
                step = clicks.turn_click(payload)
            except BadRequest:
                yield self._sorry(view, session)
                return
        try:
            yield from self._stream(session, step, view)
        except DangolError as problem:
            log.warning("turn refused: %s", problem.code)
            yield self._sorry(view, session)
        except Exception:
            log.exception("turn failed at the door")
            yield self._sorry(view, session)

    def cart(self, held: object, payload: Mapping[str, Any]) -> Screen:
        """A change of the cart; the conversation stays where it is, the answer is a passing note."""
        session = self._session_of(held)
        if session is None:
            return self._fresh(note=True)
        try:
            view = self._run(session, clicks.cart_click(payload))
        except DangolError as problem:
            log.warning("cart change refused: %s", problem.code)
            view = TurnView(key="", language=session.language)
        wording = self._renderer.wording[session.language]
        note = (view.failure.message if view.failure else view.text) or wording("cart.failed")
        return Screen(
            cart=self._renderer.cart(self._assistant.cart(session.session_id), session.language),
            toast=self._toast(note, session.language),
        )

    def pick(self, held: object, payload: Mapping[str, Any]) -> Screen:
        """A choice in the header: {"type": "language"|"store"|"persona", "value"}. Another persona is another
        session; the cart of the one before stays with that one."""
        session = self._session_of(held)
        if session is None:
            return self._fresh(note=True)
        try:
            return self._picked(session, payload)
        except DangolError as problem:
            log.warning("choice refused: %s", problem.code)
            note = self._renderer.wording[session.language]("page.error")
            return Screen(header=self._header(session), toast=self._toast(note, session.language))

    def rate(self, held: object, payload: Mapping[str, Any]) -> Screen:
        """Thumbs up or down on a turn of one's own. Nothing is redrawn: the button shows the click."""
        if session := self._session_of(held):
            try:
                turn_id, rating = clicks.rating(payload)
                self._assistant.feedback(session.session_id, turn_id, rating, "")
            except DangolError as problem:
                log.warning("rating refused: %s", problem.code)
        return Screen()

    def trouble(self) -> Screen:
        """What the page says when a step failed in a way nobody foresaw."""
        language = self._assistant.settings.language
        return Screen(toast=self._toast(self._renderer.wording[language]("page.error"), language))

    def _picked(self, session: Session, payload: Mapping[str, Any]) -> Screen:
        match payload.get("type"):
            case "persona":
                people = self._personas(session.language)
                return self._fresh(shopper_id=clicks.choice(payload, people), language=session.language)
            case "language":
                language = clicks.language(payload.get("value"))
                self._run(session, Action(type="set_language", value=language))
                session = replace(self._assistant.session(session.session_id), language=language)
                redrawn = self._whole(session, self._welcome.html(session))
                return replace(redrawn, held=None)
            case "store":
                store = clicks.choice(payload, self._place(session.language).stores)
                view = self._run(session, Action(type="set_store", value=store or ""))
                session = self._assistant.session(session.session_id)
                return Screen(
                    header=self._header(session),
                    toast=self._toast(view.text, session.language) if view.text else None,
                )
        raise BadRequest("a choice is of a language, a store or a persona")

    def _stream(self, session: Session, step: str | Action, view: TurnView) -> Iterator[Screen]:
        renderer, places, drawn = self._renderer, {session.language: self._place(session.language)}, 0.0
        for event in self._assistant.turn(session.session_id, step):
            view = view.add(event)
            places.setdefault(view.language, self._place(view.language))
            if not view.done and (not isinstance(event, TextDelta) or monotonic() - drawn >= _BEAT):
                yield Screen(log=renderer.turn(view, places[view.language], self._titles(view)))
                drawn = monotonic()
        now = self._assistant.session(session.session_id)
        turned_over = now.language != session.language
        cart = self._assistant.cart(now.session_id) if view.cart or turned_over else None
        view = replace(view, done=True)
        yield Screen(
            log=renderer.turn(view, places[view.language], self._titles(view)),
            chips=renderer.chips(now.constraints, now.language, self._place(now.language)),
            header=self._header(now),
            composer=renderer.fragment("composer", now.language) if turned_over else None,
            cart=renderer.cart(cart, now.language) if cart else None,
        )

    def _titles(self, view: TurnView) -> dict[str, str]:
        """Names of the products this turn compares or speaks of without showing a card."""
        spoken = [claim.sku for claim in view.claims if claim.sku] if view.done else []
        wanted = dict.fromkeys([*(view.comparison.skus if view.comparison else ()), *spoken])
        missing = [sku for sku in wanted if sku not in {card.sku for card in view.cards}][:_MOST_NAMED]
        titles = {}
        for sku in missing:
            with suppress(NotFound):  # gone from the catalogue since: its SKU has to do
                titles[sku] = self._assistant.product(sku, view.language).card.title
        return titles

    def _run(self, session: Session, step: Action) -> TurnView:
        view = TurnView(key="", language=session.language)
        for event in self._assistant.turn(session.session_id, step):
            view = view.add(event)
        return view

    def _fresh(
        self, *, language: Language | None = None, shopper_id: str | None = None, note: bool = False
    ) -> Screen:
        opened = self._assistant.open_session(channel="web", language=language, shopper_id=shopper_id)
        session = opened.session
        notice = self._renderer.wording[session.language]("page.fresh") if note else ""
        whole = self._whole(session, RESET.format(uuid4().hex) + self._welcome.html(session, notice))
        return replace(whole, held={"session": session.session_id, "token": opened.token})

    def _whole(self, session: Session, conversation: str) -> Screen:
        renderer, language = self._renderer, session.language
        return Screen(
            header=self._header(session),
            log=conversation,
            chips=renderer.chips(session.constraints, language, self._place(session.language)),
            composer=renderer.fragment("composer", language),
            cart=renderer.cart(self._assistant.cart(session.session_id), language),
        )

    def _header(self, session: Session) -> str:
        language = session.language
        return self._renderer.fragment(
            "header",
            language,
            shop=self._welcome.shop(language),
            stores=self._place(session.language).stores,
            store_id=session.store_id or "",
            personas=self._personas(language),
            persona_id="" if session.profile.guest else session.profile.shopper_id,
            count=sum(line.quantity for line in session.cart.lines),
        )

    def _place(self, language: Language) -> Place:
        shop = self._welcome.shop(language)
        names = {store.store_id: store.name.in_(language) for store in self._assistant.stores()}
        # "Dangol Mart Mapo" is "Mapo" on this shop's own page.
        short = {store: name.removeprefix(shop).strip() or name for store, name in names.items()}
        return Place(stores=short, currency=self._welcome.currency)

    def _personas(self, language: Language) -> dict[str, str]:
        people = (profile for profile in self._assistant.personas() if not profile.guest)
        return {person.shopper_id: person.name.in_(language) or person.shopper_id for person in people}

    def _session_of(self, held: object) -> Session | None:
        """The session whose token the browser holds; None when it holds none that is good."""
        if not isinstance(held, Mapping):
            return None
        session_id, token = held.get("session"), held.get("token")
        if not isinstance(session_id, str) or not isinstance(token, str):
            return None
        try:
            self._assistant.check_token(session_id, token)
            return self._assistant.session(session_id)
        except (NotAllowed, NotFound):
            return None

    def _sorry(self, view: TurnView, session: Session) -> Screen:
        sentence = self._renderer.wording[view.language]("page.error")
        failed = replace(view, failure=Failure("error", sentence, retryable=bool(view.said)), done=True)
        return Screen(log=self._renderer.turn(failed, self._place(view.language)))

    def _toast(self, text: str, language: Language) -> str:
        return self._renderer.fragment("toast", language, text=text, nonce=uuid4().hex)


def preferred(accepted: str) -> Language | None:
    """The first of our languages in an Accept-Language header; None when it names neither."""
    for part in accepted.split(","):
        tag = part.split(";")[0].strip().lower()
        if tag.startswith("ko"):
            return "ko"
        if tag.startswith("en"):
            return "en"
    return None
