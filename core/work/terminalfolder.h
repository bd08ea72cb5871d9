// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/terminalinfo.h"

namespace skybranch::work {

/// What is known of a terminal beside its output. Its holder writes it.
struct TerminalRecord
{
    QString title; ///< set by a program
    QDateTime startedAt;
    QDateTime endedAt; ///< invalid while it runs, and where its holder could not say
    wire::TerminalExit exit{.byItself = false, .code = -1};
    int watchers = 0;

    QJsonObject toJson() const;
    static Result<TerminalRecord> fromJson(const QJsonObject &json);
};

/// Where a terminal of this VM keeps what it has: ~/.local/state/skybranch/terminals/ID. Each file
/// has one writer and is written at once or not at all.
class TerminalFolder
{
public:
    /// @p id is a terminal's (wire::isTerminalId()).
    TerminalFolder(const QString &home, const QString &id);

    /// The folder of all terminals in @p home.
    static QString ofAll(const QString &home);

    /// Those that have a folder.
    static QStringList ids(const QString &home);

    QString id() const { return m_id; }
    QString path() const { return m_path; }
    QString socket() const; ///< its holder listens there
    QString ring() const; ///< a TerminalRing
    QString log() const; ///< of its holder

    Result<> make() const;
    bool exists() const; ///< a holder has begun to write there
    void remove() const;

    /// Errors: NotFound, and InvalidArgument where somebody has damaged it.
    Result<TerminalRecord> record() const;
    Result<> write(const TerminalRecord &record) const;

    QString name() const; ///< given by a person; empty: none was
    Result<> setName(const QString &name) const;

    bool isHeld() const; ///< its holder answers

    qint64 output() const; ///< bytes that it has put out so far

    /// What a list says of it, but for its job and its output; @p isHeld says whether it runs.
    wire::TerminalInfo info(bool isHeld) const;

private:
    QString m_id;
    QString m_path;
};

/// Keeps the @p most terminals of @p home that have ended last, and forgets the others of those
/// that have ended.
void forgetOldTerminals(const QString &home, qsizetype most);

} // namespace skybranch::work
