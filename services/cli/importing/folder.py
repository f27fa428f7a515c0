"""Which file of a folder brings which rows: ours by their names, a platform's by a mapping."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.cli.importing.exports import Exports
from services.cli.importing.files import FILES
from services.cli.importing.mapped import MappedFile
from services.cli.importing.reading import SUFFIXES, OwnFile, RowError
from shared.errors import BadInput

if TYPE_CHECKING:
    from pathlib import Path

    from services.cli.importing.files import File
    from services.cli.importing.mapping import Mapping
    from services.cli.importing.reading import Source

Found = list[tuple["File", list["Source"]]]


def sources_in(folder: Path, mapping: Mapping | None) -> tuple[Found, list[RowError]]:
    """The sources of every file, in the order of reading, and files that cannot be told apart.

    A mapping's files and ours are read one after the other: a platform knows no scans.
    """
    exports = Exports(folder, mapping) if mapping else None
    if mapping and not exports:
        globs = ", ".join(one for table in mapping.tables.values() for one in table.files)
        raise BadInput(f"{folder} holds none of the files that the mapping names: {globs}")
    found: Found = []
    errors: list[RowError] = []
    for file in FILES:
        sources: list[Source] = []
        if exports:
            sources += [MappedFile(path, rule, exports) for path, rule in exports.files(file.name)]
        own, doubt = _own(folder, file)
        found.append((file, sources + own))
        errors += doubt
    return found, errors


def _own(folder: Path, file: File) -> tuple[list[Source], list[RowError]]:
    """A file of ours as CSV or XLSX; both at once would leave open which of them holds."""
    names = {f"{file.name}{suffix}" for suffix in SUFFIXES}
    paths = sorted(path for path in folder.iterdir() if path.name.lower() in names)
    if len(paths) < 2:  # noqa: PLR2004  # two are one too many
        return [OwnFile(path, file) for path in paths], []
    others = ", ".join(path.name for path in paths[1:])
    return [], [RowError(paths[0].name, None, None, f"{others} is there, too: keep one of them")]
