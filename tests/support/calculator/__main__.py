"""`python -m tests.support.calculator FOLDER… [--until TIME]`: prints the books as JSON."""

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

from tests.support.calculator import compute, moments


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--until", type=moments.parse)
    arguments = parser.parse_args()
    books = compute(*arguments.folders, until=arguments.until)
    json.dump(asdict(books), sys.stdout, ensure_ascii=False, indent=2)


main()
