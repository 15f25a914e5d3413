// The live picture in an oval; before the first frame, the drawing of a face.
import QtQuick
import Uketsuke

Rectangle {
    id: oval

    radius: width / 2
    color: Theme.clear

    Picture {
        anchors.fill: parent
        anchors.margins: Theme.line
        sourceSize: Qt.size(width, height)
        fillMode: Image.Stretch
        source: Bridge.frame.oval
    }

    CameraView {
        anchors.fill: parent
        anchors.margins: Theme.line + parent.width / (4 * 10) // up to the middle of the drawing's rim
        running: Bridge.screen.camera && visible
        Accessible.role: Accessible.Graphic
        Accessible.name: Bridge.screen.title
    }
}
