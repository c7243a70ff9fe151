"""Random draws that only the holder of a secret key can repeat."""

import hashlib
import hmac

_BITS = 32
_RANGE = 1 << _BITS


class Draws:
    """A stream of random numbers fixed by a secret key and a content.

    The same key and content give the same stream, so unchanged counts are published
    unchanged; without the key the stream cannot be told from chance. Each block of 32 bytes is
    HMAC-SHA256(key, SHA-256(content) ‖ counter).
    """

    def __init__(self, key: bytes, content: bytes) -> None:
        self._stream = hmac.new(key, hashlib.sha256(content).digest(), hashlib.sha256)
        self._counter = 0
        self._ready: list[int] = []

    def _next(self) -> int:
        if not self._ready:
            block = self._stream.copy()
            block.update(self._counter.to_bytes(8))
            self._counter += 1
            digest = block.digest()
            self._ready = [int.from_bytes(digest[i : i + 4]) for i in range(0, 32, 4)]
        return self._ready.pop()

    def below(self, limit: int) -> int:
        """Return a whole number from 0 to `limit` - 1, each equally likely (`limit` ≤ 2³²)."""
        most = _RANGE - _RANGE % limit
        while (drawn := self._next()) >= most:
            pass
        return drawn % limit

    def uniform(self) -> float:
        """Return a number from 0 to below 1."""
        return self._next() / _RANGE
