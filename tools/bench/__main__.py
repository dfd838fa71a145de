"""python -m tools.bench NAME [ARGUMENTS]: runs the benchmark in the file of that name."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path


def main() -> None:
    """Run one benchmark, or list them."""
    names = sorted(path.stem for path in Path(__file__).parent.glob("*.py") if not path.stem.startswith("_"))
    if len(sys.argv) < 2 or sys.argv[1] not in names:
        sys.exit(f"usage: python -m tools.bench {{{','.join(names)}}}")
    import_module(f"tools.bench.{sys.argv[1]}").main(sys.argv[2:])


if __name__ == "__main__":
    main()
