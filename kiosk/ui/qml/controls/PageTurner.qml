// On and back between the pages of an explanation, each always in its own place; between them, where
// one is.
import QtQuick
import Uketsuke

Item {
    id: turner

    required property int page
    required property int count

    signal turned(by: int)

    function turn(by) {
        turned(by);
    }

    implicitHeight: Math.max(back.implicitHeight, onward.implicitHeight)

    Button {
        id: back

        visible: turner.page > 0
        says: Bridge.frame.back
        icon: Bridge.frame.backward
        drawn: turner.width > 3 * Theme.panel / 2
        labelSize: Theme.label
        least: Theme.touch
        air: Theme.gapSmall
        width: implicitWidth
        height: parent.height
        onTapped: turner.turn(-1)
    }

    Words {
        anchors.verticalCenter: parent.verticalCenter
        x: (onward.x + back.width - width) / 2
        visible: turner.count > 1
        says: Bridge.atPage(turner.page + 1, turner.count)
        font.pixelSize: Theme.label
        leading: Theme.leadingOfLabels
        wrapMode: Text.NoWrap
    }

    Button {
        id: onward

        x: parent.width - width
        visible: turner.page + 1 < turner.count
        says: Bridge.frame.onward
        icon: Bridge.frame.forward
        drawn: back.drawn
        labelSize: Theme.label
        least: Theme.touch
        air: Theme.gapSmall
        width: implicitWidth
        height: parent.height
        onTapped: turner.turn(1)
    }
}
