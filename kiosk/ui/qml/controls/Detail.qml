// What a way takes, under its name.
import QtQuick
import Uketsuke

Item {
    id: detail

    required property var choice
    required property bool told

    function cuts(): list<var> {
        return name.cuts().concat(name.height, said.cuts().map(cut => said.y + cut));
    }

    width: parent ? parent.width : 0
    height: told ? name.height + said.height : 0
    visible: told

    Paragraph {
        id: name

        says: detail.choice.label
        font.bold: true
    }

    Paragraph {
        id: said

        y: name.height
        says: detail.choice.detail
        color: Theme.inkSoft
        font.pixelSize: Theme.label
    }
}
