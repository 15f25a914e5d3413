// Headline above, then two panes: beside each other on a wide glass, one above the other on a tall
// one. What explains gives way, first its drawing; what is touched is on the patient's better side.
pragma ComponentBehavior: Bound
import QtQuick
import Uketsuke

Stage {
    id: split

    required property Component words
    property int picture: 0 // how large the drawing may be

    readonly property real under: headline.height + Theme.gap + (countdown.visible ? countdown.implicitHeight + Theme.gap : 0)
    readonly property real panel: Math.min(Theme.panel, (width - Theme.gapLarge) / 2)

    Headline {
        id: headline

        width: parent.width
    }

    Countdown {
        id: countdown

        y: headline.height + Theme.gapSmall
    }

    Item {
        id: pane

        readonly property real spare: height - pages.total - Theme.gap
        readonly property int drawn: spare < 2 * Theme.icon ? 0 : Math.min(split.picture, spare)

        x: split.wide && Theme.leftHanded ? choices.width + Theme.gapLarge : 0
        y: split.under
        width: split.wide ? split.width - choices.width - Theme.gapLarge : split.width
        height: split.height - y - (split.wide ? 0 : choices.height + Theme.gap)

        Picture {
            x: split.wide ? 0 : (parent.width - width) / 2
            visible: pane.drawn > 0
            side: pane.drawn
            source: Bridge.screen.illustration
        }

        Pages {
            id: pages

            y: pane.drawn > 0 ? pane.drawn + Theme.gap : 0
            width: parent.width
            height: pane.height - y
            words: split.words
        }
    }

    Choices {
        id: choices

        x: split.wide && !Theme.leftHanded ? split.width - width : 0
        y: split.wide && !Theme.reach ? split.under : split.height - height
        width: breadth
        height: implicitHeight
        one: split.wide ? split.panel : split.width
        two: split.wide ? [split.width * 3 / 5, split.width * 2 / 3] : [split.width]
        limit: split.wide ? Math.min(split.reachable, split.height - split.under) : split.height * 2 / 5
    }
}
