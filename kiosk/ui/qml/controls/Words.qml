// Plain text in the language's typeface; breaks lines, never cuts. Lines are as high as we say,
// whatever the typeface thinks of itself.
import QtQuick
import Uketsuke

Text {
    property real leading: Theme.leading

    color: Theme.ink
    font.family: Bridge.frame.family
    font.pixelSize: Theme.body
    lineHeightMode: Text.FixedHeight
    lineHeight: font.pixelSize * leading
    wrapMode: Text.Wrap
    textFormat: Text.PlainText
    Accessible.role: Accessible.StaticText
    Accessible.name: text
}
