// Says one thing, offers what is possible.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Uketsuke
import "../controls"

Split {
    id: message

    explains: ColumnLayout {
        spacing: Theme.gap

        ElasticPicture {
            centred: !message.wide
            most: message.wide ? Theme.pictureSmall : Theme.picture
        }

        Explanation {
            Layout.fillWidth: true
        }

        Countdown {
            Layout.fillWidth: true
        }

        Item {
            Layout.fillHeight: true
        }
    }

    offers: Choices {}
}
