"""The printed front: everything in its place, readable, and never to be taken for a real card."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from numpy.typing import NDArray

from simulators.front.drawing import Tone, draw_front, plain_card, settings
from simulators.front.layout import FIELDS, PHOTO, SPECIMEN, Box
from simulators.front.lettering import TextTooLong
from simulators.guard import SimulatorRefused
from simulators.personas.cast import Persona, load_cast
from simulators.personas.looks import names

CAST = {
    key: persona
    for key, persona in load_cast().items()
    if persona.card_kind == "my_number" and (key in names() or not persona.has_photo)
}
DIGIT_FIELDS = ("birth_date", "expiry", "security_code")


@pytest.fixture(params=sorted(CAST))
def persona(request: pytest.FixtureRequest) -> Persona:
    return CAST[request.param]


@pytest.fixture
def hanako() -> Persona:
    return CAST["hanako"]


@cache
def drawn(key: str) -> NDArray[np.uint8]:
    return draw_front(CAST[key])


def part(picture: NDArray[np.uint8], box: Box) -> NDArray[np.uint8]:
    left, top, right, bottom = box.pixels()
    return picture[top:bottom, left:right]


def redness(picture: NDArray[np.uint8]) -> NDArray[np.int16]:
    """How far red stands above blue and green together: 見本 is red, the paper is not."""
    wide = picture.astype(np.int16)
    return wide[..., 0] - np.maximum(wide[..., 1], wide[..., 2])


def test_it_is_an_id_1_card_at_300_dpi(hanako: Persona) -> None:
    front = draw_front(hanako)
    assert front.shape == (638, 1011, 3)
    assert front.dtype == np.uint8


def test_the_same_card_is_drawn_the_same_bit_by_bit(hanako: Persona) -> None:
    assert np.array_equal(draw_front(hanako), draw_front(hanako))


def test_every_text_lies_within_its_field(persona: Persona) -> None:
    assert drawn(persona.key).shape == (638, 1011, 3)
    for name, setting in settings(persona).items():
        field = FIELDS[name].box
        for left, top, right, bottom in setting.boxes():
            assert field.left - 0.2 <= left, name
            assert field.top - 0.2 <= top, name
            assert right <= field.left + field.width + 0.2, name
            assert bottom <= field.top + field.height + 0.2, name


def test_no_field_lies_on_another() -> None:
    boxes = [(name, field.box) for name, field in FIELDS.items()] + [("photo", PHOTO)]
    for index, (one, a) in enumerate(boxes):
        for other, b in boxes[index + 1 :]:
            apart = (
                a.left + a.width <= b.left
                or b.left + b.width <= a.left
                or a.top + a.height <= b.top
                or b.top + b.height <= a.top
            )
            assert apart, (one, other)


def test_what_it_says_is_the_persona_s_print(persona: Persona) -> None:
    printed, front = settings(persona), persona.printed_front()

    def said(name: str) -> str:
        return "".join(text for _, text in printed[name].lines)

    assert said("birth_date") == f"{front.birth_date}生"
    assert said("expiry") == front.expiry
    assert said("security_code") == front.security_code
    assert said("sex") == front.sex
    assert said("address").replace("　", "") == front.address.replace("　", "").replace(" ", "")


def test_the_face_only_card_says_so_in_its_panel(hanako: Persona) -> None:
    noted = replace(hanako, face_only=True)
    box = FIELDS["note"].box
    assert not np.array_equal(part(draw_front(noted), box), part(draw_front(hanako), box))
    assert [text for _, text in settings(noted)["note"].lines] == ["顔認証"]
    assert "note" not in settings(hanako)


def test_an_alias_is_printed_after_the_name(hanako: Persona) -> None:
    known_as = settings(replace(hanako, alias="見本　花子"))
    assert "".join(text for _, text in known_as["name"].lines) == "青葉　花子（見本　花子）"


def test_a_foreign_resident_s_card_prints_the_gregorian_year(hanako: Persona) -> None:
    printed = settings(replace(hanako, prints_gregorian=True))
    assert printed["birth_date"].lines[0][1] == "1980年2月17日生"


def test_without_a_photo_there_is_a_plain_grey_box(hanako: Persona) -> None:
    box = part(draw_front(replace(hanako, has_photo=False)), PHOTO)[3:-3, 3:-3]
    assert np.ptp(box.reshape(-1, 3), axis=0).max() == 0


def test_the_word_specimen_is_printed_large_across_it(persona: Persona) -> None:
    red = redness(part(drawn(persona.key), SPECIMEN)) > 40
    assert red.mean() > 0.15  # of the area it is given
    rows, columns = np.flatnonzero(red.any(axis=1)), np.flatnonzero(red.any(axis=0))
    assert np.ptp(rows) > 0.85 * red.shape[0]
    assert np.ptp(columns) > 0.85 * red.shape[1]


@pytest.mark.parametrize("name", DIGIT_FIELDS)
def test_the_word_specimen_does_not_touch_what_a_camera_must_read(
    persona: Persona, name: str
) -> None:
    assert redness(part(drawn(persona.key), FIELDS[name].box)).max() < 40


@pytest.mark.parametrize("tone", Tone)
@pytest.mark.parametrize("name", DIGIT_FIELDS)
def test_the_print_stands_out_from_its_paper_in_every_tone(
    hanako: Persona, name: str, tone: Tone
) -> None:
    grey = part(draw_front(hanako, tone), FIELDS[name].box).mean(axis=2)
    ink, paper = np.percentile(grey, 2), np.median(grey)
    assert paper - ink > 70


def test_tones_differ_and_grey_has_no_colour(hanako: Persona) -> None:
    cards = {tone: draw_front(hanako, tone) for tone in Tone}
    assert np.ptp(cards[Tone.GREY], axis=2).max() == 0
    means = {tone: float(card.mean()) for tone, card in cards.items()}
    assert means[Tone.DARK] == min(means.values())
    assert cards[Tone.FADED].std() < 0.7 * cards[Tone.COLOUR].std()


def test_the_longest_address_and_name_shrink_and_still_fit(hanako: Persona) -> None:
    long = replace(hanako, name="見" * 60, address="東京都見本市" + "青" * 120)
    settings(long)
    lines = settings(long)["address"].lines
    assert 1 < len(lines) <= FIELDS["address"].lines


def test_what_cannot_be_printed_is_refused_not_cut(hanako: Persona) -> None:
    with pytest.raises(TextTooLong) as refused:
        draw_front(replace(hanako, address="青" * 2000))
    assert "青" not in str(refused.value)


def test_two_people_s_cards_differ_in_photo_and_code() -> None:
    one, other = draw_front(CAST["hanako"]), draw_front(CAST["taro"])
    for box in (PHOTO, FIELDS["security_code"].box):
        assert not np.array_equal(part(one, box), part(other, box))


def test_a_card_of_another_kind_has_the_same_size() -> None:
    assert plain_card().shape == (638, 1011, 3)


def test_nothing_is_drawn_in_production(hanako: Persona, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UKETSUKE_PROFILE", "production")
    with pytest.raises(SimulatorRefused):
        draw_front(hanako)
