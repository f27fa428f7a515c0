"""``python -m bench [NAME…]``: run the benchmarks and print rates, medians and ratios."""

from __future__ import annotations

import sys
from importlib import import_module

BENCHMARKS = (
    "importing",
    "bill",
    "memory",
    "bus",
    "ledger_projection",
    "ledger",
    "policy",
    "statement",
)


def main() -> int:
    """Run the named benchmarks, or all."""
    names = sys.argv[1:] or list(BENCHMARKS)
    unknown = [name for name in names if name not in BENCHMARKS]
    if unknown:
        print(f"no benchmark {', '.join(unknown)}; there are {', '.join(BENCHMARKS)}")
        return 2
    for name in names:
        print(f"== {name}")
        import_module(f"bench.{name}").main()
    return 0


if __name__ == "__main__":
    sys.exit(main())
