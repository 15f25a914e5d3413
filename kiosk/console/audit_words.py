"""Every word that the console may write into the audit log, and what it means.

Each area adds its own; deploy/README.md explains them all to operators. Details hold numbers of
staff, visits and reasons, never anything personal.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

ACCOUNTS: Final = {
    "signed_in": "サインイン - a member of staff came in",
    "sign_in_refused": "サインインの失敗 - a wrong name or password, or too many of them",
    "signed_out": "サインアウト - a member of staff left",
    "first_administrator": "最初の管理者 - the first administrator was made by the one-time code",
    "staff_invited": "職員の招待 - an administrator made a one-time code for a colleague",
    "staff_joined": "パスワードの登録 - a colleague used the code and chose a password",
    "staff_changed": "職員の役割の変更 - an administrator changed what a colleague may do",
    "staff_disabled": "職員の停止 - an administrator let a colleague in no more",
    "staff_enabled": "職員の再開 - an administrator let a colleague in again",
    "password_changed": "パスワードの変更 - a member of staff chose another password",
}

KIOSKS: Final = {
    "visual_mode_ordered": "目視モードの指示 - staff are to see everybody at a kiosk, until when",
    "normal_mode_ordered": "目視モードをやめる指示 - staff end a kiosk's visual mode",
    "restart_ordered": "再起動の指示 - staff have a kiosk's application begin anew",
}

QUERIES: Final = {
    "query_asked": "照会 - staff asked the service without the card: what, and by which right",
    "query_used": "照会を受付に使う - staff took an answer for a reception",
    "query_withdrawn": "照会の取り消し - staff withdrew a query that had no answer yet",
}

PASSCODES: Final = {
    "passcode_set": "パスコードの作成 - staff made a passcode, for the clinic or one of them",
    "passcode_removed": "パスコードの取消 - staff let a passcode open nothing any more",
    "passcode_pause_ended": "パスコード休止の終了 - an administrator ended a kiosk's pause",
}

CASES: Final = {
    "case_handled": "対応ずみ - staff have dealt with what a visit needed",
    "case_reopened": "対応ずみの取り消し - staff took that back",
    "check_ordered": "目視確認の指示 - staff at the console check a patient by eye, and why",
    "check_answered": "目視確認の回答 - what staff at the console answered",
    "form_ordered": "同意書の記録の指示 - staff at the console recorded a signed form",
    "check_stopped": "目視確認の中止 - staff at the console ended a check without an answer",
}

PAPER: Final = {
    "paper_recorded": "紙での受付の記録 - a reception without the card: by which way, which claim",
    "paper_changed": "紙での受付の訂正 - it was corrected, as when its number was found",
}

AUDIT_WORDS: Final[Mapping[str, str]] = MappingProxyType(
    {**CASES, **PASSCODES, **ACCOUNTS, **KIOSKS, **QUERIES, **PAPER}
)
