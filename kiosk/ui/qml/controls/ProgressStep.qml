// One of the five steps: its number in a disc, a check once it is done. Its name stands beside the
// disc, below it or, where there is no room, not at all; a line comes from the step before.
import QtQuick
import Uketsuke

Item {
    id: step

    required property int number
    required property string label
    required property int now
    required property bool inline
    required property bool below
    required property real joint // how far it is from the step before

    readonly property bool current: number === now
    readonly property bool done: number < now
    readonly property bool reached: number <= now
    readonly property real name: words.implicitWidth
    readonly property real natural: Theme.stepDot + Theme.gapSmall + name

    readonly property bool named: inline || below

    height: below ? disc.height + Theme.gapSmall / 2 + words.implicitHeight : named ? disc.height : Theme.icon
    Accessible.role: Accessible.StaticText
    Accessible.name: label
    Accessible.selected: current

    Rectangle {
        readonly property real clear: step.below || step.inline ? Theme.gapSmall : 0

        visible: step.number > 1
        x: step.below ? -width / 2 : clear - step.joint
        width: step.below ? step.width - disc.width - 2 * clear : step.joint - 2 * clear
        height: Theme.focusLine
        anchors.verticalCenter: disc.verticalCenter
        radius: height / 2
        color: step.reached ? Theme.primary : Theme.outlineSoft
    }

    Rectangle {
        id: disc

        x: step.inline ? 0 : (step.width - width) / 2
        y: step.below ? 0 : (step.height - height) / 2
        width: step.named ? Theme.stepDot : step.current ? Theme.icon : Theme.gapLarge
        height: width
        radius: width / 2
        color: step.current ? Theme.primary : step.done ? Theme.primarySoft : Theme.surface
        border.width: Theme.line
        border.color: step.reached ? Theme.primary : Theme.outline

        Words {
            visible: !step.done && step.named
            anchors.centerIn: parent
            says: step.number
            color: step.current ? Theme.primaryInk : Theme.inkSoft
            font.pixelSize: Theme.label
            font.bold: true
            leading: 1
            Accessible.ignored: true
        }

        Picture {
            visible: step.done
            anchors.centerIn: parent
            side: Math.min(Theme.iconSmall, parent.width * 3 / 4)
            source: Bridge.frame.check
        }
    }

    Words {
        id: words

        x: step.inline ? disc.width + Theme.gapSmall : (step.width - implicitWidth) / 2
        y: step.inline ? (step.height - height) / 2 : disc.height + Theme.gapSmall / 2
        visible: step.named
        says: step.label
        color: step.current ? Theme.primary : Theme.inkSoft
        font.pixelSize: Theme.label
        font.bold: step.current
        leading: Theme.leadingOfLabels
        wrapMode: Text.NoWrap
        Accessible.ignored: true
    }
}
