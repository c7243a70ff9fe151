"""Linear and whole-number programs, solved by HiGHS on one thread."""

import math
import time
from typing import Literal

import highspy
import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from portal.disclosure.lattice import Bools, Ints
from portal.disclosure.refusals import OutOfTimeError
from portal.disclosure.release import UNKNOWN

Floats = npt.NDArray[np.float64]
Outcome = Literal["optimal", "infeasible", "unbounded", "stopped"]

_PRIMAL = 4
_OUTCOMES: dict[highspy.HighsModelStatus, Outcome] = {
    highspy.HighsModelStatus.kOptimal: "optimal",
    highspy.HighsModelStatus.kInfeasible: "infeasible",
    highspy.HighsModelStatus.kUnbounded: "unbounded",
    highspy.HighsModelStatus.kUnboundedOrInfeasible: "unbounded",
}


class Deadline:
    """A moment after which no proof is begun, and with `work` a most of processor time too."""

    def __init__(self, seconds: float, work: float = math.inf) -> None:
        self._end = time.monotonic() + seconds
        self._work = time.process_time() + work

    def working(self, seconds: float) -> "Deadline":
        """Return this deadline with at most `seconds` of processor time from now."""
        return Deadline(self._end - time.monotonic(), seconds)

    def left(self) -> float:
        """Return the seconds that are left.

        Raises:
            OutOfTimeError: none are.
        """
        left = min(self._end - time.monotonic(), self._work - time.process_time())
        if left <= 0:
            raise OutOfTimeError
        return left


class Program:
    """min cost · x with row_low ≤ matrix · x ≤ row_high and low ≤ x ≤ high.

    Bounds of `UNKNOWN` or more (in size) count as none. `whole` tells which x are integers;
    with any, a `gap` above 0 is how far (relatively) from the best the cost may be.
    The same program can be asked for many costs: each run starts where the last one ended.
    """

    def __init__(
        self,
        matrix: sp.csr_array,
        rows: tuple[Ints, Ints],
        columns: tuple[Ints, Ints],
        *,
        whole: bool | Bools = False,
        gap: float = 0.0,
    ) -> None:
        self._rows, self._count = matrix.shape
        self._all = np.arange(self._count, dtype=np.int32)
        self._solver = highspy.Highs()  # type: ignore[no-untyped-call]  # its only untyped part
        marks = np.broadcast_to(np.asarray(whole), self._count)
        for option, value in _options(whole=bool(marks.any()), gap=gap).items():
            self._solver.setOptionValue(option, value)
        model = highspy.HighsLp()
        model.num_row_, model.num_col_ = matrix.shape
        model.col_cost_ = np.zeros(self._count)
        model.col_lower_, model.col_upper_ = _finite(columns[0]), _finite(columns[1])
        model.row_lower_, model.row_upper_ = _finite(rows[0]), _finite(rows[1])
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_ = matrix.indptr
        model.a_matrix_.index_ = matrix.indices
        model.a_matrix_.value_ = matrix.data.astype(np.float64)
        if marks.any():
            kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
            model.integrality_ = [kinds[bool(mark)] for mark in marks]
        self._solver.passModel(model)

    def minimise(self, cost: Floats, deadline: Deadline) -> tuple[Outcome, Floats]:
        """Return the outcome and, where it is `optimal`, a best x.

        Raises:
            OutOfTimeError: the deadline has passed.
        """
        self._solver.setOptionValue("time_limit", self._solver.getRunTime() + deadline.left())
        self._solver.changeColsCost(self._count, self._all, cost)
        self._solver.run()
        outcome = _OUTCOMES.get(self._solver.getModelStatus(), "stopped")
        if outcome != "optimal":
            return outcome, np.zeros(0)
        return outcome, np.array(self._solver.getSolution().col_value)

    def bound(self) -> float:
        """Return a value that no x can undercut (whole-number programs), from the last run."""
        return float(self._solver.getInfo().mip_dual_bound)

    def multipliers(self) -> Floats:
        """Return the row multipliers (dual values) of the last run."""
        return np.array(self._solver.getSolution().row_dual)


def _options(*, whole: bool, gap: float) -> dict[str, bool | int | float | str]:
    own: dict[str, bool | int | float | str] = {"output_flag": False, "threads": 1}
    if whole:
        return own | {
            "mip_rel_gap": gap,
            "mip_abs_gap": 0.0 if gap else 0.5,
            "mip_feasibility_tolerance": 1e-9,
        }
    return own | {"solver": "simplex", "simplex_strategy": _PRIMAL, "presolve": "off"}


def _finite(bounds: Ints) -> Floats:
    floats = bounds.astype(np.float64)
    floats[bounds >= UNKNOWN // 2] = highspy.kHighsInf
    floats[bounds <= -UNKNOWN // 2] = -highspy.kHighsInf
    return floats
