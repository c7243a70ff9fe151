"""The gate at the command line: files in, words in both languages and an exit code out."""

import json
from pathlib import Path

from portal.config import Config
from portal.disclosure.answer import Answer
from portal.disclosure.audit import audit
from portal.disclosure.draw_key import draw_key
from portal.disclosure.files import read_before, read_json, write_protected
from portal.disclosure.protect import protect
from portal.disclosure.refusals import BadReleaseError, WrongUseError
from portal.disclosure.repair import smallest_repair
from portal.disclosure.spec import read_respondents, read_spec
from portal.i18n.gate_text import gate_text
from portal.i18n.gate_words import gate_message
from portal.web.secret import secret_key

DONE, REFUSED, WRONG_USE = 0, 1, 2
_SHORTEST_KEY = 16


def audited(release: Path, *, as_json: bool) -> tuple[str, int]:
    """Audit a release file; return what is to be printed and the exit code."""
    document: object = None
    try:
        document = read_json(release)
        answer = audit(document)
        code = DONE if answer.clear else REFUSED
    except BadReleaseError as refused:
        answer, code = Answer.refused(refused.reason), REFUSED
    except WrongUseError as wrong:
        answer, code = Answer.refused(wrong.reason), WRONG_USE
    if as_json:
        return json.dumps(answer.as_dict(gate_message), ensure_ascii=False), code
    repair = smallest_repair(document) if code == REFUSED and answer.judges else None  # type: ignore[arg-type]  # judged, so an object
    return gate_text(answer, repair), code


def protected(responses: Path, spec: Path, out: Path, key_file: Path | None) -> tuple[str, int]:
    """Protect a file of respondents; return what is to be printed and the exit code."""
    try:
        wanted = read_spec(read_json(spec))
        key = _key(key_file)
        with responses.open(encoding="utf-8-sig", newline="") as lines:
            people = read_respondents(lines, wanted)
        done = protect(people, wanted, key, before=read_before(out))
    except BadReleaseError as refused:
        return gate_text(Answer.refused(refused.reason)), REFUSED
    except WrongUseError as wrong:
        return gate_text(Answer.refused(wrong.reason)), WRONG_USE
    write_protected(done, out, gate_message)
    text = gate_text(Answer(done.reasons, done.answer.judges))
    return text, DONE if done.clear else REFUSED


def _key(key_file: Path | None) -> bytes:
    """Return the secret of the draws; it is never printed.

    Raises:
        WrongUseError: the file given is too short to be a secret.
    """
    if key_file is None:
        own = secret_key(Config.from_environment()).encode()
    else:
        own = key_file.read_bytes().strip()
        if len(own) < _SHORTEST_KEY:
            raise WrongUseError("short-key", least=_SHORTEST_KEY)
    return draw_key(own)
