// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QStringList>

class QButtonGroup;

namespace skybranch::ui {

/// A few choices side by side, of which one is chosen. One stop of the tab key; arrows choose.
class SegmentedControl : public QFrame
{
    Q_OBJECT

public:
    /// @p name is what a screen reader says; segment N is named @p objectName + N.
    SegmentedControl(const QStringList &words, const QString &name, const QString &objectName,
                     QWidget *parent = nullptr);

    int current() const;
    void setCurrent(int segment);

Q_SIGNALS:
    void currentChanged(int segment);

private:
    QButtonGroup *m_group;
};

} // namespace skybranch::ui
