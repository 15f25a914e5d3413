// How long until the screen goes by itself. Starts anew with the flow's timer.
import QtQuick
import QtQuick.Layouts
import Uketsuke

RowLayout {
    id: countdown

    readonly property int seconds: Bridge.screen.countdown
    readonly property string serial: Bridge.screen.token + Bridge.screen.timer
    property real remaining: seconds

    visible: seconds > 0
    spacing: Theme.gap
    onSerialChanged: remaining = seconds
    onSecondsChanged: remaining = seconds
    Accessible.role: Accessible.ProgressBar
    Accessible.name: Bridge.screen.title

    Timer {
        interval: Theme.tick
        repeat: true
        running: countdown.visible && countdown.remaining > 0
        onTriggered: countdown.remaining = Math.max(0, countdown.remaining - interval / Theme.second)
    }

    Words {
        text: Math.ceil(countdown.remaining)
        color: Theme.inkSoft
        font.bold: true
        leading: 1
        Accessible.ignored: true
    }

    Rectangle {
        Layout.fillWidth: true
        implicitHeight: Theme.bar
        radius: height / 2
        color: Theme.outlineSoft

        Rectangle {
            height: parent.height
            width: countdown.seconds > 0 ? parent.width * countdown.remaining / countdown.seconds : 0
            radius: height / 2
            color: Theme.primary
        }
    }
}
