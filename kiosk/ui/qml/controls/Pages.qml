// Words in the room there is. What one page does not hold goes on on the next: whole lines, nothing
// scrolled, shrunk or cut off. A screen reader and the voice get all of it at once.
import QtQuick
import Uketsuke

Item {
    id: pages

    required property Component words

    readonly property Stack stack: content.item as Stack
    readonly property real total: stack ? Math.max(0, stack.total) : 0
    readonly property bool whole: total <= height + 1
    readonly property real used: whole ? total : height
    readonly property real turning: turner.implicitHeight + Theme.gapSmall // what the way to the next page needs
    readonly property var parts: whole ? [{ from: 0, to: total }] : stack.pages(height - turning)
    readonly property string question: Bridge.screen.token
    readonly property int at: Math.min(turned, parts.length - 1)
    readonly property var part: parts[at]
    property int turned: 0

    function turn(by: int) {
        turned = at + by;
        sight.Accessible.announce(Bridge.atPage(at + 1, parts.length));
    }

    onQuestionChanged: turned = 0
    onWholeChanged: turned = 0

    Item {
        id: sight

        // Letters hang a little below their line: a page ends below them, and begins there too.
        readonly property real sag: Theme.body / 10
        readonly property real head: pages.at > 0 ? sag : 0

        y: head
        width: parent.width
        height: pages.part.to - pages.part.from + sag - head
        clip: !pages.whole
        Accessible.role: Accessible.Grouping

        Loader {
            id: content

            y: -pages.part.from - sight.head
            width: parent.width
            sourceComponent: pages.words
        }
    }

    PageTurner {
        id: turner

        anchors.bottom: parent.bottom
        width: parent.width
        visible: !pages.whole
        page: pages.at
        count: pages.parts.length
        onTurned: by => pages.turn(by)
    }
}
