"""The console's area "figures": counts and times, as plots, tables and CSV; nothing personal."""

from collections.abc import Sequence
from typing import Final

from starlette.routing import BaseRoute, Route

from kiosk.console.areas.figures import pages

routes: Final[Sequence[BaseRoute]] = (
    Route("/figures", pages.figures),
    Route("/figures/{span}", pages.figures),
    Route("/figures/{span}/figures.csv", pages.sheet),
    Route("/figures/{span}/{plot}.svg", pages.plot),
)
