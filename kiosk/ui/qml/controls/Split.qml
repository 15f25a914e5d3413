// Headline above, then two panes: beside each other on a wide glass, one above the other on a tall
// one. `explains` says and gives way, `offers` is touched.
import QtQuick
import QtQuick.Layouts

ColumnLayout {
    id: split

    property Component explains
    property Component offers
    readonly property bool wide: width > height

    spacing: Theme.gap

    Headline {
        Layout.fillWidth: true
    }

    GridLayout {
        Layout.fillWidth: true
        Layout.fillHeight: true
        columns: split.wide ? 2 : 1
        columnSpacing: Theme.gapLarge
        rowSpacing: Theme.gap

        Loader {
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.minimumHeight: 0
            sourceComponent: split.explains
        }

        Loader {
            Layout.fillWidth: !split.wide
            Layout.preferredWidth: split.wide ? Theme.panel : split.width
            Layout.alignment: Qt.AlignTop
            sourceComponent: split.offers
        }
    }
}
