// A block of running text; takes no room where there is nothing to say.
import QtQuick

Words {
    readonly property real tall: says.length > 0 ? implicitHeight : 0

    function cuts(): list<var> {
        return Array.from({ length: lineCount - 1 }, (_, line) => (line + 1) * lineHeight);
    }

    width: parent ? parent.width : 0
    visible: says.length > 0
}
