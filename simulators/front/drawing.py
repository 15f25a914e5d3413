"""The printed front of a persona's card, and of a card of another kind."""

import hashlib
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from simulators.front.background import paper, photo_frame, stamp_specimen
from simulators.front.layout import CARD_PIXELS, FIELDS, PHOTO, Box
from simulators.front.lettering import Setting, set_text
from simulators.front.shot import Subject
from simulators.guard import require_simulation_allowed
from simulators.personas.cast import Persona
from simulators.personas.looks import portrait

Picture = NDArray[np.uint8]

INKS: Final = {"print": (24, 24, 30), "label": (70, 74, 88), "title": (18, 84, 104)}
NO_PHOTO: Final = (196, 198, 202)
MAYOR: Final = "見本市長"
FADED_PAPER: Final = (244, 240, 228)


class Tone(StrEnum):
    """How the print looks."""

    COLOUR = "colour"
    FADED = "faded"  # years in a wallet: pale and yellowish
    GREY = "grey"  # as a monochrome camera sees it
    DARK = "dark"  # printed too dark


def draw_front(persona: Persona, tone: Tone = Tone.COLOUR) -> Picture:
    """Draw the front of a My Number card: uint8 RGB (638, 1011, 3), ISO ID-1 at 300 dpi.

    Raises `TextTooLong` where a text does not fit its field, `SimulatorRefused` outside the
    development and test profiles.
    """
    require_simulation_allowed()
    image = paper().copy()
    _paste_photo(image, persona)
    pen = ImageDraw.Draw(image)
    for name, setting in settings(persona).items():
        for place, line in setting.lines:
            pen.text(place, line, INKS[FIELDS[name].ink], setting.font, "ls")
    small = image.resize(CARD_PIXELS, Image.Resampling.LANCZOS)
    return _toned(np.asarray(small), tone)


def lies_as(persona: Persona) -> Subject:
    """Say what of a persona's token a camera above the tray sees.

    A phone is held to the reader and shows no card face; a card of another kind is a plain one.
    """
    match persona.card_kind:
        case "my_number":
            return "front"
        case "juki" | "other":
            return "plain"
        case "android" | "iphone":
            return "nothing"


def settings(persona: Persona) -> Mapping[str, Setting]:
    """Set every text of a persona's front, by the names of `layout.FIELDS`."""
    return {name: set_text(text, FIELDS[name]) for name, text in _texts(persona).items() if text}


def _texts(persona: Persona) -> Mapping[str, str]:
    front = persona.printed_front()
    return {
        "name_label": "氏名",
        "name": f"{front.name}（{persona.alias}）" if persona.alias else front.name,
        "address_label": "住所",
        "address": front.address,
        "birth_date": f"{front.birth_date}生",
        "sex_label": "性別",
        "sex": front.sex,
        "expiry": front.expiry,
        "mayor": MAYOR,
        "title": "個人番号カード",
        "note": front.note,
        "certificate_label": "電子証明書の有効期限",
        "serial": _serial(persona),
        "security_code": front.security_code,
        "donor_label": "臓器提供意思",
        "donor_choice": "１　・　２　・　３",
    }


def _serial(persona: Persona) -> str:
    """製造番号: sixteen characters in the form of the real ones, of no card that exists."""
    return hashlib.sha256(persona.key.encode()).hexdigest()[:16].upper()


def _paste_photo(image: Image.Image, persona: Persona) -> None:
    left, top, right, bottom = photo_frame()
    if not persona.has_photo:
        ImageDraw.Draw(image).rectangle((left, top, right, bottom), fill=NO_PHOTO)
        return
    photo = Image.fromarray(portrait(persona.key))
    wanted = (right - left) / (bottom - top)
    height = min(photo.height, round(photo.width / wanted))
    width = round(height * wanted)
    x, y = (photo.width - width) // 2, (photo.height - height) // 2
    cut = photo.crop((x, y, x + width, y + height))
    image.paste(cut.resize((right - left, bottom - top), Image.Resampling.BICUBIC), (left, top))
    corner = Box(PHOTO.left + 0.8, PHOTO.top + 0.6, 7.0, 3.6)
    stamp_specimen(image, corner, 3.2)


def _toned(picture: Picture, tone: Tone) -> Picture:
    match tone:
        case Tone.COLOUR:
            return picture
        case Tone.FADED:
            pale = picture * np.float32(0.5) + np.array(FADED_PAPER, np.float32) * np.float32(0.5)
            return pale.astype(np.uint8)
        case Tone.GREY:
            return np.asarray(Image.fromarray(picture).convert("L").convert("RGB"))
        case Tone.DARK:
            dark = 255 * (picture / np.float32(255)) ** np.float32(2.6)
            return dark.astype(np.uint8)


@cache
def plain_card() -> Picture:
    """Draw a card of another kind, a shop's: same size, nothing of a My Number card on it."""
    require_simulation_allowed()
    image = Image.new("RGB", CARD_PIXELS, (38, 92, 150))
    pen = ImageDraw.Draw(image)
    for step in range(0, 900, 6):
        shade = (38 + step // 14, 92 + step // 12, 150 + step // 20)
        pen.polygon(((step, 0), (step + 6, 0), (step - 294, 638), (step - 300, 638)), fill=shade)
    pen.rounded_rectangle((96, 250, 226, 350), 14, fill=(214, 190, 122), outline=(150, 128, 70))
    pen.line((96, 300, 226, 300), fill=(150, 128, 70), width=3)
    pen.line((161, 250, 161, 350), fill=(150, 128, 70), width=3)
    pen.ellipse((820, 470, 920, 570), fill=(240, 240, 244))
    picture = np.asarray(image)
    picture.setflags(write=False)
    return picture
