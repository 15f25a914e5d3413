// What is touched: what it says, how much it stands out, and a drawing beside it where there is room.
import QtQuick
import Uketsuke

Tappable {
    id: button

    required property string says
    property string icon
    property bool primary: false
    property bool quiet: false
    property bool drawn: true
    property int labelSize: Theme.button
    property int least: quiet ? Theme.touch : Theme.touchMain

    readonly property real disc: Theme.iconSmall + 2 * Theme.gapSmall
    readonly property bool pictured: drawn && icon.length > 0
    property real air: 2 * Theme.gapSmall // above and below the words
    property real pad: Theme.gapSmall + Theme.gapSmall / 2
    readonly property real beside: pictured ? disc : 0
    readonly property real oneLine: label.implicitWidth + 2 * pad // how wide it is without its drawing
    readonly property real longestWord: word.implicitWidth + 2 * pad
    readonly property color onFill: !enabled ? Theme.disabledInk : primary ? Theme.primaryInk : Theme.primary

    // How high it is at a width, near enough to choose by.
    function heightAt(wide: real, air: real): real {
        const room = wide - 2 * pad;
        const lines = label.implicitWidth <= room ? 1 : Math.ceil(label.implicitWidth * 10 / 9 / room);
        return Math.max(least, (lines - 1) * label.lineHeight + Math.max(label.lineHeight, metrics.height) + air);
    }

    name: says
    implicitWidth: Math.ceil(oneLine + beside)
    implicitHeight: Math.ceil(Math.max(least, label.height + air))
    fill: !enabled ? Theme.disabled : primary ? Theme.primary : quiet ? Theme.clear : Theme.surface
    fillPressed: primary ? Theme.primaryPressed : Theme.pressed
    edge: quiet || !enabled ? Theme.outline : Theme.primary

    Rectangle {
        id: plate

        anchors.verticalCenter: parent.verticalCenter
        x: (button.width - width - Theme.gapSmall - label.contentWidth) / 2
        visible: button.pictured
        width: Theme.iconSmall + Theme.gapSmall
        height: width
        radius: width / 2
        color: button.primary ? Theme.surface : Theme.clear

        Picture {
            anchors.centerIn: parent
            side: Theme.iconSmall
            source: button.icon
        }
    }

    Words {
        id: label

        anchors.verticalCenter: parent.verticalCenter
        x: button.pictured ? plate.x + button.beside : (button.width - width) / 2
        width: Math.ceil(Math.min(implicitWidth, button.width - 2 * button.pad - button.beside))
        says: button.says
        color: button.onFill
        font.pixelSize: button.labelSize
        font.bold: !button.quiet
        leading: Theme.leadingOfLabels
        horizontalAlignment: button.pictured ? Text.AlignLeft : Text.AlignHCenter
        Accessible.ignored: true
    }

    FontMetrics {
        id: metrics

        font: label.font
    }

    Text {
        id: word

        visible: false
        text: button.says.split(/\s+/).join(String.fromCharCode(10))
        textFormat: Text.PlainText
        font: label.font
        Accessible.ignored: true
    }
}
