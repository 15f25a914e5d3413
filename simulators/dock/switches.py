"""The dock's buttons: captions of the bench's switches, by tab and by group."""

from typing import Final

PEOPLE: Final = {
    "カメラの前 / before the camera": {
        "as_usual": "ふだんどおり as usual",
        "nobody": "だれもいない nobody",
        "stranger": "別の人 a stranger",
        "two_people": "ふたり two people",
    },
    "動き（本人の左右）/ movement, their own side": {
        "turn_left": "← 左を向く turn left",
        "turn_right": "右を向く → turn right",
        "turn_front": "正面を見る look here",
        "blink": "まばたき blink",
    },
    "身につける / what they wear": {
        "mask": "マスク mask",
        "sunglasses": "サングラス sunglasses",
        "glasses": "めがね glasses",
        "no_glasses": "めがねを外す no glasses",
        "hat": "帽子 hat",
    },
}
POSES: Final = {
    "立ち方 / how they stand": {
        "too_far": "遠い too far",
        "too_near": "近い too near",
        "off_centre": "はしに立つ off centre",
        "low": "低い（車いす・子ども）low",
        "turned_away": "横を向いたまま turned",
        "tilted": "首をかしげる tilted",
        "restless": "じっとしない never still",
    },
    "光とピント / light and focus": {
        "backlit": "逆光 from behind",
        "too_dark": "暗い dark",
        "too_bright": "明るすぎる too bright",
        "out_of_focus": "ピンぼけ out of focus",
    },
}
IMPOSTORS: Final = {
    "紙の写真 / a photograph on paper": {
        "photo_still": "じっと持つ held still",
        "photo_moved": "動かす moved",
        "photo_tilted": "かたむける tilted",
        "photo_bent": "曲げる bent",
    },
    "スマホの画面 / on a phone's screen": {
        "photo_on_phone": "写真 a photograph",
        "film_on_phone": "動画（左を向く）a film",
    },
    "入れかわり / swapped when asked to move": {
        "photo_swapped": "写真→別の人 photo, face",
        "person_swapped": "本人→別の人 face, face",
    },
}
DEVICES: Final = {
    "顔を見るカメラ / face camera": {
        "camera_off": "顔カメラを抜く unplug",
        "camera_on": "顔カメラを戻す plug in",
        "camera_frozen": "画像が止まる frozen",
        "lens_covered": "レンズをふさぐ covered",
    },
    "カードを見るカメラ / card-face camera": {
        "card_face_off": "券面カメラを抜く unplug it",
        "card_face_on": "券面カメラを戻す plug it in",
    },
    "カードの置き方 / how the card lies": {
        "front_flat": "ふつう lies well",
        "front_glare": "光の反射 glare",
        "front_upside_down": "さかさま upside down",
        "front_dim": "券面が暗い dim",
    },
    "カードリーダー / card reader": {
        "reader_off": "リーダー停止 reader off",
        "reader_on": "リーダー復旧 reader on",
    },
}
SERVICE: Final = {
    "回線 / the line": {
        "network_up": "正常（すべて戻す）all well",
        "network_down": "切断 down",
        "network_slow": "遅い slow",
        "service_drip": "少しずつ届く drips",
    },
    "全国のサービス / the national service": {
        "service_busy": "混雑 busy",
        "service_processing": "処理中が２回 processing",
        "service_half": "途中で切れる half",
        "service_rubbish": "壊れた応答 rubbish",
        "service_wrong_encoding": "文字コード違い encoding",
    },
    "登録 / what is registered": {
        "insurers_catch_up": "新しい資格が届く new ones",
        "service_forget": "受付の記録を消す forget",
    },
}
SWITCHES: Final = {
    "人 people": PEOPLE,
    "姿勢・光 pose, light": POSES,
    "なりすまし impostors": IMPOSTORS,
    "機器 devices": DEVICES,
    "回線 service": SERVICE,
}
