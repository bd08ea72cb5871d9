// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/terminalinfo.h"

#include <QFileSystemWatcher>
#include <QObject>
#include <QTimer>

#include <map>
#include <memory>

namespace skybranch::work {

class LocalStream;

/// The terminals of this VM, those that run and those that are kept. It finds them by their
/// folders, also those that were there before it, and keeps a connection to each that runs: so it
/// knows at once when a holder is gone, however that ended.
class TerminalList : public QObject
{
    Q_OBJECT

public:
    explicit TerminalList(QString home, QObject *parent = nullptr);
    ~TerminalList() override;

    /// As it is now, the youngest first.
    QList<wire::TerminalInfo> terminals();

    /// Errors: NotFound where there is no such terminal.
    Result<> name(const QString &id, const QString &name);

    /// Hangs up on it. Nothing happens to one that has ended. Errors: NotFound.
    Result<> end(const QString &id);

    /// Errors: NotFound; Conflict while it runs.
    Result<> forget(const QString &id);

Q_SIGNALS:
    /// One has come or gone, or is called or watched otherwise. Jobs and output change untold.
    void changed(const QList<skybranch::wire::TerminalInfo> &terminals);

private:
    Result<> mustExist(const QString &id) const;
    LocalStream *holderOf(const QString &id);
    QList<wire::TerminalInfo> look();
    void follow();
    void announce();

    QString m_home;
    QFileSystemWatcher m_files;
    QTimer m_announceDue;
    std::map<QString, std::unique_ptr<LocalStream>> m_holders; ///< of those that run
    QList<wire::TerminalInfo> m_announced; ///< without what changes untold
};

} // namespace skybranch::work
