// One choice of a panel: its drawing or a letter of the kind it brings, its name, and a check where it
// is chosen. Drawing and, beside a letter, the name are left out where there is no room.
import QtQuick
import Uketsuke

Tappable {
    id: option

    required property var choice
    property string sample
    property bool lone: true // chosen out of several; else on or off for itself

    readonly property var own: Bridge.theme.grounds[choice.intent]
    readonly property int letter: Bridge.theme.letters[choice.intent] ?? Theme.body
    readonly property real pad: Theme.gapSmall
    readonly property real mark: Theme.iconSmall + Theme.gapSmall
    readonly property real given: width - 2 * pad - mark
    readonly property bool pictured: icon.source.toString().length > 0 && label.implicitWidth + mark <= given
    readonly property bool lettered: sample.length > 0
    readonly property bool named: !lettered || letter + Theme.gap + label.implicitWidth <= given
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
        x: option.pad + Math.max(0, (option.given - width) / 2)
        spacing: Theme.gapSmall

        Picture {
            id: icon

            anchors.verticalCenter: parent.verticalCenter
            side: Theme.iconSmall
            source: option.choice.icon
            opacity: option.pictured ? 1 : 0
            width: option.pictured ? side : 0
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
            visible: option.named
            width: Math.min(implicitWidth, option.given)
            says: option.choice.label
            color: option.onFill
            font.family: option.choice.family || Bridge.frame.family
            font.pixelSize: option.lettered ? Theme.label : Theme.button
            font.bold: true
            leading: Theme.leadingOfLabels
            horizontalAlignment: Text.AlignHCenter
            Accessible.ignored: true
        }
    }

    Rectangle {
        anchors.verticalCenter: parent.verticalCenter
        x: option.width - width - option.pad
        visible: option.choice.chosen
        width: Theme.iconSmall
        height: width
        radius: width / 2
        color: Theme.surface

        Picture {
            anchors.fill: parent
            side: Theme.iconSmall
            source: Bridge.frame.check
        }
    }
}
