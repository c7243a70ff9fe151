"""A contract for import-linter that the plan of the house can be written in before it is built."""

from typing import cast

from grimp import ImportGraph
from importlinter import ContractCheck
from importlinter.contracts.forbidden import ForbiddenContract
from importlinter.domain.imports import ModuleExpression


class ForbiddenWherePresent(ForbiddenContract):
    """Import-linter's `forbidden`, passing over source modules that are not written yet."""

    type_name = "forbidden_where_present"

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Check the source modules that exist."""
        planned = cast("set[ModuleExpression]", self.source_modules)
        present = {module for module in planned if module.expression in graph.modules}
        self.source_modules = present  # type: ignore[assignment]  # a field until it is parsed
        return super().check(graph, verbose)
