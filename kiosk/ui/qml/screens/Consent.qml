// Step 4: what would be shared, in plain words, and the answers.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Uketsuke
import "../controls"

Split {
    explains: ColumnLayout {
        spacing: Theme.gapSmall

        Words {
            Layout.fillWidth: true
            visible: says.length > 0
            says: Bridge.screen.guidance
            color: Theme.inkSoft
            font.bold: true
        }

        Repeater {
            model: Bridge.rows

            InfoRow {
                required property var modelData

                Layout.fillWidth: true
                row: modelData
            }
        }

        Words {
            Layout.fillWidth: true
            says: Bridge.screen.message
            font.pixelSize: Theme.label
        }

        Words {
            Layout.fillWidth: true
            visible: says.length > 0
            says: Bridge.screen.detail
            color: Theme.inkSoft
            font.pixelSize: Theme.label
        }

        Item {
            Layout.fillHeight: true
            Layout.topMargin: -Theme.gapSmall
        }
    }

    offers: Choices {}
}
