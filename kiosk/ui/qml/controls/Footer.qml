// The same place on every screen: 職員を呼ぶ, the quiet ways out, the languages, how the kiosk looks
// and sounds: large where nobody is there yet, to be found by whoever comes. In one line where each
// has room for its words, else in as many as they need.
pragma ComponentBehavior: Bound
import QtQuick
import Uketsuke

Rectangle {
    id: footer

    readonly property bool large: !Bridge.frame.languages.quiet
    readonly property int panels: 1 + Bridge.quiet.length // their rank
    readonly property real room: width - 2 * Theme.gap
    readonly property real gap: Theme.gapSmall
    readonly property list<var> entries: Array.from(bar.children).filter(one => one.entry !== undefined && one.enabled).sort((one, other) => one.rank - other.rank)
    readonly property int count: entries.length
    readonly property real spoken: entries.reduce((sum, one) => sum + one.oneLine, 0)
    readonly property bool drawn: spoken + entries.reduce((sum, one) => sum + one.disc + gap, 0) <= room
    readonly property real natural: entries.reduce((sum, one) => sum + one.natural, 0)
    readonly property bool free: natural + (count - 1) * gap <= room
    readonly property real longest: Math.max(0, ...entries.map(one => one.longestWord))
    readonly property int fitting: Math.max(1, Math.min(count, Math.floor((room + gap) / (longest + gap))))
    readonly property int columns: free ? Math.max(1, count) : Math.ceil(count / Math.ceil(count / fitting))
    readonly property int lines: Math.ceil(count / columns)
    readonly property list<real> heights: Array.from({ length: lines }, (_, line) => Math.max(Theme.touch, ...inLine(line).map(one => one.implicitHeight)))

    function inLine(line: int): list<var> {
        return entries.slice(line * columns, (line + 1) * columns);
    }

    function topOf(line: int): real {
        return heights.slice(0, line).reduce((sum, one) => sum + one + gap, 0);
    }

    function cellIn(line: int): real {
        const across = inLine(line).length;
        return Math.floor((room - (across - 1) * gap) / across);
    }

    // Each in its own width, and all that is spare between the groups.
    function leftOf(index: int): real {
        const before = entries.slice(0, index).reduce((sum, one) => sum + one.natural + gap, 0);
        const breaks = entries.map((one, at) => at > 0 && one.group !== entries[at - 1].group);
        const passed = breaks.slice(0, index + 1).filter(one => one).length;
        const all = Math.max(1, breaks.filter(one => one).length);
        return before + (room - natural - (count - 1) * gap) * passed / all;
    }

    component Entry: BigButton {
        id: one

        required property int rank // from left to right
        readonly property int group: rank === 0 ? 0 : rank < footer.panels ? 1 : 2 // help, ways out, panels

        readonly property bool entry: true
        readonly property int line: Math.floor(place / footer.columns)
        readonly property int place: Math.max(0, footer.entries.indexOf(one))
        readonly property real natural: oneLine + (footer.drawn && icon.length > 0 ? disc : 0)

        visible: enabled
        drawn: footer.drawn
        labelSize: quiet || !footer.large ? Theme.label : Theme.button
        least: quiet || !footer.large ? Theme.touch : Theme.touchMain
        pad: Theme.gapSmall
        air: footer.free ? 2 * Theme.gapSmall : Theme.gapSmall
        x: footer.free ? footer.leftOf(place) : (place % footer.columns) * (width + footer.gap)
        y: footer.topOf(line)
        width: footer.free ? natural : footer.cellIn(line)
        height: footer.heights[line] ?? 0
    }

    implicitHeight: bar.y + bar.height + Theme.gapSmall
    color: Theme.surface

    Rectangle {
        width: parent.width
        height: Theme.line
        color: Theme.outlineSoft
    }

    Paragraph {
        id: note

        x: Theme.gap
        y: Theme.gapSmall
        width: footer.room
        says: Bridge.frame.helpNote
        color: Theme.inkSoft
        font.pixelSize: Theme.label
        leading: Theme.leadingOfLabels
    }

    Item {
        id: bar

        x: Theme.gap
        y: Theme.gapSmall + (note.tall > 0 ? note.tall + Theme.gapSmall : 0)
        width: footer.room
        height: Math.max(0, footer.topOf(footer.lines) - footer.gap)

        Entry {
            rank: 0
            choice: Bridge.frame.help
            quiet: false
        }

        Repeater {
            model: Bridge.quiet

            Entry {
                required property int index
                required property var modelData

                rank: 1 + index
                choice: modelData
            }
        }

        Entry {
            rank: footer.panels
            choice: Bridge.frame.languages
        }

        Entry {
            rank: footer.panels + 1
            choice: Bridge.frame.comfort
        }
    }
}
