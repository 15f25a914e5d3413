import pytest


@pytest.fixture(autouse=True)
def _test_profile(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UKETSUKE_PROFILE", "test")
