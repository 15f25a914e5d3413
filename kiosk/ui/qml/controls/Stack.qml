// Blocks of an explanation, one below the other. Measures itself without waiting for a layout, and
// says where pages end: after a block, or between two lines of one that no page holds.
import QtQuick
import Uketsuke

Column {
    id: stack

    readonly property real total: blocks().reduce((sum, one) => sum + one.tall + spacing, -spacing)

    function blocks(): list<var> {
        return Array.from(children).filter(one => one.cuts !== undefined && one.tall > 0);
    }

    function pages(room: real): list<var> {
        const found = [];
        let from = 0;
        let top = 0;
        for (const block of blocks()) {
            const bottom = top + block.tall;
            if (bottom - from > room && top > from) {
                found.push({ from: from, to: top - spacing });
                from = top;
            }
            for (const cut of even(block, room)) {
                found.push({ from: from, to: top + cut });
                from = top + cut;
            }
            top = bottom + spacing;
        }
        found.push({ from: from, to: Math.max(from, top - spacing) });
        return found;
    }

    // The lines after which a block goes on on another page, so that no page has one line alone.
    function even(block: var, room: real): list<var> {
        const found = [];
        let from = 0;
        while (block.tall - from > room) {
            const fitting = block.cuts().filter(cut => cut > from && cut - from <= room);
            if (fitting.length === 0)
                break;
            const fair = (block.tall - from) / Math.ceil((block.tall - from) / room);
            from = fitting.find(cut => cut - from >= fair) ?? fitting[fitting.length - 1];
            found.push(from);
        }
        return found;
    }

    width: parent ? parent.width : 0
    spacing: Theme.gapSmall
}
