"""`python -m adapters.rules`: see adapters.rules.commands."""

import sys

from adapters.rules.commands import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
