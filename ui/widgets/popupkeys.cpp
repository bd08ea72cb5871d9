// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/popupkeys.h"

#include <QWidget>

namespace skybranch::ui {

bool heedPopupKey(int key, QWidget &popup, const std::function<void(int rows)> &step)
{
    switch (key) {
    case Qt::Key_Escape:
        popup.close();
        return true;
    case Qt::Key_Up:
        step(-1);
        return true;
    case Qt::Key_Down:
        step(1);
        return true;
    default:
        return false;
    }
}

} // namespace skybranch::ui
