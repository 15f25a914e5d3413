// Choices of a panel in rows of one height.
pragma ComponentBehavior: Bound
import QtQuick
import Uketsuke

Grid {
    id: options

    required property var choices
    required property real lineHeight
    property string sample
    property bool lone: true

    readonly property real needed: Math.max(0, ...Array.from(children).map(one => one.needed ?? 0))

    columns: Math.max(1, choices.length)
    spacing: Theme.gapSmall

    Repeater {
        model: options.choices

        Option {
            required property var modelData

            width: (options.width - (options.columns - 1) * options.spacing) / options.columns
            height: options.lineHeight
            choice: modelData
            sample: options.sample
            lone: options.lone
        }
    }
}
