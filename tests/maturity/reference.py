"""The scoring rule written a second time, from its words: floats, roots and closed forms."""

from math import ceil, erfc, floor, sqrt

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


def softened(strata, level):
    """Return share and variance with one success and one failure added to each audience."""
    everybody, share, spread = sum(s["invited"] for s in strata), 0.0, 0.0
    for s in strata:
        n, weight = sum(s["counts"]), s["invited"] / everybody
        people = s["invited"] * n / (n + s["dont_know"])
        p = (sum(s["counts"][level - 1 :]) + 1) / (n + 2)
        correction = (people - n) / (people - 1) if people > n + EPSILON else 0
        up, down = len(s["counts"]) - level + 1, level - 1
        rounding = (s["base"] ** 2 - 1) / 6 * (up * (1 - p) ** 2 + down * p**2)
        share += weight * p
        spread += weight**2 * (p * (1 - p) / (n + 2) * correction + rounding / (n + 2) ** 2)
    return share, spread


def compared(councils):
    """Return p value and direction by council and level, of one component and ten others or more.

    Holm: the smallest of m is clear if it is at most 5 % / m, the next 5 % / (m - 1), and so on.
    """
    told = {c: own for c, own in councils.items() if scored(own)["status"] == "published"}
    tests = {}
    for council in told if len(told) > 10 else ():
        for level in range(2, len(told[council][0]["counts"]) + 1):
            rest = [softened(own, level) for c, own in told.items() if c != council]
            share, spread = softened(told[council], level)
            apart = share - sum(p for p, _ in rest) / len(rest)
            doubt = spread + sum(v for _, v in rest) / len(rest) ** 2
            tests[council, level] = (erfc(abs(apart) / sqrt(2 * doubt)) if doubt else 1, apart)
    found, left = dict.fromkeys(tests, "no-clear-difference"), len(tests)
    for key, (chance, apart) in sorted(tests.items(), key=lambda one: one[1][0]):
        if chance * left > 0.05:
            break
        found[key], left = "higher" if apart > 0 else "lower", left - 1
    return found
