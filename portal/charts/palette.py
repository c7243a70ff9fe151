"""The colours of charts in light and dark, and the style that a picture by itself carries.

On pages the same names are custom properties of the portal's style; a test holds the two
together and measures every contrast.
"""

LIGHT = {
    "paper": "#fbfaf6",
    "ink": "#1f2a30",
    "quiet": "#56646c",
    "rule": "#d9d6cc",
    "sea": "#0b6058",
    "wash": "#e7f0ed",
    "on": "#ffffff",
    "for-1": "#3b7d75",
    "for-2": "#07443f",
    "middle": "#66737a",
    "against-1": "#b0583a",
    "against-2": "#742a12",
}
DARK = {
    "paper": "#13191c",
    "ink": "#ece9e1",
    "quiet": "#a8b3b8",
    "rule": "#354147",
    "sea": "#6cc7ba",
    "wash": "#1b2d2d",
    "on": "#0f1718",
    "for-1": "#4fa497",
    "for-2": "#a2e3d9",
    "middle": "#98a5ab",
    "against-1": "#d5805f",
    "against-2": "#f7c7b5",
}
GROUNDS = ("paper", "wash")
"""Colours that carry marks; all others, but thin rules, are marks themselves."""


def _rules(colours: dict[str, str]) -> str:
    fills = (f".fill-{name}{{fill:{colour}}}" for name, colour in colours.items())
    strokes = (f".stroke-{name}{{stroke:{colour}}}" for name, colour in colours.items())
    return "".join((*fills, *strokes))


SHAPES = (
    ".bold{font-weight:600}.dashed{stroke-dasharray:4 3}text{font-variant-numeric:tabular-nums}"
)
STYLE = _rules(LIGHT) + SHAPES
"""Light, also for print."""
STYLE_AFTER_DARK = f"@media screen and (prefers-color-scheme:dark){{{_rules(DARK)}}}"
