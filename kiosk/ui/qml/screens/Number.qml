// Received provisionally: a number to be read from across the desk, and what to do with it.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Uketsuke
import "../controls"

GridLayout {
    id: screen

    readonly property bool wide: width > height

    columns: wide ? 2 : 1
    columnSpacing: Theme.gapLarge
    rowSpacing: Theme.gapLarge

    Rectangle {
        Layout.fillWidth: !screen.wide
        Layout.preferredWidth: Theme.poster
        Layout.preferredHeight: Theme.picture
        Layout.alignment: screen.wide ? Qt.AlignVCenter : Qt.AlignTop
        radius: Theme.radius
        color: Theme.surface
        border.width: Theme.focusLine
        border.color: Theme.primary

        Words {
            readonly property real room: parent.width - 2 * Theme.gap
            readonly property real digit: 3 / 4 // how wide one is at most, of its height

            anchors.centerIn: parent
            says: Bridge.screen.number
            color: Theme.primary
            font.pixelSize: Math.min(Theme.number, room / (digit * Math.max(1, says.length)))
            font.bold: true
            leading: 1
            Accessible.name: Bridge.screen.guidance
        }
    }

    ColumnLayout {
        Layout.fillWidth: true
        Layout.alignment: screen.wide ? Qt.AlignVCenter : Qt.AlignTop
        spacing: Theme.gap

        Headline {
            Layout.fillWidth: true
            font.pixelSize: Theme.headline
        }

        Explanation {
            Layout.fillWidth: true
        }
    }

    Item {
        Layout.fillHeight: true
        visible: !screen.wide
    }
}
