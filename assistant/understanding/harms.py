# ruff: noqa: E501 - patterns are data: one line each reads best
"""How people say that food does them harm, or that they may not have it: what stands before the foods named,
and what stands behind them; and what, said near a food, tells as much. Read wide: a food kept away for nothing costs a question, one not heard costs more."""

import re

HARM = r"hives|rash(?:es)?|itch(?:y|es|ing)?|swells?|swelling|swollen|anaphyla\w+|epi-?pens?|threw up|throws? up|throwing up|vomit\w*|(?:gets?|got|getting|feels?|felt|fall|falls|fell) (?:really |very |so |terribly )?(?:sick|ill)|throat closes|breaks? out|broke out|hospitali[sz]ed|the (?:er|hospital)|reactions?|reacts?(?: badly)?"
KO_HARM = r"두드러기|탈\s?[이나났]|알레르기|알러지|가려|가렵|간지|토하|토했|토해|구토|설사|숨[이\s을]|호흡|붓|부어|부었|부풀|응급실|병원|쓰러|쇼크|배가?\s?아[프파픕]|배탈|속이?\s?(?:안|뒤|아|불)|입[이술]|목이|온몸|큰일|발진|아토피|올라와|뒤집|반응|아나필락시스|죽|안\s?(?:돼|되|됩)|위험"
_ONE = (
    r"(?:me|us|him|her|them|my (?:\w+ )?\w+|our (?:\w+ )?\w+|the (?:kid|kids|baby|toddler|boy|girl|dog|cat))"
)
_CANNOT = r"(?:can'?t|cannot|can not|could not|couldn'?t|must not|mustn'?t|may not|not allowed to|not able to|unable to|not supposed to)"

EN_AHEAD = (
    r"\b(?:epi-?pens?|anaphyla\w+|sensitiv(?:e|ity|ities)|intoleran(?:t|ce|ces)|reacts?(?: badly| strongly)?|reactions?|reactive) (?:to|for|of|from|against)\s",
    rf"\b{_CANNOT} (?:ever |really |even )?(?:eat|have|drink|consume|tolerate|digest|stomach|process|handle|touch|do(?! without)|go near|be near|be around|get near)\s",
    r"\b(?:doesn'?t|don'?t|does not|do not) (?:ever |really |even )?(?:tolerate|digest|stomach|handle)\s",
    rf"(?:\b(?:gets?|getting|got|has|have|had|having)(?: (?!no\b)\w+)? )?\b(?:{HARM})\b[\w' ]{{0,24}}?\b(?:from|after|when(?:ever)?|if|because of|eating|to)\b(?: (?:i|we|he|she|they|my \w+|eats?|eating|ate|has|have|had|having|drinks?|drinking|drank|touch(?:es)?|tries))*\s",
    r"\ballerg(?:y|ies|ens?|ic)\b(?: \w+){0,3}\s?[:=]\s?",
    r"\b(?:diagnosed|suffers?|suffering) (?:as |with |from )(?:an? )?(?:severe |bad )?(?:allergy|allergic|intolerance|intolerant) (?:to|of)\s",
)
"""English, before the foods."""
EN_BEHIND = (
    r"[\s-](?:allerg(?:y|ies|ic)|intoleran(?:t|ce)|sensitivit(?:y|ies)|sensitive)\b(?! to\b)(?! info)",
    r" (?:thing|issue|issues|problem|problems|trouble)\b[\w', ]{0,12}\b(?:could (?:die|kill)|hospital|allerg\w+|the er)\b",
    rf" (?:just |always |really |will |would |can |could )*(?:sends?|sent|puts?|lands?|landed|takes?|took) {_ONE} (?:\w+ )?(?:in(?:to)?|to) (?:the )?(?:er|a ?& ?e|hospital|emergency|bed)\b",
    rf" (?:always |really |just )?(?:makes?|gives?|made|gave|causes?|triggers?|upsets?|disagrees? with|kills?) {_ONE}\b",
    rf" (?:is|are|'s) (?:a |an |really |very |so |too |absolutely |totally |strictly |literally |pure )*(?:bad|dangerous|poison\w*|toxic|deadly|lethal|fatal|risky|harmful|unsafe|trouble|off limits|off-limits|forbidden|banned|a no[- ]?go|no[- ]?go|no[- ]no|trigger|triggers|allergens?)(?: (?:for|to) {_ONE})?\b(?! free)",
    r" (?:is|are|'s) (?:off|out|not on) (?:the )?(?:table|limits|menu|question)\b",
    r" (?:is|are|'s) (?:out|off)\b(?=[^?]{0,30}\ballerg)",
    rf" (?:don'?t|doesn'?t|do not|does not|never|won'?t) (?:agree|sit well|go down well|mix|get along|get on|work) with {_ONE}\b",
    r" and (?:i|me|he|she|we) (?:don'?t|do not|doesn'?t|never) (?:mix|get along|get on|agree)\b",
    rf"(?: and|,|\?| -|:) (?:gets?|got|getting|no way,? (?:i|he|she)[\w' ]{{0,12}}?)\b[\w' ]{{0,16}}?\b(?:{HARM}|hospital)\b",
)
"""English, behind the foods."""
_KO_OF = r"(?:\s?(?:들어간|들어\s?있는|든|함유된|섞인|묻은)\s?(?:거|것|건|음식|제품)?(?:은|는|을|를|도|만)?|\s?같은\s?(?:거|것|건)?(?:은|는|을|를)?|\s?(?:털|가루|냄새|성분|종류|국물)(?:만|이|을|를|도)?)?(?:류)?(?:은|는|을|를|이|가|도|만|에|에는|한테)?"
_KO_HOW = r"\s?(?:(?:절대로?|전혀|아예|잘|조금만|조금이라도|조금도|살짝만?|소량이라도|조금|많이|좀|날로|생으로|잘못|한\s?입만|아주|너무|진짜|정말|심하게|몸에|저한테|저희한테|나한테|애한테|아이한테)\s?)*"
KO_BEHIND = (
    rf"(?:이|가)?\s?(?:들어간|들어\s?있는|든|함유된|섞인)\s?(?:거|것|건|음식|제품)?(?:은|는|을|를|도|만)?{_KO_HOW}안\s?(?:돼|되|됩)",
    rf"{_KO_OF}{_KO_HOW}(?:못\s?(?:먹|마시|드시|드세|드십|드셔|마셔|드신)(?!었|겠|어\s?[보봤본])|먹지\s?못|입에도?\s?(?:못|안)\s?[대댑댄])",
    rf"{_KO_OF}{_KO_HOW}(?:먹|드시|드셨|마시|닿|들어가|들어\s?있|들어있|섞이|묻|만지|맡)(?:으?면|고|었다가|었더니|었을\s?때|다가|[을ㄹ]?\s?때(?:마다)?|기만\s?(?:하면|해도)|으?신\s?(?:뒤|후)|아도|어도)(?:\s\S{{1,7}}){{0,2}}?\s?(?:{KO_HARM})",
    rf"{_KO_OF}{_KO_HOW}(?:마실|먹을|드실|닿을|만질|먹는)\s?(?:때(?:마다)?|족족)(?:\s\S{{1,7}}){{0,2}}?\s?(?:{KO_HARM})",
    rf"{_KO_OF}{_KO_HOW}(?:안\s?맞|맞지\s?않|안\s?받|받지\s?않|받아들이지|민감|예민|과민|큰일\s?(?:나|난|납)|(?:알레르기|알러지)?\s?반응(?:이|을)?\s?(?:있|와|나|보|일)|금물|독(?:이에요|이야|입니다)|치명|끊(?:어야|으라|으래|었))",
)
"""Korean, behind the foods."""
NEAR = re.compile(
    r"\ballerg(?!en info|ens? list)|\bhospital|\b(?:could|can|will|would|'ll|might|nearly|almost) (?:die|kill)|\bthroat\b|\bepi-?pen|\breacts? badly|\bbad reaction"
    r"|\b(?:stay|steer|keep|keeps|stays|steers) (?:well )?(?:clear|away)\b|\bcut(?:s|ting)? out\b|\bgive up\b|\bcareful with\b|\b(?:doesn'?t|don'?t|does not|do not|can'?t) do\b(?! without)"
    r"|\b(?:nothing|none) (?:that |which )?(?:may |might |could )?(?:contains?|has|have|with)\b|\b(?:leave|leaves|leaving) out\b|\bmedical reasons?\b|\bdoctor\b|\b(?:must|should|have to|has to|need to|needs to) avoid\b"
    r"|두드러기|(?:알레르기|알러지)(?!\s?(?:정보|표시|성분|유발))|응급실|쇼크|발진|가려워|가렵|빨개|붓거든|부어|위험(?:해|하|합)|반응(?:해|하|이)|체질|일절|소화\s?(?:를|가)?\s?(?:못|안)|(?:먹|마시|드시|먹이)[을ㄹ]?\s?수가?\s?(?:없|가?\s?없)|먹을\s?수(?:가|는)?\s?없|못\s?(?:먹|드|마시|마셔|먹여|먹이)(?!었|겠|어\s?[보봤본])|피해\s?(?:주|야|요|서)|피하(?:고|는|려|라)|조심(?:해|하)|절대\s?(?:로\s)?안|안\s?(?:되|돼)(?:는|거든|요|서)|의사|병원"
)
"""What, said near a food and in the same sentence, means that it is to be kept away."""
