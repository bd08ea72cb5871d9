// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/workspace/column.h"
#include "ui/workspace/paneview.h"

class QLabel;
class QPlainTextEdit;

namespace skybranch::ui {

class Button;

/// Named steps with their times while a workspace is being made.
class ProvisioningPane : public Column
{
    Q_OBJECT

public:
    explicit ProvisioningPane(QWidget *parent = nullptr);

    void setView(const ProvisioningView &view);

Q_SIGNALS:
    void cancelRequested();
    void noticeActivated(int link);

private:
    void toggleLog();

    QLabel *m_title;
    QLabel *m_line;
    StepList *m_steps;
    Button *m_cancel;
    Button *m_log;
    QPlainTextEdit *m_logText;
    Notice *m_notice;
};

} // namespace skybranch::ui
