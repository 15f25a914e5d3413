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
        text: Bridge.screen.message
        font.pixelSize: Theme.title
        font.bold: true
    }

    Words {
        Layout.fillWidth: true
        text: Bridge.screen.detail
    }

    Words {
        Layout.fillWidth: true
        visible: text.length > 0
        text: Bridge.screen.guidance
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
