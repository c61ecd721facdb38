"""What a shopper likes and dislikes, as conditions of a search."""

from assistant.domain.dialogue import Constraint
from assistant.domain.shopper import Profile
from assistant.understanding.terms import key_of
from assistant.understanding.vocabulary import Vocabulary


def tastes(profile: Profile, vocabulary: Vocabulary) -> tuple[Constraint, ...]:
    """Dislikes as soft conditions and the spice limit as a hard one, when personalisation is on or the
    shopper is a guest who said so in this session."""
    if not (profile.consents.personalisation or profile.guest):
        return ()
    found: list[Constraint] = []
    if profile.max_spicy is not None and "spicy_level" in vocabulary.carrying:
        found.append(Constraint("spicy_level", "le", profile.max_spicy, origin="profile"))
    for dislike in profile.dislikes:
        if dislike == "spicy" and profile.max_spicy is None and "spicy_level" in vocabulary.carrying:
            found.append(Constraint("spicy_level", "le", 1, hard=False, origin="profile"))
        for sense in vocabulary.terms.get(key_of(dislike), ()):
            if sense.kind == "facet" and sense.facet != "diet":
                found.append(Constraint(sense.facet, "ne", sense.value, hard=False, origin="profile"))
                break
    return tuple(found)
