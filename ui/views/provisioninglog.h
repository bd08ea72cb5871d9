// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/paneviews.h"

namespace skybranch::ui {

/// What was seen of one provisioning: when each step began, and the program's own words with their
/// times. The words may come from a VM: plain, cleaned and capped.
class ProvisioningLog
{
public:
    void take(const client::WorktreeInfo &info, const QDateTime &now);

    const StepStarts &starts() const { return m_starts; }

    /// "14:02:11  Creating VM", one line each; empty before the first.
    QString text() const { return m_lines.join(u'\n'); }

private:
    void begin(domain::ProvisioningStep step, const client::WorktreeInfo &info);
    void say(const QString &words, const QDateTime &now);
    void append(const QDateTime &time, const QString &words);

    StepStarts m_starts;
    QStringList m_lines;
    QString m_heard; ///< what stepDetail said last
};

} // namespace skybranch::ui
