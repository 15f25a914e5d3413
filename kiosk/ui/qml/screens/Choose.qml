// Step 2: a tile for every open way, a line for every closed one; on a tall glass near the hand.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Uketsuke
import "../controls"

ColumnLayout {
    id: choose

    readonly property bool wide: width > height

    spacing: Theme.gap

    Headline {
        Layout.fillWidth: true
    }

    Words {
        Layout.fillWidth: true
        says: Bridge.screen.message
    }

    Item {
        Layout.fillHeight: true
        visible: !choose.wide
    }

    GridLayout {
        Layout.fillWidth: true
        Layout.fillHeight: true
        columns: choose.wide ? Bridge.choices.length : 1
        columnSpacing: Theme.gap
        rowSpacing: Theme.gap
        uniformCellWidths: true

        Repeater {
            model: Bridge.choices

            ChoiceTile {
                required property var modelData

                Layout.fillWidth: true
                Layout.fillHeight: true
                Layout.maximumHeight: choose.wide ? Theme.poster : Theme.tile
                Layout.alignment: Qt.AlignTop
                Layout.minimumHeight: implicitHeight
                tall: choose.wide && Bridge.rows.length === 0
                choice: modelData
            }
        }
    }

    GridLayout {
        Layout.fillWidth: true
        columns: choose.wide ? Math.max(1, Bridge.rows.length) : 1
        columnSpacing: Theme.gap
        rowSpacing: Theme.gapSmall
        uniformCellWidths: true

        Repeater {
            model: Bridge.rows

            InfoRow {
                required property var modelData

                Layout.fillWidth: true
                Layout.fillHeight: choose.wide
                row: modelData
            }
        }
    }
}
