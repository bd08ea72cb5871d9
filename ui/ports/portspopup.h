// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/ports/portsview.h"

#include <QFrame>
#include <QPointer>

class QLabel;
class QScrollArea;
class QVBoxLayout;

namespace skybranch::ui {

class PortRow;

/// The list of ports, over its window below the button that opens it. Arrows and Tab go through
/// it, Esc closes it and gives the focus back to where it came from.
class PortsPopup : public QFrame
{
    Q_OBJECT

public:
    explicit PortsPopup(QWidget *window);

    void setView(const PortsView &view);

    /// With its right edge below that of @p button.
    void open(QWidget *button);
    void close();

Q_SIGNALS:
    void forwardRequested(quint16 port);
    void stopRequested(quint16 port);
    void openRequested(const QUrl &url);
    void copyRequested(const QString &address);

private:
    PortRow *addRow();
    void removeRow();
    void keepFocus(quint16 port, int place);
    PortRow *focusedRow() const;
    void step(int by);
    void place();
    bool focusNextPrevChild(bool next) override;
    bool onKey(int key);
    void mousePressEvent(QMouseEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

    PortsView m_view;
    QScrollArea *m_scroll;
    QVBoxLayout *m_rows;
    QList<PortRow *> m_shown;
    QLabel *m_empty;
    QLabel *m_hint;
    QPointer<QWidget> m_button; ///< below which it stands
    QPointer<QWidget> m_before; ///< had the focus
};

} // namespace skybranch::ui
