"""保険者番号 and its kin: form, check digit, law, prefecture (qualification.md §8.1-8.3).

Everything here takes any text and raises nothing. What is found is for staff to look at; a number
that came from the service is never refused for it.
"""

import re
import unicodedata
from collections.abc import Set as AbstractSet
from enum import StrEnum
from types import MappingProxyType
from typing import Final

LATTER_STAGE: Final = "39"
"""法別番号 of 後期高齢者医療."""

UNKNOWN_INSURER: Final = frozenset({"77777777", "77777779"})
"""不詳: what a claim carries where no number was found; the second one where a レセコン insists on
the check digit (§6.3)."""

PREFECTURES: Final = frozenset(f"{number:02d}" for number in range(1, 48))

INSURER_LAWS: Final = MappingProxyType(
    {
        "01": "全国健康保険協会管掌健康保険",
        "02": "船員保険",
        "03": "日雇特例被保険者(一般療養)",
        "04": "日雇特例被保険者(特別療養費)",
        "06": "組合管掌健康保険",
        "07": "自衛官等の療養の給付",
        "31": "国家公務員共済組合",
        "32": "地方公務員等共済組合",
        "33": "警察共済組合",
        "34": "公立学校共済組合・日本私立学校振興共済事業団",
        LATTER_STAGE: "後期高齢者医療",
        "63": "特定健康保険組合(特例退職)",
        "67": "国民健康保険(退職者医療)",
        "72": "国家公務員特定共済組合(特例退職)",
        "73": "地方公務員等特定共済組合(特例退職)",
        "74": "警察特定共済組合(特例退職)",
        "75": "公立学校・私立学校特定共済組合(特例退職)",
    }
)
"""法別番号 of insurers; 国保 has none, its number has six digits (§8.2)."""

PUBLIC_EXPENSE_LAWS: Final = MappingProxyType(
    {
        "10": "感染症法: 結核患者の適正医療",
        "11": "感染症法: 結核患者の入院",
        "12": "生活保護法: 医療扶助",
        "13": "戦傷病者特別援護法: 療養の給付",
        "14": "戦傷病者特別援護法: 更生医療",
        "15": "障害者総合支援法: 更生医療",
        "16": "障害者総合支援法: 育成医療",
        "17": "児童福祉法: 療育の給付",
        "18": "原爆援護法: 認定疾病医療",
        "19": "原爆援護法: 一般疾病医療",
        "20": "精神保健福祉法: 措置入院",
        "21": "障害者総合支援法: 精神通院医療",
        "22": "麻薬取締法: 入院措置",
        "23": "母子保健法: 養育医療",
        "24": "障害者総合支援法: 療養介護医療",
        "25": "中国残留邦人等支援法: 医療支援給付",
        "28": "感染症法: 一類感染症等の患者の入院",
        "29": "感染症法: 新感染症の患者の入院",
        "30": "心神喪失者等医療観察法",
        "38": "肝炎治療特別促進事業",
        "51": "特定疾患治療研究事業等",
        "52": "児童福祉法: 小児慢性特定疾病医療",
        "53": "児童福祉法: 措置等に係る医療",
        "54": "難病法: 特定医療(指定難病)",
        "62": "特定B型肝炎ウイルス感染者給付金等支給法",
        "66": "石綿健康被害救済法",
        "79": "児童福祉法: 障害児入所医療等",
        **{str(law): "地方単独の医療費助成" for law in range(80, 90)},
    }
)
"""法別番号 of 公費負担医療 (§8.2)."""


_DASHES: Final = frozenset("-－‐‑‒–—―−ーｰ─━﹣")


class NumberFinding(StrEnum):
    """What is wrong with a number of an insurer or a 公費負担者."""

    MALFORMED = "malformed"  # not six or eight digits
    CHECK_DIGIT = "check_digit"
    PREFECTURE = "prefecture"  # not 01 to 47
    LAW_CODE = "law_code"  # eight digits that begin with no law known here


def check_digit(body: str) -> int:
    """Return the 検証番号 of ASCII digits: weights 2, 1, 2 … from the right, digit sums, to ten."""
    total = 0
    for place, digit in enumerate(reversed(body)):
        product = int(digit) * (2 if place % 2 == 0 else 1)
        total += product // 10 + product % 10
    return -total % 10


def check_digit_fits(number: str) -> bool:
    """Tell whether the last of the digits is the 検証番号 of those before it."""
    return _is_digits(number) and len(number) > 1 and check_digit(number[:-1]) == int(number[-1])


def insurer_number(written: str) -> str:
    """Return an InsurerNumber without its padding: 国保 has two spaces before its six digits."""
    return written.strip(" ")


def law_code(number: str) -> str | None:
    """Return the 法別番号 of an insurer number without padding; 国保 has none."""
    return number[:2] if re.fullmatch("[0-9]{8}", number) else None


def is_latter_stage(written: str) -> bool:
    """Tell whether an InsurerNumber is one of 後期高齢者医療."""
    return law_code(insurer_number(written)) == LATTER_STAGE


def insurer_number_findings(written: str) -> tuple[NumberFinding, ...]:
    """Return what is wrong with an InsurerNumber as it is written; 不詳 is right in both forms."""
    number = insurer_number(written)
    if number in UNKNOWN_INSURER:
        return ()
    if not re.fullmatch("[0-9]{6}|[0-9]{8}", number):
        return (NumberFinding.MALFORMED,)
    return tuple(_findings(number, INSURER_LAWS.keys() | PUBLIC_EXPENSE_LAWS.keys()))


def payer_number_findings(number: str) -> tuple[NumberFinding, ...]:
    """Return what is wrong with a 公費負担者番号: eight digits."""
    if not re.fullmatch("[0-9]{8}", number):
        return (NumberFinding.MALFORMED,)
    return tuple(_findings(number, PUBLIC_EXPENSE_LAWS.keys()))


def recipient_number_fits(number: str) -> bool:
    """Tell whether a 公費受給者番号 is right: six digits and the 検証番号."""
    return len(number) == 7 and check_digit_fits(number)


def institution_code_is_formed(code: str) -> bool:
    """Tell whether a MedicalInstitutionCode has its form: 都道府県2, 点数表1, seven digits.

    点数表 is 1 医科, 3 歯科 or 4 調剤 (§8.4).
    """
    return re.fullmatch("[0-9]{2}[134][0-9]{7}", code) is not None and code[:2] in PREFECTURES


def institution_check_digit_fits(code: str) -> bool:
    """Tell whether the last of a MedicalInstitutionCode's ten digits fits all nine before it.

    The scheme is the insurers', over prefecture and 点数表 too: seven digits alone do not fit in a
    code from the field (2714206386), the ten do.
    """
    return len(code) == 10 and check_digit_fits(code)


def _findings(number: str, laws: AbstractSet[str]) -> list[NumberFinding]:
    found: list[NumberFinding] = []
    law = law_code(number)
    if law is not None and law not in laws:
        found.append(NumberFinding.LAW_CODE)
    if number[-6:-4] not in PREFECTURES:
        found.append(NumberFinding.PREFECTURE)
    if not check_digit_fits(number):
        found.append(NumberFinding.CHECK_DIGIT)
    return found


def symbol_key(symbol: str | None) -> str:
    """Return the comparison form of a 記号: NFKC, trimmed; absent and empty are the same."""
    return _plain(symbol or "")


def has_dash(symbol: str) -> bool:
    """Tell whether a 記号 holds a stroke that has look-alikes: each is another character (§8.3).

    A hyphen, a minus, a dash and the 長音 of katakana are printed alike; where the insurer wrote
    another one, the service finds nobody.
    """
    return any(char in _DASHES for char in symbol)


def number_key(number: str | None) -> str:
    """Return the comparison form of a 番号: as a 記号, leading zeros aside. Never for output."""
    return re.sub(r"^[0\s]+", "", _plain(number or ""))


def branch_key(branch: str | None) -> str | None:
    """Return the comparison form of a 枝番, None where there is none: blank is not 00."""
    return _plain(branch or "") or None


def branch_is_formed(branch: str) -> bool:
    """Tell whether a 枝番 has its two digits."""
    return re.fullmatch("[0-9]{2}", branch) is not None


def _is_digits(text: str) -> bool:
    return re.fullmatch("[0-9]+", text) is not None


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()
