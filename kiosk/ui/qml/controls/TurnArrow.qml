// Which way to turn: stands beside the picture, large, and leans that way gently. Its place stays
// empty otherwise, so that nothing moves when it appears.
import QtQuick
import Uketsuke

Item {
    id: arrow

    required property bool shown
    required property int side
    required property int sign // -1 leans to the left, 1 to the right

    implicitWidth: side
    implicitHeight: side
    Accessible.ignored: true

    Rectangle {
        id: disc

        property real lean: 0

        x: arrow.sign * lean
        width: arrow.side
        height: arrow.side
        radius: width / 2
        color: Theme.primarySoft
        border.width: Theme.focusLine
        border.color: Theme.primary
        visible: arrow.shown

        Picture {
            anchors.centerIn: parent
            side: arrow.side * 2 / 3
            source: Bridge.screen.guidanceIcon
        }

        SequentialAnimation on lean {
            running: arrow.shown && Theme.breathe > 0
            loops: Animation.Infinite

            NumberAnimation {
                to: Theme.gapSmall
                duration: Theme.breathe / 2
                easing.type: Easing.InOutSine
            }

            NumberAnimation {
                to: 0
                duration: Theme.breathe / 2
                easing.type: Easing.InOutSine
            }
        }
    }
}
