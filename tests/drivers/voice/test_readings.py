"""Words are read as they are meant: judged by what the engine pronounces, not by ear."""

import re
import shutil
import subprocess
import tomllib

import pytest

from drivers.voice.engines import OpenJTalk
from drivers.voice.readings import Readings, sentences
from drivers.voice.settings import SPEECH
from drivers.voice.stock import fixed_sentences
from kiosk.domain.language import Language

ENGINE = OpenJTalk()
READINGS = Readings.load()

JAPANESE = (
    ("職員を呼ぶ", "ショクインヲヨブ"),
    ("訂正", "テーセー"),
    ("決定", "ケッテー"),
    ("目視確認の理由", "モクシカクニンノリユー"),
    ("受給者証を使いますか？", "ジュキューシャショーヲツカイマスカ"),
    ("特定疾病療養受療証", "トクテーシッペイリョーヨージュリョーショー"),
    ("24時間のみ", "ニジューヨジカンノミ"),
    ("iPhoneで確認", "アイフォーンデカクニン"),
    ("Face IDかTouch ID", "フェイスアイディーカタッチアイディー"),
    ("1けた入力しました", "ヒトケタニューリョクシマシタ"),
    ("2けた", "フタケタ"),
    ("3けた", "サンケタ"),
    ("4けた", "ヨンケタ"),
    ("（残り1回）", "ノコリイッカイ"),
    ("（残り2回）", "ノコリニカイ"),
    ("（残り3回）", "ノコリサンカイ"),
    ("あと1回です", "アトイッカイデス"),
    ("1番、顔認証", "イチバンカオニンショー"),
    ("2番、暗証番号", "ニバンアンショーバンゴー"),
    ("番号は、4番です。", "バンゴーワヨンバンデス"),
    ("3つのうち、1つ目", "ミッツノウチヒトツメ"),
    ("4つのうち、2つ目", "ヨッツノウチフタツメ"),
    ("職員の方へ", "ショクインノカタエ"),
    ("お持ちでない方は", "オモチデナイカタワ"),
    ("お急ぎの方は", "オイソギノカタワ"),
    ("使う方は", "ツカウカタワ"),
    ("同じ方ですか？", "オナジカタデスカ"),
    ("同じ人ですか？", "オナジヒトデスカ"),
    ("ほかの方法にする", "ホカノホーホーニスル"),
    ("明るいほうを向いて", "アカルイホーヲムイテ"),
    ("2人の方がいます", "フタリノカタガイマス"),
    ("光の向き、お顔の方向", "ヒカリノムキオカオノホーコー"),
    ("カードの表面", "カードノオモテメン"),
    ("この医療機関が", "コノイリョーキカンガ"),
    ("電子処方箋", "デンシショホーセン"),
    ("健診の情報", "ケンシンノジョーホー"),
    ("市区町村の窓口", "シクチョーソンノマドグチ"),
    ("今日 10:20 まで", "キョージュージニジュップンマデ"),
    ("明日 9:05 まで", "アシタクジゴフンマデ"),
    ("11:00 まで", "ジューイチジマデ"),
    ("3か月後の月末まで", "サンカゲツゴノゲツマツマデ"),
    ("3年分", "サンネンブン"),
    ("「続ける」を押してください", "ツズケルヲオシテクダサイ"),
    ("Tiếng Việt", "ベトナムゴ"),
    ("简体中文", "チューゴクゴカンタイジ"),
)


def kana(text: str, language: Language = Language.JAPANESE) -> str:
    said = ENGINE.kana(READINGS.said(text, language))
    return re.sub("[^ァ-ヴー]", "", said)


@pytest.mark.parametrize(("text", "spoken"), JAPANESE, ids=[text for text, _ in JAPANESE])
def test_a_word_is_read_as_it_is_meant(text: str, spoken: str) -> None:
    assert kana(text) == spoken


def test_what_stands_in_brackets_for_the_eye_is_not_said_twice() -> None:
    easy = Language.EASY_JAPANESE
    assert kana("受付（うけつけ）を します。", easy) == kana("受付をします。")
    assert kana("（残り2回）", easy) == "ノコリニカイ"


@pytest.mark.parametrize("language", [Language.JAPANESE, Language.EASY_JAPANESE])
def test_no_sentence_is_spelled_letter_by_letter(language: Language) -> None:
    spelled = {
        sentence: kana(sentence, language)
        for sentence in fixed_sentences(language)
        if re.search("[A-Za-z]{2}", READINGS.said(sentence, language))
    }
    assert spelled == {}


ENGLISH = (
    ("Face ID or Touch ID", "f ey s ay d iy ao r t ah ch ay d iy"),
    ("iPhone", "ay f ow n"),
    ("My\u00a0Number\u00a0card", "m ay n ah m b er k aa r d"),
    ("Press “OK”. Don’t", "p r eh s ow k ey pau d ow n t"),
    ("言語をお選びください", ""),
)


@pytest.mark.parametrize(("text", "spoken"), ENGLISH)
def test_an_english_word_is_read_as_it_is_meant(text: str, spoken: str) -> None:
    flite = shutil.which("flite")
    assert flite is not None
    said = READINGS.said(text, Language.ENGLISH)
    command = [flite, "-voice", "slt", "-ps", "-t", said + " ", "none"]
    heard = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert re.sub("^pau | pau $", "", heard.strip() + " ").strip(" ").removeprefix("pau") == spoken


def test_a_text_falls_into_sentences_that_can_be_kept_ready() -> None:
    text = "受付が完了しました\nカードをお取りください。お待ちください。続けますか？"
    assert sentences(text) == [
        "受付が完了しました",
        "カードをお取りください。",
        "お待ちください。",
        "続けますか？",
    ]
    assert sentences("Take your card. Thank you.") == ["Take your card.", "Thank you."]
    assert sentences("") == []


def test_a_text_with_nothing_to_say_is_silent() -> None:
    assert ENGINE.speak("…", "mei_normal", 1.0).samples == b""


def test_every_language_with_readings_and_every_voice_is_one_of_ours() -> None:
    with (SPEECH / "voices.toml").open("rb") as file:
        voices = tomllib.load(file)
    assert {Language.JAPANESE, Language.EASY_JAPANESE, Language.ENGLISH} <= {
        Language(name) for name in voices
    }
    assert set(READINGS.rules) <= {Language(name) for name in voices}
