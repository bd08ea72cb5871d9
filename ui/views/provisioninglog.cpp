// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/provisioninglog.h"

#include "ui/views/words.h"

namespace skybranch::ui {
namespace {

constexpr qsizetype mostLines = 400;
constexpr qsizetype mostCharacters = 200;
constexpr QLatin1StringView indent("    ");

/// "Receiving objects" of "Receiving objects: 62 %": what counts in place stays one line.
QStringView phaseOf(QStringView words)
{
    const qsizetype colon = words.indexOf(u':');
    return colon > 0 ? words.first(colon) : QStringView();
}

} // namespace

void ProvisioningLog::take(const client::WorktreeInfo &info, const QDateTime &now)
{
    const domain::Workspace &cloud = *info.cloud;
    // A retry begins anew at a step that was seen before.
    if (cloud.step && cloud.stepStartedAt.isValid()
        && m_starts.value(*cloud.step) != cloud.stepStartedAt)
        begin(*cloud.step, info);
    if (info.operation == client::Operation::Seed && !info.operationProgress.isEmpty())
        say(info.operationProgress, now);
    else if (!cloud.stepDetail.isEmpty())
        say(cloud.stepDetail, now);
    if (cloud.status == domain::WorkspaceStatus::Error && !cloud.statusMessage.isEmpty())
        say(cloud.statusMessage, cloud.statusChangedAt.isValid() ? cloud.statusChangedAt : now);
}

void ProvisioningLog::begin(domain::ProvisioningStep step, const client::WorktreeInfo &info)
{
    m_starts.insert(step, info.cloud->stepStartedAt);
    m_heard.clear();
    append(info.cloud->stepStartedAt, provisioningStepWords(step, info));
}

void ProvisioningLog::say(const QString &words, const QDateTime &now)
{
    for (const QString &line : words.split(u'\n', Qt::SkipEmptyParts)) {
        const QString clean = cleanWords(line, mostCharacters);
        if (clean.isEmpty() || clean == m_heard)
            continue;
        const QStringView phase = phaseOf(clean);
        if (!phase.isEmpty() && !m_lines.isEmpty() && phase == phaseOf(m_heard))
            m_lines.removeLast();
        m_heard = clean;
        append(now, indent + clean);
    }
}

void ProvisioningLog::append(const QDateTime &time, const QString &words)
{
    if (m_lines.size() >= mostLines)
        m_lines.removeFirst();
    m_lines << time.toLocalTime().toString(QStringLiteral("HH:mm:ss  ")) + words;
}

} // namespace skybranch::ui
