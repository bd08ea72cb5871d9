// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/workspace/column.h"

class QLabel;

namespace skybranch::ui {

class Button;

/// What the window shows before it has a repository.
class FirstStart : public Column
{
    Q_OBJECT

public:
    explicit FirstStart(QWidget *parent = nullptr);

    /// Where VMs run: one sentence and what it means. What it means and @p link may be empty.
    void setPlace(const QString &sentence, const QString &meaning, const QString &link);

Q_SIGNALS:
    void addRepositoryRequested();
    void cloneRequested();
    void placesRequested();

private:
    QLayout *makeButtons();
    QLayout *makeFact(QWidget *mark, QLabel *sentence, QLabel *second, QWidget *link);

    QLabel *m_place;
    QLabel *m_meaning;
    Button *m_link;
};

} // namespace skybranch::ui
