"""The console's area "figures"."""

from collections.abc import Sequence
from typing import Final

from starlette.routing import BaseRoute

routes: Final[Sequence[BaseRoute]] = ()
