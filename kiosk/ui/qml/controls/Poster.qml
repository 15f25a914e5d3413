// A large picture and a large headline: beside each other on a wide glass, else one above the other.
import QtQuick
import QtQuick.Layouts
import Uketsuke

GridLayout {
    id: poster

    default property alias content: words.data
    property alias headlineColor: headline.color
    readonly property bool wide: width > height

    columns: wide ? 2 : 1
    columnSpacing: Theme.gapLarge
    rowSpacing: Theme.gap

    ElasticPicture {
        Layout.fillWidth: !poster.wide
        Layout.preferredWidth: Theme.poster
        most: Theme.poster
    }

    ColumnLayout {
        id: words

        Layout.fillWidth: true
        Layout.alignment: poster.wide ? Qt.AlignVCenter : Qt.AlignTop
        spacing: Theme.gap

        Headline {
            id: headline

            Layout.fillWidth: true
            font.pixelSize: Theme.headline
        }
    }

    Item {
        Layout.fillHeight: true
        visible: !poster.wide
    }
}
