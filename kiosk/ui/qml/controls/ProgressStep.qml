// One of the five steps: its number in a disc, a check once it is done. Inline, the name stands
// beside the disc, else below it; a line comes from the step before.
import QtQuick
import Uketsuke

Item {
    id: step

    required property int number
    required property string label
    required property int now
    required property bool inline

    readonly property bool current: number === now
    readonly property bool done: number < now
    readonly property bool reached: number <= now

    implicitWidth: inline ? disc.width + Theme.gapSmall + name.implicitWidth : name.implicitWidth
    implicitHeight: inline ? disc.height : disc.height + Theme.gapSmall / 2 + name.implicitHeight
    Accessible.role: Accessible.StaticText
    Accessible.name: label
    Accessible.selected: current

    Rectangle {
        visible: step.number > 1
        x: step.inline ? 0 : -width / 2
        width: step.inline ? disc.x - Theme.gapSmall : step.width - disc.width - 2 * Theme.gapSmall
        height: Theme.focusLine
        anchors.verticalCenter: disc.verticalCenter
        radius: height / 2
        color: step.reached ? Theme.primary : Theme.outlineSoft
    }

    Rectangle {
        id: disc

        x: step.inline ? name.x - width - Theme.gapSmall : (step.width - width) / 2
        width: Theme.stepDot
        height: width
        radius: width / 2
        color: step.current ? Theme.primary : step.done ? Theme.primarySoft : Theme.surface
        border.width: Theme.line
        border.color: step.reached ? Theme.primary : Theme.outline

        Words {
            visible: !step.done
            anchors.centerIn: parent
            says: step.number
            color: step.current ? Theme.primaryInk : Theme.inkSoft
            font.bold: true
            leading: 1
            Accessible.ignored: true
        }

        Picture {
            visible: step.done
            anchors.centerIn: parent
            side: Theme.iconSmall
            source: Bridge.frame.check
        }
    }

    Words {
        id: name

        x: step.inline ? step.width - implicitWidth : (step.width - implicitWidth) / 2
        y: step.inline ? (step.height - height) / 2 : disc.height + Theme.gapSmall / 2
        says: step.label
        color: step.current ? Theme.primary : Theme.inkSoft
        font.pixelSize: Theme.label
        font.bold: step.current
        leading: 1
        wrapMode: Text.NoWrap
        Accessible.ignored: true
    }
}
