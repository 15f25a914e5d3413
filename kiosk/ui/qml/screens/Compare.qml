// Staff compare: a face as large as there is room, beside it what to look at, below it the answers.
// The answers stay where they are when the portrait comes: a finger may be on its way to one.
import QtQuick
import QtQuick.Layouts
import Uketsuke
import "../controls"

GridLayout {
    id: compare

    readonly property bool wide: width > height

    columns: wide ? 2 : 1
    columnSpacing: Theme.gapLarge
    rowSpacing: Theme.gap

    ChipPortrait {
        Layout.alignment: Qt.AlignHCenter
        Layout.fillHeight: true
        Layout.minimumHeight: 0
        Layout.maximumHeight: compare.wide ? compare.height : Theme.poster
        Layout.preferredWidth: compare.wide ? compare.height * Theme.faceWidth / Theme.faceHeight : Theme.poster
        Layout.row: compare.wide ? 0 : 1
        Layout.column: 0
        Layout.rowSpan: compare.wide ? 3 : 1
    }

    Headline {
        Layout.fillWidth: true
        Layout.row: 0
        Layout.column: compare.wide ? 1 : 0
    }

    Explanation {
        Layout.fillWidth: true
        Layout.fillHeight: true
        Layout.alignment: Qt.AlignTop
        Layout.row: compare.wide ? 1 : 2
        Layout.column: compare.wide ? 1 : 0
    }

    Choices {
        Layout.fillWidth: true
        Layout.alignment: Qt.AlignBottom
        Layout.row: compare.wide ? 2 : 3
        Layout.column: compare.wide ? 1 : 0
    }
}
