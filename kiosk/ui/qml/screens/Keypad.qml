// The number pad: what was typed as dots, keys in a fresh order, nothing to read over a shoulder.
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
        Layout.alignment: Qt.AlignTop
        spacing: Theme.gap

        Headline {
            Layout.fillWidth: true
        }

        Explanation {
            Layout.fillWidth: true
        }

        TypedDots {
            Layout.alignment: Qt.AlignHCenter
        }
    }

    NumberPad {
        Layout.alignment: keypad.wide ? Qt.AlignVCenter : Qt.AlignHCenter
    }

    Item {
        Layout.fillHeight: true
        visible: !keypad.wide
    }
}
