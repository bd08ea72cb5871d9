// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/popupkeys.h"

#include <Qt>

namespace skybranch::ui {

bool heedPopupKey(int key, const std::function<void()> &close,
                  const std::function<void(int rows)> &step)
{
    switch (key) {
    case Qt::Key_Escape:
        close();
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
