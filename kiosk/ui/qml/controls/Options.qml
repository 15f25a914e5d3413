// Choices of a panel in lines of one height; one whose name needs two lines of letters is higher.
pragma ComponentBehavior: Bound
import QtQuick
import Uketsuke

Grid {
    id: options

    required property var choices
    required property real lineHeight
    property string sample
    property bool lone: true
    property bool even: false // no line may be higher than the others

    readonly property list<real> needs: {
        const names = Array.from(children).map(one => one.needed).filter(one => one !== undefined);
        const lines = [];
        for (let first = 0; first < names.length; first += columns)
            lines.push(Math.max(...names.slice(first, first + columns)));
        return lines;
    }

    // How high lines are that share a room, where some need more than others; all the same where that
    // leaves too little for the rest.
    function shared(room: real, all: list<real>): real {
        const even = room / Math.max(1, all.length);
        const more = all.filter(one => one > even);
        const rest = all.filter(one => one <= even);
        const left = (room - more.reduce((sum, one) => sum + one, 0)) / Math.max(1, rest.length);
        return rest.length > 0 && rest.every(one => one <= left) ? left : even;
    }

    columns: Math.max(1, choices.length)
    spacing: Theme.gapSmall

    Repeater {
        model: options.choices

        Option {
            required property var modelData
            required property int index

            width: (options.width - (options.columns - 1) * options.spacing) / options.columns
            height: options.even ? options.lineHeight : Math.max(options.lineHeight, options.needs[Math.floor(index / options.columns)] ?? 0)
            choice: modelData
            sample: options.sample
            lone: options.lone
        }
    }
}
