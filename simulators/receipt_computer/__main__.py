"""`python -m simulators.receipt_computer watch --folder DIR`, or `ask --folder DIR query …`."""

import sys

from simulators.receipt_computer.cli import main

if __name__ == "__main__":
    sys.exit(main())
