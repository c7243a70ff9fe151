"""Text without case and accents, the ground that sorting and searching both stand on."""

import unicodedata

# Letters that Unicode does not take apart, written as a reader without them would.
_PLAIN = str.maketrans(
    {
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ł": "l",
        "ħ": "h",
        "\u0131": "i",
    }
)


def fold(text: str) -> str:
    """Return `text` in small letters without accents: "Tŷ Gŵyr" gives "ty gwyr".

    The composed and the decomposed form of a text fold to the same; marks of other scripts,
    punctuation and spaces stay.
    """
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    bare = "".join(char for char in apart if not unicodedata.combining(char))
    return bare.translate(_PLAIN)
