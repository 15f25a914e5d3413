// How long until the screen goes by itself; in words where something is asked. Starts anew with the
// flow's timer.
import QtQuick
import Uketsuke

Item {
    id: countdown

    readonly property int seconds: Bridge.screen.countdown
    readonly property string serial: Bridge.screen.token + Bridge.screen.timer
    property real remaining: seconds

    visible: seconds > 0
    width: parent ? parent.width : 0
    implicitHeight: visible ? bar.y + bar.height : 0
    onSerialChanged: remaining = seconds
    onSecondsChanged: remaining = seconds
    Accessible.role: Accessible.ProgressBar
    Accessible.name: words.says

    Timer {
        interval: Theme.tick
        repeat: true
        running: countdown.visible && countdown.remaining > 0
        onTriggered: countdown.remaining = Math.max(0, countdown.remaining - interval / Theme.second)
    }

    Paragraph {
        id: words

        says: Bridge.ending(Math.ceil(countdown.remaining))
        font.bold: true
        Accessible.ignored: true
    }

    Rectangle {
        id: bar

        y: words.tall > 0 ? words.tall + Theme.gapSmall : 0
        width: parent.width
        height: Theme.bar
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
