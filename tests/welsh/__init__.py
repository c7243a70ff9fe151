"""The tests of the Welsh engine."""
