"""The 被保険者資格申立書: printed with what is known, its fonts inside, nobody in its name."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from kiosk.console import pdf_fonts
from kiosk.console.areas.paper.statement import statement_pdf
from kiosk.domain.paper import Situation, Way
from kiosk.domain.paper_form import Field, PaperForm
from tests.console.asgi import Client
from tests.console.paper_walk import STATED, Walk
from tests.domain.paper_cases import TODAY

FORM = PaperForm(
    Situation.NOT_FOUND,
    way=Way.STATEMENT,
    fields={
        Field.NAME: "見本　花子 <b>&",
        Field.KANA: "ミホン　ハナコ",
        Field.BIRTHDATE: "19800401",
        Field.SEX: "2",
        Field.ADDRESS: "東京都見本市例示町１－２－３",
        Field.INSURANCE_KIND: "national",
        Field.SHARE: "030",
    },
)


def _text(content: bytes) -> str:
    pages = PdfReader(BytesIO(content)).pages
    return "".join(page.extract_text() for page in pages).translate(
        {ord(blank): None for blank in " \u3000\n"}
    )


def test_what_is_known_stands_in_it() -> None:
    text = _text(statement_pdf(FORM, TODAY))
    for part in ("被保険者資格申立書", "見本花子<b>&", "昭和55年4月1日（1980年）", "例示町",
                 "令和8年11月21日（2026年）", "署名", "厚生労働省の様式と見くらべて"):  # fmt: skip
        assert part in text


def test_what_was_chosen_is_ticked_and_nothing_else() -> None:
    text = _text(statement_pdf(FORM, TODAY))
    assert "■国民健康保険" in text
    assert "■女" in text
    assert "■3割" in text
    assert text.count("■") == 3


def test_an_empty_form_is_one_page_to_write_on() -> None:
    content = statement_pdf(PaperForm(), TODAY)
    assert len(PdfReader(BytesIO(content)).pages) == 1
    assert "■" not in _text(content)


def test_the_longest_answers_still_print() -> None:
    fields: dict[Field, str] = dict.fromkeys(Field, "")
    for one in (Field.NAME, Field.ADDRESS, Field.REASON):
        fields[one] = "国" * 100
    assert _text(statement_pdf(PaperForm().with_fields(fields), TODAY)).count("国国国") > 50


def test_a_character_that_the_font_has_not_is_left_to_the_pen() -> None:
    form = FORM.with_fields({Field.NAME: "\U00030edd田"})
    assert "〓田" in _text(statement_pdf(form, TODAY))


def test_the_fonts_are_inside_and_nobody_is_named_outside() -> None:
    reader = PdfReader(BytesIO(statement_pdf(FORM, TODAY)))
    fonts: Any = reader.pages[0]["/Resources"]["/Font"]  # pyright: ignore[reportIndexIssue] - pypdf's own objects
    used = [font.get_object() for font in fonts.values()]
    embedded = [one for one in used if "FontFile2" in str(one.get("/FontDescriptor"))]
    assert any("BIZUDGothic" in one["/BaseFont"] for one in embedded)
    assert "見本" not in str(reader.metadata)


def test_it_is_served_to_nobody_else_and_kept_nowhere(client: Client, visitor: Client) -> None:
    walk = Walk(client)
    walk.begin("not_found")
    walk.bring("first", "card", "statement")
    walk.answer("details", STATED)
    answer = client.get(f"{walk.path}/statement.pdf")
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["cache-control"] == "no-store"
    assert "見本" not in answer.headers["content-disposition"]
    assert visitor.get(f"{walk.path}/statement.pdf").status == 303


def test_a_missing_font_is_told_with_what_to_do(
    client: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(pdf_fonts, "FOLDER", tmp_path)
    pdf_fonts.register_fonts.cache_clear()
    walk = Walk(client)
    walk.begin("not_found")
    walk.bring("first", "card", "statement")
    answer = client.get(f"{walk.path}/statement.pdf")
    monkeypatch.undo()
    pdf_fonts.register_fonts.cache_clear()
    assert answer.status == 503
    assert "fonts-morisawa-bizud-gothic" in answer.text
