// What a way takes, under its name.
import QtQuick
import Uketsuke

Item {
    id: detail

    required property var choice
    required property bool told
    readonly property real tall: told ? name.tall + said.tall : 0

    function cuts(): list<var> {
        return name.cuts().concat(name.tall, said.cuts().map(cut => said.y + cut));
    }

    width: parent ? parent.width : 0
    height: tall
    visible: told

    Paragraph {
        id: name

        says: detail.choice.label
        font.bold: true
    }

    Paragraph {
        id: said

        y: name.tall
        says: detail.choice.detail
        color: Theme.inkSoft
        font.pixelSize: Theme.label
    }
}
