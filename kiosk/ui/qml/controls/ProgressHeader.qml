// The five steps: which are done, which is now.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Uketsuke

Rectangle {
    id: header

    required property bool wide
    readonly property int now: Bridge.screen.step

    implicitHeight: steps.implicitHeight + 2 * Theme.gapSmall
    color: Theme.surface

    RowLayout {
        id: steps

        anchors.verticalCenter: parent.verticalCenter
        x: Theme.gap
        width: parent.width - 2 * x
        spacing: header.wide ? Theme.gapSmall : 0
        uniformCellSizes: !header.wide

        Repeater {
            model: Bridge.frame.steps

            ProgressStep {
                required property int index
                required property string modelData

                Layout.fillWidth: !header.wide || index > 0
                number: index + 1
                label: modelData
                now: header.now
                inline: header.wide
            }
        }
    }

    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: Theme.line
        color: Theme.outlineSoft
    }
}
