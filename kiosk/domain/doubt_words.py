"""What a doubt means and what staff do about it, in one short sentence (qualification.md §6.3, §7).

The words quote nothing of the answer and ask nobody to pay everything first: where the insurance
cannot be confirmed the patient pays the usual share, and the claim follows later.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from kiosk.domain.doubt import DoubtCode as D


@dataclass(frozen=True)
class Words:
    """The same in Japanese and in English."""

    ja: str
    en: str


_ANSWER: Final = {
    D.VALIDITY_MISSING: Words(
        "資格が有効かどうかの返事がありません。もう一度照会し、同じなら資格確認書、またはカードと資格情報のお知らせで確認してください。",
        "The service did not say whether the insurance is valid: ask again, and if nothing changes "
        "use the 資格確認書 or the 資格情報のお知らせ with the card.",
    ),
    D.QUALIFICATION_ENDED: Words(
        "前の保険は終わっています。カードと、マイナポータルの画面か資格情報のお知らせで新しい資格を確認し、"
        "なければ資格申立書をお願いしてください。お支払いはふだんの割合のままです。",
        "The last known insurance has ended: look at the card with the マイナポータル screen or "
        "the 資格情報のお知らせ, else ask for a 被保険者資格申立書; the patient pays the usual "
        "share.",
    ),
    D.NEW_QUALIFICATION_EXISTS: Words(
        "新しい保険に変わっています。新しい資格の記録を使い、カルテの保険を更新してください。",
        "There is a newer insurance: use the new record and bring the chart up to date.",
    ),
    D.NO_QUALIFICATION: Words(
        "保険者の登録がまだのようです。カードと、マイナポータルの画面か資格情報のお知らせで確認し、"
        "なければ資格申立書をお願いしてください。お支払いはふだんの割合のままです。",
        "The insurer has not registered the person yet: look at the card with the マイナポータル "
        "screen or the 資格情報のお知らせ, else ask for a 被保険者資格申立書; the patient pays the "
        "usual share.",
    ),
    D.SEVERAL_QUALIFICATIONS: Words(
        "あてはまる資格が二つ以上あります。ご本人にどの保険かうかがい、わからなければ保険者へ電話してください。",
        "More than one insurance matches: ask the patient which it is, or telephone the insurer.",
    ),
    D.TICKET_NOT_REGISTERED: Words(
        "医療券がまだ登録されていません。月の半ばを過ぎてからもう一度照会するか、福祉事務所へ電話してください。",
        "The 医療券 is not registered yet: ask again after the middle of the month, or telephone "
        "the welfare office.",
    ),
    D.RECORD_MISSING: Words(
        "有効という返事ですが資格の記録がありません。もう一度照会してください。",
        "The answer says valid but brings no record: ask again.",
    ),
    D.SEVERAL_RECORDS: Words(
        "資格の記録が二つ以上あります。自動で選ばず、今使う記録を確かめてください。",
        "There is more than one record: choose the one that counts today yourself.",
    ),
    D.NOTICE_FROM_SERVICE: Words(
        "サービスからお知らせがあります。書かれているとおりに患者さんへ伝えてください。",
        "The service sent a notice: tell the patient what it says, as it stands.",
    ),
    D.CONFIRMED_FOR_ANOTHER_DAY: Words(
        "確認日が今日ではありません。端末の日付を確かめ、今日の日付でもう一度照会してください。",
        "The answer is not for today: check the clock of the kiosk and ask again for today.",
    ),
    D.INSTITUTION_DIFFERS: Words(
        "医療機関コードが当院のものと違います。患者さんの記録に使う前に、設定と医療券の指定先を確かめてください。",
        "The institution code is not this clinic's: check the settings and whom the 医療券 names "
        "before using the record.",
    ),
    D.INSTITUTION_CODE_MALFORMED: Words(
        "医療機関コードの形が正しくありません。端末の設定を確かめてください。",
        "The institution code is not well formed: check the settings of the kiosk.",
    ),
}

_PERSON: Final = {
    D.NAME_HAS_BULLET: Words(
        "氏名などに●があり、表せない字が入っています。カードの券面で正しい字を確かめてください。●のままでも請求できます。",
        "A ● stands for a character that cannot be exchanged: look at the card for the right one; "
        "a claim may keep the ●.",
    ),
    D.ADDRESS_HAS_BULLET: Words(
        "住所に●があり、表せない字が入っています。カードの券面かカルテで確かめてください。",
        "A ● in the address stands for a character that cannot be exchanged: look at the card or "
        "the chart.",
    ),
    D.REFUSED_BY_CLAIMS: Words(
        "このままではレセプトで返される字があります。請求には常用の字(德なら徳)を使ってください。",
        "A character here is refused in claims: use its common form there (徳 for 德).",
    ),
    D.CHARACTER_SUBSTITUTED: Words(
        "ファイルに書けない字を〓か、標準の形の字に置きかえました。カードの券面で正しい字を確かめてください。",
        "The file shows 〓, or the usual form, for a character that it cannot hold: look at the "
        "card for it.",
    ),
    D.OTHER_NAME: Words(
        "カードの裏面に通称などの氏名があります。どちらの氏名で呼ぶか、ご本人に確かめてください。",
        "The back of the card has another name: ask the patient which name to be called by.",
    ),
    D.SEX_ON_BACK: Words(
        "性別がカードの裏面に書かれています。声に出さず、カルテの記録と見くらべてください。",
        "The sex is on the back of the card: do not say it aloud, compare it with the chart.",
    ),
}

_FORM: Final = {
    D.VALUE_MISSING: Words(
        "大切な項目が空です。カードとカルテで確かめてください。",
        "An important value is missing: check it against the card and the chart.",
    ),
    D.DATE_UNREADABLE: Words(
        "日付が読めません。そのまま使わず、カルテや保険者で確かめてください。",
        "A date cannot be read: check it in the chart or with the insurer before using it.",
    ),
    D.BIRTHDATE_IMPLAUSIBLE: Words(
        "生年月日がありえない日付です。カードの券面と見くらべてください。",
        "The birth date cannot be right: compare it with the card.",
    ),
    D.UNKNOWN_CODE: Words(
        "知らない区分コードです。レセコンにそのまま取り込めるか確かめてください。",
        "A code is not known here: check that the レセコン takes it as it stands.",
    ),
    D.INSURER_NUMBER_MALFORMED: Words(
        "保険者番号の形が正しくありません。資格情報のお知らせか保険者で確かめてください。",
        "The insurer number is not well formed: check it on the 資格情報のお知らせ or with the "
        "insurer.",
    ),
    D.INSURER_NUMBER_CHECK_DIGIT: Words(
        "保険者番号の検証番号が合いません。資格情報のお知らせか保険者で確かめてください。",
        "The check digit of the insurer number does not fit: check it on the 資格情報のお知らせ or "
        "with the insurer.",
    ),
    D.INSURER_LAW_CODE_UNKNOWN: Words(
        "保険者番号の法別番号が知られていません。保険の種類を保険者で確かめてください。",
        "The insurer number begins with an unknown 法別番号: check the kind of insurance with the "
        "insurer.",
    ),
    D.INSURER_PREFECTURE_UNKNOWN: Words(
        "保険者番号の都道府県番号が正しくありません。保険者で番号を確かめてください。",
        "The prefecture in the insurer number does not exist: check the number with the insurer.",
    ),
    D.PUBLIC_EXPENSE_NUMBER: Words(
        "公費の番号が正しくないようです。受給者証か福祉事務所で確かめてください。",
        "A 公費 number does not seem right: check the certificate or ask the welfare office.",
    ),
    D.EXPENSE_PAYER_NUMBER: Words(
        "公費の受給者証の負担者番号が正しくないようです。紙の受給者証か、発行した自治体で確かめてください。",
        "The payer number of a 公費 certificate does not seem right: check the paper certificate, "
        "or ask the municipality that gave it.",
    ),
    D.EXPENSE_RECIPIENT_NUMBER: Words(
        "公費の受給者証の受給者番号が正しくないようです。紙の受給者証か、発行した自治体で確かめてください。",
        "The recipient number of a 公費 certificate does not seem right: check the paper "
        "certificate, or ask the municipality that gave it.",
    ),
    D.BRANCH_NUMBER_MALFORMED: Words(
        "枝番が二けたではありません。資格情報のお知らせか保険者で確かめてください。",
        "The branch number (枝番) has not two digits: check it on the 資格情報のお知らせ or with "
        "the insurer.",
    ),
}

_TERM: Final = {
    D.QUALIFICATION_EXPIRED: Words(
        "有効期限が過ぎています。新しい資格があるか、ご本人か保険者に確かめてください。",
        "The term of the insurance is over: ask the patient or the insurer for the new one.",
    ),
    D.QUALIFICATION_NOT_BEGUN: Words(
        "資格がまだ始まっていません。今日使える保険を、ご本人か保険者に確かめてください。",
        "This insurance has not begun yet: ask the patient or the insurer what counts today.",
    ),
    D.LOST_BUT_VALID: Words(
        "有効という返事なのに喪失日があります。もう一度照会し、同じなら保険者に確かめてください。",
        "The answer says valid and yet gives a day of loss: ask again, then ask the insurer.",
    ),
    D.BENEFIT_OUT_OF_TERM: Words(
        "受給者証や認定証の有効期間に今日が入っていません。新しい証があるか確かめてください。",
        "A certificate of benefit is not in force today: ask whether there is a newer one.",
    ),
    D.EXPENSE_OUT_OF_TERM: Words(
        "公費の受給者証の有効期間に今日が入っていません。新しい受給者証があるか、ご本人か自治体に確かめてください。",
        "A 公費 certificate is not in force today: ask the patient or the municipality for a newer "
        "one.",
    ),
    D.CONSENT_OF_ANOTHER_DAY: Words(
        "同意の日時が今日ではありません。端末の日付を確かめ、診療情報が見られないときは、もう一度受付をお願いしてください。",
        "A consent is not from today: check the clock of the kiosk, and where the information "
        "cannot be seen ask the patient to check in again.",
    ),
    D.CONSENTS_PERHAPS_RECORDED: Words(
        "情報を提供しない受付ですが、国のシステムに同意が24時間残ることがあります。診療情報は見ないでください。",
        "The patient shares nothing, but the line was lost and the service may hold a consent for "
        "24 hours: do not look at medical information.",
    ),
    D.SPECIFIC_DISEASES_CONSENT_EXPIRED: Words(
        "特定疾病療養受療証の同意の期限が切れています。次の受付でもう一度同意をお願いしてください。",
        "The consent to share the 特定疾病療養受療証 has run out: ask for it again at the next "
        "reception.",
    ),
}

_COVERAGE: Final = {
    D.PRESCHOOL_PAST: Words(
        "就学前の区分ですが、もう学校に上がる年齢です。負担割合を確かめてください。",
        "Marked as below school age, but old enough for school: check the share to pay.",
    ),
    D.ELDERLY_CERTIFICATE_MISSING: Words(
        "70歳から74歳ですが高齢受給者証の情報がありません。2割か3割かを保険者に確かめてください。",
        "Aged 70 to 74 without a 高齢受給者証: ask the insurer for the share, 20 or 30 percent.",
    ),
    D.ELDERLY_CERTIFICATE_UNEXPECTED: Words(
        "高齢受給者証がありますが年齢か保険に合いません。生年月日と負担割合を確かめてください。",
        "There is a 高齢受給者証 but the age or the insurance does not fit: check birth date and "
        "the share to pay.",
    ),
    D.LATTER_STAGE_EXPECTED: Words(
        "75歳以上ですが後期高齢者医療ではありません。新しい資格を広域連合かご本人に確かめてください。",
        "Aged 75 or more but not in the 後期高齢者医療: ask the patient or the 広域連合 which "
        "insurance counts now.",
    ),
    D.LATTER_STAGE_TOO_YOUNG: Words(
        "後期高齢者医療ですが65歳になっていません。生年月日と保険者を確かめてください。",
        "In the 後期高齢者医療 but below 65: check the birth date and the insurer.",
    ),
    D.LATTER_STAGE_RATIO_MISSING: Words(
        "後期高齢者医療ですが負担割合がありません。1割・2割・3割のどれかを広域連合に確かめてください。",
        "In the 後期高齢者医療 without a share: ask the 広域連合 for it, 10, 20 or 30 percent.",
    ),
    D.LATTER_STAGE_FAMILY: Words(
        "後期高齢者医療に家族の区分はありません。本人の記録かどうかを確かめてください。",
        "The 後期高齢者医療 has no dependants: check that the record is the patient's own.",
    ),
    D.LATTER_STAGE_NUMBER_MALFORMED: Words(
        "後期高齢者医療の被保険者番号が八けたではありません。番号を広域連合に確かめてください。",
        "A number of the 後期高齢者医療 has eight digits and this one has not: ask the 広域連合.",
    ),
    D.LATTER_STAGE_SYMBOL_UNEXPECTED: Words(
        "後期高齢者医療に記号や枝番はありません。取り込む前に番号を確かめてください。",
        "The 後期高齢者医療 has no symbol or branch number: check the numbers before taking them.",
    ),
    D.RATIO_UNEXPECTED: Words(
        "後期高齢者医療ではないのに、その負担割合があります。保険の種類と割合を確かめてください。",
        "A share of the 後期高齢者医療 stands with another insurance: check the insurance and the "
        "share to pay.",
    ),
    D.LIMIT_CLASS_OF_ANOTHER_AGE: Words(
        "限度額の適用区分が年齢や保険と合いません。区分を保険者に確かめてください。",
        "The limit class (適用区分) does not fit the age or the insurance: ask the insurer.",
    ),
    D.LIMIT_CLASS_AND_RATIO_DIFFER: Words(
        "限度額の適用区分と負担割合が合いません。どちらが正しいか保険者に確かめてください。",
        "The limit class (適用区分) and the share do not agree: ask the insurer which is right.",
    ),
}

WORDS: Final[Mapping[D, Words]] = MappingProxyType(
    {**_ANSWER, **_PERSON, **_FORM, **_TERM, **_COVERAGE}
)
"""The words of every code."""
