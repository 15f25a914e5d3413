// The frame around every screen. Exactly one screen is alive: the Loader's.
import QtQuick
import QtQuick.Layouts
import Uketsuke
import "controls"

Rectangle {
    id: root

    readonly property bool broken: stage.status === Loader.Error

    readonly property bool wide: width > height

    color: Theme.ground

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        SimulationBand {
            Layout.fillWidth: true
        }

        ProgressHeader {
            Layout.fillWidth: true
            wide: root.wide
        }

        Loader {
            id: stage

            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.leftMargin: Theme.gap
            Layout.rightMargin: Theme.gap
            Layout.topMargin: (Theme.gap + Theme.gapSmall) / 2
            Layout.bottomMargin: Theme.gapSmall
            focus: true
            source: Bridge.screen.source

            NumberAnimation on opacity {
                id: appearing

                from: 0
                to: 1
                duration: Theme.fade
                running: false
            }
            onLoaded: appearing.start()
        }

        Footer {
            Layout.fillWidth: true
            wide: root.wide
        }
    }
}
