"""The agent mind over real HTTP: what reaches the shopper, whatever the model writes."""

from collections.abc import Iterator
from time import perf_counter

import pytest

from assistant import Assistant
from assistant.domain.events import Event, Products, TextDelta
from assistant.minds import agent_loop, agent_said, agent_tools
from assistant.toolbox.desk import Desk
from prompts import Replies
from tests.agent.openai_server import Calls, Fails, Hangs, Reply, Says, Server
from tests.agent.talking import Talk, search, show


def test_tools_then_cards_then_grounded_words_in_korean(ko: Talk, model: Server) -> None:
    answer = "현미 쌀과자 담백한맛을 골랐어요. 3,000원이에요. 매일 드시기 편해요."
    with model.play(search("과자"), show("RICE-1", reasons=["담백해서 매일 먹기 편해요"]), Says(answer)):
        turn = ko.say("과자 추천해 줘")
    assert turn.skus == ["RICE-1"]
    assert turn.text.strip() == answer
    assert (turn.done.mind, turn.done.degraded) == ("agent", False)
    first_text = next(i for i, one in enumerate(turn.events) if isinstance(one, TextDelta))
    assert any(isinstance(one, Products) for one in turn.events[:first_text])
    (card,) = [card for one in turn.events if isinstance(one, Products) for card in one.items]
    assert card.reason.text == "담백해서 매일 먹기 편해요"
    assert card.price is not None
    assert card.price.minor == 3000


def test_tools_then_cards_then_grounded_words_in_english(en: Talk, model: Server) -> None:
    answer = "I picked the Mountain Bike Helmet Black. It costs ₩35,000."
    with model.play(search("helmet"), show("HELM-1"), Says(answer, size=1)):
        turn = en.say("recommend a bike helmet please")
    assert turn.skus == ["HELM-1"]
    assert turn.text.strip() == answer
    assert turn.done.mind == "agent"


@pytest.mark.parametrize(("language", "ask"), [("ko", "자전거 헬멧 보여줘"), ("en", "show me a bike helmet")])
def test_a_first_turn_says_that_an_ai_talks_and_each_what_to_say_next(
    language: str, ask: str, shop: Assistant, model: Server
) -> None:
    talk, plain = Talk(shop, language), "튼튼해 보여요." if language == "ko" else "It looks sturdy."
    with model.play(
        search("helmet"), show("HELM-1"), Says(plain), search("helmet"), show("HELM-1"), Says(plain)
    ):
        first, second = talk.say(ask), talk.say(ask)
    notice = Replies(language).say("talk.ai_notice")  # type: ignore[arg-type]
    assert notice in first.done.text
    assert notice not in second.done.text
    assert first.suggestions
    assert second.suggestions


LIES = [
    ("ko", "산악자전거 헬멧 블랙은 19,900원이에요.", "튼튼해 보여요."),
    ("ko", "헬멧은 지금 3개 남았어요.", "튼튼해 보여요."),
    ("ko", "배송은 무료예요.", "튼튼해 보여요."),
    ("en", "The Mountain Bike Helmet Black is just $29.", "It looks sturdy."),
    ("en", "It is half price today.", "It looks sturdy."),
    ("en", "It comes with a 2-year warranty.", "It looks sturdy."),
]


@pytest.mark.parametrize(("language", "lie", "plain"), LIES)
def test_an_invented_figure_never_reaches_the_shopper(
    language: str, lie: str, plain: str, shop: Assistant, model: Server
) -> None:
    talk = Talk(shop, language)
    ask = "자전거 헬멧 추천해 줘" if language == "ko" else "recommend a bike helmet please"
    with model.play(search("helmet"), show("HELM-1"), Says(f"{plain} {lie}", size=2)):
        turn = talk.say(ask)
    assert turn.skus == ["HELM-1"]
    assert turn.text.strip() == plain
    assert lie not in turn.text


def test_control_without_grounding_the_lie_would_show(
    ko: Talk, model: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(agent_said, "check", lambda *_: ())
    monkeypatch.setattr("assistant.turn.check", lambda *_: ())
    lie = "산악자전거 헬멧 블랙은 19,900원이에요."
    with model.play(search("헬멧"), show("HELM-1"), Says(lie)):
        turn = ko.say("자전거 헬멧 추천해 줘")
    assert lie in turn.text


SNACKS = (
    "현미 쌀과자",
    "brown rice cracker",
    "수제 약과",
    "honey cookie",
    "땅콩 과자",
    "roasted peanut snack",
)
LOOK = Calls([("search_products", {"query": query}) for query in SNACKS])
PROPOSED = show("NUT-1", "RICE-1", "OLD-1")


@pytest.mark.parametrize(
    ("language", "ask"), [("ko", "땅콩 없는 과자 추천해 줘"), ("en", "recommend biscuits without peanuts")]
)
def test_an_allergen_product_the_model_proposes_is_never_shown(
    language: str, ask: str, shop: Assistant, model: Server
) -> None:
    talk = Talk(shop, language)
    words = (
        "땅콩이 들어 있지 않아서 안심하고 드실 수 있어요."
        if language == "ko"
        else "It is nut-free and safe for you."
    )
    with model.play(LOOK, PROPOSED, Says(words)):
        turn = talk.say(ask)
    assert "NUT-1" not in turn.skus
    assert {"RICE-1", "OLD-1"} <= set(turn.skus)
    assert words not in turn.text
    # The label of OLD-1 is unknown: code says so, whatever the model forgets.
    assert ("약과" if language == "ko" else "Honey Cookie") in turn.text


@pytest.mark.parametrize(("language", "ask"), [("ko", "과자 추천해 줘"), ("en", "recommend biscuits")])
def test_control_without_an_allergy_it_is_shown(
    language: str, ask: str, shop: Assistant, model: Server
) -> None:
    with model.play(LOOK, PROPOSED, Says("맛있어요." if language == "ko" else "They taste good.")):
        turn = Talk(shop, language).say(ask)
    assert turn.skus == ["NUT-1", "RICE-1", "OLD-1"]


def test_what_was_shown_before_an_allergy_was_told_is_not_shown_again(
    ko: Talk, model: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No search stands before a SKU the model has seen, only the label: without that, the control, it is."""
    with model.play(LOOK, PROPOSED, Says("맛있어요.")):
        assert "NUT-1" in ko.say("과자 추천해 줘").skus
    with model.play(show("NUT-1", "RICE-1"), Says("맛있어요.")):
        assert ko.say("땅콩 없는 과자 추천해 줘").skus == ["RICE-1"]
    monkeypatch.setattr(Desk, "safe", lambda *_: True)
    with model.play(show("NUT-1", "RICE-1"), Says("맛있어요.")):
        assert ko.say("땅콩 없는 과자 추천해 줘").skus == ["NUT-1", "RICE-1"]


def test_a_sku_no_tool_returned_is_dropped(ko: Talk, model: Server) -> None:
    with model.play(
        search("헬멧"), show("HELM-1", "RICE-1", "GHOST-9"), Says("이 헬멧이 잘 맞아요.")
    ) as played:
        turn = ko.say("자전거 헬멧 추천해 줘")
        assert "GHOST-9" in played.tool_results()[-1]
    assert turn.skus == ["HELM-1"], "RICE-1 is real, and was never found either"


def test_a_reason_with_an_invented_price_is_dropped(ko: Talk, model: Server) -> None:
    with model.play(search("헬멧"), show("HELM-1", reasons=["단돈 9,900원"]), Says("이 헬멧이 잘 맞아요.")):
        turn = ko.say("자전거 헬멧 추천해 줘")
    (card,) = [card for one in turn.events if isinstance(one, Products) for card in one.items]
    assert "9,900" not in card.reason.text


def test_the_cart_changes_only_when_the_shopper_asks(ko: Talk, model: Server) -> None:
    put = Calls([("set_cart", {"sku": "HELM-1", "quantity": 1})])
    with model.play(
        search("헬멧"), show("HELM-1"), put, Says("장바구니에 담았어요. 이 헬멧이 잘 맞아요.")
    ) as played:
        turn = ko.say("자전거 헬멧 추천해 줘")
        assert "Final" in played.tool_results()[-1]
    assert not turn.cart
    assert "담았" not in turn.text
    assert not ko.shop.cart(ko.id).lines

    with model.play(put, Says("장바구니에 담았어요.")):
        turn = ko.say("그거 장바구니에 담아 줘")
    assert turn.cart == {"HELM-1": 1}
    assert "담았어요" in turn.text


def test_an_unseen_sku_does_not_enter_the_cart(ko: Talk, model: Server) -> None:
    with model.play(search("헬멧"), show("HELM-1"), Says("이 헬멧이 잘 맞아요.")):
        ko.say("자전거 헬멧 추천해 줘")
    put = Calls(
        [("set_cart", {"sku": "NUT-1", "quantity": 1}), ("set_cart", {"sku": "HELM-1", "quantity": 40})]
    )
    with model.play(put, Says("담지 못했어요.")):
        turn = ko.say("그거 장바구니에 담아 줘")
    assert not turn.cart
    assert not ko.shop.cart(ko.id).lines


def test_policies_are_said_as_the_record_says_them(en: Talk, model: Server) -> None:
    answer = "Delivery is free for orders of 40,000 won or more, otherwise it costs 3,500 won."
    with model.play(Calls([("shop_policies", {})]), Says(f"{answer} Returns are free for 90 days.")):
        turn = en.say("How much is delivery?")
    assert turn.text.strip() == answer


FAILURES: list[tuple[str, list[Reply]]] = [
    ("unauthorised", [Fails(401)]),
    ("rate limited", [Fails(429)]),
    ("rate limited for a while", [Fails(429, retry_after=7)]),
    ("broken", [Fails(500)]),
    ("silent", [Hangs()]),
    ("keep-alive only", [Hangs(keep_alive=True)]),
    ("cut before a sentence", [Says("이 헬멧이 정말", cut=3)]),
    ("malformed tool arguments", [Calls([("search_products", "query = 헬멧")])]),
    ("nothing true", [Says("헬멧은 1,000원이고 오늘 배송돼요.")]),
    ("empty", [Says("")]),
]


@pytest.mark.parametrize(("name", "replies"), FAILURES, ids=[name for name, _ in FAILURES])
@pytest.mark.parametrize(
    ("language", "ask"), [("ko", "자전거 헬멧 추천해 줘"), ("en", "recommend a bike helmet")]
)
def test_the_embedded_mind_answers_when_the_model_cannot(
    name: str, replies: list[Reply], language: str, ask: str, shop: Assistant, model: Server
) -> None:
    talk = Talk(shop, language)
    started = perf_counter()
    with model.play(*replies):
        turn = talk.say(ask)
    assert perf_counter() - started < 4.0
    assert (turn.done.mind, turn.done.degraded) == ("embedded", True)
    assert "HELM-1" in turn.skus
    assert turn.text.strip()


def test_a_failure_after_the_cards_ends_the_answer_cleanly(ko: Talk, model: Server) -> None:
    with model.play(search("헬멧"), show("HELM-1"), Says("이 헬멧이 잘 맞아요. 그리고 또 하나는", cut=8)):
        turn = ko.say("자전거 헬멧 추천해 줘")
    assert turn.skus == ["HELM-1"]
    assert "또 하나" not in turn.text
    assert turn.text.strip()
    assert turn.done.mind == "agent"
    assert turn.done.degraded


def test_a_hang_after_the_cards_still_ends_within_the_deadline(en: Talk, model: Server) -> None:
    started = perf_counter()
    with model.play(search("helmet"), show("HELM-1"), Says("A fine helmet for you. And", hang=6)):
        turn = en.say("recommend a bike helmet")
    assert perf_counter() - started < 7.5
    assert turn.skus == ["HELM-1"]
    assert turn.text.strip()


def test_half_a_write_is_not_carried_out(ko: Talk, model: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing but the cut stands in its way here: the control, the same call whole, is carried out."""
    with model.play(search("헬멧"), show("HELM-1"), Says("이 헬멧이 잘 맞아요.")):
        ko.say("자전거 헬멧 추천해 줘")
    monkeypatch.setattr(agent_tools, "orders", lambda desk: {"HELM-1": 1})
    monkeypatch.setattr("assistant.toolbox.desk.CART_ACTS", ("cart_show",))
    written = '{"sku": "HELM-1", "quantity": 1'
    with model.play(Calls([("set_cart", written)], cut=True)):
        turn = ko.say("장바구니에 뭐가 있지?")
    assert (turn.done.mind, turn.done.degraded) == ("embedded", True)
    assert not ko.shop.cart(ko.id).lines
    with model.play(Calls([("set_cart", written + "}")]), Says("여기 있어요.")):
        ko.say("장바구니에 뭐가 있지?")
    assert [line.sku for line in ko.shop.cart(ko.id).lines] == ["HELM-1"]


def test_tool_rounds_are_capped(ko: Talk, model: Server) -> None:
    rounds = [search(f"헬멧 {n}") for n in range(agent_loop.MOST_ROUNDS)]
    with model.play(*rounds, Says("마음에 드는 걸 말씀해 주세요.")) as played:
        ko.say("자전거 헬멧 추천해 줘")
        assert "tools" not in played.requests[-1]
        assert "tools" in played.requests[-2]


@pytest.mark.parametrize("arguments", ['{"words": "헬멧"}', '{"query": }{', "{}"])
def test_a_bad_call_can_be_corrected(arguments: str, ko: Talk, model: Server) -> None:
    bad = Calls([("search_products", arguments)])
    with model.play(bad, search("헬멧"), show("HELM-1"), Says("이 헬멧이 잘 맞아요.")):
        turn = ko.say("자전거 헬멧 추천해 줘")
    assert turn.skus == ["HELM-1"]


def test_what_the_model_reads_is_fenced_and_holds_no_secret(ko: Talk, model: Server) -> None:
    with model.play(search("헬멧"), show("HELM-1"), Says("이 헬멧이 잘 맞아요.")) as played:
        ko.say("자전거 헬멧 추천해 줘")
        for result in played.tool_results():
            assert result.startswith("<data>")
            assert result.endswith("</data>")
        assert "sk-not-a-secret" not in str(played.requests)
        assert "단골마트" in played.system()


def test_the_talk_so_far_goes_along(ko: Talk, model: Server) -> None:
    with model.play(search("헬멧"), show("HELM-1"), Says("이 헬멧이 잘 맞아요.")):
        ko.say("자전거 헬멧 추천해 줘")
    with model.play(Says("네, 또 말씀해 주세요.")) as played:
        ko.say("고마워")
        roles = [one["role"] for one in played.requests[-1]["messages"]]
        assert roles == ["system", "user", "assistant", "user"]
        assert "HELM-1" in played.system()


def test_health_data_is_decided_without_the_model(ko: Talk, model: Server) -> None:
    with model.play():
        turn = ko.say("나 땅콩 알레르기 있어")
    assert turn.text.strip()
    assert not turn.done.degraded


def test_leaving_early_stops_the_model(ko: Talk, model: Server) -> None:
    with model.play(search("헬멧"), show("HELM-1"), Says("이 헬멧이 잘 맞아요. " * 20)):
        stream: Iterator[Event] = ko.shop.turn(ko.id, "자전거 헬멧 추천해 줘")
        while not isinstance(next(stream), TextDelta):
            pass
        stream.close()  # type: ignore[attr-defined]
    with model.play(Says("네, 계속 도와드릴게요.")):
        assert ko.say("고마워").text.strip()


@pytest.mark.parametrize(
    ("language", "goods", "narrowed", "named"),
    [
        ("ko", "헬멧", "5만원 이하만 보여줘", "현미 쌀과자"),
        ("en", "helmet", "under 50,000 won please", "brown rice cracker"),
    ],
)
def test_a_query_that_names_no_goods_is_of_the_running_ones(
    language: str, goods: str, narrowed: str, named: str, shop: Assistant, model: Server
) -> None:
    """What was not found may not be shown: the rice cracker only where the model's query names it."""
    for query, found in ((narrowed, False), (named, True)):
        talk = Talk(shop, language)
        with model.play(search(goods), show("HELM-1"), Says("네." if language == "ko" else "Yes.")):
            talk.say(goods)
        with model.play(search(query), show("RICE-1"), Says("네." if language == "ko" else "Yes.")):
            turn = talk.say(narrowed)
        assert ("RICE-1" in turn.skus) == found
