// The patient sees themselves, and beside it, large, what could be better. The guidance has room for
// two lines, so that nothing moves when it changes.
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
            implicitHeight: Math.max(guidance.implicitHeight + Theme.gapSmall, 2 * guidance.lineHeight + Theme.gap + Theme.gapSmall)
            radius: Theme.radius
            color: Theme.primarySoft

            Words {
                id: guidance

                anchors.verticalCenter: parent.verticalCenter
                x: Theme.gap
                width: parent.width - 2 * x
                says: Bridge.screen.guidance
                color: Theme.primarySoftInk
                font.pixelSize: Theme.guidance
                font.bold: true
                Accessible.role: Accessible.AlertMessage
            }
        }

        Words {
            Layout.fillWidth: true
            says: Bridge.screen.message
            color: Theme.inkSoft
        }
    }
}
