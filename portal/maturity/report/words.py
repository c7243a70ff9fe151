"""The sentences of a report in both languages; names stand after a colon, never inside."""

from portal.bilingual import Bilingual as B  # noqa: N817 (a long table of short texts)

TITLE = B("Sut mae'r cyngor yn defnyddio data", "How the council uses data")
SYNTHETIC = B(
    "Arddangosiad: cyngor dychmygol yw hwn, a gwnaed pob ffigur i ddangos y porth.",
    "Demonstration: this council is fictional, and every figure was made up to show the portal.",
)
SHORT = B("Yn fyr", "In short")
WHAT = B(
    "Gofynnwyd i swyddogion ac aelodau etholedig y cyngor pa mor dda y mae'n defnyddio'r data "
    "sydd ganddo. Dyma a ddywedodd y rhai a atebodd.",
    "The council's officers and elected members were asked how well it uses the data it holds. "
    "This is what those who answered said.",
)
ANSWERED = B(
    "Atebodd {answered} o {invited} o bobl: {band}.",
    "{answered} of {invited} people answered: {band}.",
)
SCALE = B(
    "Rhennir defnyddio data yn gydrannau ({parts}), pob un ar lefel o 1, yr isaf, i {top}, yr "
    "uchaf.",
    "Using data is divided into {parts} components, each at a level from 1, the lowest, to {top}, "
    "the highest.",
)
STRONGEST = B(
    "Dyma lle mae'r cyngor ar ei gryfaf: {names}.",
    "This is where the council is strongest: {names}.",
)
NO_STRENGTH = B(
    "Nid oes cydran sydd yn sicr ar lefel 2 neu'n uwch.",
    "No component is certainly at level 2 or above.",
)
FIRST_STEP = B(
    "Dyma'r cam cyntaf i'w gymryd: {names}, tuag at lefel {towards}.",
    "This is the first step to take: {names}, towards level {towards}.",
)
TOO_FEW = B(
    "Rhy ychydig o bobl a atebodd i gyhoeddi dim am y cyngor hwn.",
    "Too few people answered to publish anything about this council.",
)
YOUR_DATA = B("Beth mae'r cyngor yn ei wneud â'ch data", "What the council does with your data")
YOUR_DATA_WORDS = B(
    "Nid yw'r adroddiad hwn yn cynnwys dim amdanoch chi. Mae'r hyn y mae cyngor yn ei gadw "
    "amdanoch yn aros gyda'r cyngor; gallwch ofyn i'w swyddog diogelu data am gael ei weld neu "
    "ei gywiro.",
    "This report holds nothing about you. What a council holds about you stays with the council; "
    "you can ask its data protection officer to see it or to have it corrected.",
)
NEXT = B("Beth sy'n digwydd nesaf", "What happens next")
NEXT_WORDS = B(
    "Mae'r adroddiad yn cynnig camau nesaf i'r cyngor, ac yn dweud pam. Y cyngor sy'n penderfynu. "
    "Bydd y rownd nesaf yn dangos a newidiodd rhywbeth.",
    "The report offers the council next steps, and says why. The council decides. The next round "
    "will show whether anything has changed.",
)
WHY = B("Pam, a beth yw'r terfynau", "Why, and its limits")
LIMITS = (
    B(
        "Barn y rhai a atebodd yw hon. Gallai'r rhai tawel feddwl yn wahanol.",
        "These are the views of those who answered. Those who kept silent may think otherwise.",
    ),
    B(
        "Talgrynnwyd pob cyfrif i bump, fel na ellir adnabod neb.",
        "Every count is rounded to five, so that nobody can be singled out.",
    ),
    B(
        "Lle nad yw'r atebion yn glir rhoddir ystod, megis lefel 1–2, ac nid un lefel.",
        "Where the answers are not clear a range is given, such as level 1–2, and not one level.",
    ),
    B(
        "Nid oes sgôr cyffredinol, ac ni restrir y cynghorau o'r gorau i'r gwaethaf.",
        "There is no overall score, and councils are not ranked.",
    ),
    B(
        "Dangosir pob cynulleidfa ar wahân lle mae digon wedi ateb.",
        "Each audience is shown apart where enough have answered.",
    ),
)
COMPONENTS = B("Y cydrannau a'u lefelau", "The components and their levels")
NOW = B("Nawr", "Now")
NOW_AT_LEAST = B("Nawr, o leiaf", "Now, at least")
TOWARDS = B("Nesaf", "Next")
LEVEL = B("Lefel {level}", "Level {level}")
DRAFT = B(
    "Geiriau drafft yw'r disgrifiadau Cymraeg: nid yw cyfieithydd wedi'u hadolygu eto.",
    "The Welsh descriptions are draft words: a translator has not reviewed them yet.",
)
UNSURE = B(
    "Dywedodd mwy na 30% na wyddent: cofiwch hynny wrth ddarllen.",
    "More than 30% said they did not know: bear that in mind.",
)
AUDIENCES = B("Lefelau fesul cynulleidfa", "Levels by audience")
COMPONENT = B("Cydran", "Component")
AUDIENCE = B("Cynulleidfa", "Audience")
UNKNOWN = B("Ddim yn gwybod", "Don't know")
THEMES = B("Y themâu", "The themes")
BESIDE = B("Wrth ochr y cynghorau eraill", "Beside the other councils")
BESIDE_WORDS = B(
    "Cymherir pob canran â chymedr canrannau'r cynghorau eraill, heb yr un hwn. Dim ond lle mae'r "
    "gwahaniaeth yn glir y dywedir bod y cyngor yn uwch neu'n is.",
    "Each percentage is compared with the mean of the other councils' percentages, without this "
    "one. Only where the difference is clear is the council said to be higher or lower.",
)
WHO = B("Pwy a atebodd", "Who answered")
INVITED = B("Gwahoddwyd", "Invited")
PEOPLE = B("Atebodd", "Answered")
BAND = B("Band", "Band")
BANDS = B(
    "Da: hanner neu fwy. Gofal: 30–49%. Isel: llai na 30%.",
    "Good: half or more. Caution: 30–49%. Low: under 30%.",
)
STRENGTHS = B("Cryfderau", "Strengths")
STEPS = B("Camau nesaf", "Next steps")
STRENGTHS_RULE = B(
    "Y rheol: y cydrannau sydd yn sicr ar lefel 2 neu'n uwch, yr uchaf yn gyntaf, tair ar y mwyaf.",
    "The rule: the components certainly at level 2 or above, highest first, three at most.",
)
STEPS_RULE = B(
    "Y rheol: y tair cydran isaf nad ydynt ar y lefel uchaf; o rai cyfartal, yr un â'r ganran "
    "leiaf ar y lefel nesaf. Ni ddaw cryfder yn eu plith ond lle nad oes dim arall ar ôl.",
    "The rule: the three lowest components that are not at the top level; of equal ones, that "
    "with the smallest percentage at the next level. A strength comes only where nothing else is "
    "left.",
)
NONE = B("Dim y tro hwn.", "None this time.")
PRACTICE = B("Arfer da", "Good practice")
USEFUL = B("Yn y porth hwn", "In this portal")
TRACKER = B("Olrhain yr argymhellion", "Recommendation tracker")
TRACKER_WORDS = B(
    "Pedwar grŵp o argymhellion cenedlaethol 2018 (Archwilydd Cyffredinol Cymru), yn ein geiriau "
    "ni. Nid yw'r cyngor wedi cofnodi yma beth a wnaeth.",
    "The four groups of national recommendations of 2018 (Auditor General for Wales), in our own "
    "words. The council has not recorded here what it has done.",
)
TRACKED_WORDS = B(
    "Dyma a gofnododd y cyngor yn ei gofrestr ei hun, gyda'r hyn sy'n ei ddangos.",
    "This is what the council has recorded in its own register, with what shows it.",
)
ACTION = B("Gweithred", "Action")
EVIDENCE = B("Tystiolaeth", "Evidence")
REGISTER = B("Cofrestr", "Register")
GROUP = B("Grŵp", "Group")
ASKS = B("Beth a argymhellwyd", "What was recommended")
STATE = B("Statws", "Status")
NOT_RECORDED = B("heb ei gofnodi", "not recorded")
FILES = B("Y data, y rheol a'r prawf", "The data, the rule and the proof")
DATASET = B("Y set ddata", "The dataset")
ARCHIVE = B("Popeth mewn un ffeil (zip)", "Everything in one file (zip)")
SCHEMA = B("Disgrifiad y data (sgema)", "Description of the data (schema)")
GATE = B("Adroddiad y glwyd", "Gate report")
RULE = B("Y rheol sgorio", "The scoring rule")
RULE_NAME = B("Lefel y mwyafrif: {rule}", "Majority level: {rule}")
CITATION = B("Sut i ddyfynnu", "How to cite")
CITE = B(
    "Melin, {title}: {council}. {round}, fersiwn {number}, {day}",
    "Melin, {title}: {council}. {round}, version {number}, {day}",
)
SOURCE = B("Sail y fframwaith", "Where the framework comes from")
TABLE = B("Y ffigurau", "The figures")
"""The caption of the table under a picture."""
CONTENTS = B("Ar y dudalen hon", "On this page")
