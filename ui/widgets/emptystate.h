// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QHBoxLayout;

namespace skybranch::ui {

class Button;

/// What a pane says while it has nothing to show: one line, one hint, and what to do first.
class EmptyState : public QWidget
{
    Q_OBJECT

public:
    EmptyState(const QString &title, const QString &hint, QWidget *parent = nullptr);

    void setWords(const QString &title, const QString &hint);

    /// A button below the words. The caller connects it.
    Button *addButton(const QString &text, const QString &objectName);

private:
    QLabel *m_title;
    QLabel *m_hint;
    QHBoxLayout *m_buttons;
};

} // namespace skybranch::ui
