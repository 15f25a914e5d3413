// Plain text in the language's typeface; breaks lines between phrases, never cuts. Lines are as high
// as we say, whatever the typeface thinks of itself. A screen reader gets `says` as it is.
import QtQuick
import Uketsuke

Text {
    property string says
    property real leading: Theme.leading

    text: Bridge.inPhrases(says)
    color: Theme.ink
    font.family: Bridge.frame.family
    font.pixelSize: Theme.body
    lineHeightMode: Text.FixedHeight
    lineHeight: font.pixelSize * leading
    wrapMode: Text.Wrap
    textFormat: Text.PlainText
    Accessible.role: Accessible.StaticText
    Accessible.name: says
}
