// 模擬: cannot be missed, and takes no room where every device is real.
import QtQuick
import Uketsuke

Rectangle {
    id: band

    visible: label.says.length > 0
    implicitHeight: Math.max(Theme.band, label.height)
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
        width: label.width + 2 * Theme.gapLarge
        height: parent.height
        color: Theme.simulated

        Words {
            id: label

            anchors.centerIn: parent
            says: Bridge.frame.simulated
            color: Theme.simulatedInk
            font.pixelSize: Theme.label
            font.bold: true
            leading: Theme.leadingOfLabels
            width: Math.min(Math.ceil(implicitWidth), band.width - 2 * Theme.gap)
            horizontalAlignment: Text.AlignHCenter
        }
    }
}
