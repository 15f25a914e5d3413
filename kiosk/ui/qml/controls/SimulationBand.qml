// 模擬: cannot be missed, and takes no room where every device is real.
import QtQuick
import Uketsuke

Rectangle {
    id: band

    visible: label.says.length > 0
    implicitHeight: Theme.band
    color: Theme.simulated

    Image {
        anchors.fill: parent
        source: Bridge.frame.stripes
        sourceSize.height: band.height
        fillMode: Image.TileHorizontally
        horizontalAlignment: Image.AlignLeft
        Accessible.ignored: true
    }

    Rectangle {
        anchors.centerIn: parent
        width: label.implicitWidth + 2 * Theme.gapLarge
        height: parent.height
        color: Theme.simulated

        Words {
            id: label

            anchors.centerIn: parent
            says: Bridge.frame.simulated
            color: Theme.simulatedInk
            font.pixelSize: Theme.label
            font.bold: true
            wrapMode: Text.NoWrap
        }
    }
}
