"""`python -m explorer`: the same as the command `explorer` (on Windows, `explorer` alone is another program)."""

from explorer.cli import main

if __name__ == "__main__":
    main()
