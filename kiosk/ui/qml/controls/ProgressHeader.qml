// The steps: which are done, which is now. Where their names have no room, discs and the
// name of the one that is now, with its number.
pragma ComponentBehavior: Bound
import QtQuick
import Uketsuke

Rectangle {
    id: header

    required property bool wide

    readonly property int now: Bridge.screen.step
    readonly property real room: width - 2 * Theme.gap
    readonly property list<var> steps: Array.from(row.children).filter(one => one.number !== undefined)
    readonly property int count: Math.max(1, Bridge.frame.steps.length)
    readonly property real natural: steps.reduce((sum, one) => sum + one.natural, 0)
    readonly property real widest: Math.max(0, ...steps.map(one => one.name))
    readonly property bool inline: natural + (count - 1) * (Theme.gapLarge + Theme.gap) <= room
    readonly property bool below: !inline && !wide && widest <= room / count - Theme.gapSmall
    readonly property bool named: inline || below
    readonly property real joint: inline ? (room - natural) / Math.max(1, count - 1) : Theme.gapSmall

    implicitHeight: Math.max(row.height, label.visible ? label.height : 0) + 2 * Theme.gapSmall
    color: Theme.surface

    Row {
        id: row

        anchors.verticalCenter: parent.verticalCenter
        x: Theme.gap
        spacing: header.below ? 0 : header.joint

        Repeater {
            model: Bridge.frame.steps

            ProgressStep {
                required property int index
                required property string modelData

                number: index + 1
                label: modelData
                now: header.now
                inline: header.inline
                below: header.below
                joint: header.joint
                width: header.below ? header.room / header.count : header.inline ? natural : number === now ? Theme.icon : Theme.gapLarge
            }
        }
    }

    Words {
        id: label

        anchors.verticalCenter: parent.verticalCenter
        x: row.x + row.width + Theme.gapLarge
        width: header.width - x - Theme.gap
        visible: !header.named && header.now > 0
        says: Bridge.frame.now[header.now - 1] ?? String()
        color: Theme.primary
        font.pixelSize: Theme.label
        font.bold: true
        leading: Theme.leadingOfLabels
    }

    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: Theme.line
        color: Theme.outlineSoft
    }
}
