// The frame around every screen. Exactly one screen is alive: the Loader's.
import QtQuick
import Uketsuke
import "controls"

Rectangle {
    id: root

    readonly property bool broken: stage.status === Loader.Error
    readonly property bool wide: width > height

    readonly property real reached: Theme.reach ? height * 3 / 5 : height // from below, by a seated person

    color: Theme.ground

    SimulationBand {
        id: band

        width: parent.width
        height: visible ? implicitHeight : 0
    }

    ProgressHeader {
        id: progress

        anchors.top: band.bottom
        width: parent.width
        wide: root.wide
    }

    Loader {
        id: stage

        anchors.top: progress.bottom
        anchors.bottom: footer.top
        anchors.topMargin: (Theme.gap + Theme.gapSmall) / 2
        anchors.bottomMargin: Theme.gapSmall
        x: Theme.gap
        width: parent.width - 2 * x
        focus: true
        source: Bridge.screen.source

        NumberAnimation on opacity {
            id: appearing

            from: 0
            to: 1
            duration: Theme.fade
            running: false
        }
        onLoaded: {
            (item as Stage).reachable = Qt.binding(() => Math.min(stage.height, root.reached - footer.height - Theme.gapSmall));
            appearing.start();
        }
    }

    Footer {
        id: footer

        anchors.bottom: parent.bottom
        width: parent.width
    }
}
