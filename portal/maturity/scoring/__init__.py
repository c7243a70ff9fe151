"""The published scoring rule "majority level", version 1: from sealed counts to levels.

Pure functions of the rounded counts that are published and of the numbers invited, in exact
fractions: whoever has a round's package computes the same bytes. docs/method/maturity.md says
the rule in words.
"""

RULE = "majority-1"
