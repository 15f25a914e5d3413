"""Many kiosks in the same second: nobody is ever told or credited with what is another's (E15)."""

from concurrent.futures import ThreadPoolExecutor
from itertools import product
from pathlib import Path
from threading import Barrier

from simulators.personas.insured import INFORMATION
from simulators.qualification.desk import Desk
from simulators.qualification.registry import Registry
from tests.simulators.qualification import on_stage
from tests.simulators.qualification.asking import code, results
from tests.simulators.qualification.cards import HeldClock
from tests.simulators.qualification.on_stage import CAST, come

ANSWERS = list(product("01", repeat=len(INFORMATION)))
RECEIVED = [
    *("hanako", "taro", "sora", "mei", "jiro", "ichiro", "goro", "kaoru"),
    *("shizuko", "shiro", "ren", "momo", "saki", "noriko", "yukari", "maria"),
]


def test_two_kiosks_in_the_same_second_never_mix_people_or_answers(
    casts_desk: Desk, casts_registry: Registry
) -> None:
    together = Barrier(len(RECEIVED))

    def reception(n: int) -> None:
        key, given = RECEIVED[n], ANSWERS[n]
        flags = {f"{kind}ConsFlg": flag for kind, flag in zip(INFORMATION, given, strict=True)}
        together.wait()
        for _ in range(4):
            answer = come(casts_desk, key)
            [before] = results(answer)
            [after] = results(casts_desk.consents({"receipt": answer["receipt"], "flags": flags}))
            for result in (before, after):
                assert result["Name"] == CAST[key].qualification["name"]
                assert result["Birthdate"] == CAST[key].qualification["birthdate"]
            assert after.items() >= flags.items()

    with ThreadPoolExecutor(len(RECEIVED)) as kiosks:
        for done in [kiosks.submit(reception, n) for n in range(len(RECEIVED))]:
            done.result()
    for key, given in zip(RECEIVED, ANSWERS, strict=True):
        serial = CAST[key].certificate_serial
        kept = casts_registry.consents(serial)
        assert [str(int(kept[kind].given)) for kind in INFORMATION] == list(given)
        assert casts_registry.methods(serial) == ("pin",) * 4


def test_a_receipt_serves_one_set_of_answers_whoever_is_quicker(
    casts_desk: Desk, casts_registry: Registry
) -> None:
    receipt = come(casts_desk, "hanako")["receipt"]
    together = Barrier(len(ANSWERS))

    def answer(given: tuple[str, ...]) -> bool:
        flags = {f"{kind}ConsFlg": flag for kind, flag in zip(INFORMATION, given, strict=True)}
        together.wait()
        return code(casts_desk.consents({"receipt": receipt, "flags": flags})) is None

    with ThreadPoolExecutor(len(ANSWERS)) as kiosks:
        taken = list(kiosks.map(answer, ANSWERS))
    assert taken.count(True) == 1
    kept = casts_registry.consents(CAST["hanako"].certificate_serial)
    assert tuple(str(int(kept[kind].given)) for kind in INFORMATION) == ANSWERS[taken.index(True)]


def test_receptions_go_on_after_a_restart_with_what_was_kept(tmp_path: Path) -> None:
    clock, file = HeldClock(on_stage.NOON), tmp_path / "registry.sqlite"
    first = on_stage.desk_of(Registry(on_stage.PEOPLE, file), clock)
    application = come(first, "hajime")["registration"]
    receipt = first.registration({"registration": application})["receipt"]
    flags = {"OperationInfoConsFlg": "1"}
    first.consents({"receipt": receipt, "flags": flags})

    second = on_stage.desk_of(Registry(on_stage.PEOPLE, file), clock)
    assert come(second, "hajime")["offer"]["previous"] == flags
    lost = second.consents({"receipt": receipt, "flags": flags})
    assert code(lost) == "SIM-0007"  # receipts live as long as the service
