// The patient sees themselves, and beside it, large, what could be better or which way to turn. Title
// and guidance have room for two lines each, so that nothing moves when they change.
import QtQuick
import QtQuick.Layouts
import Uketsuke
import "../controls"

GridLayout {
    id: face

    readonly property bool wide: width > height

    columns: wide ? 2 : 1
    columnSpacing: Theme.gapLarge
    rowSpacing: Theme.gap

    RowLayout {
        Layout.alignment: Qt.AlignCenter
        spacing: Theme.gap

        TurnArrow {
            shown: Bridge.screen.turnsLeft
            sign: -1
            side: face.wide ? Theme.arrow : Theme.iconTile
        }

        CameraOval {
            implicitHeight: face.wide ? face.height : Theme.faceHeight
            implicitWidth: implicitHeight * Theme.faceWidth / Theme.faceHeight
        }

        TurnArrow {
            shown: Bridge.screen.turnsRight
            sign: 1
            side: face.wide ? Theme.arrow : Theme.iconTile
        }
    }

    ColumnLayout {
        Layout.fillWidth: true
        Layout.alignment: Qt.AlignVCenter
        spacing: face.wide ? Theme.gapSmall : Theme.gap

        Headline {
            Layout.fillWidth: true
            Layout.preferredHeight: (face.wide ? 2 : 1) * lineHeight + Theme.gapSmall
            verticalAlignment: Text.AlignBottom
        }

        Rectangle {
            Layout.fillWidth: true
            implicitHeight: asked.implicitHeight + 2 * Theme.gapSmall
            radius: Theme.radius
            color: Theme.primarySoft

            GridLayout {
                id: asked

                anchors.verticalCenter: parent.verticalCenter
                x: Theme.gap
                width: parent.width - 2 * x
                columns: face.wide ? 1 : 2
                columnSpacing: Theme.gap
                rowSpacing: Theme.gapSmall

                Item {
                    implicitWidth: Math.max(pulse.width, Theme.row)
                    implicitHeight: Theme.row

                    Picture {
                        side: Theme.row
                        source: Bridge.screen.guidanceIcon
                    }

                    Pulse {
                        id: pulse

                        anchors.verticalCenter: parent.verticalCenter
                        visible: Bridge.screen.guidanceIcon.length === 0
                    }
                }

                Words {
                    Layout.fillWidth: true
                    Layout.preferredHeight: 2 * lineHeight + Theme.gapSmall
                    verticalAlignment: face.wide ? Text.AlignTop : Text.AlignVCenter
                    says: Bridge.screen.guidance
                    color: Theme.primarySoftInk
                    font.pixelSize: Theme.guidance
                    font.bold: true
                    Accessible.role: Accessible.AlertMessage
                }
            }
        }

        Words {
            Layout.fillWidth: true
            says: Bridge.screen.message
            color: Theme.inkSoft
        }
    }
}
