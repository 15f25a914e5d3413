// Received. One big check mark, what is shared until when, and the card.
pragma ComponentBehavior: Bound
import QtQuick
import Uketsuke
import "../controls"

Poster {
    headlineColor: Theme.successInk

    words: Stack {
        Paragraph {
            says: Bridge.screen.message
            font.pixelSize: Theme.title
            font.bold: true
        }

        Paragraph {
            says: Bridge.screen.detail
        }

        Paragraph {
            says: Bridge.screen.guidance
            color: Theme.inkSoft
            font.pixelSize: Theme.label
        }

        Repeater {
            model: Bridge.rows

            InfoRow {
                required property var modelData

                row: modelData
            }
        }
    }

    foot: Countdown {}
}
