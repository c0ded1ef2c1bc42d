"""A contract for import-linter: what a package may import, as the table of the design says it. Direct imports only."""

from __future__ import annotations

import sys

import grimp
from importlinter import Contract, ContractCheck, fields, output

ANY = "any"


class AllowedContract(Contract):
    """Holds when each module of `sources` imports, besides itself and the standard library, only what is listed.

    Options:
        sources: packages or parts of packages.
        ours: packages of this repository they may import.
        libraries: libraries they may import; `any` for no limit.
        of: all packages of this repository, to tell ours from libraries.
    """

    type_name = "allowed"

    sources = fields.ListField(subfield=fields.StringField())
    of = fields.ListField(subfield=fields.StringField())
    ours = fields.ListField(subfield=fields.StringField(), required=False)
    libraries = fields.ListField(subfield=fields.StringField(), required=False)

    def check(self, graph: grimp.ImportGraph, verbose: bool) -> ContractCheck:
        broken = [
            (importer, imported)
            for source in self.sources
            for importer in sorted({source} | graph.find_descendants(source))
            for imported in sorted(graph.find_modules_directly_imported_by(importer))
            if not self._may(source, imported)
        ]
        return ContractCheck(kept=not broken, metadata={"broken": broken})

    def render_broken_contract(self, check: ContractCheck) -> None:
        for importer, imported in check.metadata["broken"]:
            output.print_error(f"{importer} imports {imported}", bold=False)

    def _may(self, source: str, imported: str) -> bool:
        if _within(imported, [source, *(self.ours or [])]):
            return True
        top = imported.split(".")[0]
        if top in self.of:
            return False
        libraries = self.libraries or []
        return top in sys.stdlib_module_names or ANY in libraries or top in libraries


def _within(module: str, packages: list[str]) -> bool:
    return any(module == package or module.startswith(package + ".") for package in packages)
