"""Sums, plans, goals, reviews and deadlines through the public entry, on the demo shop."""

import re
import shutil
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from assistant import Assistant, Settings, open_assistant
from prompts import PromptError, Replies
from tests.minds.conftest import Say
from tests.seen import Events, cards, claims, reply, said


def cart(events: Events) -> list[dict[str, Any]]:
    return [line for event in events if event["type"] == "cart" for line in event["cart"]["lines"]]


@pytest.mark.parametrize(
    ("language", "ask", "budget"),
    [
        ("ko", "4만원으로 3명 저녁 장보기 해줘", 40_000),
        ("ko", "자전거 처음인데 130만원 안으로 한 세트 맞춰줘", 1_300_000),
        ("en", "a complete beginner's cycling kit under 1,000,000 won", 1_000_000),
        ("en", "plan a weekend brunch shopping list for 35,000 won", 35_000),
    ],
)
def test_a_plan_adds_up_and_puts_nothing_in_the_cart(say: Say, language: str, ask: str, budget: int) -> None:
    events = say(language=language)(ask)
    shown = cards(events)
    total = sum(card["price"]["minor"] for card in shown)
    assert len({card["category"] for card in shown}) >= 3
    assert total <= budget
    totals = {claim["value"] for claim in claims(events) if claim["field"].startswith("total")}
    assert {f"{total} KRW", f"{budget - total} KRW"} <= totals
    assert f"{total:,}" in reply(events)
    assert not cart(events)


def test_a_line_is_dropped_and_the_rest_is_added_on_the_shoppers_word(say: Say) -> None:
    turn = say(language="en")
    plan = cards(turn("put together a beginner's cycling kit under 1,000,000 won"))
    dropped, kept = plan[1]["sku"], [plan[0]["sku"], *(card["sku"] for card in plan[2:])]
    assert [card["sku"] for card in cards(turn("drop the second one"))] == kept
    added = {line["sku"] for line in cart(turn("add them all"))}
    assert added == set(kept)
    assert dropped not in added


NUTS = {"tree_nut", "walnut", "pine_nut", "peanut"}


def nutty(shown: list[dict[str, Any]]) -> bool:
    return any(NUTS & {*card["allergens"]["contains"], *card["allergens"]["may_contain"]} for card in shown)


@pytest.mark.parametrize("ask", ["샐러드 만들려면 뭐 사야 해요?", "5만원으로 간식 장보기 해줘"])
def test_a_goal_and_a_plan_keep_to_what_the_shopper_must_avoid(say: Say, ask: str) -> None:
    """The control is a guest: it is the allergy that keeps nuts away, not their absence from the goal."""
    kept, free = cards(say(shopper="p-minji")(ask)), cards(say()(ask))
    assert kept
    assert not nutty(kept)
    assert nutty(free)


def test_a_goal_is_met_by_different_kinds_and_says_what_is_missing(say: Say) -> None:
    events = say()("캠핑 처음인데 뭐가 필요해요?")
    shown = cards(events)
    assert len({card["category"] for card in shown}) >= 3
    assert "침낭" in reply(events)


@pytest.mark.parametrize(
    ("language", "first", "ask", "figure"),
    [
        ("ko", "프로벤트 헬멧 얼마야", "두 개 사면 얼마예요?", "216,000"),
        ("en", "ProVent bike helmet price?", "how much would three of those be?", "324,000"),
        ("ko", "노마드 텐트 얼마예요", "둘이 나누면 얼마야?", "154,600"),
        ("en", "Nomad tent price?", "what would each pay if 4 of us split it?", "77,300"),
        ("ko", "프로벤트 헬멧 얼마야", "20만원에서 이거 사면 얼마 남아?", "92,000"),
        ("en", "ProVent bike helmet price?", "what's left of 150,000 won if I get it?", "42,000"),
    ],
)
def test_sums_are_done_by_code_with_a_receipt(
    say: Say, language: str, first: str, ask: str, figure: str
) -> None:
    turn = say(language=language)
    turn(first)
    events = turn(ask)
    assert figure in reply(events)
    assert any(claim["value"] == f"{figure.replace(',', '')} KRW" for claim in claims(events))


def test_a_share_that_does_not_divide_is_payable(say: Say) -> None:
    turn = say(language="en")
    turn("ProVent bike helmet price?")
    answer = reply(turn("what if 7 of us split it?"))
    share = int(re.findall(r"₩([\d,]+) each", answer)[0].replace(",", ""))
    assert share * 7 >= 108_000 > (share - 1) * 7


def test_reviews_are_counted_not_guessed(say: Say, demo_shop: Assistant) -> None:
    events = say(language="en")("do reviews say the Vertical Journey climbing shoes run small?")
    written = demo_shop.facts.reviews(["ES-011"])
    counted = [claim for claim in claims(events) if claim["record"].startswith("reviews:")]
    assert {claim["value"] for claim in counted if claim["field"] == "count"} == {str(len(written))}
    assert {claim["value"] for claim in counted if claim["field"] == "count.small"} == {"2"}


def test_what_no_review_says_is_said_to_be_unsaid(say: Say) -> None:
    events = say()("버티컬 저니 암벽화 시끄럽다는 후기 있어요?")
    assert not [claim for claim in claims(events) if claim["field"].startswith("count.")]
    assert "없어요" in reply(events)


def test_a_deadline_is_counted_from_the_date_named(say: Say) -> None:
    events = say(language="en")("I got my boots on January 30. Until when can I return them?")
    assert "March 1" in reply(events)
    assert any(claim["record"] == "policy:P-007" for claim in claims(events))


def test_the_first_reply_says_that_it_is_an_ai_and_asking_says_it_again(say: Say) -> None:
    for language, first, ask in (
        ("ko", "우유 있어요?", "사람이에요?"),
        ("en", "any milk?", "are you a human?"),
    ):
        turn = say(language=language)
        assert "AI" in reply(turn(first))
        assert "AI" not in reply(turn("이거 얼마예요?" if language == "ko" else "how much is the first one?"))
        assert "AI" in reply(turn(ask))


def test_a_merchant_changes_texts_and_forbids_topics_without_code(demo_data: Path, tmp_path: Path) -> None:
    own = tmp_path / "texts"
    (own / "ko").mkdir(parents=True)
    (own / "ko" / "replies.toml").write_text('[talk]\nthanks = "또 들러 주이소!"\n', encoding="utf-8")
    (own / "forbidden.toml").write_text(
        '[[topic]]\nwords = ["정치", "election"]\nko = "그 얘기는 매장에서 하지 않아요."\n'
        'en = "We do not talk about that here."\n',
        encoding="utf-8",
    )
    shutil.copytree(demo_data, tmp_path / "shop")

    def clock() -> datetime:
        return datetime.combine(date(2026, 11, 22), datetime.min.time(), UTC)

    with open_assistant(Settings(data_dir=tmp_path / "shop", texts_dir=str(own)), clock) as assistant:
        session_id = assistant.open_session(language="ko").session.session_id

        def turn(text: str) -> str:
            return reply(said(assistant, session_id, text))

        assert "또 들러 주이소!" in turn("고마워요")
        assert "매장에서 하지 않아요" in turn("요즘 정치 어떻게 생각해?")
        assert "do not talk about that" in turn("who will win the election?")


def test_a_text_with_a_field_of_no_use_is_refused(tmp_path: Path) -> None:
    (tmp_path / "ko").mkdir()
    (tmp_path / "ko" / "replies.toml").write_text('[talk]\nthanks = "{wrong}"\n', encoding="utf-8")
    with pytest.raises(PromptError, match="wrong"):
        Replies("ko", str(tmp_path)).say("talk.thanks")


@pytest.mark.parametrize(
    ("language", "turns", "facts"),
    [
        ("en", ["how much are the octopus and the fresh cream together"], ["9,800", "6,980", "16,780"]),
        ("ko", ["문어랑 생크림 합치면 얼마"], ["9,800", "6,980", "16,780"]),
        ("en", ["how much for 2 octopus and 3 carrots"], ["19,600", "4,500", "24,100"]),
        ("ko", ["흑설탕하고 백설탕 가격 알려주세요"], ["2,880", "1,880"]),
        ("ko", ["쌀부침가루랑 부침가루 가격차이가 얼마예요"], ["580"]),
        ("en", ["white sugar vs brown sugar, which is cheaper", "by how much"], ["1,000"]),
    ],
)
def test_prices_of_several_are_said_each_and_together(
    say: Say, language: str, turns: list[str], facts: list[str]
) -> None:
    turn = say(language=language)
    answer = reply([turn(words) for words in turns][-1])
    assert all(fact in answer for fact in facts), answer


def test_two_spoken_of_by_their_places_are_summed(say: Say) -> None:
    turn = say(language="ko")
    listed = cards(turn("헬멧 보여줘"))
    answer = reply(turn("첫번째랑 세번째 얼마예요"))
    prices = [listed[place]["price"]["minor"] for place in (0, 2)]
    assert all(f"{price:,}" in answer for price in (*prices, sum(prices)))
    assert f"{sum(prices):,}" in reply(turn("둘 다 하면 얼마예요"))


@pytest.mark.parametrize(
    ("language", "looked_for", "asked", "fact"),
    [
        ("en", "honeydew melon", "where's it from", r"미국|US"),
        ("en", "bath bombs", "how many in the set", r"Trio"),
        ("en", "trekking poles", "weight?", r"not state|weight"),
        ("en", "bananas", "how long do they keep", r"6 days"),
        ("ko", "두유", "유통기한", r"180"),
        ("ko", "바나나맛 우유", "몇 ml야", r"240"),
        ("ko", "코스탈 위커 소파", "몇인용이죠", r"4인"),
        ("ko", "코스탈 위커 소파", "무슨 색이에요", r"화이트"),
        ("ko", "와일드 루꼴라", "유기농인가요", r"유기농"),
        ("ko", "진한 들기름", "국산 맞죠?", r"국내산"),
        ("ko", "바나나맛 우유", "냉장보관이지?", r"냉장"),
    ],
)
def test_a_question_that_names_nothing_is_asked_of_the_product_in_focus(
    say: Say, language: str, looked_for: str, asked: str, fact: str
) -> None:
    turn = say(language=language)
    first = cards(turn(looked_for))[0]["sku"]
    events = turn(asked)
    assert next(event["intent"] for event in events if event["type"] == "understood") == "ask_product"
    assert re.search(fact, reply(events)), reply(events)
    assert [card["sku"] for card in cards(events)] in ([], [first])
    assert not cart(events)


@pytest.mark.parametrize(
    ("language", "looked_for", "said"),
    [
        ("ko", "헬멧", "빨간색은요"),
        ("en", "helmets", "in red?"),
        ("en", "helmets", "gloves?"),
        ("ko", "헬멧", "장갑은요"),
    ],
)
def test_a_value_or_other_goods_are_no_question_about_the_product_in_focus(
    say: Say, language: str, looked_for: str, said: str
) -> None:
    turn = say(language=language)
    turn(looked_for)
    assert cards(turn(said)), "a list of what is called so"


@pytest.mark.parametrize(
    ("language", "turns", "fact"),
    [
        ("en", ["gps watch", "does the pulse recon have a compass", "altimeter too?"], "altimeter"),
        ("en", ["mountain tire tube", "self sealing?"], "self sealing"),
        ("ko", ["가죽 클로그", "수제인가요"], "수제"),
        ("ko", ["쌀 10kg", "밥맛 어떻대요"], "후기"),
        ("ko", ["카키 스니커즈 270", "세일중인가요"], "108,000"),
        ("en", ["got silken tofu?", "does it need to be in the fridge"], "냉장|chill|refrig"),
    ],
)
def test_what_the_record_has_is_asked_of_it_and_not_looked_for(
    say: Say, language: str, turns: list[str], fact: str
) -> None:
    turn = say(language=language)
    answer = [turn(words) for words in turns][-1]
    assert next(event["intent"] for event in answer if event["type"] == "understood") == "ask_product"
    assert re.search(fact, reply(answer)), reply(answer)


@pytest.mark.parametrize(
    ("language", "asked", "sku", "fact"),
    [
        ("ko", "청경채 유통기한 며칠이에요", "G-0065", "6일"),
        ("en", "honeydew melon origin", "G-0027", "origin"),
        ("ko", "허니듀 멜론 원산지", "G-0027", "미국"),
        ("en", "rustic charm clogs sizes", "L-0080-230", "230"),
    ],
)
def test_a_name_with_a_topic_behind_it_is_a_question(
    say: Say, language: str, asked: str, sku: str, fact: str
) -> None:
    events = say(language=language)(asked)
    assert [card["sku"] for card in cards(events)] == [sku]
    assert fact in reply(events)


@pytest.mark.parametrize(
    ("language", "turns", "sku"),
    [
        ("ko", ["레이스 원피스 소재", "M 있어요?"], "L-0046-M"),
        ("en", ["rustic charm clogs sizes", "240?"], "L-0080-240"),
    ],
)
def test_a_size_alone_is_asked_of_the_product_spoken_of(
    say: Say, language: str, turns: list[str], sku: str
) -> None:
    turn = say(language=language)
    assert [card["sku"] for card in cards([turn(words) for words in turns][-1])] == [sku]


def test_two_that_are_called_so_are_held_side_by_side(say: Say) -> None:
    events = say(language="en")("what's the difference between the two carbon trekking poles")
    compared = [event for event in events if event["type"] == "comparison"]
    assert [len(event["skus"]) for event in compared] == [2]


@pytest.mark.parametrize(
    ("language", "turns", "fact"),
    [
        ("ko", ["독감 예방접종 얼마예요", "용산점은 몇 시까지 해요?"], "24시간"),
        ("en", ["how much is a flu shot", "what time does yongsan close"], "24 hours"),
        ("en", ["how much is a haircut", "can i do it in mapo"], "Mapo"),
        ("ko", ["소이 캔들", "소이 캔들 향 진하대요?"], "향이 약"),
    ],
)
def test_hours_after_a_service_and_reviews_of_a_scent(
    say: Say, language: str, turns: list[str], fact: str
) -> None:
    turn = say(language=language)
    assert fact in reply([turn(words) for words in turns][-1])


def test_and_now_after_a_change_of_the_cart_is_its_total(say: Say) -> None:
    turn = say(language="en")
    turn("bananas")
    turn("add two of the first")
    assert "5,000" in reply(turn("and now?"))


@pytest.mark.parametrize(
    ("turns", "fact"),
    [
        (["songpa store parking?", "phone number"], "02-0000-0055"),
        (["how much is a haircut", "how long does it take"], "40 min"),
    ],
)
def test_what_follows_a_store_or_a_service_stays_with_it(say: Say, turns: list[str], fact: str) -> None:
    turn = say(language="en")
    answer = reply([turn(words) for words in turns][-1])
    assert fact in answer
    assert "Ilsan is 031" not in answer


def test_what_is_no_food_for_a_diet_is_told_with_what_is_in_it(say: Say) -> None:
    turn = say("en")
    turn("what kimchi have you got?")
    told = reply(turn("Could a vegan eat the 2.3 kg whole-cabbage kind?"))
    assert "not vegan" in told
    assert "shrimp" in told
