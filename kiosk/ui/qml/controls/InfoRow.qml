// A line of a list: a picture, what, and a word about it. Where letters are large, the picture goes
// and the word stands below.
import QtQuick
import Uketsuke

Rectangle {
    id: info

    required property var row

    readonly property real pad: Theme.gap
    readonly property bool pictured: row.icon.length > 0 && width > 10 * Theme.body * 3 / 2
    readonly property real lead: pad + (pictured ? Theme.icon + Theme.gap : 0)
    readonly property real room: width - lead - pad
    readonly property bool beside: note.says.length > 0 && room - Theme.gap - note.implicitWidth >= 10 * Theme.body && label.implicitWidth + Theme.gap + note.implicitWidth <= room
    readonly property real narrow: beside ? room - Theme.gap - Math.ceil(note.implicitWidth) : room
    readonly property real lines: beside ? Math.max(label.tall + detail.tall, note.tall) : label.tall + detail.tall + note.tall
    readonly property real tall: Math.max(Theme.row, lines + 2 * Theme.gapSmall)
    readonly property real above: (height - lines) / 2

    function cuts(): list<var> {
        const found = [];
        for (const part of beside ? [label, detail] : [label, detail, note])
            found.push(...part.cuts().map(cut => part.y + cut), part.y + part.tall);
        const kept = beside ? note.cuts().concat(0).map(cut => note.y + cut) : [];
        const within = at => kept.some(line => at > line + 1 && at < line + note.lineHeight - 1);
        return found.slice(0, -1).filter(at => !within(at));
    }

    width: parent ? parent.width : 0
    height: tall
    radius: Theme.radius
    color: Theme.surface
    border.width: Theme.line
    border.color: Theme.outlineSoft
    Accessible.role: Accessible.ListItem
    Accessible.name: row.label
    Accessible.description: row.note ? `${row.detail} ${row.note}` : row.detail

    Picture {
        anchors.verticalCenter: parent.verticalCenter
        x: info.pad
        visible: info.pictured
        side: Theme.icon
        source: info.row.icon
    }

    Paragraph {
        id: label

        x: info.lead
        y: info.above
        width: info.narrow
        says: info.row.label
        font.bold: true
        leading: Theme.leadingOfLabels
        Accessible.ignored: true
    }

    Paragraph {
        id: detail

        x: info.lead
        y: label.y + label.tall
        width: info.narrow
        says: info.row.detail
        color: Theme.inkSoft
        font.pixelSize: Theme.label
        leading: Theme.leadingOfLabels
        Accessible.ignored: true
    }

    Paragraph {
        id: note

        x: info.beside ? info.width - info.pad - width : info.lead
        y: info.beside ? label.y : detail.y + detail.tall
        width: info.beside ? Math.ceil(implicitWidth) : info.room
        says: info.row.note
        color: Theme.primary
        font.pixelSize: Theme.label
        font.bold: true
        leading: Theme.leadingOfLabels
        Accessible.ignored: true
    }
}
