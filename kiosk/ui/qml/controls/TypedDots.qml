// ● for every digit typed. Tells how many, never which.
pragma ComponentBehavior: Bound
import QtQuick
import Uketsuke

Row {
    id: dots

    readonly property var keypad: Bridge.screen.keypad

    spacing: Theme.gap
    Accessible.role: Accessible.StaticText
    Accessible.name: keypad.typedLabel

    Repeater {
        model: dots.keypad.expected

        Rectangle {
            required property int index

            width: Theme.dot
            height: width
            radius: width / 2
            color: index < dots.keypad.typed ? Theme.primary : Theme.surface
            border.width: Theme.focusLine
            border.color: index < dots.keypad.typed ? Theme.primary : Theme.outline
        }
    }
}
