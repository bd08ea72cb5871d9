// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/icons.h"
#include "ui/workspace/syncbarview.h"

#include <QAbstractButton>

namespace skybranch::ui {

/// One of the three places of the sync bar: icon, name, uncommitted files. A faint one can be
/// clicked, to have it.
class Station : public QAbstractButton
{
    Q_OBJECT

public:
    Station(Icon icon, const QString &name, QWidget *parent = nullptr);

    void setView(const StationView &view);
    void setFaint(bool faint);
    void setNarrow(bool narrow);

    QSize sizeHint() const override;

private:
    void paintEvent(QPaintEvent *event) override;
    QString count() const;

    Icon m_icon;
    StationView m_view;
    bool m_faint = false;
    bool m_narrow = false;
};

} // namespace skybranch::ui
