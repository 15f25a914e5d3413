// 見やすさ・音声: letters and colours show themselves; what is on has a check. Every choice shows its
// effect at once, on this very screen.
import QtQuick
import Uketsuke
import "../controls"

Stage {
    id: comfort

    readonly property bool together: wide || Theme.reach // letters and colours in one line
    readonly property int lines: needs.length
    readonly property real twice: heading.height + Theme.gapSmall + how.height + Theme.gap
    readonly property real under: how.visible ? twice : heading.height + Theme.gap
    readonly property real room: roomBelow(under)
    readonly property list<real> last: [paces.needs[0] ?? 0, wide ? 0 : reset.implicitHeight - Theme.gap]
    readonly property list<real> needs: [0, ...(together ? [] : [0]), ...toggles.needs, ...(wide ? [Math.max(0, ...last)] : last)]
    readonly property real highest: 4 / 3 * Theme.touchMain
    readonly property real lineHeight: Math.min(highest, toggles.shared(room, needs))

    function roomBelow(above: real): real {
        return Math.min(reachable, height - above) - (lines - 1) * column.spacing;
    }

    Headline {
        id: heading

        width: parent.width
    }

    Words {
        id: how

        y: heading.height + Theme.gapSmall
        width: parent.width
        visible: comfort.roomBelow(comfort.twice) >= comfort.lines * comfort.highest
        says: Bridge.screen.message
        color: Theme.inkSoft
    }

    Column {
        id: column

        y: Theme.reach || !comfort.wide ? comfort.height - height : comfort.under
        width: parent.width
        spacing: Theme.gapSmall

        Grid {
            width: parent.width
            columns: comfort.together ? 2 : 1
            columnSpacing: Theme.gap
            rowSpacing: Theme.gapSmall

            Options {
                readonly property var about: Bridge.groups.text_size

                width: comfort.together ? (parent.width - Theme.gap) * choices.length / (choices.length + 3) : parent.width
                choices: about.choices
                sample: about.sample
                lineHeight: comfort.lineHeight
            }

            Options {
                readonly property var about: Bridge.groups.colours

                width: comfort.together ? (parent.width - Theme.gap) * 3 / (Bridge.groups.text_size.choices.length + 3) : parent.width
                choices: about.choices
                sample: about.sample
                lineHeight: comfort.lineHeight
            }
        }

        Options {
            id: toggles

            width: parent.width
            columns: comfort.wide ? 3 : 2
            choices: Bridge.groups.toggles.choices
            lone: false
            even: comfort.lineHeight * comfort.lines >= comfort.room - 1
            lineHeight: comfort.lineHeight
        }

        Grid {
            width: parent.width
            columns: comfort.wide ? 2 : 1
            columnSpacing: Theme.gap
            rowSpacing: Theme.gapSmall

            Options {
                id: paces

                width: comfort.wide ? (parent.width - Theme.gap) * 3 / 4 : parent.width
                choices: Bridge.groups.pace.choices
                height: comfort.lineHeight // also while nothing is spoken: nothing moves when it begins
                lineHeight: comfort.lineHeight
            }

            BigButton {
                id: reset

                width: comfort.wide ? (parent.width - Theme.gap) / 4 : parent.width
                height: comfort.lineHeight
                least: Theme.touch
                labelSize: Theme.label
                drawn: width >= oneLine + disc
                choice: Bridge.choices[0] ?? Bridge.frame.help
            }
        }
    }
}
