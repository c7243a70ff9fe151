"""Pages of accounts; each module registers its own on the one blueprint."""

from portal.accounts.views import account, log, members, signing, site, tokens
from portal.accounts.views.blueprint import bp

__all__ = ["account", "bp", "log", "members", "signing", "site", "tokens"]
