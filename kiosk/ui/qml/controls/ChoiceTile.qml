// A way to prove oneself: picture, name, what it takes.
import QtQuick
import QtQuick.Layouts
import Uketsuke

Tappable {
    id: tile

    required property var choice
    property bool tall: true

    name: choice.label
    Accessible.description: choice.detail
    enabled: choice.enabled
    implicitWidth: Theme.tile
    implicitHeight: content.implicitHeight + 2 * Theme.gapSmall
    edge: Theme.primary
    onTapped: Bridge.intend(choice.intent, token)

    GridLayout {
        id: content

        anchors.centerIn: parent
        width: parent.width - 2 * Theme.gap
        columns: tile.tall ? 1 : 2
        columnSpacing: Theme.gap
        rowSpacing: Theme.gapSmall

        Picture {
            Layout.alignment: tile.tall ? Qt.AlignHCenter : Qt.AlignVCenter
            side: tile.tall ? Theme.iconTile : Theme.iconRow
            source: tile.choice.icon
        }

        ColumnLayout {
            Layout.fillWidth: true
            spacing: Theme.gapSmall

            Words {
                Layout.fillWidth: true
                says: tile.choice.label
                color: Theme.primary
                font.pixelSize: Theme.button
                font.bold: true
                leading: 1
                horizontalAlignment: tile.tall ? Text.AlignHCenter : Text.AlignLeft
                Accessible.ignored: true
            }

            Words {
                Layout.fillWidth: true
                visible: says.length > 0
                says: tile.choice.detail
                color: Theme.inkSoft
                font.pixelSize: Theme.label
                horizontalAlignment: tile.tall ? Text.AlignHCenter : Text.AlignLeft
                Accessible.ignored: true
            }
        }
    }
}
