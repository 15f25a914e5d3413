// 見やすさ・音声: letters and colours show themselves; what is on has a check. Every choice shows its
// effect at once, on this very screen.
import QtQuick
import Uketsuke
import "../controls"

Stage {
    id: comfort

    readonly property bool together: wide || Theme.reach // letters and colours in one line
    readonly property int lines: wide ? 4 : Theme.reach ? 6 : 7
    readonly property real under: heading.height + Theme.gap
    readonly property real room: Math.min(reachable, height - under) - (lines - 1) * column.spacing
    readonly property int switches: wide ? 2 : 3 // lines of what is on or off, which has the longest names
    readonly property real highest: 4 / 3 * Theme.touchMain
    readonly property real switchHeight: Math.max(toggles.needed, Math.min(highest, room / lines))
    readonly property real lineHeight: Math.min(highest, (room - switches * switchHeight) / (lines - switches))

    function group(name: string): var {
        return Bridge.groups.find(one => one.name === name) ?? { choices: [], sample: "", label: "" };
    }

    Headline {
        id: heading

        width: parent.width
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
                readonly property var about: comfort.group("text_size")

                width: comfort.together ? (parent.width - Theme.gap) * choices.length / (choices.length + 3) : parent.width
                choices: about.choices
                sample: about.sample
                lineHeight: comfort.lineHeight
            }

            Options {
                readonly property var about: comfort.group("colours")

                width: comfort.together ? (parent.width - Theme.gap) * 3 / (comfort.group("text_size").choices.length + 3) : parent.width
                choices: about.choices
                sample: about.sample
                lineHeight: comfort.lineHeight
            }
        }

        Options {
            id: toggles

            width: parent.width
            columns: comfort.wide ? 3 : 2
            choices: comfort.group("toggles").choices
            lone: false
            lineHeight: comfort.switchHeight
        }

        Grid {
            width: parent.width
            columns: comfort.wide ? 2 : 1
            columnSpacing: Theme.gap
            rowSpacing: Theme.gapSmall

            Options {
                width: comfort.wide ? (parent.width - Theme.gap) * 3 / 4 : parent.width
                choices: comfort.group("pace").choices
                height: comfort.lineHeight // also while nothing is spoken: nothing moves when it begins
                lineHeight: comfort.lineHeight
            }

            BigButton {
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
