import pytest

from simulators.card.faults import Faults, UnknownFaultError, parse_faults


def test_words_join_into_one_cards_faults() -> None:
    assert parse_faults([]) == Faults()
    assert parse_faults(["removed@3"]) == Faults(pulled_at=3)
    assert parse_faults(["slow=0.5", "mute@12", "first6f00"]) == Faults(
        mute_from=12, delay=0.5, first_command_6f00=True
    )


@pytest.mark.parametrize(
    "word",
    [
        *("", "broken", "removed", "removed@0", "removed@-1", "mute@x"),
        *("slow=", "slow=-1", "slow=nan", "slow=inf", "first6f00@1"),
    ],
)
def test_what_is_no_fault_is_refused_with_the_words_there_are(word: str) -> None:
    with pytest.raises(UnknownFaultError, match="removed@N, mute@N, slow=SECONDS or first6f00"):
        parse_faults([word])
