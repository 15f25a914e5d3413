// The chip's portrait with a word of what it is; until it is there, the screen's drawing in its place.
import QtQuick
import Uketsuke

Item {
    id: place

    readonly property bool shown: Bridge.screen.portrait.length > 0

    Picture {
        anchors.centerIn: parent
        visible: !place.shown
        side: Math.min(parent.width, parent.height)
        source: Bridge.screen.illustration
    }

    PortraitPicture {
        x: (parent.width - width) / 2
        visible: place.shown
        height: Math.min(word.y - Theme.gapSmall, place.width * Theme.faceHeight / Theme.faceWidth)
        width: height * Theme.faceWidth / Theme.faceHeight
        shown: place.shown
        says: Bridge.screen.portrait
    }

    Words {
        id: word

        y: parent.height - height - Theme.gapSmall
        width: parent.width
        visible: place.shown
        says: Bridge.screen.portrait
        color: Theme.inkSoft
        font.pixelSize: Theme.label
        leading: Theme.leadingOfLabels
        horizontalAlignment: Text.AlignHCenter
    }
}
