"""The mutations of Welsh read backwards: which words could stand behind the one seen."""

_VOWELS = frozenset("aeiouwyâêîôûŵŷäëïöáéíóúàèìòù")

# (what the mutated word begins with, what must not follow it, what the radical began with)
_CHANGES = (
    # soft
    ("b", "", ("p",)),
    ("d", "d", ("t",)),
    ("g", "", ("c",)),
    ("dd", "", ("d",)),
    ("f", "f", ("b", "m")),
    ("l", "l", ("ll", "gl")),
    ("r", "h", ("rh", "gr")),
    # nasal
    ("mh", "", ("p",)),
    ("nh", "", ("t",)),
    ("ngh", "", ("c",)),
    ("m", "h", ("b",)),
    ("n", "hg", ("d",)),
    ("ng", "h", ("g",)),
    # aspirate
    ("ph", "", ("p",)),
    ("th", "", ("t",)),
    ("ch", "", ("c",)),
)


def radicals(word: str) -> list[str]:
    """Return every word that could have mutated into `word`, which itself is not among them.

    Args:
        word: one word in small letters; accents may stand.

    Returns:
        Possibilities by rule alone, none for a word no mutation ends in: "nghyngor" gives
        cyngor; "fôn" gives bôn and môn; "ardal" gives gardal. A lexicon must choose.
    """
    found: list[str] = []
    for start, not_before, olds in _CHANGES:
        rest = word[len(start) :]
        if word.startswith(start) and rest and rest[0] not in not_before:
            found.extend(old + rest for old in olds)
    if word[:1] in _VOWELS and word:
        found.append("g" + word)
    if word[:1] == "h" and word[1:2] in _VOWELS and word[1:]:
        found.append(word[1:])
    return found
