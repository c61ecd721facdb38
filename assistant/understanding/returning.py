"""Going back to something looked at earlier: 아까 그 자전거로 돌아가서, back to the helmets, 조명 다시 보여줘."""

from dataclasses import replace

from assistant.domain.dialogue import Constraint, Request, Session, Topic
from assistant.understanding.followup import SAFETY, merged
from assistant.understanding.hear import Heard
from assistant.understanding.terms import key_of
from assistant.understanding.vocabulary import Vocabulary


def back(heard: Heard, base: Request, session: Session, vocabulary: Vocabulary) -> Request | None:
    """The earlier request with its conditions and what is said now; None when nothing earlier is meant."""
    if "back" not in heard.cues or heard.cues & {"cart_add", "cart_change"}:
        return None
    topic = _meant(heard, session, vocabulary)
    if topic is None:
        return None
    held = [one for one in topic.constraints if one.facet not in SAFETY]
    conditions = merged(held, _new(heard, topic))
    return replace(
        base,
        intent="refine",
        query=topic.query,
        constraints=(*base.constraints, *conditions),
        sort=heard.sort,
    )


def _meant(heard: Heard, session: Session, vocabulary: Vocabulary) -> Topic | None:
    """The newest topic that speaks of the goods named; without a name the one before the last."""
    topics = session.topics
    if heard.keys:
        return next((one for one in reversed(topics) if _about(one, heard.keys[-1], vocabulary)), None)
    return topics[-2] if len(topics) > 1 else None


def _about(topic: Topic, key: str, vocabulary: Vocabulary) -> bool:
    named = [key_of(word) for word in topic.query.split()]
    if any(key in one or one in key for one in named):
        return True
    here, there = vocabulary.products_for(key), vocabulary.relevant(named)
    return bool(here & there) and 2 * len(here & there) >= min(len(here), len(there))


def _new(heard: Heard, topic: Topic) -> list[Constraint]:
    """What is said now, without the category the topic's own name gave."""
    return [one for one in heard.conditions if one.facet != "category"]
