"""What must never happen at the simulated service, whatever comes in whatever order."""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from simulators.personas.cast import FOLDER, load_persona
from simulators.personas.insured import INFORMATION
from simulators.qualification.desk import Desk
from simulators.qualification.messages import CONSENTS, with_consents
from simulators.qualification.registry import Consent, Registry
from tests.simulators.qualification.asking import ask, code, results
from tests.simulators.qualification.cards import PEOPLE, TARO, Authority, Chip, HeldClock
from tests.simulators.qualification.description import DescribedDesk
from tests.simulators.qualification.on_stage import judged_today

FLAGS = st.dictionaries(
    st.sampled_from([f"{kind}ConsFlg" for kind in CONSENTS]), st.sampled_from("01")
)
MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2099, 12, 30), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis adds the zone
STEPS = st.lists(
    st.one_of(
        st.just("comes"),
        st.tuples(st.integers(0, 7), FLAGS),  # which reception answers, and what
        st.integers(1, 30 * 3600),  # seconds pass
    ),
    max_size=10,
)


@dataclass
class Model:
    """What a reader of the rules expects."""

    receptions: list[str] = field(default_factory=list[str])
    answers: dict[int, dict[str, str]] = field(default_factory=dict[int, dict[str, str]])

    def takes(self, number: int, flags: dict[str, str]) -> bool:
        if number in self.answers:
            return self.answers[number] == flags
        return not any(answered > number for answered in self.answers)


@contextmanager
def desk_of_one(clock: HeldClock) -> Generator[tuple[Desk, Registry]]:
    with TemporaryDirectory() as folder:
        registry = Registry(PEOPLE, Path(folder) / "registry.sqlite")
        yield DescribedDesk(registry, Authority().pem, "1319999999", clock), registry


@settings(max_examples=25, deadline=None)
@given(STEPS)
def test_only_what_the_newest_answers_said_is_ever_kept(steps: list[Any]) -> None:
    clock, model = HeldClock(datetime(2026, 11, 20, tzinfo=UTC)), Model()
    chip = Chip(
        Authority().issue(
            first=datetime(2025, 1, 1, tzinfo=UTC), last=datetime(2030, 1, 1, tzinfo=UTC)
        )
    )
    with desk_of_one(clock) as (desk, registry):
        for step in steps:
            if step == "comes":
                model.receptions.append(ask(desk, chip)["receipt"])
            elif isinstance(step, int):
                clock.pass_by(step)
            elif step[0] < len(model.receptions):
                _answers(desk, model, *step)
            newest = model.answers[max(model.answers)] if model.answers else {}
            kept = {
                f"{kind}ConsFlg": str(int(one.given))
                for kind, one in registry.consents(TARO).items()
            }
            assert kept == newest


def _answers(desk: Desk, model: Model, number: int, flags: dict[str, str]) -> None:
    request = {"receipt": model.receptions[number], "flags": flags}
    answer = desk.consents(request)
    assert (code(answer) is None) == model.takes(number, flags)
    if code(answer) is None:
        model.answers[number] = flags
        [result] = results(answer)
        assert {name: result[name] for name in flags} == flags


@given(st.dictionaries(st.sampled_from(INFORMATION), st.booleans()), MOMENTS)
def test_viewing_ends_exactly_a_day_after_the_consent_and_only_a_yes_has_times(
    given_: dict[str, bool], at: datetime
) -> None:
    told = with_consents({}, {kind: Consent(yes, at) for kind, yes in given_.items()}, "0")
    for kind, yes in given_.items():
        assert told[f"{kind}ConsFlg"] == ("1" if yes else "0")
        times = [told.get(f"{kind}{end}") for end in ("ConsTime", "AvailableTime")]
        if not yes:
            assert times == [None, None]
            continue
        since, until = (datetime.strptime(str(time), "%Y%m%d%H%M%S") for time in times)  # noqa: DTZ007 - both are Japan's
        assert until - since == timedelta(hours=24)


@settings(max_examples=25, deadline=None)
@given(st.dates(date(2026, 1, 1), date(2032, 12, 31)))
def test_the_casts_certificates_mean_the_same_on_every_day(today: date) -> None:
    expected = {"saki": "SIM-0101", "yuko": "SIM-0102", "kirie": "SIM-0004"}
    for key, notice in expected.items():
        assert judged_today(load_persona(FOLDER / f"{key}.toml", today), today) == notice, key
