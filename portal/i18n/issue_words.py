"""What can be wrong with a data package or a chart, code by code."""

from portal.i18n.chart_words import CHART_WORDS
from portal.i18n.data_words import DATA_WORDS
from portal.i18n.descriptor_words import DESCRIPTOR_WORDS
from portal.i18n.frictionless_words import FRICTIONLESS_WORDS
from portal.i18n.ledger_words import LEDGER_WORDS
from portal.i18n.marking import Words
from portal.i18n.maturity_words import MATURITY_ISSUES
from portal.i18n.registry_words import REGISTRY_WORDS
from portal.i18n.statistic_words import STATISTIC_WORDS
from portal.i18n.upload_words import UPLOAD_WORDS

ISSUE_WORDS: dict[str, Words] = {
    **FRICTIONLESS_WORDS,
    **DESCRIPTOR_WORDS,
    **DATA_WORDS,
    **UPLOAD_WORDS,
    **REGISTRY_WORDS,
    **CHART_WORDS,
    **STATISTIC_WORDS,
    **LEDGER_WORDS,
    **MATURITY_ISSUES,
}
