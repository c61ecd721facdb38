# ruff: noqa: E501 - patterns are data: one line each reads best
"""What a shop assistant does not do: harm (unsafe), and other people's trades (out of scope).

Ordinary shopping is never refused: knives, insect killers and toy guns are goods.
"""

import re

_UNSAFE = re.compile(
    "|".join(
        (
            # weapons, explosives, drugs
            r"how (?:do i |can i |to )?(?:make|build|create|assemble|cook)(?: (?:a|an|some|my own|homemade))? (?:pipe )?(?:bombs?(?! cake)|explosives?|grenades?|guns?|firearms?|weapons?|poison|meth|napalm|drugs?|molotov)",
            r"(?:make|build) (?:a |an )?(?:homemade )?(?:pipe bomb|bomb at home|explosive|molotov|meth\b|weapon|poison)",
            r"\b(?:buy|sell|get|order|find|want|need|carry|stock)\b.{0,25}\b(?:real gun|firearms?|handguns?|pistols?|rifles?|ammunition|ammo|grenades?|cocaine|heroin|meth(?:amphetamine)?|ecstasy|fentanyl|weed|marijuana|explosives|gunpowder|silencers?)\b",
            r"\b(?:buy|sell|get|order) (?:a |an )?(?<!toy )(?<!water )(?<!glue )guns?\b(?! (?:holder|rack|safe|toy|case))",
            r"폭탄\s?(?:을|를)?\s?(?:만드|만들|제조|사|구)|폭발물|사제\s?(?:폭탄|총)|(?:진짜|실제)\s?총|(?<![가-힣])(?:총기|권총|소총|실탄|총알)(?:을|를|은|도)?\s?(?:\s?(?:사|살|구|파|팔|주문|추천|있|만드|만들))|(?<![가-힣])총(?:을|은|도)?\s?(?:어디서?\s?)?(?:살|사고|구할|파나|팔아|구매|만드는|만들)|마약|필로폰|대마초|코카인|헤로인|화염병|독극물|독약|염산\s?테러",
            r"(?:사람|누군가|아내|남편|상사|이웃|친구|걔|그 ?놈)(?:을|를)?\s?(?:죽이|해치|독살|찌르|때리|협박)|(?:kill|poison|hurt|stab|murder|attack|shoot) (?:a |my |some|him|her|them|people|person|wife|husband|neighbou?r|boss|someone|somebody|everyone)",
            # self-harm
            r"자살|자해|죽고\s?싶(?!을)|목숨을\s?끊|살고\s?싶지\s?않|죽는\s?(?:법|방법)|suicid|kill(?:ing)? myself|end(?:ing)? my life|hurt(?:ing)? myself|harm(?:ing)? myself|self[- ]harm|want to die|cut myself on purpose|overdose",
            # prompt extraction and take-over
            r"system\s?prompt|시스템\s?프롬프트|프롬프트(?:를|을|는)?\s?(?:보여|알려|출력|공개|말해|뭐)|(?:이전|위의?|지금까지의?|기존|앞의?|모든)\s?(?:모든\s)?(?:지시|명령|규칙|지침|설정|프롬프트)(?:사항)?(?:을|를|들을|은|는)?\s?(?:모두\s|전부\s|다\s)?(?:무시|잊|따르지)|(?:너의|네|당신의?|숨겨진|내부)\s?(?:지시|지침|명령|설정|프롬프트|규칙)(?:사항)?(?:을|를|이|은)?\s?(?:보여|알려|말해|출력|공개|뭐)",
            r"(?:ignore|disregard|forget|override|bypass)\b.{0,30}\b(?:instructions?|prompts?|rules?|guidelines?|directions?|training|safety|filters?|everything (?:above|before)|above|previous)\b|(?:forget|ignore|disregard) (?:about )?(?:all|everything|any|the) (?:the |your |my )?(?:\w+ )?(?:instructions?|assignments?|tasks?|rules?|commands?|orders? (?:above|before|given)|(?:i|you) (?:said|told|were told))|\bnow you are (?:a|an|the|my)\b|(?:reveal|show|print|repeat|output|display|tell me|give me|leak|what (?:is|are))\b.{0,30}\b(?:your|hidden|initial|secret|internal|original|system)\b.{0,15}\b(?:instructions?|prompts?|rules|configuration|guidelines)|developer mode|jail ?break|\bdan mode\b|do anything now|you are now (?:a|an|dan|in|my|no longer)|pretend (?:to be|you(?:'| a)re) (?:an? )?(?:unrestricted|evil|hacker|admin|different|developer)|act as (?:an? )?(?:unrestricted|admin|root|linux|terminal|hacker)|repeat (?:the (?:words|text) above|everything above)|(?:너는|넌|당신은)\s?(?:이제|지금)\s?(?:부터)?\s.{0,20}(?:이다|야|해커|관리자|제한)|개발자\s?모드|탈옥|관리자\s?(?:권한|모드|비밀번호)",
            # others' data, secrets, forged prices
            r"(?:다른|딴|타)\s?(?:고객|사람|손님|회원|사용자|이용자)(?:들)?(?:의|이|은)?\s?(?:\S{0,8}\s)?(?:주소|전화|번호|연락처|정보|주문|구매|이름|장바구니|개인정보|카드|계정|내역|비밀번호|산 (?:거|것))|(?:고객|회원|사용자)\s?(?:들의?\s?)?(?:목록|명단|개인정보|데이터베이스|디비|db|비밀번호|카드\s?번호|전화번호|주소)|(?:남|타인|옆집|전\s?여친|전\s?남친|전여친|전남친)(?:의)?\s?(?:주문|주소|정보|계정)",
            r"(?:other|another|all|every|someone else'?s?|somebody else'?s?)\s(?:of the )?(?:customers?|users?|shoppers?|people|persons?|members?|clients?)?(?:'s?|s')?\s?(?:\w+\s)?(?:address|phone|number|emails?|orders?|data|info(?:rmation)?|names?|carts?|cards?|accounts?|history|details|passwords?|purchases?|profiles?)\b|customer (?:list|database|records|data|emails|info)|list of (?:all )?(?:your )?(?:customers|users)|credit card numbers?|(?:admin|root|database|db) password|api[ _-]?keys?|access tokens?|비밀\s?키|(?:db|디비|데이터베이스)\s?(?:비밀번호|암호|접속|덤프|테이블)|(?:drop|delete|truncate)\s+table|union\s+select|select\s+\*\s+from",
            r"(?:가격|값|총액)(?:을|를)?\s?(?:0|1|일|영|십|10|100)\s?원으로\s?(?:바꿔|변경|수정|설정|해)|(?:set|change|make|update) (?:the |its |all )?prices? (?:of .{1,30} )?to (?:0|1|zero|one|\$0|\$1|free)\b",
            # abuse
            r"(?<![가-힣])(?:씨발|시발(?!점)|씨바|ㅅㅂ|ㅆㅂ|병신|ㅂㅅ(?![가-힣])|개새끼|개새|새끼야|미친\s?(?:놈|년|새끼)|좆|존나\s?(?:멍청|짜증|못)|지랄|꺼져|닥쳐|멍청이|죽어라|죽여\s?버)|\b(?:fuck(?:ing)? (?:you|off|idiot|bot|stupid)|you (?:are )?(?:a )?(?:stupid|dumb|idiot|useless piece)|bitch|asshole|motherfucker|shut up|piece of shit|cunt|go to hell|stupid bot|dumb bot)\b",
            # sexual content, hacking, fakes
            r"포르노|야동|성매매|몰카\s?(?:찍|설치|어떻게)|\bporn|child porn|nude photos of|hack (?:into|the|an?|my|his|her)|해킹\s?(?:해|하는|방법|하고)|위조\s?(?:신분증|지폐|상품권)|fake (?:id|passport|money)|counterfeit (?:money|bills)|shoplift|훔치는\s?(?:법|방법)|훔칠|launder money",
        )
    )
)
_SAFE = re.compile(
    r"장난감|물총|비비탄|너프|글루건|글루\s?건|마사지건|폼건|타카|네일건|히트건|배쓰\s?밤|bath bomb|photobomb|water gun|toy|nerf|glue gun|nail gun|massage gun|heat gun|caulk(?:ing)? gun|price gun|gun metal|gunmetal|dry shampoo|"
    r"바퀴벌레|모기|벌레|해충|개미|쥐|진드기|파리|roach|mosquito|insect|bugs?\b|\bants?\b|\bmice\b|\brats?\b|flies|weeds?\b.{0,10}(?:killer|garden)|weed killer|잡초"
)
_HARD = re.compile(
    r"자살|자해|죽고\s?싶|suicid|kill(?:ing)? myself|system\s?prompt|시스템\s?프롬프트|마약|pipe bomb|사제|ignore .{0,20}instructions"
)
_OUT = re.compile(
    "|".join(
        (
            r"날씨(?:가|는|를|도)?\s?(?:어때|어떄|어떤|알려|좋|맑|춥|더|어떻|예보|말해|궁금)|(?:오늘|내일|모레|주말|지금|서울|부산)\s?(?:의\s)?(?:날씨|기온|비\s?(?:와|오나|올까|온대))|일기\s?예보|미세\s?먼지\s?(?:농도|어때|수치|심해)|\bweather\b(?!\s?(?:proof|resistant|shield|gear))|will it (?:rain|snow)|forecast",
            r"대통령|국회의원|선거|정치|여당|야당|국회|탄핵|\belection|president\b|politic|prime minister|democrat|republican(?:s|\b)|congress|vote for",
            r"주가|주식(?!회사)(?:\s?(?:추천|시세|얼마|사|투자|종목|전망|시장))|비트코인|암호\s?화폐|코인\s?(?:시세|투자|추천)|환율|부동산\s?(?:시세|전망)|\bstocks? (?:price|market|tip|to buy|pick)|bitcoin|crypto|exchange rate|invest(?:ment)? advice|real estate market",
            r"파이썬|자바스크립트|자바\s?코드|코딩\s?(?:해|문제|좀|가르)|(?:코드|프로그램|함수|알고리즘|소스)(?:를|을)?\s?(?:짜|작성|만들어|고쳐|디버그)|\bpython\b|javascript|\b(?:write|debug|fix|explain) (?:me )?(?:a |an |some |this |my |the )?(?:\w+ )?(?:code|program|script|function|algorithm|essay|poem|story|song|email|letter|haiku|sql|regex|resume|cover letter)\b|c\+\+|\bhtml code|leetcode|hello world",
            r"(?<![가-힣])시(?:를)?\s?(?:한\s?편\s?)?(?:써|지어|읊)|소설(?:을)?\s?(?:써|지어)|에세이(?:를)?\s?써|자기\s?소개서|독후감|리포트\s?써|숙제|과제(?:를)?\s?(?:해|도와)|수학\s?문제|방정식|번역(?:해|좀|기)|homework|\btranslate\b|solve (?:this|the|for|x)|equation|\bintegral of|derivative of|square root|what(?:'s| is) \d+ ?[-+*x/] ?\d+|\d+\s?(?:더하기|곱하기|빼기|나누기)\s?\d+|essay",
            r"수도(?:가|는)?\s?(?:어디|뭐)|capital of|누가\s?(?:이겼|우승|만들었|발명)|몇\s?년도에|역사(?:를|에 대해)\s?(?:알려|설명)|who (?:is|was|won|invented|discovered|wrote)\b(?!.{0,20}\b(?:maker|manufacturer|brand))|when did .{1,40}\b(?:happen|die|start|end|win)|world war|세계\s?대전|meaning of life|인생의\s?의미|tell me about (?:history|the war)|how (?:far|big|old|tall) is (?:the )?(?:moon|sun|earth|mount|eiffel)|상대성\s?이론|quantum|광합성|photosynthesis",
            r"뉴스|축구\s?(?:경기|결과|스코어)|야구\s?(?:경기|결과|순위)|로또|운세|별자리|타로|사주|꿈\s?해몽|horoscope|lottery|latest news|\bnews\b(?! ?paper)|sports? score|world cup|super bowl|nba|premier league",
            r"농담|재미있는\s?(?:얘기|이야기)|웃긴\s?(?:얘기|이야기)|노래\s?(?:불러|해줘|추천)|영화\s?(?:추천|뭐|볼|예매)|드라마\s?(?:추천|뭐)|맛집|식당\s?추천|호텔\s?(?:예약|추천)|비행기\s?(?:표|예약)|항공권|기차\s?(?:표|예약|시간)|여행지\s?추천|\bjokes?\b|sing (?:me )?a song|movie (?:recommend|to watch|tonight)|recommend a movie|recommend (?:me )?(?:a |an |some )?(?:\w+ )?(?:restaurants?|hotels?|films?|bars?|cafes?)\b|restaurants? (?:near|nearby|recommend)|book (?:a |me a )?(?:flight|hotel|restaurant|table|taxi)|flight to|hotel in|train ticket|things to do in|택시\s?(?:불러|잡)|길\s?찾기",
            r"(?:사귀|결혼)(?:자|할래|해줘|해 줘)|사랑해(?![가-힣]*선물)|나랑\s?(?:놀|연애|데이트)|몇\s?살이(?:야|에요|니)|will you marry|do you love me|i love you(?! shop)|are you (?:single|human|real|alive|sentient)|how old are you|what'?s your favou?rite (?:color|movie|song|food)|데이트\s?신청",
            r"(?:진단|처방)(?:을|이|전)?\s?(?:해|내려|받아|좀)|무슨\s?병|병명|증상(?:이|은|인데)?|(?:두통|열이|기침|복통|통증|고혈압|당뇨|감기|몸살)\S{0,3}\s?.{0,12}(?:(?<![가-힣])약(?:을|은|이|도)?(?=\s|[?]|$)|치료)|약\s?(?:을\s)?(?:먹어도|복용|용량)|(?:가슴|배|머리|허리|무릎)(?:이|가)?\s?(?:너무\s)?아(?:파|픈데)(?!.{0,15}(?:베개|의자|방석|매트|신발|추천|쿠션))|임신\s?중\s?(?:먹어도|복용)|diagnos|symptoms?\b|\bdos(?:e|age)\b|how (?:many|much) (?:ibuprofen|aspirin|tylenol|pills|medicine)|medical advice|should i see a doctor|chest pain|is this cancer|(?:cure|treat|treatment) (?:for )?(?:my )?(?:cancer|diabetes|depression|covid|rash|infection|fever)|\bi have a (?:fever|headache|rash|cough)\b.{0,30}(?:what|should|take)|prescri(?:be|ption) (?:me|for)",
            r"소송|고소(?:하|할|장)|변호사|법률\s?(?:상담|자문)|위자료|이혼\s?(?:소송|절차|하려)|상속|세금\s?(?:신고|계산|얼마)|연말\s?정산|종합\s?소득세|\bsue\b|lawsuit|legal advice|\blawyer|\battorney|tax (?:return|advice|filing)|divorce|custody|visa application|비자\s?신청|immigration",
        )
    )
)
_SHOPPING = re.compile(
    r"만한|마실|먹을|대신|추천|보여|찾(?:아|고|는)|사고\s?싶|살\s?(?:만|거|수)|담아|장바구니|구매|선물|재고|신(?:을|기)|입(?:을|기)|용\s|제품|상품|입을|신을|쓸|show me|looking for|\bbuy\b|recommend|\bneed\b|cart|gift|\bfor my\b|in stock|products?"
)


def is_unsafe(low: str) -> bool:
    """True for harm, attacks on the assistant, other people's data and abuse (lower-cased text)."""
    return bool(_UNSAFE.search(low)) and (bool(_HARD.search(low)) or not _SAFE.search(low))


def is_out_of_scope(low: str, knows_goods: bool) -> bool:
    """True for another trade's question. With goods of this shop and a shopping word it is shopping."""
    return bool(_OUT.search(low)) and not (knows_goods and _SHOPPING.search(low))
