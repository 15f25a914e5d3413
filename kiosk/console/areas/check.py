"""The console's area "check"."""

from collections.abc import Sequence
from typing import Final

from starlette.routing import BaseRoute

routes: Final[Sequence[BaseRoute]] = ()
