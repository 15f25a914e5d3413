"""貼り紙: one page, both languages, the fonts inside, soft words."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from kiosk.console import pdf_fonts
from kiosk.console.areas.kiosks.door import REASONS, draw
from kiosk.console.texts import load_texts
from tests.console.asgi import Client


@pytest.fixture(scope="module", params=REASONS)
def notice(request: pytest.FixtureRequest) -> tuple[str, PdfReader]:
    return request.param, PdfReader(BytesIO(draw(load_texts(), request.param)))


def test_a_notice_is_one_page_of_a4_in_both_languages(notice: tuple[str, PdfReader]) -> None:
    why, pdf = notice
    [page] = pdf.pages
    assert [round(float(length)) for length in (page.mediabox.width, page.mediabox.height)] == [
        595, 842,
    ]  # fmt: skip
    text = "".join(page.extract_text().split())
    texts = load_texts()
    for code in ("ja", "en"):
        words = texts.language(code)
        for key in (f"{why}.title", "bring", "bring_1", "pay"):
            assert "".join(words(f"kiosks.door.{key}").split()) in text


def test_its_fonts_are_inside_so_that_every_printer_has_them(
    notice: tuple[str, PdfReader],
) -> None:
    _, pdf = notice
    resources: Any = pdf.pages[0]["/Resources"]
    fonts = [font.get_object() for font in resources["/Font"].values()]
    used = [font for font in fonts if "BIZUDGothic" in font["/BaseFont"]]
    assert used
    assert all("/FontFile2" in font["/FontDescriptor"].get_object() for font in used)


def test_a_missing_font_is_told_with_what_to_do(
    client: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(pdf_fonts, "FOLDER", tmp_path)
    pdf_fonts.register_fonts.cache_clear()
    answer = client.get("/kiosks/door/reader.pdf")
    monkeypatch.undo()
    pdf_fonts.register_fonts.cache_clear()
    assert answer.status == 503
    assert "fonts-morisawa-bizud-gothic" in answer.text


def test_nobody_is_told_to_pay_everything() -> None:
    texts = load_texts()
    for code in ("ja", "en"):
        for key, text in texts.language(code).by_key.items():
            if key.startswith("kiosks.door."):
                assert "10割" not in text, key
                assert "全額" not in text, key
