"""The page of figures, its plots and its CSV."""

from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from kiosk.console.areas.figures import plots
from kiosk.console.areas.figures.kept import kept
from kiosk.console.areas.figures.sheet import as_csv
from kiosk.console.areas.figures.span import DAYS, Span, span_of
from kiosk.console.areas.figures.summary import Summary, summarise
from kiosk.console.areas.figures.tables import tables
from kiosk.console.context import console_of, words_of
from kiosk.console.pages import render
from kiosk.domain.japan_time import JAPAN

FIRST_SHOWN: Final = "day"


def figures(request: Request) -> Response:
    """GET /figures/{span}: every plot with its table beside it. `to` is the last day."""
    span, summary, _ = _summary(request)
    return render(
        request, "figures/figures.html", span=span, spans=tuple(DAYS), summary=summary,
        tables=tables(summary, span, words_of(request)), earlier=span.moved(-1),
        later=span.moved(1) if span.last < _today(request).last else None,
    )  # fmt: skip


def plot(request: Request) -> Response:
    """GET /figures/{span}/{plot}.svg: one plot."""
    span, summary, mark = _summary(request)
    words, which = words_of(request), request.path_params["plot"]
    chosen = [each for each in tables(summary, span, words) if each.key == which and each.plotted]
    if not chosen:
        raise HTTPException(404)

    def draw() -> bytes:
        return plots.draw(chosen[0], words)

    key = (which, words.language, span, mark)
    drawn = kept(console_of(request).desk.figures).get(key, draw)
    return Response(drawn, media_type="image/svg+xml")


def sheet(request: Request) -> Response:
    """GET /figures/{span}/figures.csv: the same numbers for a spreadsheet."""
    span, summary, _ = _summary(request)
    words = words_of(request)
    name = f"figures-{span.first:%Y%m%d}-{span.last:%Y%m%d}.csv"
    return Response(
        as_csv(tables(summary, span, words), span, words),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _summary(request: Request) -> tuple[Span, Summary, tuple[int, ...]]:
    name = request.path_params.get("span", FIRST_SHOWN)
    span = span_of(name, request.query_params.get("to", ""), _today(request).last)
    if span is None:
        raise HTTPException(404)
    records = console_of(request).desk.figures
    mark = records.mark(span.period)

    def make() -> Summary:
        return summarise(records.raw(span.period))

    return span, kept(records).get((span, mark), make), mark


def _today(request: Request) -> Span:
    return Span(FIRST_SHOWN, console_of(request).clock.now().astimezone(JAPAN).date())
