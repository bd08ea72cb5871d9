// SPDX-License-Identifier: GPL-3.0-or-later
#include "work/terminallist.h"

#include "work/activity.h"
#include "work/localsocket.h"
#include "work/terminalfolder.h"

#include <QDir>

#include <algorithm>

namespace skybranch::work {
namespace {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

constexpr auto announceAfter = 50ms; ///< several files change together

} // namespace

TerminalList::TerminalList(QString home, QObject *parent)
    : QObject(parent)
    , m_home(std::move(home))
{
    m_announceDue.setSingleShot(true);
    m_announceDue.setInterval(announceAfter);
    connect(&m_announceDue, &QTimer::timeout, this, &TerminalList::announce);
    connect(&m_files, &QFileSystemWatcher::directoryChanged, this, [this] {
        if (!m_announceDue.isActive())
            m_announceDue.start();
    });
    QDir().mkpath(TerminalFolder::ofAll(m_home));
    m_announced = look();
}

TerminalList::~TerminalList() = default;

QList<wire::TerminalInfo> TerminalList::terminals()
{
    QList<wire::TerminalInfo> terminals = look();
    const auto jobs = foregroundJobs();
    for (wire::TerminalInfo &info : terminals) {
        info.job = jobs.value(info.id);
        info.output = TerminalFolder(m_home, info.id).output();
    }
    return terminals;
}

Result<> TerminalList::name(const QString &id, const QString &name)
{
    if (const auto known = mustExist(id); !known)
        return known;
    return TerminalFolder(m_home, id).setName(name);
}

Result<> TerminalList::end(const QString &id)
{
    if (const auto known = mustExist(id); !known)
        return known;
    if (LocalStream *holder = holderOf(id))
        holder->write(wire::encodeFrame(wire::FrameKind::End, {}));
    return {};
}

Result<> TerminalList::forget(const QString &id)
{
    if (const auto known = mustExist(id); !known)
        return known;
    const TerminalFolder folder(m_home, id);
    if (folder.info(holderOf(id) != nullptr).isRunning())
        return failure(ErrorCode::Conflict,
                       u"This terminal still runs. End it before it is forgotten."_s);
    folder.remove();
    return {};
}

Result<> TerminalList::mustExist(const QString &id) const
{
    if (wire::isTerminalId(id) && TerminalFolder(m_home, id).exists())
        return {};
    return failure(ErrorCode::NotFound, u"This terminal is not there any more."_s);
}

/// The connection to it; null where it does not run.
LocalStream *TerminalList::holderOf(const QString &id)
{
    if (const auto known = m_holders.find(id); known != m_holders.end())
        return known->second.get();
    const auto descriptor = connectLocal(TerminalFolder(m_home, id).socket(), 0);
    if (!descriptor)
        return nullptr;
    auto holder = std::make_unique<LocalStream>(*descriptor);
    LocalStream *stream = holder.get();
    connect(
        stream, &LocalStream::closed, this,
        [this, id] {
            m_holders.erase(id);
            m_announceDue.start();
        },
        Qt::QueuedConnection);
    return m_holders.emplace(id, std::move(holder)).first->second.get();
}

QList<wire::TerminalInfo> TerminalList::look()
{
    QList<wire::TerminalInfo> terminals;
    for (const QString &id : TerminalFolder::ids(m_home)) {
        const TerminalFolder folder(m_home, id);
        if (folder.exists())
            terminals.append(folder.info(holderOf(id) != nullptr));
    }
    std::ranges::sort(terminals, std::ranges::greater(), &wire::TerminalInfo::startedAt);
    terminals.resize(std::min(terminals.size(), wire::maxListedTerminals));
    follow();
    return terminals;
}

void TerminalList::follow()
{
    QStringList folders{TerminalFolder::ofAll(m_home)};
    for (const QString &id : TerminalFolder::ids(m_home))
        folders << TerminalFolder(m_home, id).path();
    const QStringList followed = m_files.directories();
    folders.removeIf([&](const QString &folder) { return followed.contains(folder); });
    if (!folders.isEmpty())
        m_files.addPaths(folders);
}

void TerminalList::announce()
{
    QList<wire::TerminalInfo> now = look();
    if (std::exchange(m_announced, now) != now)
        Q_EMIT changed(terminals());
}

} // namespace skybranch::work
