// Three dots that light one after the other while a device works.
pragma ComponentBehavior: Bound
import QtQuick

Row {
    id: pulse

    property int lit: 0

    spacing: Theme.gap
    Accessible.ignored: true

    Repeater {
        model: 3

        Rectangle {
            required property int index

            width: Theme.gap
            height: width
            radius: width / 2
            color: index === pulse.lit ? Theme.primary : Theme.outlineSoft
        }
    }

    Timer {
        interval: Math.max(Theme.breathe / 4, Theme.tick)
        running: Theme.breathe > 0
        repeat: true
        onTriggered: pulse.lit = (pulse.lit + 1) % 3
    }
}
