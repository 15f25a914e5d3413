"""What a match may end in, played by actors: no model is loaded, no figure is of a real face."""

from itertools import repeat

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drivers.vision.comparison import Seen
from drivers.vision.liveness import Liveness
from kiosk.domain.face import FaceGuidance, FaceVerdict, MatchBand
from kiosk.domain.refusal import FaceImpossible
from tests.drivers.vision.acting import FPS, Leaning, Obedient, Play, Shot, Stage, head

TURNS = {FaceGuidance.TURN_LEFT, FaceGuidance.TURN_RIGHT}
NOBODY = Shot(faces=())
TWO = Shot(faces=(head(x=80), head(x=240)))
UNEXAMINED = (Liveness.NOT_EXAMINED, Liveness.UNSURE)


def verdict(seen: Seen | None) -> FaceVerdict | None:
    return seen and seen.verdict


def asked(play: Play) -> FaceGuidance:
    """Play until a movement is asked for; return which."""
    for _ in range(FPS):
        guidance = play.show(Shot()).guidance
        if guidance in TURNS:
            return guidance
    raise AssertionError("nothing was asked for")


# ------------------------------------------------------------------ gathering


def test_the_right_person_is_let_in_half_a_second_after_the_first_good_frame() -> None:
    play = Play()
    seen = play.until_over(repeat(Shot(), FPS))
    assert verdict(seen) is FaceVerdict.MATCHED
    assert play.time - 2 / FPS <= 0.5  # the first frame says nothing of motion, the second counts


@pytest.mark.parametrize(
    ("cosine", "band", "end"),
    [
        (0.60, MatchBand.ORDINARY, FaceVerdict.MATCHED),
        (0.45, MatchBand.ORDINARY, FaceVerdict.MATCHED),
        (0.40, MatchBand.ORDINARY, FaceVerdict.UNSURE),
        (0.20, MatchBand.ORDINARY, FaceVerdict.NOT_MATCHED),
        (0.60, MatchBand.MINOR, FaceVerdict.MATCHED),
        (0.45, MatchBand.MINOR, FaceVerdict.UNSURE),
        (0.20, MatchBand.MINOR, FaceVerdict.NOT_MATCHED),
    ],
)
def test_each_band_has_its_verdict(cosine: float, band: MatchBand, end: FaceVerdict) -> None:
    assert verdict(Play(band=band).until_over(repeat(Shot(cosine=cosine), FPS))) is end


def test_the_second_opinion_can_take_a_match_away() -> None:
    for distance, end in ((0.69, FaceVerdict.MATCHED), (0.71, FaceVerdict.UNSURE)):
        play = Play(Stage(distance=distance))
        assert verdict(play.until_over(repeat(Shot(), FPS))) is end


def test_a_face_that_could_be_better_is_compared_when_patience_is_over() -> None:
    play = Play()
    turned = Shot(faces=(head(0.25),))
    assert play.show(turned).guidance is FaceGuidance.TURNED
    assert verdict(play.until_over(repeat(turned, 5 * FPS))) is FaceVerdict.MATCHED
    assert play.time >= play.stage.thresholds.patience


@pytest.mark.parametrize(
    ("degrees", "compared"), [(-5, True), (25, True), (-25, True), (40, False)]
)
def test_a_head_that_leans_is_told_so_also_where_the_landmarks_stay_level(
    degrees: float, compared: bool
) -> None:
    play = Play(Stage(tilt=Leaning(degrees)))
    said = {play.show(Shot()).guidance for _ in range(5)}
    assert (FaceGuidance.TILTED in said) == (abs(degrees) > 18)
    assert (play.until_over(repeat(Shot(), 5 * FPS)) is not None) == compared


def test_patience_outlasts_a_moment_without_a_face_and_no_more() -> None:
    """In poor light a face is missed now and then; who stands there is compared all the same."""
    turned = Shot(faces=(head(0.25),))
    flickering = [*[turned] * 14, NOBODY] * 3
    assert verdict(Play().until_over([*flickering, *[turned] * FPS])) is FaceVerdict.MATCHED
    gone = [*[turned] * 30, *[NOBODY] * 2 * FPS, *[turned] * 30]
    assert Play().until_over(gone) is None


def test_a_face_the_matcher_cannot_cope_with_is_never_compared() -> None:
    play = Play()
    assert play.until_over(repeat(Shot(faces=(head(0.5),)), 6 * FPS)) is None
    assert not play.stage.features


def test_better_frames_take_the_place_of_worse_ones_whatever_they_score() -> None:
    play = Play()
    turned, straight = Shot(faces=(head(0.12),), cosine=0.9), Shot(cosine=0.3)
    shots = [turned, turned, *[straight] * FPS]  # the first says nothing of motion
    seen = play.until_over(shots)
    assert verdict(seen) is FaceVerdict.NOT_MATCHED
    assert seen is not None
    assert seen.score == pytest.approx(0.3)


@pytest.mark.parametrize("gap", [NOBODY, TWO, Shot(faces=(head(x=250, eyes=20),))])
def test_no_mean_is_taken_over_a_broken_presence(gap: Shot) -> None:
    play = Play()
    assert play.until_over([*[Shot()] * 5, gap, *[Shot(cosine=0.2)] * 4]) is None
    seen = play.until_over(repeat(Shot(cosine=0.2), FPS))
    assert verdict(seen) is FaceVerdict.NOT_MATCHED
    assert seen is not None
    assert seen.score == pytest.approx(0.2)


def test_a_photograph_and_another_face_shown_in_turn_have_no_mean() -> None:
    """Both in the same place, so that nothing jumps: 3 of 5 would do for a mean of 0.58."""
    holder, other = Shot(cosine=0.9), Shot(cosine=0.1, person=2)
    play = Play()
    assert play.until_over([holder, *[holder, holder, other] * FPS]) is None
    seen = play.until_over([other] * FPS)
    assert verdict(seen) is FaceVerdict.NOT_MATCHED


def test_without_a_verdict_in_time_it_is_said_who_was_missing() -> None:
    play = Play()
    play.until_over([NOBODY] * 5)
    assert play.comparison.time_over() is FaceImpossible.NO_FACE
    play.until_over([TWO] * 5)
    assert play.comparison.time_over() is FaceImpossible.SEVERAL_FACES


# ------------------------------------------------------------------ is it a living person?


@pytest.mark.parametrize("cosine", [0.9, 0.4, 0.1])
def test_a_picture_is_an_attack_whoever_is_on_it(cosine: float) -> None:
    play = Play(Stage(liveness_says=Liveness.ATTACK))
    seen = play.until_over(repeat(Shot(cosine=cosine), FPS))
    assert verdict(seen) is FaceVerdict.ATTACK


@pytest.mark.parametrize("says", UNEXAMINED)
def test_who_makes_the_asked_movement_is_let_in(says: Liveness) -> None:
    assert verdict(Play(Stage(liveness_says=says)).acted(Obedient())) is FaceVerdict.MATCHED


def test_a_clinic_may_ask_everybody_for_a_movement() -> None:
    play = Play(Stage(always_challenge=True))
    assert asked(play) in TURNS
    assert verdict(play.acted(Obedient())) is FaceVerdict.MATCHED


@pytest.mark.parametrize("cosine", [0.4, 0.1])
def test_nobody_else_is_asked_to_move(cosine: float) -> None:
    play = Play(Stage(liveness_says=Liveness.NOT_EXAMINED))
    seen = play.until_over(repeat(Shot(cosine=cosine), FPS))
    assert verdict(seen) in {FaceVerdict.UNSURE, FaceVerdict.NOT_MATCHED}


def test_who_stands_still_or_turns_the_other_way_is_not_let_in() -> None:
    for actor in (lambda _: Shot(), Obedient(stubborn=True)):
        play = Play(Stage(liveness_says=Liveness.NOT_EXAMINED))
        assert verdict(play.acted(actor)) is FaceVerdict.NOT_LIVE


def challenged() -> Play:
    play = Play(Stage(liveness_says=Liveness.NOT_EXAMINED))
    asked(play)
    return play


def test_time_over_while_a_movement_is_asked_for_is_not_live() -> None:
    assert challenged().comparison.time_over() is FaceVerdict.NOT_LIVE


def test_a_face_that_jumps_while_a_movement_is_asked_for_is_an_attack() -> None:
    assert challenged().show(Shot(faces=(head(x=70, eyes=20),))).verdict is FaceVerdict.ATTACK


def test_a_jump_on_the_very_frame_after_the_decision_is_an_attack() -> None:
    play = Play(Stage(liveness_says=Liveness.NOT_EXAMINED))
    shots = iter(repeat(Shot()))
    while play.comparison.seconds_to_decision() is None:
        play.show(next(shots))
    assert play.show(Shot(faces=(head(x=70, eyes=20),))).verdict is FaceVerdict.ATTACK


def test_a_second_face_or_nobody_ends_what_was_asked_for() -> None:
    assert verdict(challenged().until_over([TWO] * FPS)) is FaceVerdict.NOT_LIVE
    assert verdict(challenged().until_over([NOBODY] * 2 * FPS)) is FaceVerdict.NOT_LIVE


def test_somebody_else_who_makes_the_movement_is_not_let_in() -> None:
    """The holder's picture is compared, then an accomplice turns the head."""
    for other in (Shot(cosine=0.1, person=2), Shot(cosine=0.3, person=3)):
        seen = challenged().acted(Obedient(other))
        assert verdict(seen) in {FaceVerdict.NOT_LIVE, FaceVerdict.ATTACK}


# ------------------------------------------------------------------ what must never happen

HEADS = st.builds(
    head,
    st.floats(-0.45, 0.45),
    st.floats(40, 280),
    st.floats(40, 200),
    st.floats(12, 80),
)
SHOTS = st.one_of(
    st.builds(Shot, st.tuples(HEADS), st.floats(-1, 1), st.integers(1, 3)),
    st.builds(Shot, st.just((head(),)), st.floats(0.3, 0.9), st.just(1)),
    st.just(NOBODY),
    st.just(TWO),
)
RUNS = st.lists(st.tuples(SHOTS, st.integers(1, 9)), max_size=12).map(
    lambda runs: [shot for shot, times in runs for _ in range(times)]
)
FLAT = st.builds(
    lambda x, y, eyes, cosine: Shot((head(0.0, x, y, eyes),), cosine),
    st.floats(120, 200),
    st.floats(90, 150),
    st.floats(40, 60),
    st.floats(0.5, 1),
)


@settings(max_examples=60, deadline=None)
@given(RUNS)
def test_no_frames_make_a_match_without_five_of_one_presence_whose_mean_is_high_enough(
    shots: list[Shot],
) -> None:
    play = Play()
    together: list[float] = []  # cosines since the last frame without exactly one face
    for shot in shots:
        seen = play.show(shot)
        together = [*together, shot.cosine] if len(shot.faces) == 1 else []
        if seen.verdict is FaceVerdict.MATCHED:
            best = sorted(together)[-5:]
            assert len(best) == 5
            assert sum(best) / 5 >= play.stage.thresholds.match.accept - 1e-6
        if seen.verdict is not None:
            return


@settings(max_examples=60, deadline=None)
@given(RUNS, st.sampled_from([*UNEXAMINED, Liveness.ATTACK]))
def test_no_frames_make_a_match_of_what_neither_model_nor_movement_found_alive(
    shots: list[Shot], says: Liveness
) -> None:
    """Random heads turn at random, but never along a path that a head takes, and back."""
    play = Play(Stage(liveness_says=says))
    seen = play.until_over([*[Shot()] * 8, *shots])
    assert verdict(seen) is not FaceVerdict.MATCHED


@settings(max_examples=40, deadline=None)
@given(st.lists(FLAT, min_size=1, max_size=20))
def test_no_moving_about_of_a_face_that_does_not_turn_is_a_movement(shots: list[Shot]) -> None:
    seen = challenged().until_over(shots * 10)
    assert verdict(seen) is not FaceVerdict.MATCHED


# ------------------------------------------------------------------ nothing is kept


def test_no_feature_of_a_frame_outlives_the_comparison() -> None:
    play = Play(Stage(liveness_says=Liveness.NOT_EXAMINED))
    play.acted(Obedient())
    play.comparison.wipe()
    assert len(play.stage.features) > 5
    assert not any(feature.any() for feature in play.stage.features)


def test_a_broken_presence_leaves_no_features() -> None:
    play = Play()
    play.until_over([*[Shot()] * 5, NOBODY])
    assert play.stage.features
    assert not any(feature.any() for feature in play.stage.features)
