// 言語: every language under its own name, in its own script and typeface; the one that is spoken now
// has a check. Nothing else is there to be read.
import QtQuick
import Uketsuke
import "../controls"

Stage {
    id: languages

    readonly property int lines: Math.ceil(grid.choices.length / grid.columns)
    readonly property real under: heading.height + other.height + 2 * Theme.gap
    readonly property real room: Math.min(reachable, height - under) - (lines - 1) * grid.spacing

    Headline {
        id: heading

        width: parent.width
    }

    Words {
        id: other

        y: heading.height + Theme.gapSmall
        width: parent.width
        says: Bridge.screen.message
        color: Theme.inkSoft
    }

    Options {
        id: grid

        y: Theme.reach ? languages.height - height : languages.under
        width: parent.width
        columns: languages.wide ? 3 : 2
        choices: Bridge.choices
        lineHeight: Math.min(4 / 3 * Theme.touchMain, languages.room / languages.lines)
    }
}
