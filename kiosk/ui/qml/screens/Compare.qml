// Staff compare: a face as large as there is room, beside it what to look at, below it the answers.
// The answers stay where they are when the portrait comes: a finger may be on its way to one.
pragma ComponentBehavior: Bound
import QtQuick
import Uketsuke
import "../controls"

Stage {
    id: compare

    readonly property real high: wide ? height : Math.min(Theme.poster, height / 3)
    readonly property real third: width / 3
    readonly property real broad: Math.max(Math.min(high * Theme.faceWidth / Theme.faceHeight, third), Math.min(10 * Theme.label + Theme.gap, third))
    readonly property real beside: wide ? broad + Theme.gapLarge : 0
    readonly property real lead: Theme.leftHanded ? 0 : beside

    Headline {
        id: headline

        x: compare.lead
        width: compare.width - compare.beside
    }

    ChipPortrait {
        x: compare.wide && Theme.leftHanded ? compare.width - width : 0
        y: compare.wide ? 0 : headline.height + Theme.gap
        width: compare.wide ? compare.broad : compare.width
        height: compare.high
    }

    Pages {
        x: compare.lead
        y: headline.height + Theme.gap + (compare.wide ? 0 : compare.high + Theme.gap)
        width: headline.width
        height: choices.y - y - Theme.gap
        words: Explanation {}
    }

    Choices {
        id: choices

        x: compare.lead
        y: parent.height - height
        width: breadth
        height: implicitHeight
        one: headline.width
        two: [headline.width]
        limit: parent.height * 2 / 5
    }
}
