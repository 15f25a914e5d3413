"""The 被保険者資格申立書 to print: made anew each time, kept nowhere."""

from starlette.requests import Request
from starlette.responses import Response

from kiosk.console.areas.paper.draft import opened
from kiosk.console.areas.paper.statement import statement_pdf
from kiosk.console.pages import render


def printed(request: Request) -> Response:
    """GET /paper/ID/statement.pdf; its name says nothing of anybody."""
    about = opened(request)
    try:
        content = statement_pdf(about.form, about.day)
    except FileNotFoundError:
        return render(request, "no_font.html", 503, back=f"/paper/{about.id}")
    name = 'inline; filename="moushitatesho.pdf"'
    return Response(content, media_type="application/pdf", headers={"Content-Disposition": name})
