// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/button.h"

#include <QDialog>

class QHBoxLayout;
class QLabel;
class QVBoxLayout;

namespace skybranch::ui {

/// The frame of every dialog: a body, and a foot with words at the left and buttons at the right.
/// Open it with open(); Esc and Cancel reject it.
class Dialog : public QDialog
{
    Q_OBJECT

public:
    Dialog(const QString &title, int width, QWidget *parent);

    /// What is in the way or what will happen, left of the buttons.
    void setReason(const QString &words, bool wrong = false);

protected:
    QVBoxLayout *body() const { return m_body; }

    /// For the left column: all of them are as wide as the widest, and @p least.
    QLabel *makeRowLabel(const QString &words, int least);

    /// Left of everything in the foot.
    void addLeft(QWidget *widget);

    /// At the right end of the foot, after Cancel.
    Button *addButton(const QString &text, Button::Kind kind, const QString &objectName);
    Button *cancelButton() const { return m_cancel; }

private:
    void showEvent(QShowEvent *event) override;
    void fit();

    QVBoxLayout *m_body;
    QHBoxLayout *m_foot;
    QLabel *m_reason;
    Button *m_cancel;
    QList<QLabel *> m_rowLabels;
};

} // namespace skybranch::ui
