// The choices of a screen, in one column or, where that would be too high, in two. Either each has
// its drawing or none.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Uketsuke

GridLayout {
    id: choices

    required property real one // how wide one column may be
    required property real two // and two together
    required property real limit // how high they may be

    readonly property list<var> offered: Array.from(children).filter(one => one.heightAt !== undefined)
    readonly property bool paired: offered.length > 1 && highIn(1, one) > limit
    readonly property real breadth: paired ? two : one
    readonly property real cell: paired ? (two - columnSpacing) / 2 : one

    function highIn(count: int, wide: real): real {
        const cellWidth = (wide - (count - 1) * columnSpacing) / count;
        let high = 0;
        for (let first = 0; first < offered.length; first += count)
            high += Math.max(...offered.slice(first, first + count).map(one => one.heightAt(cellWidth))) + rowSpacing;
        return high - rowSpacing;
    }

    columns: paired ? 2 : 1
    columnSpacing: Theme.gapSmall
    rowSpacing: Theme.gapSmall
    uniformCellWidths: true

    Repeater {
        model: Bridge.choices

        BigButton {
            required property var modelData

            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.preferredWidth: choices.cell
            choice: modelData
            drawn: choices.offered.every(one => one.oneLine + one.disc <= choices.cell)
        }
    }
}
