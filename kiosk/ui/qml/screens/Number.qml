// Received provisionally: a number to be read from across the desk, and what to do with it.
pragma ComponentBehavior: Bound
import QtQuick
import Uketsuke
import "../controls"

Stage {
    id: screen

    readonly property real low: Math.min(Theme.picture, height * 2 / 5)

    Rectangle {
        id: box

        width: screen.wide ? Math.min(Theme.poster, screen.width / 3) : screen.width
        height: screen.low
        y: screen.wide ? (screen.height - height) / 2 : 0
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
            font.pixelSize: Math.min(Theme.number, parent.height, room / (digit * Math.max(1, says.length)))
            font.bold: true
            leading: 1
            Accessible.name: Bridge.screen.guidance
        }
    }

    Item {
        id: said

        readonly property real room: screen.height - (screen.wide ? 0 : box.height + Theme.gap)

        x: screen.wide ? box.width + Theme.gapLarge : 0
        y: screen.wide ? (screen.height - height) / 2 : box.height + Theme.gap
        width: screen.width - x
        height: pages.y + pages.used

        Headline {
            id: headline

            width: parent.width
            font.pixelSize: Theme.headline
        }

        Pages {
            id: pages

            y: headline.height + Theme.gap
            width: parent.width
            height: said.room - y
            words: Explanation {}
        }
    }
}
