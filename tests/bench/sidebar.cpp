// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/sidebar.h"

#include "bench/processtree.h"
#include "bench/worktreefield.h"
#include "client/repositorylist.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QSignalSpy>

#include <sys/resource.h>

namespace skybranch::bench {

namespace {

const auto gitName = QStringLiteral("git status");
const auto fullMs = QStringLiteral("all, ms");
const auto fullCpu = QStringLiteral("all, CPU ms");
const auto editCpu = QStringLiteral("edit, CPU ms");
const auto editMs = QStringLiteral("edit seen, ms");

/// Of this process, or of those that it has started and that have ended.
double cpuMs(int who)
{
    rusage usage{};
    getrusage(who, &usage);
    const auto ms = [](const timeval &time) {
        return double(time.tv_sec) * 1e3 + double(time.tv_usec) / 1e3;
    };
    return ms(usage.ru_utime) + ms(usage.ru_stime);
}

/// Wall and CPU time between its making and now.
class Meter
{
public:
    explicit Meter(int who)
        : m_who(who)
        , m_cpu(cpuMs(who))
    {
        m_timer.start();
    }
    double wall() const { return double(m_timer.nsecsElapsed()) / 1e6; }
    double cpu() const { return cpuMs(m_who) - m_cpu; }

private:
    int m_who;
    double m_cpu;
    QElapsedTimer m_timer;
};

/// The list and its worktrees, as the window has them.
class Sidebar
{
public:
    explicit Sidebar(const WorktreeField &field)
        : m_paths(field.worktrees())
    {
        qint64 id = 0;
        for (const auto &folder : field.repositories())
            m_list.add({.id = ++id, .folder = folder});
        settle();
    }

    bool isWhole() const
    {
        return std::ranges::all_of(m_paths,
                                   [this](const auto &path) { return m_list.worktree(path); });
    }

    void refresh()
    {
        for (const auto &path : m_paths)
            m_list.reread(path);
        settle();
    }

    /// False when the list does not come to know of it.
    bool edit(int round)
    {
        const auto &path = m_paths.at(round % m_paths.size());
        const int before = changedIn(path);
        QSignalSpy changes(&m_list, &client::RepositoryList::worktreeChanged);
        test::ScratchHome::write(path + u'/' + WorktreeField::fileName(round), "edited\n");
        while (changedIn(path) != before + 1) {
            if (!changes.wait(5000))
                return false;
        }
        settle();
        return true;
    }

private:
    int changedIn(const QString &path) const { return m_list.worktree(path)->changed; }

    /// Until nothing is read any more, and all that was read is taken.
    void settle()
    {
        do {
            m_list.pool()->waitForDone();
            QCoreApplication::processEvents();
        } while (m_list.pool()->activeThreadCount() > 0);
    }

    QStringList m_paths;
    client::RepositoryList m_list;
};

/// git at its best: what is tracked and what is not is remembered in the index, no threads of its
/// own, two at a time.
void gitStatus(const QStringList &worktrees)
{
    std::array<QProcess, 2> processes;
    for (qsizetype i = 0; i < worktrees.size() + qsizetype(processes.size()); ++i) {
        auto &process = processes[size_t(i) % processes.size()];
        process.waitForFinished();
        if (i >= worktrees.size())
            continue;
        process.setWorkingDirectory(worktrees.at(i));
        process.start(QStringLiteral("git"),
                      {QStringLiteral("-c"), QStringLiteral("core.preloadIndex=false"),
                       QStringLiteral("-c"), QStringLiteral("core.untrackedCache=true"),
                       QStringLiteral("status"), QStringLiteral("--porcelain")});
    }
}

void addGit(Section &section, const QStringList &worktrees)
{
    const Meter meter(RUSAGE_CHILDREN);
    gitStatus(worktrees);
    section.add(gitName, fullMs, meter.wall());
    section.add(gitName, fullCpu, meter.cpu());
}

void addOurs(Section &section, Sidebar &sidebar)
{
    const Meter meter(RUSAGE_SELF);
    sidebar.refresh();
    section.add(Section::ours(), fullMs, meter.wall());
    section.add(Section::ours(), fullCpu, meter.cpu());
}

Result<> addEdit(Section &section, Sidebar &sidebar, int round)
{
    const Meter meter(RUSAGE_SELF);
    if (!sidebar.edit(round))
        return failure(ErrorCode::Timeout,
                       QStringLiteral("An edited file has not been seen within 5 s."));
    section.add(Section::ours(), editMs, meter.wall());
    section.add(Section::ours(), editCpu, meter.cpu());
    return {};
}

} // namespace

Result<Section> measureSidebar(Stand &stand)
{
    Section section(QStringLiteral("sidebar"), QStringLiteral("20 worktrees of 5,000 files"),
                    gitName);
    section.claim(
        {QStringLiteral("Sidebar, full refresh of 20 x 5,000 files, ms"), fullMs, gitName, 1.0});
    section.claim({QStringLiteral("Sidebar, one file edited, against all, CPU ms"), editCpu,
                   gitName, 0.05, fullCpu});
    const auto &field = stand.field();
    gitStatus(field.worktrees());
    gitStatus(field.worktrees());
    Sidebar sidebar(field);
    if (!sidebar.isWhole())
        return failure(ErrorCode::Internal, QStringLiteral("The list is not read."));
    for (int round = 0; round < stand.plan().rounds; ++round) {
        if (round % 2 == 0)
            addGit(section, field.worktrees());
        addOurs(section, sidebar);
        if (round % 2 != 0)
            addGit(section, field.worktrees());
    }
    for (int round = 0; round < stand.plan().rounds; ++round) {
        if (auto added = addEdit(section, sidebar, round); !added) {
            section.note(added.error().message);
            break;
        }
    }
    return section;
}

} // namespace skybranch::bench
