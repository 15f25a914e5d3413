// A choice of the screen or its frame.
import QtQuick
import Uketsuke

Button {
    required property var choice

    key: choice.intent
    says: choice.label
    icon: choice.icon
    primary: choice.primary
    quiet: choice.quiet
    labelSize: quiet ? Theme.label : Theme.button
    enabled: choice.enabled
    onTapped: Bridge.intend(choice.intent, token)
}
