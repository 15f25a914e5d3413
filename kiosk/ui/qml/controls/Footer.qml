// The same place on every screen: 職員を呼ぶ, the quiet ways out, the languages. On a tall glass the
// quiet ways have a line of their own.
import QtQuick
import QtQuick.Layouts
import Uketsuke

Rectangle {
    id: footer

    required property bool wide

    implicitHeight: lines.implicitHeight + 2 * Theme.gapSmall
    color: Theme.surface

    Rectangle {
        width: parent.width
        height: Theme.line
        color: Theme.outlineSoft
    }

    ColumnLayout {
        id: lines

        anchors.verticalCenter: parent.verticalCenter
        x: Theme.gap
        width: parent.width - 2 * x
        spacing: Theme.gapSmall

        QuietChoices {
            Layout.alignment: Qt.AlignHCenter
            visible: !footer.wide && Bridge.quiet.length > 0
        }

        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.gapSmall

            BigButton {
                visible: choice.enabled
                choice: Bridge.frame.help
                labelSize: Theme.label
                implicitHeight: Theme.touch
            }

            Words {
                visible: says.length > 0
                Layout.fillWidth: true
                says: Bridge.frame.helpNote
                color: Theme.inkSoft
                font.pixelSize: Theme.label
            }

            Item {
                Layout.fillWidth: true
                visible: Bridge.frame.help.enabled
            }

            QuietChoices {
                visible: footer.wide
            }

            Item {
                Layout.fillWidth: true
                visible: footer.wide && Bridge.quiet.length > 0
            }

            LanguageSwitch {}
        }
    }
}
