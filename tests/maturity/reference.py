"""The scoring rule written a second time, from its words: floats, roots and closed forms."""

from math import ceil, floor, sqrt

Z = 1.959964
EPSILON = 1e-9


def combined(strata, level):
    """Return share, variance and the two bounds of silence."""
    everybody = sum(s["invited"] for s in strata)
    share = spread = least = most = 0.0
    for s in strata:
        n, weight = sum(s["counts"]), s["invited"] / everybody
        yes = sum(s["counts"][level - 1 :])
        people = max(n, s["invited"] * n / (n + s["dont_know"]))
        p = yes / n
        sampling = p * (1 - p) / n * ((people - n) / (people - 1) if people > n + EPSILON else 0)
        per_count = (s["base"] ** 2 - 1) / 6
        up, down = len(s["counts"]) - level + 1, level - 1
        rounding = per_count * (up * ((n - yes) / n**2) ** 2 + down * (yes / n**2) ** 2)
        share += weight * p
        spread += weight**2 * (sampling + rounding)
        least += weight * yes / people
        most += weight * (yes + people - n) / people
    return share, spread, least, most


def wilson(share, n):
    centre = (share + Z**2 / (2 * n)) / (1 + Z**2 / n)
    half = Z * sqrt(share * (1 - share) / n + Z**2 / (4 * n**2)) / (1 + Z**2 / n)
    return centre - half, centre + half


def down(value):
    return max(0, floor(100 * value + EPSILON))


def up(value):
    return min(100, ceil(100 * value - EPSILON))


def scored(strata):
    """Return the same mapping that a golden vector expects of some strata."""
    if not strata or any(sum(s["counts"]) == 0 for s in strata):
        return {"status": "not-enough"}
    n = sum(sum(s["counts"]) for s in strata)
    top, low, high, shares = len(strata[0]["counts"]), 1, None, []
    for level in range(2, top + 1):
        share, spread, least, most = combined(strata, level)
        sure = share < EPSILON or share > 1 - EPSILON or spread < EPSILON**2
        ends = wilson(share, n if sure else share * (1 - share) / spread)
        if share >= 0.5 - EPSILON and ends[0] >= 0.5 - EPSILON:
            low = level
        if share < 0.5 - EPSILON and ends[1] < 0.5 - EPSILON and high is None:
            high = level - 1
        shares.append(
            [floor(100 * share + 0.5 + EPSILON), down(ends[0]), up(ends[1]), down(least), up(most)]
        )
    everybody = sum(s["invited"] for s in strata)
    unsure = sum(
        s["invited"] / everybody * s["dont_know"] / (sum(s["counts"]) + s["dont_know"])
        for s in strata
    )
    return {
        "status": "published" if n >= 30 else "range-only",
        "n": n,
        "levels": [low, top if high is None else high],
        "shares": shares,
        "dont_know": floor(100 * unsure + 0.5 + EPSILON),
        "flagged": unsure > 0.3 + EPSILON,
    }
