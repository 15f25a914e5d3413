// The chip's portrait for staff, whole and as it is: not mirrored, and gone in the moment it is hidden.
import QtQuick
import Uketsuke

Rectangle {
    id: frame

    required property bool shown // staff are asked, and it is there
    required property string says

    implicitHeight: Theme.faceHeight
    implicitWidth: implicitHeight * Theme.faceWidth / Theme.faceHeight
    radius: Theme.radius
    color: Theme.surface
    border.color: Theme.outline
    border.width: Theme.line

    PortraitView {
        anchors.fill: parent
        anchors.margins: Theme.gapSmall
        running: frame.shown && visible
        Accessible.role: Accessible.Graphic
        Accessible.name: frame.says
    }
}
