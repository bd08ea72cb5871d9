// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/ports/portsview.h"

#include <QWidget>

class QLabel;

namespace skybranch::ui {

class Button;
class ElidedLabel;
class IconButton;

/// One port: its number and program at the left, what can be done with it at the right.
/// objectNames: "portRow", "portForward", "portOpen", "portCopy", "portStop", "portProblem".
class PortRow : public QWidget
{
    Q_OBJECT

public:
    explicit PortRow(QWidget *parent = nullptr);

    void setView(const PortView &view);
    const PortView &view() const { return m_view; }

    /// The button of the row that stands at the @p place th place, or the last one.
    QWidget *button(int place) const;
    int placeOf(const QWidget *button) const; ///< -1: of another row

Q_SIGNALS:
    void forwardRequested(quint16 port);
    void stopRequested(quint16 port);
    void openRequested(const QUrl &url);
    void copyRequested(const QString &address);

private:
    QList<QWidget *> buttons() const;

    PortView m_view;
    QLabel *m_number;
    ElidedLabel *m_program;
    QLabel *m_problem;
    Button *m_forward;
    Button *m_open;
    IconButton *m_copy;
    IconButton *m_stop;
};

} // namespace skybranch::ui
