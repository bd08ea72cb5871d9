// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "wire/terminalframes.h"

#include <QDateTime>
#include <QJsonObject>
#include <QList>

namespace skybranch::wire {

/// Most terminals that a VM lists, the youngest first.
inline constexpr qsizetype maxListedTerminals = 200;

/// One terminal of a VM: its shell runs, or its output is kept until somebody forgets it.
struct TerminalInfo
{
    QString id;
    QString name; ///< given by a person; empty: none was
    QString title; ///< set by a program; a stranger's words
    QDateTime startedAt;
    QDateTime endedAt; ///< invalid while it runs
    TerminalExit exit; ///< once it has ended
    int watchers = 0;
    QString job; ///< what runs in front of its shell; empty: nothing does
    qint64 output = 0; ///< bytes so far

    bool isRunning() const { return !endedAt.isValid(); }
    friend bool operator==(const TerminalInfo &, const TerminalInfo &) = default;

    QJsonObject toJson() const;
    static Result<TerminalInfo> fromJson(const QJsonObject &json);
};

QJsonObject toJson(const QList<TerminalInfo> &terminals); ///< {"terminals": [...]}
Result<QList<TerminalInfo>> terminalsFromJson(const QJsonObject &json);

/// Whether @p id may name a terminal: 1 to 64 of a-z, 0-9 and "-", so that it is safe as a file's
/// name and as a word of a command.
bool isTerminalId(QStringView id);

} // namespace skybranch::wire
