"""`python -m simulators.qualification serve --folder DIR`: the service alone, for any program."""

import sys

from simulators.qualification.cli import main

if __name__ == "__main__":
    sys.exit(main())
