// The chip's portrait with a word of what it is; until it is there, the screen's drawing in its place.
import QtQuick
import QtQuick.Layouts
import Uketsuke

Item {
    id: place

    readonly property bool shown: Bridge.screen.portrait.length > 0

    implicitWidth: Theme.faceWidth
    implicitHeight: Theme.faceHeight

    Picture {
        anchors.centerIn: parent
        side: Math.min(place.width, place.height)
        source: Bridge.screen.illustration
        opacity: place.shown || side < Theme.icon ? 0 : 1
    }

    ColumnLayout {
        anchors.fill: parent
        visible: place.shown
        spacing: Theme.gapSmall

        PortraitPicture {
            Layout.fillHeight: true
            Layout.preferredWidth: Math.min(place.width, height * Theme.faceWidth / Theme.faceHeight)
            Layout.alignment: Qt.AlignHCenter
            shown: place.shown
            says: Bridge.screen.portrait
        }

        Words {
            Layout.fillWidth: true
            says: Bridge.screen.portrait
            color: Theme.inkSoft
            font.pixelSize: Theme.label
            horizontalAlignment: Text.AlignHCenter
        }
    }
}
