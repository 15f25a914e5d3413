// A way to prove oneself: picture, name, what it takes. At `fullness` 2 all of it, at 1 without the
// picture, at 0 the name alone.
import QtQuick
import Uketsuke

Tappable {
    id: tile

    required property var choice
    property bool upright: true // the picture stands above the words, else beside them
    property int fullness: 2

    readonly property bool pictured: !upright || fullness > 1
    readonly property bool detailed: fullness > 0 && detail.says.length > 0
    readonly property real side: upright ? Theme.iconTile : Theme.iconRow
    readonly property real lead: upright ? Theme.gap : Theme.gap + side + Theme.gap
    readonly property real lines: label.height + (detailed ? detail.height + Theme.gapSmall : 0)
    readonly property real picture: upright && pictured ? side + Theme.gapSmall : 0

    function heightAt(full: int): real {
        const words = label.height + (full > 0 && detail.says.length > 0 ? detail.height + Theme.gapSmall : 0);
        return Math.max(Theme.touchMain, words + (upright && full > 1 ? side + Theme.gapSmall : 0) + 2 * Theme.gapSmall);
    }

    key: choice.intent
    name: choice.label
    Accessible.description: choice.detail
    enabled: choice.enabled
    edge: Theme.primary
    onTapped: Bridge.intend(choice.intent, token)

    Picture {
        x: tile.upright ? (tile.width - width) / 2 : Theme.gap
        y: tile.upright ? (tile.height - tile.lines - tile.picture) / 2 : (tile.height - height) / 2
        visible: tile.pictured
        side: tile.side
        source: tile.choice.icon
    }

    Words {
        id: label

        x: tile.lead
        y: (tile.height - tile.lines + tile.picture) / 2
        width: tile.width - tile.lead - Theme.gap
        says: tile.choice.label
        color: Theme.primary
        font.pixelSize: Theme.button
        font.bold: true
        leading: Theme.leadingOfLabels
        horizontalAlignment: tile.upright ? Text.AlignHCenter : Text.AlignLeft
        Accessible.ignored: true
    }

    Words {
        id: detail

        x: tile.lead
        y: label.y + label.height + Theme.gapSmall
        width: label.width
        visible: tile.detailed
        says: tile.choice.detail
        color: Theme.inkSoft
        font.pixelSize: Theme.label
        horizontalAlignment: label.horizontalAlignment
        Accessible.ignored: true
    }
}
