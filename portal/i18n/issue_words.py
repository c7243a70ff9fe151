"""What can be wrong with a data package, code by code: every issue that the reader can tell."""

from portal.i18n.data_words import DATA_WORDS
from portal.i18n.descriptor_words import DESCRIPTOR_WORDS
from portal.i18n.marking import Words
from portal.i18n.upload_words import UPLOAD_WORDS

ISSUE_WORDS: dict[str, Words] = {**DESCRIPTOR_WORDS, **DATA_WORDS, **UPLOAD_WORDS}
