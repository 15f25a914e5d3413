// Which way to turn: stands beside the picture, large, and leans that way gently. Its place stays
// empty otherwise, so that nothing moves when it appears.
import QtQuick
import Uketsuke

Item {
    id: arrow

    required property string way
    readonly property bool shown: Bridge.screen.turn === way

    implicitWidth: Theme.arrow
    implicitHeight: Theme.arrow
    Accessible.ignored: true

    Rectangle {
        id: disc

        property real lean: 0

        x: arrow.way === "left" ? -lean : lean
        width: parent.width
        height: width
        radius: width / 2
        color: Theme.primarySoft
        border.width: Theme.focusLine
        border.color: Theme.primary
        visible: arrow.shown

        Picture {
            anchors.centerIn: parent
            side: parent.width * 2 / 3
            source: arrow.shown ? Bridge.screen.guidanceIcon : ""
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
