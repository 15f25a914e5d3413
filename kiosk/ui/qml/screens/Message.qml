// Says one thing, offers what is possible.
import QtQuick
import Uketsuke
import "../controls"

Split {
    picture: wide ? Theme.pictureSmall : Theme.picture
    words: Explanation {}
}
