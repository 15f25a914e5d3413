// A large picture and a large headline: beside each other on a wide glass, else one above the other.
// The picture goes where the words need its room.
pragma ComponentBehavior: Bound
import QtQuick
import Uketsuke

Stage {
    id: poster

    required property Component words
    property Component foot
    property alias headlineColor: headline.color

    readonly property real narrow: width - Theme.poster - Theme.gapLarge
    readonly property real under: below.height > 0 ? below.height + Theme.gap : 0
    readonly property real needed: gaugedTitle.height + Theme.gap + gauged.total + under
    readonly property bool beside: wide && needed <= height
    readonly property real spare: height - headline.height - pages.total - under - 2 * Theme.gap
    readonly property int drawn: wide ? (beside ? Math.min(Theme.poster, height) : 0) : spare < 2 * Theme.icon ? 0 : Math.min(Theme.poster, spare)

    Headline {
        id: gaugedTitle

        visible: false
        width: poster.narrow
        font.pixelSize: headline.font.pixelSize
    }

    Loader {
        id: gauge

        visible: false
        width: poster.narrow
        sourceComponent: poster.wide ? poster.words : undefined
    }

    QtObject {
        id: gauged

        readonly property real total: (gauge.item as Stack)?.total ?? 0
    }

    Picture {
        id: picture

        x: poster.beside ? (Theme.poster - width) / 2 : (parent.width - width) / 2
        y: poster.beside ? (parent.height - height) / 2 : text.y - height - Theme.gap
        visible: poster.drawn > 0
        side: poster.drawn
        source: Bridge.screen.illustration
    }

    Item {
        id: text

        readonly property real above: poster.drawn > 0 && !poster.beside ? poster.drawn + Theme.gap : 0

        x: parent.width - width
        y: above + (parent.height - above - height) / (poster.wide ? 2 : 3)
        width: poster.beside ? poster.narrow : parent.width
        height: pages.y + pages.used + poster.under

        Headline {
            id: headline

            width: parent.width
            font.pixelSize: Theme.headline
        }

        Pages {
            id: pages

            y: headline.height + Theme.gap
            width: parent.width
            height: poster.height - text.above - y - poster.under
            words: poster.words
        }

        Loader {
            id: below

            y: pages.y + pages.used + Theme.gap
            width: parent.width
            sourceComponent: poster.foot
        }
    }
}
