"""Reads the dated rules from `assets/rules/paper.toml`, anew for each page: staff may change it."""

import logging
import tomllib
from datetime import date
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from kiosk.domain.paper_rules import Certainty, DatedRule, PaperRules, RuleCode, UnknownNumbers

FILE: Final = Path(__file__).resolve().parents[4] / "assets" / "rules" / "paper.toml"


_log = logging.getLogger(__name__)


class RulesBroken(Exception):
    """The file is not as it must be; the message names the place."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Rule(_Strict):
    first: date | None = Field(default=None, alias="from")
    until: date | None = None
    source: str
    certainty: Certainty


class _Unknown(_Strict):
    insurer: str = Field(pattern="^[0-9]{8}$")
    insurer_where_refused: str = Field(pattern="^[0-9]{8}$")
    filler_digits: int = Field(ge=1, le=20)
    source: str
    certainty: Certainty
    filler_certainty: Certainty


class _Claim(_Strict):
    unknown: _Unknown


class _File(_Strict):
    help_desk: str
    rule: dict[RuleCode, _Rule]
    claim: _Claim


def load_rules(path: Path = FILE) -> PaperRules:
    """Return the rules. Raises `RulesBroken`."""
    try:
        read = _File.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise _broken(path, str(error)) from None
    except ValidationError as error:
        places = (".".join(map(str, each["loc"])) for each in error.errors())
        raise _broken(path, ", ".join(places)) from None
    unknown = read.claim.unknown
    return PaperRules(
        dated={
            code: DatedRule(rule.first, rule.until, rule.source, rule.certainty)
            for code, rule in read.rule.items()
        },
        unknown=UnknownNumbers(
            unknown.insurer, unknown.insurer_where_refused, unknown.filler_digits
        ),
        help_desk=read.help_desk,
    )


def _broken(path: Path, where: str) -> RulesBroken:
    """Tell the log too: whoever changed the file looks there when the pages of paper fail."""
    _log.error("the rules are broken: %s: %s", path.name, where)
    return RulesBroken(f"{path.name}: {where}")
