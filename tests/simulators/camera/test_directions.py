"""One word changes what is before the camera, and nothing else."""

import pytest

from simulators.camera.directions import DIRECTIONS, SOMEBODY, directed
from simulators.camera.plans import plan_of
from simulators.camera.scenes import FlatPicture, Nobody, Person, Scene, Swap, TwoPeople

UME = Person("ume", light="backlit", wears=frozenset({"hat"}))


@pytest.mark.parametrize("word", DIRECTIONS)
@pytest.mark.parametrize("scene", [Nobody(), UME, FlatPicture("ume"), TwoPeople("ume", "ren")])
def test_every_word_makes_a_scene_that_can_be_played_of_any_other(word: str, scene: Scene) -> None:
    assert plan_of(directed(scene, word))["front"].stills


def test_a_word_leaves_alone_what_it_does_not_speak_of() -> None:
    assert directed(UME, "mask") == Person("ume", light="backlit", wears=frozenset({"hat", "mask"}))
    assert directed(directed(UME, "sunglasses"), "as_usual") == Person("ume")


def test_glasses_are_on_or_off() -> None:
    on = directed(directed(Person("ume"), "no_glasses"), "glasses")
    assert on == Person("ume", wears=frozenset({"glasses"}))
    assert directed(on, "no_glasses") == Person("ume", wears=frozenset({"no_glasses"}))


@pytest.mark.parametrize("word", ["photo_still", "photo_bent", "film_on_phone", "photo_swapped"])
def test_an_impostor_brings_the_picture_of_who_was_there(word: str) -> None:
    brought = directed(Person("ume"), word)
    assert directed(brought, "as_usual") == Person("ume")
    assert not isinstance(brought, Person)


def test_where_nobody_is_somebody_comes() -> None:
    assert directed(Nobody(), "mask") == Person(SOMEBODY, wears=frozenset({"mask"}))
    assert isinstance(directed(Nobody(), "person_swapped"), Swap)


def test_two_people_are_two() -> None:
    for name in ("hanako", "taro", "ume"):
        pair = directed(Person(name), "two_people")
        assert isinstance(pair, TwoPeople)
        assert pair.a != pair.b


def test_nobody_knows_another_word() -> None:
    with pytest.raises(KeyError):
        directed(Nobody(), "dance")
