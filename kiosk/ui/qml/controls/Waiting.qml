// A device is at work: a pulse and, after the first moment, for how long. Has its room from the
// beginning, so that nothing moves.
import QtQuick
import Uketsuke

Item {
    id: waiting

    readonly property string serial: Bridge.screen.token
    property int seconds: 0

    width: parent ? parent.width : 0
    height: Math.max(pulse.height, words.lineHeight)
    onSerialChanged: seconds = 0

    Timer {
        interval: Theme.second
        repeat: true
        running: true
        onTriggered: waiting.seconds += 1
    }

    Pulse {
        id: pulse

        anchors.verticalCenter: parent.verticalCenter
    }

    Paragraph {
        id: words

        anchors.verticalCenter: parent.verticalCenter
        x: pulse.width + Theme.gapLarge
        width: parent.width - x
        says: Bridge.waitedFor(waiting.seconds)
        color: Theme.inkSoft
        font.pixelSize: Theme.label
    }
}
