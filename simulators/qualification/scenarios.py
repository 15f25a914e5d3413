"""Who of the cast brings which answer of the service, and what must be switched for it.

Identifiers are those of qualification.md §9; a letter tells several of one row apart.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final


@dataclass(frozen=True, slots=True)
class Scenario:
    """A persona, one of the bench's switches where there is one, and what comes of it."""

    persona: str
    says: str
    switch: str | None = None


SCENARIOS: Final[Mapping[str, Scenario]] = MappingProxyType(
    {
        "N1": Scenario("hanako", "有効; nothing known of last time, everything may be shared"),
        "N2": Scenario("taro", "有効; last time's answers were mixed (前回の同意の引継ぎ)"),
        "N3": Scenario("kaoru", "後期 2割, 限度額 B09"),
        "N4": Scenario("shizuko", "aged 72: 高齢受給者証 020, 限度額 B04"),
        "N5": Scenario("momo", "国保 with six digits, 未就学"),
        "N6": Scenario("noriko", "● for 髙; 德 of the third level comes as it is"),
        "N7": Scenario("yukari", "通称 and 裏面性別"),
        "N8a": Scenario("goro", "特定疾病, flag 0: never consented to"),
        "N8b": Scenario("jugemu", "特定疾病, flag 1: consented to an hour ago; 照会番号"),
        "N8c": Scenario("shiro", "特定疾病, flag 2: the consent has run out"),
        "N9a": Scenario("fujio", "医療扶助, 有効(未登録)"),
        "N9b": Scenario("fujio", "医療扶助, 有効, with a ticket", "insurers_catch_up"),
        "N10a": Scenario("maria", "受給者証 (PMH) of 指定難病"),
        "N10b": Scenario("ren", "受給者証 (PMH) of 子ども医療費"),
        "N11a": Scenario("hanako", "処方箋: what is chosen is told"),
        "N11b": Scenario("sora", "処方箋: 電子 was chosen before"),
        "N12": Scenario("hajime", "not registered; may apply on the spot, and is then 有効"),
        "E1": Scenario("mutsuo", "無効, ReasonOfLoss 03"),
        "E2": Scenario("mutsuo", "無効(新しい資格あり), two results", "insurers_catch_up"),
        "E3": Scenario("naomi", "該当資格なし, no result"),
        "E4": Scenario("futaba", "複数該当, no result; 処理中 first"),
        "E5": Scenario("saki", "有効 with SIM-0101: the certificate ends within three months"),
        "E6": Scenario("yuko", "有効 with SIM-0102: expired, qualification alone"),
        "E7a": Scenario("kirie", "SIM-0004: expired, and the three months are over"),
        "E7b": Scenario("keisuke", "SIM-0005: revoked"),
        "E7c": Scenario("tomeo", "SIM-0010: suspended"),
        "E13a": Scenario("hanako", "no connection", "network_down"),
        "E13b": Scenario("hanako", "an answer that takes too long", "network_slow"),
        "E13c": Scenario("hanako", "an answer that comes byte by byte", "service_drip"),
        "E13d": Scenario("hanako", "HTTP 503, SIM-0503", "service_busy"),
        "E13e": Scenario("hanako", "処理中 twice, then the result", "service_processing"),
        "E13f": Scenario("hanako", "half an answer, then nothing", "service_half"),
        "E13g": Scenario("hanako", "Shift_JIS where UTF-8 is said", "service_wrong_encoding"),
        "E13h": Scenario("hanako", "no message at all", "service_rubbish"),
    }
)
"""What the service answers; what only card, camera or kiosk decide (E8 to E12, E14 to E17) is not
here: for those see the cast, `camera/directions.py` and the kiosk."""
