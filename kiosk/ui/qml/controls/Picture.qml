// A drawing from assets, sharp at its size. Says nothing to a screen reader: the words do.
import QtQuick

Image {
    property int side: Theme.icon

    width: side
    height: side
    sourceSize: Qt.size(side, side)
    fillMode: Image.PreserveAspectFit
    visible: status === Image.Ready
    Accessible.ignored: true
}
