// What the patient is asked to do before the camera, large; a pulse while nothing is asked.
import QtQuick
import Uketsuke

Rectangle {
    id: guidance

    required property bool above // the drawing stands above the words, else beside them
    required property bool drawn

    // As high for one line as for two: what changes moves nothing else.
    readonly property real lines: Math.max(2, words.lineCount) * words.lineHeight
    readonly property real highest: lines + Theme.row + 3 * Theme.gapSmall

    height: (above && drawn ? highest : lines + 2 * Theme.gapSmall)
    radius: Theme.radius
    color: Theme.primarySoft

    Item {
        id: drawing

        x: Theme.gap
        y: guidance.above ? Theme.gapSmall : (parent.height - height) / 2
        visible: guidance.drawn
        width: guidance.drawn ? Math.max(pulse.width, Theme.row) : 0
        height: Theme.row

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
        id: words

        x: guidance.above || !guidance.drawn ? Theme.gap : drawing.x + drawing.width + Theme.gap
        y: parent.height - height - Theme.gapSmall
        width: parent.width - x - Theme.gap
        height: guidance.lines
        verticalAlignment: guidance.above ? Text.AlignTop : Text.AlignVCenter
        says: Bridge.screen.guidance
        color: Theme.primarySoftInk
        font.pixelSize: Theme.guidance
        font.bold: true
        Accessible.role: Accessible.AlertMessage
    }
}
