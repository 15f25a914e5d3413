"""`python -m simulators.card list | show | serve | reset | trust`."""

import sys

from simulators.card.cli import main

if __name__ == "__main__":
    sys.exit(main())
