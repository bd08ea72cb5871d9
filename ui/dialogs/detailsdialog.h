// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/dialogs/dialog.h"
#include "ui/widgets/mark.h"

namespace skybranch::ui {

class StatusMark;

/// What is going on with one cloud workspace.
struct DetailsView
{
    QString branch;
    Mark mark = Mark::Running;
    QString state; ///< "Running for 2 h."
    QString awake; ///< "It pauses in 12 min if nothing happens."; empty: it does not run
    QStringList people; ///< a line for each; empty: nobody else is connected
    QString usage; ///< "12 h running, 3 h paused; 2 CPU, 4 GB"
    bool isKeptAwake = false;
    QString whyNoAwake; ///< why it can not be kept awake; empty where it can

    friend bool operator==(const DetailsView &, const DetailsView &) = default;
};

/// Who is connected, what keeps it awake and when it pauses, and what it has used this month.
class DetailsDialog : public Dialog
{
    Q_OBJECT

public:
    explicit DetailsDialog(const DetailsView &view, QWidget *parent);

    void setView(const DetailsView &view);

Q_SIGNALS:
    void keepAwakeRequested(int minutes); ///< 0 ends it
    void usageRequested(); ///< of the organisation

private:
    void addLine(const QString &words, QLabel *content, const QString &objectName,
                 QWidget *mark = nullptr);
    void addAwakeButtons();
    Button *addAwakeButton(const QString &words, int minutes, const QString &objectName);

    DetailsView m_view;
    QLabel *m_title;
    StatusMark *m_mark;
    QLabel *m_state;
    QLabel *m_awake;
    QLabel *m_people;
    QLabel *m_usage;
    Button *m_short;
    Button *m_long;
    Button *m_end;
};

} // namespace skybranch::ui
