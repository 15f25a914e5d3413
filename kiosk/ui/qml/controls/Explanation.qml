// What the headline means and what happens next.
import QtQuick
import QtQuick.Layouts
import Uketsuke

ColumnLayout {
    id: explanation

    property int align: Text.AlignLeft

    spacing: Theme.gap

    Rectangle {
        Layout.fillWidth: true
        visible: message.says.length > 0
        implicitHeight: message.implicitHeight + (stressed ? 2 * Theme.gapSmall : 0)
        radius: Theme.radius
        color: stressed ? Theme.attentionGround : Theme.clear
        border.width: stressed ? Theme.line : 0
        border.color: Theme.attentionLine

        readonly property bool stressed: Bridge.screen.attention

        Words {
            id: message

            anchors.verticalCenter: parent.verticalCenter
            x: parent.stressed ? Theme.gap : 0
            width: parent.width - 2 * x
            says: Bridge.screen.message
            color: parent.stressed ? Theme.attentionInk : Theme.ink
            horizontalAlignment: explanation.align
        }
    }

    Words {
        Layout.fillWidth: true
        visible: says.length > 0
        says: Bridge.screen.detail
        color: Theme.inkSoft
        font.pixelSize: Theme.label
        horizontalAlignment: explanation.align
    }
}
