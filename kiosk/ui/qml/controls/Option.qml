// One choice of a panel: a letter of the kind it brings, or its name with a drawing; a thick rim and a
// check where it is chosen. Drawing and check are left out where the name needs all the room.
import QtQuick
import Uketsuke

Tappable {
    id: option

    required property var choice
    property string sample
    property bool lone: true // chosen out of several; else on or off for itself

    readonly property var own: Bridge.theme.grounds[choice.intent]
    readonly property int letter: Bridge.theme.letters[choice.intent] ?? Theme.body
    readonly property real pad: Theme.gapSmall - Theme.line // a long name in large letters needs what there is
    readonly property real mark: Theme.iconSmall + Theme.gapSmall
    readonly property real given: width - 2 * pad
    readonly property bool lettered: sample.length > 0
    readonly property bool pictured: choice.icon.length > 0 && label.implicitWidth + 3 * mark <= given
    readonly property bool checked: choice.chosen && (lettered || label.implicitWidth + mark <= given)
    readonly property real taken: pad + (checked ? mark : 0)
    readonly property real needed: lettered ? 0 : label.height + 2 * Theme.line // how high it must be for its name
    readonly property color onFill: own ? own.ink : choice.chosen ? Theme.primarySoftInk : enabled ? Theme.primary : Theme.disabledInk

    key: choice.intent
    name: choice.label
    enabled: choice.enabled
    fill: !enabled ? Theme.disabled : own ? own.ground : choice.chosen ? Theme.primarySoft : Theme.surface
    fillPressed: own ? own.ground : Theme.pressed
    edge: choice.chosen ? Theme.primary : Theme.outline
    border.width: choice.chosen ? Theme.focusLine : Theme.line
    Accessible.role: lone ? Accessible.RadioButton : Accessible.CheckBox
    Accessible.description: choice.detail
    Accessible.checkable: true
    Accessible.checked: choice.chosen
    onTapped: Bridge.intend(choice.intent, token)

    Row {
        id: content

        anchors.verticalCenter: parent.verticalCenter
        x: Math.max(option.pad, Math.min((option.width - width) / 2, option.width - option.taken - width))
        spacing: Theme.gapSmall

        Picture {
            id: icon

            anchors.verticalCenter: parent.verticalCenter
            side: Theme.iconSmall
            source: option.choice.icon
            visible: option.pictured
        }

        Words {
            anchors.verticalCenter: parent.verticalCenter
            visible: option.lettered
            says: option.sample
            color: option.onFill
            font.pixelSize: option.letter
            font.bold: true
            leading: 1
            wrapMode: Text.NoWrap
            Accessible.ignored: true
        }

        Words {
            id: label

            anchors.verticalCenter: parent.verticalCenter
            visible: !option.lettered
            width: Math.min(implicitWidth, option.given)
            says: option.choice.label
            text: option.choice.family ? says : Bridge.inPhrases(says)
            color: option.onFill
            font.family: option.choice.family || Bridge.frame.family
            font.pixelSize: Theme.button
            font.bold: true
            leading: option.choice.leading || Theme.leadingOfLabels
            horizontalAlignment: Text.AlignHCenter
            Accessible.ignored: true
        }
    }

    Rectangle {
        anchors.verticalCenter: parent.verticalCenter
        x: option.width - width - option.pad
        visible: option.checked
        width: Math.min(Theme.iconSmall, option.height - 4 * Theme.line)
        height: width
        radius: width / 2
        color: Theme.surface

        Picture {
            anchors.fill: parent
            side: parent.width
            source: Bridge.frame.check
        }
    }
}
