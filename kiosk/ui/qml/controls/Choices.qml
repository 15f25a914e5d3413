// The choices of a screen, in one column or, where that would be too high, in two. Either each has
// its drawing or none.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Uketsuke

GridLayout {
    id: choices

    required property real one // how wide one column may be
    required property list<real> two // and two together, wider where that is too high
    required property real limit // how high they may be

    readonly property list<var> offered: Array.from(children).filter(one => one.heightAt !== undefined)
    readonly property real airy: 2 * Theme.gapSmall // above and below the words of each
    readonly property bool paired: offered.length > 1 && highIn(1, one, airy) > limit
    readonly property bool tight: paired && two.length > 1 && highIn(2, two[0], airy) > limit
    readonly property real breadth: paired ? two[tight ? 1 : 0] : one
    readonly property real cell: paired ? (breadth - columnSpacing) / 2 : one

    function highIn(count: int, wide: real, air: real): real {
        const cellWidth = (wide - (count - 1) * columnSpacing) / count;
        let high = 0;
        for (let first = 0; first < offered.length; first += count)
            high += Math.max(...offered.slice(first, first + count).map(one => one.heightAt(one.alone ? wide : cellWidth, air))) + rowSpacing;
        return high - rowSpacing;
    }

    columns: paired ? 2 : 1
    columnSpacing: Theme.gapSmall
    rowSpacing: Theme.gapSmall
    uniformCellWidths: true

    Repeater {
        model: Bridge.choices

        BigButton {
            required property int index
            required property var modelData

            readonly property bool alone: index % 2 === 0 && index === Bridge.choices.length - 1

            Layout.columnSpan: choices.paired && alone ? 2 : 1
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.preferredWidth: choices.cell
            choice: modelData
            air: choices.tight ? Theme.gapSmall : choices.airy
            drawn: choices.offered.every(one => one.oneLine + one.disc <= choices.cell)
        }
    }
}
