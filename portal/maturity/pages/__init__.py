"""The public pages of maturity: the framework, the rule, and the results of rounds."""
