"""Characters of names: what a claim takes, what to write instead, how kana compare.

A claim takes JIS X 0208 alone, its first and second level (qualification.md §7.1: 德, third level,
comes back intact from the service and makes the claim be returned until it is written 徳). 髙 and
the like come back as ●, the interchange set having no place for them; which of JIS X 0213 and of
the vendors' characters do, and which do not, is not published, so both kinds are told apart here
only by their standard. Python's codecs are the tables of the standards.

What to write instead: compatibility ideographs have it in Unicode (NFKC). The others stand in
`_COMMON_FORMS`, single pairs that everyday lists of variants of surnames agree on (髙 高, 﨑 崎,
濵 浜, 栁 柳, 桒 桑, 曻 昇, 槗 橋, 𠮷 吉, 瀨 瀬 …) and old forms of 常用漢字 with the new. They
are hints for staff and nothing is ever replaced on its own: whose name it is says how it is
written.
"""

import re
import unicodedata
from enum import StrEnum
from types import MappingProxyType
from typing import Final

BULLET: Final = "●"
"""What the service writes for a character outside the interchange set."""

_CP932_TO_JIS: Final = str.maketrans("～∥－￠￡￢", "〜‖−¢£¬")
_VARIATION_SELECTORS: Final = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_SPACES: Final = re.compile(r"\s+")

_VARIANTS: Final = """
髙高 﨑崎 𥔎崎 德徳 惪徳 𠮷吉 濵浜濱 栁柳 桒桑 曻昇 槗橋 𣘺橋 瀨瀬 賴頼 黑黒 靑青 淸清
增増 寬寛 橫横 敎教 每毎 緖緒 悅悦 銳鋭 緣縁 綠緑 錄録 彥彦 產産 曺曹 鄕郷 鄉郷 卽即
旣既 內内 吳呉 吞呑 戶戸 步歩 歲歳 稅税 說説 閱閲 尙尚 强強 戾戻 揭掲 擊撃 晚晩 槪概
溫温 渴渇 絕絶 薰薫 虛虚 郞郎 黃黄 巢巣 圡土 𡈽土 㐂喜 柗松 𠀋丈 𣳾泰 凞熙 昻昂 羡羨
淚涙 屢屡 曆暦 歷歴 鍊錬 狀状 硏研 姸妍 鷗鴎 摑掴 噓嘘 塡填 頰頬 剝剥 𠮟叱 瘦痩 啞唖
嚙噛 囊嚢 繫繋 蟬蝉 蠟蝋 麴麹 麵麺 俠侠
"""
_COMMON_FORMS: Final = MappingProxyType({row[0]: tuple(row[1:]) for row in _VARIANTS.split()})
"""Characters outside JIS X 0208 and their common forms inside it, the likeliest first."""


class CharacterSet(StrEnum):
    """The smallest set that a character belongs to, as far as claims care."""

    CLAIM = "claim"  # JIS X 0208: a claim takes it
    JIS_X_0213 = "jis_x_0213"  # third and fourth level
    VENDOR = "vendor"  # in CP932 alone: characters of NEC's and IBM's
    UNICODE = "unicode"  # in no Japanese set


def character_set(char: str) -> CharacterSet:
    """Return the set of one character; half-width forms count with JIS X 0208."""
    plain = char.translate(_CP932_TO_JIS)
    if _encodes(plain, "shift_jis"):
        return CharacterSet.CLAIM
    if _encodes(plain, "shift_jis_2004"):
        return CharacterSet.JIS_X_0213
    return CharacterSet.VENDOR if _encodes(char, "cp932") else CharacterSet.UNICODE


def has_bullet(text: str) -> bool:
    """Tell whether a character was lost on the way: ● stands for it."""
    return BULLET in text


def refused_by_claims(text: str) -> bool:
    """Tell whether a claim with this text would be returned; ● is accepted (§7.1)."""
    return any(character_set(char) is not CharacterSet.CLAIM for char in text)


def common_forms(char: str) -> tuple[str, ...]:
    """Return what to write in a claim instead of a character, the likeliest first.

    The character itself where a claim takes it; nothing for a variation selector (異体字セレクタ);
    an empty tuple where no form is known and staff must ask.
    """
    if character_set(char) is CharacterSet.CLAIM:
        return (char,)
    if _VARIATION_SELECTORS.fullmatch(char):
        return ("",)
    composed = unicodedata.normalize("NFKC", char)
    forms = _COMMON_FORMS.get(composed, (composed,))
    return tuple(form for form in forms if not refused_by_claims(form))


def claim_form(text: str) -> str | None:
    """Return a text with the likeliest common forms, None where one of them is not known."""
    forms = [common_forms(char) for char in text]
    return "".join(form[0] for form in forms) if all(forms) else None


def kana_key(text: str) -> str:
    """Return the comparison form of kana (§8.3): full-width katakana, none small, no spaces."""
    wide = _SPACES.sub("", unicodedata.normalize("NFKC", text))
    return unicodedata.normalize("NFKC", "".join(_large_katakana(char) for char in wide))


def given_name(name: str) -> str:
    """Return what follows the family name and the space behind it; empty where there is none."""
    return "".join(name.split(maxsplit=1)[1:])


def katakana(text: str) -> str:
    """Return kana as a claim writes them: full-width katakana, whichever keys were used."""
    wide = unicodedata.normalize("NFKC", text)
    return "".join(chr(ord(char) + 0x60) if "ぁ" <= char <= "ゖ" else char for char in wide)


def _large_katakana(char: str) -> str:
    name = unicodedata.name(char, "")
    if not name.startswith(("HIRAGANA ", "KATAKANA ")):
        return char
    katakana = name.replace("HIRAGANA ", "KATAKANA ").replace(" SMALL ", " ")
    try:
        return unicodedata.lookup(katakana)
    except KeyError:
        return char


def _encodes(char: str, encoding: str) -> bool:
    try:
        char.encode(encoding)
    except UnicodeError:
        return False
    return True
