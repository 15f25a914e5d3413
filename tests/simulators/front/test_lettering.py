"""Text in its box: whole and inside, or refused."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulators.fonts import font_files
from simulators.front.layout import FIELDS, Box, Field
from simulators.front.lettering import BREAKS_AFTER, TextTooLong, set_text

LETTERS = st.text(
    st.one_of(
        st.sampled_from("　 １２３－ＡＢabc()ー々●髙﨑𠮷ぁﾊ"),
        st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5),
    ),
    min_size=1,
    max_size=90,
)


def bare(text: str) -> str:
    return "".join(letter for letter in text if letter not in BREAKS_AFTER)


@given(text=LETTERS, name=st.sampled_from(sorted(FIELDS)))
@settings(max_examples=60, deadline=None)
def test_a_text_stands_whole_within_its_field_or_is_refused(text: str, name: str) -> None:
    field = FIELDS[name]
    try:
        setting = set_text(text, field)
    except TextTooLong:
        return
    assert bare("".join(line for _, line in setting.lines)) == bare(text)
    assert len(setting.lines) <= field.lines
    for left, top, right, bottom in setting.boxes():
        assert left >= field.box.left - 0.3
        assert top >= field.box.top - 0.3
        assert right <= field.box.left + field.box.width + 0.3
        assert bottom <= field.box.top + field.box.height + 0.3


def test_long_text_breaks_after_a_space_if_one_is_near() -> None:
    field = Field(Box(0, 0, 20, 8), 3.0, 3.0, lines=2)
    lines = [line for _, line in set_text("ＡＢＣＤ　ＥＦＧＨ", field).lines]
    assert lines == ["ＡＢＣＤ", "ＥＦＧＨ"]


def test_text_is_as_large_as_its_field_lets_it_be() -> None:
    field = Field(Box(0, 0, 30, 5), 3.0, 1.0)
    short, long = (set_text("青" * count, field).font.size for count in (5, 20))
    assert short > long


def test_a_letter_the_first_font_lacks_comes_from_another() -> None:
    if len(font_files()) < 2:
        pytest.skip("one Japanese font alone is installed")
    field = Field(Box(0, 0, 30, 5), 3.0)
    assert set_text("𠮷", field).font.path != set_text("吉", field).font.path


def test_too_long_a_text_does_not_say_itself_in_the_refusal() -> None:
    with pytest.raises(TextTooLong) as refused:
        set_text("青葉花子", Field(Box(0, 0, 2, 2), 2.0))
    assert "青" not in str(refused.value)
