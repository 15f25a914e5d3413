"""The PDF that a patient brings: what is read from it, and what a hostile one can do (nothing)."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, NameObject
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from kiosk.console.pdf_fonts import REGULAR, register_fonts
from kiosk.console.portal_pdf import reading
from kiosk.console.portal_pdf.labels import MOST_LINES, values_in
from kiosk.console.portal_pdf.reading import PdfText, Unreadable, pdf_text
from kiosk.domain.paper_form import Field
from tests.console.asgi import Client
from tests.console.paper_walk import Walk

F = Field
PORTAL = (
    "健康保険証の資格情報",
    "氏名　　　　　見本　花子",
    "氏名カナ　　　ミホン　ハナコ",
    "生年月日　　　昭和55年4月1日",
    "性別　　　　　女",
    "被保険者証等記号",
    "１２３－４",
    "被保険者証等番号：0000567",
    "枝番　01",
    "本人・家族の別　本人",
    "一部負担金の割合　3割",
    "保険者等番号　06130488",
    "保険者名　見本健康保険組合",
    "被保険者氏名　見本　太郎",
    "資格取得年月日　令和5年4月1日",
)


def pdf_of(*lines: str) -> bytes:
    """Print lines as a portal does: text with an embedded Japanese font."""
    register_fonts()
    content = BytesIO()
    canvas = Canvas(content, pagesize=A4)
    canvas.setFont(REGULAR, 11)
    for at, line in enumerate(lines):
        canvas.drawString(60, 780 - 22 * at, line)
    canvas.showPage()
    canvas.save()
    return content.getvalue()


def _written(writer: PdfWriter) -> bytes:
    content = BytesIO()
    writer.write(content)
    return content.getvalue()


def test_the_values_beside_the_labels_are_read_from_the_page() -> None:
    read = pdf_text(pdf_of(*PORTAL))
    assert isinstance(read, PdfText)
    assert values_in(read.text) == {
        F.NAME: "見本　花子",
        F.KANA: "ミホン　ハナコ",
        F.BIRTHDATE: "19800401",
        F.SEX: "2",
        F.SYMBOL: "123-4",
        F.NUMBER: "0000567",
        F.BRANCH: "01",
        F.FAMILY: "1",
        F.SHARE: "030",
        F.INSURER_NUMBER: "06130488",
        F.INSURER_NAME: "見本健康保険組合",
    }


def test_the_head_of_the_household_is_not_taken_for_the_patient() -> None:
    assert values_in("被保険者氏名 見本 太郎\n世帯主氏名\n見本 太郎") == {}


def test_a_label_without_a_value_takes_none_of_its_neighbours() -> None:
    assert values_in("記号\n番号 55") == {F.NUMBER: "55"}


@given(st.text(max_size=300))
def test_no_text_breaks_the_reading(text: str) -> None:
    assert set(values_in(text)) <= set(Field)


def test_a_text_made_to_hold_everybody_up_is_read_as_far_as_a_portal_prints() -> None:
    marks = "\u0301\u0316" * 500_000  # to be put in order: a minute and more
    assert values_in(f"氏名 見本\n{marks}\n枝番 01") == {F.NAME: "見本", F.BRANCH: "01"}
    assert values_in("x\n" * MOST_LINES + "枝番 01") == {}


def test_a_text_is_no_pdf() -> None:
    assert pdf_text("氏名 見本".encode()) is Unreadable.NOT_A_PDF


def test_a_file_of_more_than_ten_megabytes_is_not_looked_into() -> None:
    assert pdf_text(b"%PDF-1.7" + bytes(reading.LARGEST)) is Unreadable.TOO_LARGE


def test_a_password_is_not_guessed() -> None:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf_of(*PORTAL))))
    writer.encrypt("secret", algorithm="RC4-128")
    assert pdf_text(_written(writer)) is Unreadable.ENCRYPTED


def test_a_picture_alone_has_no_text() -> None:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    assert pdf_text(_written(writer)) is Unreadable.NO_TEXT


def test_a_broken_file_is_broken() -> None:
    assert pdf_text(b"%PDF-1.7\nnothing of the kind") is Unreadable.BROKEN


def test_a_file_that_swells_to_gigabytes_ends_its_child_and_nothing_else() -> None:
    writer = PdfWriter()
    page = writer.add_blank_page(200, 200)
    stream = DecodedStreamObject()
    stream.set_data(b"q " * (40 << 20))
    packed = stream.flate_encode().flate_encode()  # 80 MB in some hundred bytes
    page[NameObject("/Contents")] = writer._add_object(packed)
    bomb = _written(writer)
    assert len(bomb) < 1 << 20
    assert pdf_text(bomb) in {Unreadable.BROKEN, Unreadable.NO_TEXT}


def test_pages_that_name_each_other_end_too() -> None:
    loop = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>endobj\n"
        b"trailer<</Root 1 0 R/Size 3>>\n%%EOF"
    )
    assert pdf_text(loop) in {Unreadable.BROKEN, Unreadable.NO_TEXT}


def test_a_dropped_pdf_is_offered_and_only_what_is_ticked_is_taken(client: Client) -> None:
    walk = Walk(client)
    walk.begin("ended")
    walk.bring("first", "card", "portal_pdf")
    files = {"pdf": ("見本.pdf", pdf_of(*PORTAL), "application/pdf")}
    page = client.post(f"{walk.path}/pdf", {}, files)
    assert page.status == 200
    assert "昭和55年4月1日" in page.text
    assert "checked" not in page.text
    before = client.get(f"{walk.path}/details").text
    assert "06130488" not in before
    taken = {
        "right.insurer_number": "yes",
        "value.insurer_number": "06130488",
        "value.number": "0000567",
    }
    walk.client.post(f"{walk.path}/confirmed", {"version": "3", **taken})
    after = client.get(f"{walk.path}/details").text
    assert "06130488" in after
    assert "0000567" not in after


def test_everything_that_is_right_is_taken_at_one_touch(client: Client) -> None:
    walk = Walk(client)
    walk.begin("ended")
    walk.bring("first", "card", "portal_pdf")
    read = {"value.insurer_number": "06130488", "value.number": "0000567"}
    client.post(f"{walk.path}/confirmed", {"version": "3", "take": "all", **read})
    after = client.get(f"{walk.path}/details").text
    assert "06130488" in after
    assert "0000567" in after


def test_what_was_read_is_not_lost_when_nothing_is_ticked(client: Client) -> None:
    walk = Walk(client)
    walk.begin("ended")
    walk.bring("first", "card", "portal_pdf")
    read = {"value.insurer_number": "06130488", "value.number": "0000567"}
    again = client.post(f"{walk.path}/confirmed", {"version": "3", "take": "ticked", **read})
    assert again.status == 422
    assert 'name="value.insurer_number" value="06130488"' in again.text
    assert "06130488" not in client.get(f"{walk.path}/details").text


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 broken", b"no pdf"])
def test_a_pdf_that_cannot_be_read_is_typed_by_hand(client: Client, content: bytes) -> None:
    walk = Walk(client)
    walk.begin("ended")
    walk.bring("first", "card", "portal_pdf")
    page = client.post(f"{walk.path}/pdf", {}, {"pdf": ("a.pdf", content, "application/pdf")})
    assert page.status == 422
    assert "手で書いてください" in page.text
