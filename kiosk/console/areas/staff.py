"""The console's area "staff"."""

from collections.abc import Sequence
from typing import Final

from starlette.routing import BaseRoute

routes: Final[Sequence[BaseRoute]] = ()
