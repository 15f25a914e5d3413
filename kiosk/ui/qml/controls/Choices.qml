// The choices of a screen; more room to the more important.
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
        }
    }
}
