// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ports/portsbutton.h"

namespace skybranch::ui {

PortsButton::PortsButton(QWidget *parent)
    : Button({}, Kind::Plain, Icon::Link, parent)
{
    setObjectName(QStringLiteral("portsButton"));
    setToolTip(tr("Ports on which programs of this VM listen"));
    QFont digits = font();
    digits.setFeature("tnum", 1);
    setFont(digits);
    hide();
}

void PortsButton::setCount(bool hasVm, int count)
{
    if (hasVm == m_hasVm && count == m_count)
        return;
    m_hasVm = hasVm;
    m_count = count;
    update();
    Q_EMIT changed();
}

void PortsButton::setNarrow(bool narrow)
{
    m_narrow = narrow;
    update();
}

void PortsButton::update()
{
    const QString count = m_count > 0 ? QString::number(m_count) : QString();
    if (m_narrow)
        setText(count);
    else
        setText(count.isEmpty() ? tr("Ports") : tr("Ports %1").arg(count));
    setAccessibleName(tr("Ports, %1").arg(m_count));
    setIconSize({text().isEmpty() ? 16 : 20, 16});
}

} // namespace skybranch::ui
