"""What the portal says when a reuse cannot be proposed or shown."""

from portal.i18n.marking import N_, Words

REUSE_REFUSALS: dict[str, Words] = {
    "bad-reuse-address": Words(
        N_("This is no address on the web"),
        N_("It has to begin with https:// or http:// and be written in plain letters."),
    ),
    "reuse-words-missing": Words(
        N_("A title or a description is missing"),
        N_(
            "To propose, give both in Welsh or both in English. Before it is shown, both "
            "have to stand in both languages."
        ),
    ),
    "unknown-datasets": Words(
        N_("The datasets that were used could not be found"),
        N_("Name from 1 to %(most)s that are published here. Not found: %(names)s."),
    ),
    "known-reuse": Words(
        N_("This has been proposed before"),
        N_("Its address stands in the register, or waits for the publisher’s decision."),
    ),
    "too-many-reuses": Words(
        N_("Very much has been proposed today"),
        N_("Try again tomorrow: only so many are taken in on one day."),
    ),
}
