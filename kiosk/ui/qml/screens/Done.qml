// Received. One big check mark, and the card.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Uketsuke
import "../controls"

Poster {
    headlineColor: Theme.successInk

    Words {
        Layout.fillWidth: true
        says: Bridge.screen.message
        font.pixelSize: Theme.title
        font.bold: true
    }

    Words {
        Layout.fillWidth: true
        says: Bridge.screen.detail
    }

    Words {
        Layout.fillWidth: true
        visible: says.length > 0
        says: Bridge.screen.guidance
        color: Theme.inkSoft
        font.pixelSize: Theme.label
    }

    Repeater {
        model: Bridge.rows

        InfoRow {
            required property var modelData

            Layout.fillWidth: true
            row: modelData
        }
    }

    Countdown {
        Layout.fillWidth: true
    }
}
