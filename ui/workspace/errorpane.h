// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/workspace/column.h"
#include "ui/workspace/paneview.h"

#include <QBoxLayout>

class QFrame;
class QLabel;
class QPlainTextEdit;

namespace skybranch::ui {

class Button;

/// What happened, why, and what can be done about it.
class ErrorPane : public Column
{
    Q_OBJECT

public:
    explicit ErrorPane(QWidget *parent = nullptr);

    void setView(const ErrorView &view);

Q_SIGNALS:
    void remedyRequested(const QString &id);
    void retryRequested();
    void deleteRequested();

private:
    void fillRemedies();
    QWidget *makeRemedy(const Remedy &remedy, bool first);
    QLayout *makeHead();
    QLayout *makeDetails();
    void setDetailsOpen(bool open);
    void fold(); ///< Buttons go below their words where both do not fit side by side.
    void turn(QBoxLayout *row, QBoxLayout::Direction direction);
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

    ErrorView m_view;
    QList<QBoxLayout *> m_folding; ///< first that of Retry and Delete, then one for each remedy
    QLabel *m_title;
    QLabel *m_why;
    QLabel *m_what;
    QFrame *m_card;
    Button *m_retry;
    Button *m_delete;
    Button *m_fold;
    Button *m_copy;
    QPlainTextEdit *m_details;
};

} // namespace skybranch::ui
