# ruff: noqa: E501 - word lists: one line each reads best
"""Words for people by what they are to the shopper: my wife, 장모님."""

MEN_KO = "남편|남친|남자친구|신랑|아빠|아버지|아버님|할아버지|오빠|삼촌|시아버지|장인어른|장인|사위|형부|매형|외삼촌"
WOMEN_KO = "아내|와이프|여친|여자친구|신부|집사람|마누라|엄마|어머니|어머님|할머니|언니|누나|이모|고모|숙모|시어머니|장모님|장모|며느리|형수|제수|올케|시누이|처제|처형"
MEN_EN = "husband|hubby|boyfriend|bf|dad|daddy|father|grandpa|grandad|granddad|grandfather|brother|uncle|father-in-law|brother-in-law|son-in-law"
WOMEN_EN = "wife|wifey|girlfriend|gf|mum|mom|mummy|mommy|mother|grandma|granny|nana|grandmother|sister|aunt|auntie|mother-in-law|sister-in-law|daughter-in-law"
_OTHERS = "아들 딸 손자 손녀 son sons grandson nephew daughter daughters granddaughter niece 가족 식구 부모님 부모 친구 조카 동생 여동생 남동생 아이 애기 손주 동료 상사 선생님 사장님 시부모님 처가 시댁 친정 파트너 룸메 룸메이트 이웃 사촌 우리집 parent parents friend friends colleague coworker boss teacher neighbour neighbor cousin roommate flatmate partner fiance fiancee family guest guests kid child children toddler grandkid grandkids grandparent grandparents"
KIN = frozenset((*"|".join((MEN_KO, WOMEN_KO, MEN_EN, WOMEN_EN)).split("|"), *_OTHERS.split()))
"""Words for people by what they are to the shopper, as keys."""
