// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHostAddress>
#include <QString>
#include <QStringList>

#include <memory>

namespace skybranch::tour {

/// The VMs that the tour's own backend has made, looked at past the application: what it says must
/// be so.
class Machines
{
public:
    virtual ~Machines() = default;

    static std::unique_ptr<Machines> of(const QString &provider, const QString &dataFolder);

    /// Where a host of the tour has to listen so that these VMs reach it.
    static QHostAddress reachableAddress(const QString &provider);

    /// Those that are there now, whatever their state.
    virtual QStringList ids() const = 0;

    /// The commit of a branch in @p id; empty while there is none.
    virtual QString head(const QString &id, const QString &branch) const = 0;

    /// Stops all that runs in @p id where it stands, as a host does that has no time for it.
    virtual void hang(const QString &id) const = 0;

    /// Whether anything runs in @p id.
    virtual bool runs(const QString &id) const = 0;

    /// Ends @p id as a power cut does.
    virtual void crash(const QString &id) const = 0;

    /// What a developer would look at first when the repository in @p id is not as it should be.
    virtual QString report(const QString &id) const = 0;

    /// Nothing of any VM is left: no process, no folder.
    virtual bool isClean() const = 0;
};

} // namespace skybranch::tour
