"""What the chip holds: applications, files and keys (card.md §0, §2)."""

from typing import Final

from drivers.pcsc.trace import PublicFiles

# Applications, by AID
JPKI_AP: Final = bytes.fromhex("D392F000260100000001")  # 公的個人認証AP
VISUAL_AP: Final = bytes.fromhex("D3921000310001010402")  # 券面事項確認AP

# 公的個人認証AP
TOKEN_INFO: Final = 0x0006  # CK_TOKEN_INFO; free
AUTH_CERTIFICATE: Final = 0x000A  # 利用者証明用電子証明書; free on the plastic card
TERMINAL_CA_KEY: Final = 0x0016  # checks certificates of 特定機関認証 terminals
AUTH_KEY: Final = 0x0017  # 利用者証明用秘密鍵
AUTH_PIN: Final = 0x0018  # 利用者証明用暗証番号, three tries
SIGN_PIN: Final = (
    0x001B  # 署名用暗証番号, five tries; never used here, its tries are told to support
)

# 券面事項確認AP
CARD_FACE: Final = 0x0002  # 券面情報; opened by 照合番号A or B
VISUAL_AP_INFO: Final = 0x0003  # 基本情報; free
ISSUER_CERTIFICATE: Final = 0x0004  # card-verifiable certificate of who signed the card face; free
CHECK_NUMBER_B: Final = 0x0012  # 照合番号B, ten tries

# The label in TOKEN_INFO, 32 characters padded with spaces
LABEL_LENGTH: Final = 20  # no label is longer than 15, so that 20 tell it from any longer one
TOKEN_NUMBERS: Final = (32, 64)  # offset and bytes: manufacturer, model, serial number
LABEL_CARD: Final = b"JPKIAPICCTOKEN2"
LABEL_OLD_CARD: Final = b"JPKIAPICCTOKEN"  # 住基カード
LABEL_ANDROID: Final = b"JPKIAPGPSETOKEN"
LABEL_IPHONE: Final = b"JPKIAPIOSTOKEN"

# Of which files an APDU trace may show how much: what is the same on every card of a kind. Serial
# number and municipality follow behind.
PUBLIC_FILES: Final[PublicFiles] = {
    (JPKI_AP, TOKEN_INFO.to_bytes(2, "big")): LABEL_LENGTH,
    (VISUAL_AP, VISUAL_AP_INFO.to_bytes(2, "big")): 12,
}
