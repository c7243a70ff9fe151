"""Datasets and catalogues as DCAT-AP 3, in three syntaxes, in both languages or in one."""

from portal.interop.writing.dcat.catalogue import Page, catalogue_graph, dataset_graph
from portal.interop.writing.dcat.graphs import MEDIA_TYPES, SYNTAXES, written

__all__ = [
    "MEDIA_TYPES",
    "SYNTAXES",
    "Page",
    "catalogue_graph",
    "dataset_graph",
    "written",
]
