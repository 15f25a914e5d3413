// The patient sees themselves, and beside it, large, what could be better.
import QtQuick
import QtQuick.Layouts
import Uketsuke
import "../controls"

GridLayout {
    id: face

    readonly property bool wide: width > height

    columns: wide ? 2 : 1
    columnSpacing: 2 * Theme.gapLarge
    rowSpacing: Theme.gap

    CameraOval {
        Layout.alignment: Qt.AlignCenter
        implicitHeight: face.wide ? face.height : Theme.faceHeight
        implicitWidth: implicitHeight * Theme.faceWidth / Theme.faceHeight
    }

    ColumnLayout {
        Layout.fillWidth: true
        Layout.alignment: Qt.AlignVCenter
        spacing: Theme.gap

        Headline {
            Layout.fillWidth: true
        }

        Rectangle {
            Layout.fillWidth: true
            implicitHeight: guidance.implicitHeight + 2 * Theme.gap
            radius: Theme.radius
            color: Theme.primarySoft

            Words {
                id: guidance

                anchors.verticalCenter: parent.verticalCenter
                x: Theme.gap
                width: parent.width - 2 * x
                text: Bridge.screen.guidance
                color: Theme.primarySoftInk
                font.pixelSize: Theme.guidance
                font.bold: true
                Accessible.role: Accessible.AlertMessage
            }
        }

        Words {
            Layout.fillWidth: true
            text: Bridge.screen.message
            color: Theme.inkSoft
        }
    }
}
