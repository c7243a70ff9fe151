"""What pictures of results say, in both languages."""

from portal.bilingual import LOCALES, Bilingual
from portal.bilingual import Bilingual as B  # noqa: N817 (a long table of short texts)
from portal.maturity.scoring.comparing import Result

EVERYBODY = B("Pawb", "Everybody")
WALES = B("Cymedr y cynghorau eraill", "Mean of the other councils")
SOURCE = B("{round}, fersiwn {number}", "{round}, version {number}")
CAVEAT = B(
    "Barn y rhai a atebodd. Talgrynnwyd pob cyfrif i bump.",
    "The views of those who answered. Every count is rounded to five.",
)
CAVEAT_INTERVAL = B(
    "Barn y rhai a atebodd. Mae'r cyfwng yn wir pe bai'r tawelwch ar hap; mae'r band golau'n "
    "dangos beth pe bai pawb tawel yn cytuno â'i gilydd.",
    "The views of those who answered. The interval holds if silence were random; the pale band "
    "shows what would be if all who kept silent agreed.",
)
ANSWERED = B("{answered} o {invited}", "{answered} of {invited}")
TRACKS = B(
    "Cydrannau sy'n sicr ar lefel 2 neu'n uwch: {count} o {of}",
    "Components certainly at level 2 or above: {count} of {of}",
)
COUNCILS = B(
    "{component}: cynghorau sy'n sicr ar lefel 2 neu'n uwch: {count} o {of}",
    "{component}: councils certainly at level 2 or above: {count} of {of}",
)
COMPONENTS = B(
    "{component} sydd amlaf ar lefel 2 neu'n uwch yn sicr: {count} o {of} cyngor",
    "Most often certainly at level 2 or above: {component}, {count} of {of} councils",
)
NONE_CERTAIN = B(
    "Nid oes cyngor sy'n sicr ar lefel 2 neu'n uwch",
    "No council is certainly at level 2 or above",
)
LIKERT = B(
    "Cytunwyd fwyaf â hyn ({audience}, {percent}%): {question}",
    "Most agreed with ({audience}, {percent}%): {question}",
)
LIKERT_AGAINST = B(
    "Anghytunwyd fwyaf â hyn ({audience}, {percent}%): {question}",
    "Most disagreed with ({audience}, {percent}%): {question}",
)
LEVELS_NONE = B("Rhy ychydig o atebion i roi lefel", "Too few answers to give a level")
LIKERT_NONE = B("Rhy ychydig o atebion i roi canrannau", "Too few answers to give percentages")
DOTS = B(
    "Yn amlwg uwch na'r cynghorau eraill: {higher}. Yn amlwg is: {lower}. Cymariaethau: {of}.",
    "Clearly higher than the other councils: {higher}. Clearly lower: {lower}. Comparisons: {of}.",
)
DOTS_ALONE = B(
    "Canran yr atebion ar lefel neu'n uwch, fesul cydran",
    "The percentage of answers at a level or above, by component",
)
STUDY_CAVEAT = B(
    "Dim ond y rhai a atebodd yn 2018. Ni chafwyd canlyniadau eraill am y cyngor hwn.",
    "Only those who answered in 2018. No other results about this council were found.",
)
STUDY_FINDING = B("{finding}: {percent}%", "{finding}: {percent}%")
STUDY_ASSUMED = B(
    "Ni nododd y ffynhonnell faint a atebodd y cwestiwn hwn: {answered} ar y mwyaf. Ein cyfrifiad "
    "ni yw'r cyfwng a'r band, gan gymryd bod pob un o'r {answered} wedi'i ateb, o {invited} a "
    "wahoddwyd; pe bai llai wedi ateb byddai'r ddau'n lletach.",
    "The source does not state how many answered this question: {answered} at most. The interval "
    "and the band are our own calculation, taking all {answered} to have answered it, of {invited} "
    "invited; had fewer answered, both would be wider.",
)
AT_TWO = B(
    "Canran yr atebion ar lefel 2 neu'n uwch, fesul cydran",
    "The percentage of answers at level 2 or above, by component",
)
AT_LEVEL = B("{component}, lefel {level} neu'n uwch", "{component}, level {level} or above")
AT_TOP = B("{component}, lefel {level}", "{component}, level {level}")
FEW = B("llai na 30 o atebion pendant", "fewer than 30 definite answers")
FEW_OF = B(
    "{audience}: llai na 30 o atebion pendant.", "{audience}: fewer than 30 definite answers."
)
NOT_ENOUGH = B("dim digon o atebion", "not enough answers")
RESPONSE = B("Atebodd {answered} o {invited} o bobl", "{answered} of {invited} people answered")
BANDS = {
    "good": B("ymateb da", "good response"),
    "caution": B("gofal wrth ei ddarllen", "read with caution"),
    "low": B("ymateb isel", "low response"),
}
RESULTS = {
    Result.HIGHER: B("yn amlwg uwch", "clearly higher"),
    Result.LOWER: B("yn amlwg is", "clearly lower"),
    Result.NO_CLEAR_DIFFERENCE: B("dim gwahaniaeth amlwg", "no clear difference"),
}
LEVEL = B("Lefel {level}", "Level {level}")


def filled(words: Bilingual, **facts: object) -> Bilingual:
    """Return words with their facts; a bilingual fact is filled in in its own language."""
    said = []
    for locale in LOCALES:
        own = {k: v[locale] if isinstance(v, Bilingual) else v for k, v in facts.items()}
        said.append(words[locale].format(**own))
    return Bilingual(*said)


def joined(*parts: Bilingual, between: str = ", ") -> Bilingual:
    """Return texts one after the other."""
    return Bilingual(*(between.join(part[locale] for part in parts) for locale in LOCALES))
