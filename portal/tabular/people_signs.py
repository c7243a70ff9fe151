"""The words and shapes by which headings and cells speak of people, homes and organisations."""

import re

FORENAME = re.compile(
    r"\b(?:fore|first|given|christian)\s?_?names?\b|\benw(?:au)? cyntaf\b", re.IGNORECASE
)
SURNAME = re.compile(r"\b(?:sur|last|family)\s?_?names?\b|\bcyfenw\b", re.IGNORECASE)
ROLE = re.compile(
    r"\b(?:tenant|resident|occupant|occupier|applicant|claimant|customer|client|pupil|student|"
    r"patient|employee|taxpayer|ratepayer|householder|complainant|service user|carer|child|"
    r"parent|full name|person|contact name|tenan|preswyl\w+|ymgeisydd|hawlydd|cwsmer|disgybl|"
    r"claf|gweithiwr|enw llawn|perchennog)\b",
    re.IGNORECASE,
)
BODY = re.compile(
    r"\b(?:school|ysgol|organi[sz]ation|company|supplier|vendor|merchant|"
    r"council\b(?! tax)|cyngor\b|site|premises|"
    r"authority|awdurdod|toilet|library|llyfrgell|venue|park|parc|building|adeilad|asset|ased|centre|canolfan|"
    r"location|lleoliad|station|establishment|provider|business|busnes|charity|elusen|service|trust|"
    r"hospital|ysbyty|cwmni|cyflenwr|sefydliad)",
    re.IGNORECASE,
)
EMAIL = re.compile(r"e-?_?mail|e-?bost", re.IGNORECASE)
PHONE = re.compile(r"\b(?:tele)?phone|\bmobile\b|\btel\b|\bff[oô]n\b|\bsymudol\b", re.IGNORECASE)
HOME = re.compile(
    r"address|cyfeiriad|post\s?_?code|cod\s?_?post|\bstreet\b|house (?:name|number)", re.IGNORECASE
)
BIRTH = re.compile(
    r"\bd\.?o\.?b\.?\b|(?:date|day)s?\s?_?of\s?_?birth|birth\s?_?date|dyddiad\s?_?geni",
    re.IGNORECASE,
)
INSURANCE = re.compile(
    r"national insurance|\bni(?:no)?\b|n\.i\.|yswiriant gwladol|\bnino\b", re.IGNORECASE
)
NHS = re.compile(r"\bnhs\b.*\b(?:number|no|num|id)\b|rhif.*\b(?:gig|nhs)\b", re.IGNORECASE)
UPRN = re.compile(r"\buprn\b|unique property ref", re.IGNORECASE)
HARDSHIP = re.compile(
    r"council tax|\bbenefit|\barrears|\bincome\b|\bdisab|\bevict|\bhomeless|\bvulnerab|"
    r"treth gyngor|budd-dal|ôl-ddyled|\banabl",
    re.IGNORECASE,
)
HOUSEHOLD = re.compile(
    r"\btenant|\boccup|\bhousehold|\bresident|\bbedroom|\bowner(?:'?s)?(?:\s?name)?\b|\btenan|"
    r"\bpreswyl|\bcartref|ystafell wely|\bperchennog\b",
    re.IGNORECASE,
)
HOUSE = re.compile(
    r"(?:(?:flat|fflat|apartment|apt|unit|uned)\s*)?[0-9]{1,4}\s?[a-z]?\b[ ,]",
    re.IGNORECASE,
)
PRIVATE_LIFE = re.compile(
    r"\b(?:pupil|student|patient|tenant|claimant|service user|disgybl|claf|hawlydd|tenan|"
    r"parent|guardian|child|rhiant|plentyn)s?\b|"
    r"\bUPN\b|\bFSM\b|free school meal|prydau ysgol|\bSEN\b|\bALN\b|\bADY\b|\bbenefits?\b|"
    r"\barrears|diagnos|\bmedical|\boffences?\b|\bconviction|\bdisabilit|\bvulnerab|\bhomeless|\bincome\b|"
    r"budd-dal|ôl-ddyled|\banabledd",
    re.IGNORECASE,
)
REGISTER = re.compile(
    r"\bplanning|\bproposals?\b|\bdevelopment|\blicen[cs]|\bpremises|\bsite\b|\bHMO\b|\bpermit|"
    r"\bconsent|\btrwydded|\bdatblygiad|\bbwriad|\bcynllunio|\bsafle\b",
    re.IGNORECASE,
)
ATTRIBUTES = {
    "age": re.compile(r"^(?:age|oed|oedran)\b(?!.*(?:group|band|range|grŵp))", re.IGNORECASE),
    "sex": re.compile(r"^(?:sex|gender|rhyw|rhywedd)\b", re.IGNORECASE),
    "ethnicity": re.compile(r"^(?:ethnic|ethnig|race\b)", re.IGNORECASE),
    "religion": re.compile(r"^(?:religion|crefydd|faith)\b", re.IGNORECASE),
    "disability": re.compile(r"^(?:disab|anabl)", re.IGNORECASE),
    "orientation": re.compile(r"sexual orient|cyfeiriadedd", re.IGNORECASE),
    "nationality": re.compile(r"^(?:nationality|cenedligrwydd|country of birth)", re.IGNORECASE),
    "health": re.compile(r"diagnos|condition|medical|cyflwr", re.IGNORECASE),
    "marriage": re.compile(r"marital|statws priodasol", re.IGNORECASE),
    "home": re.compile(
        r"^(?:post\s?code|cod\s?post|full post\s?code|address|cyfeiriad)", re.IGNORECASE
    ),
}
COUNTED = re.compile(
    r"count|number|total|nifer|cyfanswm|population|poblogaeth|percent|canran|%|rate|cyfradd|value|"
    r"gwerth|responses|ymatebion|people|pobl|average|cyfartaledd|weight",
    re.IGNORECASE,
)
TITLE = re.compile(
    r"(?:mr|mrs|ms|miss|mx|dr|prof|rev|sir|lady|cllr|councillor|y cyng|cyng|parch)\.?\s",
    re.IGNORECASE,
)
OFFICE = re.compile(r"councillor|cynghorydd|elected member|aelod etholedig", re.IGNORECASE)
ELECTED = re.compile(r"(?:cllr|councillor|y cyng|cyng|cynghorydd)\b", re.IGNORECASE)
ORGANISED = re.compile(
    r"\b(?:ltd|limited|plc|llp|cyf|council|cyngor|school|ysgol|trust|group|centre|center|canolfan|"
    r"company|co|society|association|cymdeithas|partnership|partners|services?|solutions?|systems?|"
    r"street|road|lane|avenue|close|court|house|park|parc|church|eglwys|hall|neuadd|library|club|"
    r"hotel|university|prifysgol|college|coleg|board|bwrdd|department|hospital|ysbyty|surgery|"
    r"charity|foundation|farm|fferm|heol|stryd|ffordd|toilets?|toiledau|bank|sons?|bros|brothers|"
    r"ward|constituency|community|cymuned|town|city|county|north|south|east|west|st)\b|&|[0-9]",
    re.IGNORECASE,
)
BODIES = re.compile(
    r"\b(?:ltd|limited|plc|llp|cyf|council|cyngor|school|ysgol|trust|centre|canolfan|company|society|"
    r"association|cymdeithas|services|solutions|church|eglwys|hall|neuadd|library|llyfrgell|club|clwb|"
    r"hotel|university|prifysgol|college|coleg|board|bwrdd|department|hospital|ysbyty|surgery|"
    r"charity|elusen|foundation|toilets?|toiledau|conveniences?|bank|museum|amgueddfa|nursery|"
    r"meithrinfa|pharmacy|fferyllfa|station|gorsaf|playground|car park|maes parcio)\b",
    re.IGNORECASE,
)
REMARK = re.compile(
    r"note|comment|remark|descri|detail|reason|job|role|position|swydd|sylw|disgrif", re.IGNORECASE
)
INITIALS = re.compile(
    r"(?:[A-Z]\.?\s?){1,3}[A-Z][a-zâêîôûŵŷ'’-]{2,}|[A-Z][A-Za-z'’-]+,? (?:[A-Z]\.? ?){1,3}"
)
PRIVATE_MAIL = re.compile(
    r"@(?:gmail|googlemail|hotmail|yahoo|outlook|live|icloud|btinternet|aol|sky|talktalk|virginmedia|"
    r"me|msn|protonmail|ntlworld|tiscali)\.",
    re.IGNORECASE,
)
PHONE_TEXT = re.compile(r"(?:\+44|0044|0)[0-9 ()-]{9,14}")
NHS_TEXT = re.compile(r"[0-9]{3}[ -]?[0-9]{3}[ -]?[0-9]{4}")
