// A choice: what it says, how much it stands out, and a picture beside it.
import QtQuick
import QtQuick.Layouts
import Uketsuke

Tappable {
    id: button

    required property var choice
    property int labelSize: Theme.button
    property int least: quiet ? Theme.touch : Theme.touchMain

    readonly property bool primary: choice.primary
    readonly property bool quiet: choice.quiet
    readonly property color onFill: !enabled ? Theme.disabledInk : primary ? Theme.primaryInk : Theme.primary

    name: choice.label
    enabled: choice.enabled
    implicitWidth: content.implicitWidth + 2 * Theme.gapSmall + Theme.gapSmall
    implicitHeight: Math.max(least, content.implicitHeight + Theme.gap)
    fill: !enabled ? Theme.disabled : primary ? Theme.primary : quiet ? Theme.clear : Theme.surface
    fillPressed: primary ? Theme.primaryPressed : Theme.pressed
    edge: quiet || !enabled ? Theme.outline : Theme.primary
    onTapped: Bridge.intend(choice.intent, token)

    RowLayout {
        id: content

        anchors.centerIn: parent
        width: Math.min(implicitWidth, button.width - 2 * Theme.gapSmall)
        spacing: Theme.gapSmall

        Rectangle {
            visible: icon.status === Image.Ready
            implicitWidth: Theme.iconSmall + Theme.gapSmall
            implicitHeight: implicitWidth
            radius: width / 2
            color: button.primary ? Theme.surface : Theme.clear

            Picture {
                id: icon

                anchors.centerIn: parent
                side: Theme.iconSmall
                source: button.choice.icon
            }
        }

        Words {
            Layout.fillWidth: true
            says: button.choice.label
            color: button.onFill
            font.pixelSize: button.quiet ? Theme.label : button.labelSize
            font.bold: !button.quiet
            leading: 1
            Accessible.ignored: true
        }
    }
}
