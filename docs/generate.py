"""Write, or check, the generated pages: contracts, AsyncAPI, events, flows, commands, rules.

``python docs/generate.py`` writes; ``--check`` fails when a page is stale or a contract broke.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from docs.generated import cli, contracts, events, flows, rules, stored  # noqa: E402  # after the path is set
from docs.generated.compatibility import breaks  # noqa: E402  # the same

PAGES = (contracts.pages, stored.pages, events.pages, flows.pages, cli.pages, rules.pages)


def main() -> int:
    """Write all pages, or say which are stale; 1 when something must be done."""
    check = "--check" in sys.argv[1:]
    pages = {ROOT / "docs" / name: text for make in PAGES for name, text in make().items()}
    problems = breaks(ROOT, pages)
    for path, text in pages.items():
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        if check:
            problems.append(f"{path.relative_to(ROOT)} is stale: run make docs")
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
