// What the headline means; on a ground of its own, with a line beside it, where something needs
// attention: a page may end inside.
import QtQuick
import Uketsuke

Rectangle {
    id: notice

    readonly property bool stressed: Bridge.screen.attention && message.says.length > 0
    readonly property real tall: message.tall + 2 * pad
    readonly property real pad: stressed ? Theme.gapSmall : 0

    function cuts(): list<var> {
        return message.cuts().map(cut => cut + pad);
    }

    width: parent ? parent.width : 0
    height: tall
    color: stressed ? Theme.attentionGround : Theme.clear

    Rectangle {
        visible: notice.stressed
        width: Theme.focusLine
        height: parent.height
        color: Theme.attentionLine
    }

    Paragraph {
        id: message

        x: notice.stressed ? Theme.gap : 0
        y: notice.pad
        width: parent.width - 2 * x
        says: Bridge.screen.message
        color: notice.stressed ? Theme.attentionInk : Theme.ink
    }
}
