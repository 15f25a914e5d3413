// Step 4: what would be shared, in plain words, and the answers.
pragma ComponentBehavior: Bound
import QtQuick
import Uketsuke
import "../controls"

Split {
    words: Stack {
        Paragraph {
            says: Bridge.screen.guidance
            color: Theme.inkSoft
            font.bold: true
        }

        Repeater {
            model: Bridge.rows

            InfoRow {
                required property var modelData

                row: modelData
            }
        }

        Paragraph {
            says: Bridge.screen.message
            font.pixelSize: Theme.label
        }

        Paragraph {
            says: Bridge.screen.detail
            color: Theme.inkSoft
            font.pixelSize: Theme.label
        }
    }
}
