// 言語: every language under its own name, in its own script and typeface; the one that is spoken now
// has a check. Nothing else is there to be read.
import QtQuick
import Uketsuke
import "../controls"

Stage {
    id: languages

    readonly property int lines: Math.ceil(grid.choices.length / grid.columns)
    readonly property real twice: heading.height + Theme.gapSmall + other.height + Theme.gap
    readonly property real under: other.visible ? twice : heading.height + Theme.gap

    function roomAt(above: real): real {
        return Math.min(reachable, height - above) - (lines - 1) * grid.spacing;
    }

    function lineAt(above: real): real {
        return grid.shared(roomAt(above), grid.needs);
    }

    Headline {
        id: heading

        width: parent.width
    }

    Words {
        id: other

        y: heading.height + Theme.gapSmall
        width: parent.width
        visible: languages.lineAt(languages.twice) >= Theme.touchMain
        says: Bridge.screen.message
        color: Theme.inkSoft
    }

    Options {
        id: grid

        y: Theme.reach || !languages.wide ? languages.height - height : languages.under
        width: parent.width
        columns: languages.wide ? 3 : 2
        choices: Bridge.choices
        even: lineHeight * languages.lines >= languages.roomAt(languages.under) - 1
        lineHeight: Math.min(4 / 3 * Theme.touchMain, languages.lineAt(languages.under))
    }
}
