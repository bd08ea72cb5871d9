// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/button.h"

namespace skybranch::ui {

/// Opens the list of ports, and says how many there are.
class PortsButton : public Button
{
    Q_OBJECT

public:
    explicit PortsButton(QWidget *parent = nullptr);

    /// Nothing is to be seen of it where there is no VM.
    void setCount(bool hasVm, int count);
    bool hasVm() const { return m_hasVm; }

    /// Without its word.
    void setNarrow(bool narrow);

Q_SIGNALS:
    void changed(); ///< it needs another room

private:
    void update();

    bool m_hasVm = false;
    bool m_narrow = false;
    int m_count = 0;
};

} // namespace skybranch::ui
