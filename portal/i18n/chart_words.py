"""What can be wrong with a chart, on a page, in a report or in a package."""

from portal.i18n.marking import N_, Words

CHART_WORDS: dict[str, Words] = {
    "chart-title-missing": Words(
        N_("A chart has no title"),
        N_("Write the finding as its title, in both languages. Missing in: %(language)s."),
    ),
    "chart-n-missing": Words(
        N_("A chart does not say how many people or things stand behind it"),
        N_("Give n, or say in both languages why there is none. Missing in: %(language)s."),
    ),
    "chart-date-missing": Words(
        N_("A chart has no date"),
        N_("Say in both languages when its figures were true. Missing in: %(language)s."),
    ),
    "chart-source-missing": Words(
        N_("A chart has no source"),
        N_("Say in both languages where its figures come from. Missing in: %(language)s."),
    ),
    "chart-caveat-missing": Words(
        N_("A chart does not say how it has to be read"),
        N_("Write its caveat in both languages. Missing in: %(language)s."),
    ),
    "chart-label-missing": Words(
        N_("A part of a chart has no name"),
        N_("Name it in both languages. Missing in: %(language)s."),
    ),
    "chart-text-too-long": Words(
        N_("A text of a chart is too long"),
        N_("Shorten it. Characters: %(length)s, most allowed: %(most)s."),
    ),
    "chart-too-many-rows": Words(
        N_("A chart has too many rows to be read"),
        N_("Draw the most important ones. Rows: %(count)s, most allowed: %(most)s."),
    ),
    "chart-bad-number": Words(
        N_("A chart can show no such number"),
        N_("Its numbers have to be finite and not below nought. Found: %(value)s."),
    ),
    "chart-bad-interval": Words(
        N_("An interval of a chart does not hold its value"),
        N_("Give both ends, or neither, with the value between them."),
    ),
    "chart-bad-count": Words(
        N_("A count of a chart is larger than its whole, or one of the two is missing"),
        N_("Give both, or neither, as in 51 of 84."),
    ),
    "chart-bad-answers": Words(
        N_("A chart of answers has too few or too many kinds of answer"),
        N_("Give two to five. Found: %(count)s."),
    ),
    "chart-bad-shares": Words(
        N_("The shares of a row do not add up to 100"),
        N_("Give a share for each answer; those who do not know stand outside the 100."),
    ),
    "chart-bad-level": Words(
        N_("A level of a chart does not exist"),
        N_("Give the lowest and the highest level that can be meant, from 1 to %(most)s."),
    ),
    "chart-unknown-state": Words(
        N_("A tile of a map is in a state that the map does not explain"),
        N_("Add the state to the map's key, or correct the tile. Found: %(value)s."),
    ),
    "chart-bad-place": Words(
        N_("A tile of a map has no place of its own"),
        N_("Give the code of a council, or a free cell of the map. Place: %(place)s."),
    ),
    "chart-real-place": Words(
        N_("A made-up figure stands beside a real council"),
        N_("Draw made-up figures for made-up places only. Place: %(place)s."),
    ),
}
