// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

class QTimer;

namespace skybranch::ui {

/// A few quiet words at the lower right of a pane, for a moment.
class PaneHint : public QLabel
{
    Q_OBJECT

public:
    explicit PaneHint(QWidget *parent);

    void tell(const QString &words);

private:
    void place();
    bool eventFilter(QObject *watched, QEvent *event) override;

    QTimer *m_end;
};

} // namespace skybranch::ui
