"""`python -m explorer`: the same as the command `explorer` (on Windows, `explorer` alone is another program)."""

import sys


def main() -> None:
    """Run the command line; Ctrl-C ends it with 130 and no traceback, also while its modules are still being loaded."""
    try:
        from explorer.cli import main as run

        run()
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
