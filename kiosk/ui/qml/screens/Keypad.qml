// The number pad: what was typed as dots, keys in a fresh order, nothing to read over a shoulder.
// On a tall glass the keys are as low as they can be: a hand reaches them from a wheelchair.
import QtQuick
import QtQuick.Layouts
import Uketsuke
import "../controls"

GridLayout {
    id: keypad

    readonly property bool wide: width > height

    columns: wide ? 2 : 1
    columnSpacing: 2 * Theme.gapLarge
    rowSpacing: Theme.gap

    ColumnLayout {
        Layout.fillWidth: true
        Layout.fillHeight: !keypad.wide
        Layout.alignment: Qt.AlignTop
        spacing: Theme.gap

        Headline {
            Layout.fillWidth: true
        }

        Explanation {
            Layout.fillWidth: true
        }

        Item {
            Layout.fillHeight: true
            visible: !keypad.wide
        }

        TypedDots {
            Layout.alignment: Qt.AlignHCenter
        }
    }

    NumberPad {
        Layout.alignment: keypad.wide ? Qt.AlignVCenter : Qt.AlignHCenter
        Layout.bottomMargin: keypad.wide ? 0 : Theme.gap
    }
}
