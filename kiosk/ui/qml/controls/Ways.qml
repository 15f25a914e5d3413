// What is said before one chooses a way: which are closed and why and, if the tiles have no room for
// it, what each takes.
pragma ComponentBehavior: Bound
import QtQuick
import Uketsuke

Stack {
    id: ways

    property bool detailed: false

    readonly property real bare: message.tall + Array.from(children).filter(one => one.row !== undefined).reduce((sum, one) => sum + spacing + one.tall, 0)

    Paragraph {
        id: message

        says: Bridge.screen.message
    }

    Repeater {
        model: Bridge.rows

        InfoRow {
            required property var modelData

            row: modelData
        }
    }

    Repeater {
        model: Bridge.choices

        Detail {
            required property var modelData

            choice: modelData
            told: ways.detailed && choice.detail.length > 0
        }
    }
}
