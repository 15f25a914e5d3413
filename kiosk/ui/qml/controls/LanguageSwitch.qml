// Every language under its own name; the chosen one is filled.
pragma ComponentBehavior: Bound
import QtQuick
import Uketsuke

Row {
    id: languages

    spacing: Theme.gapSmall

    Repeater {
        model: Bridge.frame.languages

        Tappable {
            id: language

            required property var modelData

            name: modelData.label
            width: Math.max(Theme.touch, label.implicitWidth + 2 * Theme.gapSmall)
            height: Theme.touch
            fill: modelData.chosen ? Theme.primarySoft : Theme.surface
            edge: modelData.chosen ? Theme.primary : Theme.outline
            Accessible.checkable: true
            Accessible.checked: modelData.chosen
            onTapped: Bridge.chooseLanguage(modelData.code)

            Words {
                id: label

                anchors.centerIn: parent
                says: language.modelData.label
                color: language.modelData.chosen ? Theme.primarySoftInk : Theme.ink
                font.pixelSize: Theme.label
                font.bold: language.modelData.chosen
                leading: 1
                wrapMode: Text.NoWrap
                Accessible.ignored: true
            }
        }
    }
}
