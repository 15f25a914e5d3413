// A drawing that gives way to words: as large as there is room, at most `most`, at last not at all.
import QtQuick
import QtQuick.Layouts
import Uketsuke

Item {
    id: elastic

    required property int most
    property bool centred: true

    Layout.fillWidth: true
    Layout.fillHeight: true
    Layout.minimumHeight: 0
    Layout.preferredHeight: most
    Layout.maximumHeight: most
    implicitHeight: most

    Picture {
        anchors.verticalCenter: parent.verticalCenter
        x: elastic.centred ? (parent.width - width) / 2 : 0
        side: Math.min(parent.width, parent.height)
        source: Bridge.screen.illustration
        opacity: side < Theme.icon ? 0 : 1
    }
}
