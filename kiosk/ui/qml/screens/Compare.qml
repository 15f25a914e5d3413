// Staff compare: a face as large as there is room, beside it what to look at, below it the answers.
// The answers stay where they are when the portrait comes: a finger may be on its way to one.
pragma ComponentBehavior: Bound
import QtQuick
import Uketsuke
import "../controls"

Stage {
    id: compare

    readonly property real high: wide ? height : Math.min(Theme.poster, height / 3)
    readonly property real broad: Math.min(high * Theme.faceWidth / Theme.faceHeight, width / 3)

    ChipPortrait {
        x: compare.wide ? (Theme.leftHanded ? compare.width - width : 0) : (compare.width - width) / 2
        y: compare.wide ? 0 : headline.height + Theme.gap
        width: compare.wide ? compare.broad : compare.width
        height: compare.high
    }

    Item {
        x: compare.wide && !Theme.leftHanded ? compare.broad + Theme.gapLarge : 0
        width: compare.width - (compare.wide ? compare.broad + Theme.gapLarge : 0)
        height: compare.height

        Headline {
            id: headline

            width: parent.width
        }

        Pages {
            y: headline.height + Theme.gap + (compare.wide ? 0 : compare.high + Theme.gap)
            width: parent.width
            height: choices.y - y - Theme.gap
            words: Explanation {}
        }

        Choices {
            id: choices

            y: parent.height - height
            width: breadth
            height: implicitHeight
            one: parent.width
            two: [parent.width]
            limit: parent.height * 2 / 5
        }
    }
}
