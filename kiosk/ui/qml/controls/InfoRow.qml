// A line of a list: a picture, what, and a word about it.
import QtQuick
import QtQuick.Layouts

Rectangle {
    id: info

    required property var row

    implicitHeight: Math.max(Theme.row, content.implicitHeight + 2 * (row.detail ? Theme.line : Theme.gapSmall))
    radius: Theme.radius
    color: Theme.surface
    border.width: Theme.line
    border.color: Theme.outlineSoft
    Accessible.role: Accessible.ListItem
    Accessible.name: row.label
    Accessible.description: row.note ? `${row.detail} ${row.note}` : row.detail

    RowLayout {
        id: content

        anchors.verticalCenter: parent.verticalCenter
        x: Theme.gap
        width: parent.width - 2 * Theme.gap
        spacing: Theme.gap

        Picture {
            side: Theme.icon
            source: info.row.icon
        }

        ColumnLayout {
            Layout.fillWidth: true
            spacing: Theme.line

            Words {
                Layout.fillWidth: true
                says: info.row.label
                font.bold: true
                Accessible.ignored: true
            }

            Words {
                Layout.fillWidth: true
                says: info.row.detail
                color: Theme.inkSoft
                font.pixelSize: Theme.label
                leading: 1
                visible: says.length > 0
                Accessible.ignored: true
            }
        }

        Words {
            visible: says.length > 0
            says: info.row.note
            color: Theme.primary
            font.pixelSize: Theme.label
            font.bold: true
            leading: 1
            Accessible.ignored: true
        }
    }
}
