"""Every scenario of the service through the whole kiosk: screen, file, and words for staff.

Card, driver, service over TLS, records, delivery, and a simulated レセコン with its own decoder.
What the service answers: `simulators/qualification/scenarios.py`.
"""

from collections.abc import Generator
from pathlib import Path

import pytest

from kiosk.domain.language import Language
from kiosk.flow import states as s
from kiosk.screens.screen import Intent
from simulators.bench import Bench
from simulators.personas.cast import load_cast
from simulators.personas.insured import INFORMATION, Insured
from simulators.qualification.scenarios import SCENARIOS
from simulators.receipt_computer.reception import Reception
from tests.journeys.on_bench.clinic import Clinic, Seen, Touched
from tests.journeys.on_bench.leaks import leaks_in_value, marks
from tests.journeys.on_bench.parts import as_new
from tests.journeys.on_bench.scenario_checks import (
    PAY_EVERYTHING,
    audit_says,
    file_says,
    sidecar_says,
)
from tests.journeys.on_bench.scenario_table import (
    ALL,
    AS_LAST_TIME,
    IN_SHIFT_JIS,
    ROWS,
    Row,
    electronic,
    option,
    paper,
)

pytestmark = pytest.mark.reader
UTF_8, SHIFT_JIS = "utf-8", "shift_jis"
CODES = {UTF_8: "0", SHIFT_JIS: "1"}
ITEMS = ("operation", "diagnosis_and_medication", "health_checkups")
MARKS = marks(load_cast())
in_utf_8 = pytest.mark.parametrize("open_clinic", [UTF_8], indirect=True)
in_shift_jis = pytest.mark.parametrize("open_clinic", [SHIFT_JIS], indirect=True)


@pytest.fixture(scope="module")
def clinic_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("clinic")


@pytest.fixture
def folder(clinic_folder: Path) -> Path:
    """Searched for what is personal after each scenario; what the レセコン took lies there too."""
    return clinic_folder


@pytest.fixture(scope="module")
def open_clinic(
    one_bench: Bench, clinic_folder: Path, request: pytest.FixtureRequest
) -> Generator[Clinic]:
    """The clinic of an encoding: one kiosk for all its patients."""
    encoding: str = request.param
    as_new(one_bench)
    one_bench.show_front("empty")  # nobody looks: nothing needs to be drawn
    place = clinic_folder / encoding
    place.mkdir()
    clinic = Clinic(one_bench, place, encoding)
    clinic.receive("hanako", (ALL, electronic()))  # every part of the kiosk has worked once
    clinic.go()
    clinic.taken()
    yield clinic
    clinic.close()


@pytest.fixture
def shared_parts(request: pytest.FixtureRequest) -> None:
    """The kiosk is shared too; the service has seen nobody yet."""
    if "open_clinic" in request.fixturenames:
        open_clinic: Clinic = request.getfixturevalue("open_clinic")
        open_clinic.bench.service.reset()
        open_clinic.bench.service.up()


@pytest.fixture
def clinic(open_clinic: Clinic) -> Generator[Clinic]:
    """The clinic for one test; afterwards nobody is there, whatever went wrong."""
    yield open_clinic
    open_clinic.go()
    open_clinic.taken()


@in_utf_8
@pytest.mark.parametrize("scenario", ROWS)
def test_a_scenario_ends_in_its_screen_its_file_and_words_for_staff(
    clinic: Clinic, scenario: str
) -> None:
    ends_as_it_must(clinic, scenario, ROWS[scenario])


@in_shift_jis
@pytest.mark.parametrize("scenario", IN_SHIFT_JIS)
def test_a_scenario_in_shift_jis_says_what_could_not_be_written(
    clinic: Clinic, scenario: str
) -> None:
    ends_as_it_must(clinic, scenario, IN_SHIFT_JIS[scenario])


def ends_as_it_must(clinic: Clinic, scenario: str, row: Row) -> None:
    """Let the scenario's patient come, and hold everything that is left of it against the row."""
    name, switch = SCENARIOS[scenario].persona, SCENARIOS[scenario].switch
    before = len(clinic.audit())
    clinic.switch(switch)
    seen = clinic.receive(name, row.touched)
    screens_say(clinic, seen, row)
    taken = clinic.taken()
    assert [type(one) for one in taken] == ([] if row.validity is None else [Reception])
    for reception in taken:
        assert isinstance(reception, Reception)
        insured = insured_now(clinic, name, later=switch is not None)
        file_says(reception, row, insured, character_code=CODES[clinic.encoding])
        sidecar_says(reception, row, clinic.bench.personas[name])
        done_says(clinic, seen, reception)
    service_says(clinic, name, row)
    audit_says(clinic.audited(before, row.audit), row)


def test_every_scenario_of_the_service_has_a_row() -> None:
    """Those of E13 are trouble with the line: another file's."""
    assert set(ROWS) == {key for key in SCENARIOS if not key.startswith("E13")}


@in_utf_8
def test_the_second_reception_offers_the_answers_of_the_first(clinic: Clinic) -> None:
    one_by_one = [("consent", Intent.ONE_BY_ONE)]
    answers = [("consent:0", Intent.YES), ("consent:1", Intent.NO), ("consent:2", Intent.YES)]
    first = clinic.receive("taro", (*one_by_one, *answers, electronic()))
    assert carried(clinic, first) == dict(zip(ITEMS, ("no", "yes", "no"), strict=True))
    clinic.go()
    second = clinic.receive("taro", (AS_LAST_TIME, electronic()))
    assert carried(clinic, second) == dict(zip(ITEMS, ("yes", "no", "yes"), strict=True))
    clinic.go()
    shared = [one.consents.keys() for one in clinic.taken() if isinstance(one, Reception)]
    assert shared == [{"OperationInfo", "SpecificHealthCheckupsInfo"}] * 2


@in_utf_8
def test_whoever_was_never_here_is_offered_no_answers_of_last_time(clinic: Clinic) -> None:
    seen = clinic.receive("hanako", (ALL, electronic()))
    assert set(carried(clinic, seen).values()) == {""}


@in_utf_8
def test_whoever_registered_on_the_spot_is_not_asked_again(clinic: Clinic) -> None:
    clinic.receive("hajime", (("offering_registration", Intent.REGISTER), ALL, electronic()))
    clinic.go()
    clinic.receive("hajime", (ALL, electronic()))
    assert len(clinic.taken()) == 2


@in_utf_8
def test_whoever_does_not_register_today_goes_to_staff_and_no_file_is_written(
    clinic: Clinic,
) -> None:
    seen = clinic.receive("hajime", (("offering_registration", Intent.GO_BACK),))
    assert seen.last.place == "see_staff.not_registered"
    assert clinic.taken() == []


@in_utf_8
def test_whoever_shares_nothing_is_told_so_and_the_file_says_no_to_everything(
    clinic: Clinic,
) -> None:
    seen = clinic.receive("hanako", (("consent", Intent.AGREE_TO_NONE), electronic()))
    assert seen.last.guidance == clinic.words.say("done.nothing_shared")
    [taken] = clinic.taken()
    assert isinstance(taken, Reception)
    flags = {taken.results[0][f"{kind}ConsFlg"] for kind in INFORMATION}
    assert (flags, taken.consents) == ({"0"}, {})


@in_utf_8
def test_whoever_shares_a_certificate_alone_is_not_told_that_nothing_is_shared(
    clinic: Clinic,
) -> None:
    none: Touched = ("consent", Intent.AGREE_TO_NONE)
    seen = clinic.receive("shiro", (none, option(0, "specific_diseases", first=True), paper(1)))
    kinds = [clinic.words.say(f"information.{kind}") for kind in INFORMATION]
    assert all(kind in seen.last.guidance for kind in kinds)
    [taken] = clinic.taken()
    assert isinstance(taken, Reception)
    assert "SpecificDiseasesCertificateList" in taken.results[0]
    assert taken.consents == {}


# ---------------------------------------------------------------- what is held against the row
def insured_now(clinic: Clinic, name: str, *, later: bool) -> Insured:
    """Return what insurers tell of a person, before or after they have caught up."""
    insured = clinic.bench.personas[name].insured
    insured = insured.later if later and insured is not None else insured
    assert insured is not None
    return insured


def screens_say(clinic: Clinic, seen: Seen, row: Row) -> None:
    """The right last screen, in Japanese; on none of them anything of the person."""
    last, state = seen.last, clinic.desk.state
    words = clinic.texts.about(state.visit.token, Language.JAPANESE)
    assert last.place == row.ends
    assert last.title == words.say(f"{row.ends}.title")
    assert last.message == words.say(f"{row.ends}.message")
    assert last.choices == ()  # nothing is left to do but to take the card
    assert [place for place in seen.places if place.startswith("notic")] == [
        *([row.notice] if row.notice else [])
    ]
    listed = [screen for screen in seen.screens if screen.place.startswith("option.public_expense")]
    assert {tuple(line.label for line in screen.rows) for screen in listed} == (
        {row.listed} if row.listed else set()
    )
    assert all(name not in screen.spoken for screen in listed for name in row.listed)
    assert leaks_in_value(list(seen.screens), MARKS) == []
    assert PAY_EVERYTHING not in str([(one.title, one.message, one.detail) for one in seen.screens])


def done_says(clinic: Clinic, seen: Seen, reception: Reception) -> None:
    """Whoever is done reads what is shared until when, as it stands in the file."""
    if not isinstance(clinic.desk.state, s.Done):
        return
    words = clinic.words
    labels = {words.say(f"information.{kind}") for kind in reception.consents}
    shown = {
        name for line in seen.last.rows for name in line.label.split(words.say("information.join"))
    }
    assert shown == labels
    for until in set(reception.consents.values()):
        tomorrow = words.say("done.until_tomorrow", time=f"{until:%H:%M}")
        assert [line.detail for line in seen.last.rows] == [
            words.say("done.shared", until=tomorrow)
        ]
    assert bool(seen.last.guidance) is not bool(labels)


def service_says(clinic: Clinic, name: str, row: Row) -> None:
    """The service has heard the patient's answers, and none that nobody gave."""
    persona, service = clinic.bench.personas[name], clinic.bench.service
    told = service.consents_of(persona.certificate_serial)
    expected = {f"{kind}ConsFlg": str(int(kind in row.shared)) for kind in INFORMATION}
    of_information = {flag: yes for flag, yes in told.items() if flag in expected}
    assert of_information == (expected if row.asked else {})
    methods = service.methods_of(persona.certificate_serial)
    assert methods == (() if row.validity is None else (row.by,))


def carried(clinic: Clinic, seen: Seen) -> dict[str, str]:
    """Return how the first question says each kind was answered last time: yes, no, or not."""
    question = next(screen for screen in seen.screens if screen.place == "consent")
    words = {clinic.words.say(f"consent.last_time_{one}"): one for one in ("yes", "no")} | {"": ""}
    offered = Intent.LAST_ANSWERS in {choice.intent for choice in question.choices}
    told = {line.icon: words[line.note] for line in question.rows}
    assert offered is all(told.values())
    return told
