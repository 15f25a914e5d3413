// The ways out of a screen that are always there and never in the way.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Uketsuke

RowLayout {
    spacing: Theme.gapSmall

    Repeater {
        model: Bridge.quiet

        BigButton {
            required property var modelData

            choice: modelData
        }
    }
}
