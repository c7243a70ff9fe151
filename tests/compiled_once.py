"""Templates and routing rules compiled once in a test process, not once for each of its portals.

A portal compiles both when it starts, which it does once; the tests start some two thousand.
"""

from functools import cache
from types import SimpleNamespace

from jinja2 import BytecodeCache
from werkzeug.routing import Rule, rules


class SharedTemplates(BytecodeCache):
    """Compiled templates by key, as long as their source stays the same."""

    def __init__(self):
        self._known = {}

    def load_bytecode(self, bucket):
        """Fill the bucket where its source has been compiled before."""
        checksum, code = self._known.get(bucket.key, (None, None))
        if checksum == bucket.checksum:
            bucket.code = code

    def dump_bytecode(self, bucket):
        """Keep what was compiled."""
        self._known[bucket.key] = (bucket.checksum, bucket.code)


def compile_rules_once(monkeypatch):
    """Let werkzeug read each rule, and write the code that builds its addresses, only once."""
    compiled, written = {}, Rule._compile_builder

    def builder(rule, append_unknown=True):
        defaults = tuple((rule.defaults or {}).items())
        key = (rule.rule, tuple(rule._trace), defaults, append_unknown)
        if key not in compiled:
            compiled[key] = written(rule, append_unknown)
        return compiled[key]

    monkeypatch.setattr(Rule, "_compile_builder", builder)
    read_once = SimpleNamespace(match=cache(rules._part_re.match))
    monkeypatch.setattr(rules, "_part_re", read_once)
