"""The sidecar's form: what `sidecar.schema.json` publishes (the fields: README.md beside this)."""

from collections.abc import Mapping
from typing import Annotated, Any, Final, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, TypeAdapter

from kiosk.domain.check_in import VerifiedBy
from kiosk.domain.consent import Information
from kiosk.domain.optional_questions import PrescriptionIssue
from kiosk.domain.secret import Private
from kiosk.domain.shape import Shape

VERSION: Final = "uketsuke-sidecar-1"

_Count = Annotated[int, Field(ge=0)]


class _Part(Private, BaseModel):
    """Part of a sidecar: hides itself, never changes, says nothing of what did not fit."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid", hide_input_in_errors=True)


class Quality(_Part):
    """本人確認のようす: how surely the person was verified."""

    face_failures: _Count = Field(
        description="Comparisons by face that failed before the method above succeeded. "
        "顔認証に失敗した回数"
    )


class Consent(_Part):
    """同意: one answer about medical information."""

    given: bool = Field(description="The flag in the standard file. 同意した")
    consented_at: AwareDatetime | None = Field(default=None, description="同意日時, where given")
    available_until: AwareDatetime | None = Field(
        default=None, description="閲覧有効期限, where given: 24 hours later"
    )


class Options(_Part):
    """Answers to the questions that the clinic has switched on; absent where not asked."""

    specific_diseases: bool | None = Field(
        default=None, description="特定疾病療養受療証の情報を提供する"
    )
    public_expense: bool | None = Field(default=None, description="公費の受給者証を利用する")
    prescription: PrescriptionIssue | None = Field(
        default=None, description="処方箋の発行形態: 1 電子, 2 紙 (PrescriptionIssueSelect)"
    )


class PublicExpense(_Part):
    """公費の受給者証 (PMH) that the patient wants to use; the standard file has no place for it."""

    name: str = Field(description="制度の名称")
    payer_number: str = Field(description="公費負担者番号")
    recipient_number: str = Field(description="受給者番号")
    valid_start_date: str | None = Field(default=None, description="有効開始日, YYYYMMDD")
    valid_end_date: str | None = Field(default=None, description="有効終了日, YYYYMMDD")


class StaffWarning(_Part):
    """注意: what staff should look at; the service's answer was not altered for it."""

    code: str = Field(description="Stable name of the kind of warning")
    element: str = Field(
        description="Element of the standard file that it is about, or member of this sidecar"
    )
    result: _Count = Field(
        description="Which ResultOfQualificationConfirmation or public expense, from 0"
    )
    ja: str = Field(description="職員への説明")
    en: str = Field(description="The same in English")


class _Sidecar(_Part):
    version: Literal["uketsuke-sidecar-1"] = Field(serialization_alias="schema")
    kiosk: str = Field(description="Name of the kiosk, from its configuration. 受付機の名前")
    reception: str = Field(description="Id of the reception, a UUID. 受付の識別子")
    received_at: AwareDatetime = Field(description="受付日時, Japan's time")
    method: VerifiedBy = Field(
        description="face 顔認証, pin 暗証番号, visual_check 目視, phone スマートフォン"
    )
    quality: Quality
    shape: Shape | None = Field(
        default=None,
        description="Which reception the kiosk does; absent: standard 顔認証付きカードリーダー; "
        "home_visit 訪問診療, counter 汎用カードリーダー, qualification_only 資格確認限定型",
    )

    def to_json(self) -> bytes:
        """Return UTF-8, one member a line, what is None left out."""
        text = self.model_dump_json(by_alias=True, exclude_none=True, indent=2)
        return f"{text}\n".encode()


class ConfirmedSidecar(_Sidecar):
    """受付: the service has answered; what it answered, valid or not, is in the standard file."""

    status: Literal["confirmed"]
    file: str = Field(description="Name of the standard file in the same folder")
    consents: Mapping[Information, Consent] = Field(
        description="By the name that begins the elements of the standard file"
    )
    options: Options
    public_expenses: tuple[PublicExpense, ...]
    warnings: tuple[StaffWarning, ...]


class ProvisionalSidecar(_Sidecar):
    """仮受付: the service could not be asked; a person is here, nothing is confirmed.

    Nothing personal is in it, and there is no standard file. An OQSsiquc01req whose
    ArbitraryIdentifier is `reception` asks for this person when the line is back.
    """

    status: Literal["provisional"]
    number: Annotated[int, Field(ge=1)] = Field(description="Number of the day, on the screen too")


_ANY: Final[TypeAdapter[ConfirmedSidecar | ProvisionalSidecar]] = TypeAdapter(
    Annotated[ConfirmedSidecar | ProvisionalSidecar, Field(discriminator="status")]
)


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) that every sidecar fulfils."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": VERSION,
        **_ANY.json_schema(by_alias=True, mode="serialization"),
    }
