// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QLabel;
class QLineEdit;

namespace skybranch::ui {

class IconButton;

/// The search of one terminal, at its top right: field, "3 of 17", up, down, cross.
class SearchStrip : public QFrame
{
    Q_OBJECT

public:
    explicit SearchStrip(QWidget *parent);

    /// Shows it with the whole text selected.
    void open();
    QString text() const;

    /// @p current counts from 1; 0 of 0: nothing was found.
    void setCount(int current, int all);

Q_SIGNALS:
    void textChanged(const QString &text);
    void upRequested();
    void downRequested();
    void closed();

private:
    void place();
    void close();
    bool eventFilter(QObject *watched, QEvent *event) override;

    QLineEdit *m_field;
    QLabel *m_count;
    IconButton *m_up;
    IconButton *m_down;
};

} // namespace skybranch::ui
