// The choices of a screen; four are a little lower, so that all are in sight.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Uketsuke

GridLayout {
    columns: 1
    columnSpacing: Theme.gap
    rowSpacing: Theme.gapSmall

    Repeater {
        model: Bridge.choices

        BigButton {
            required property var modelData

            Layout.fillWidth: true
            choice: modelData
            least: Bridge.choices.length > 3 ? Theme.touch : Theme.touchMain
        }
    }
}
