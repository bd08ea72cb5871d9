// SPDX-License-Identifier: GPL-3.0-or-later
#include "providers/sandbox/processes.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QSocketNotifier>
#include <QTimer>

#include <cerrno>
#include <csignal>
#include <ranges>
#include <unistd.h>

extern "C" { // glibc's header does not say so itself
#include <sys/pidfd.h>
}

namespace skybranch::providers {
namespace {

constexpr std::chrono::seconds freezeTimeout{5};

struct Entry
{
    ProcessId id;
    pid_t parent = 0;
    char state = '?';

    bool isStopped() const { return state == 'T' || state == 't'; }
    bool isGone() const { return state == 'Z' || state == 'X'; }
};

QByteArray readSmall(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.read(4096) : QByteArray();
}

const QString &currentBoot()
{
    static const QString id = QString::fromLatin1(
        readSmall(QStringLiteral("/proc/sys/kernel/random/boot_id")).trimmed());
    return id;
}

std::optional<Entry> readEntry(pid_t pid)
{
    const QByteArray stat = readSmall(QStringLiteral("/proc/%1/stat").arg(pid));
    // The name in brackets is the process's own choice and may hold brackets and spaces.
    const qsizetype nameEnd = stat.lastIndexOf(')');
    if (nameEnd < 0)
        return std::nullopt;
    const QByteArrayList fields = stat.sliced(nameEnd + 1).simplified().split(' ');
    if (fields.size() < 20)
        return std::nullopt;
    return Entry{.id = {pid, fields[19].toULongLong(), currentBoot()},
                 .parent = fields[1].toInt(),
                 .state = fields[0].isEmpty() ? '?' : fields[0][0]};
}

/// @p root and everything below it, parents before children.
QList<Entry> tree(const ProcessId &root)
{
    const auto top = readEntry(root.pid);
    if (!top || top->id != root)
        return {};
    QHash<pid_t, QList<Entry>> children;
    const QStringList names = QDir(QStringLiteral("/proc")).entryList(QDir::Dirs);
    for (const QString &name : names) {
        bool isNumber = false;
        const pid_t pid = name.toInt(&isNumber);
        if (!isNumber)
            continue;
        if (const auto entry = readEntry(pid); entry && !entry->isGone())
            children[entry->parent].append(*entry);
    }
    QList<Entry> found{*top};
    for (qsizetype i = 0; i < found.size(); ++i)
        found += children.value(found[i].id.pid);
    return found;
}

int openProcess(const ProcessId &process)
{
    const int descriptor = ::pidfd_open(process.pid, 0);
    // Looked at after opening: what has the right start time now is what the descriptor means.
    if (descriptor >= 0 && processOf(process.pid) != process) {
        ::close(descriptor);
        return -1;
    }
    return descriptor;
}

} // namespace

std::optional<ProcessId> processOf(pid_t pid)
{
    const auto entry = readEntry(pid);
    return entry ? std::optional(entry->id) : std::nullopt;
}

bool isAlive(const ProcessId &process)
{
    const auto entry = readEntry(process.pid);
    return entry && entry->id == process && !entry->isGone();
}

bool isStopped(const ProcessId &process)
{
    const auto entry = readEntry(process.pid);
    return entry && entry->id == process && entry->isStopped();
}

bool sendSignal(const ProcessId &process, int signal)
{
    const int descriptor = openProcess(process);
    if (descriptor < 0)
        return false;
    const bool sent = ::pidfd_send_signal(descriptor, signal, nullptr, 0) == 0;
    ::close(descriptor);
    return sent;
}

Task<> waitForEnd(ProcessId process, std::chrono::milliseconds timeout)
{
    const int descriptor = openProcess(process);
    if (descriptor < 0 || !isAlive(process)) {
        if (descriptor >= 0)
            ::close(descriptor);
        co_return {};
    }
    const Completion<> completion;
    QSocketNotifier ended(descriptor, QSocketNotifier::Read);
    QObject::connect(&ended, &QSocketNotifier::activated, &ended, [&ended, completion] {
        ended.setEnabled(false);
        completion.finish({});
    });
    QTimer timer;
    timer.setSingleShot(true);
    QObject::connect(&timer, &QTimer::timeout, &timer, [completion] {
        completion.finish(
            failure(ErrorCode::Timeout, QStringLiteral("The VM did not end in time. Try again.")));
    });
    timer.start(timeout);
    auto result = co_await completion.wait();
    ended.setEnabled(false);
    ::close(descriptor);
    co_return result;
}

QList<ProcessId> stoppedInTree(const ProcessId &root)
{
    QList<ProcessId> stopped;
    for (const Entry &entry : tree(root)) {
        if (entry.isStopped())
            stopped.append(entry.id);
    }
    return stopped;
}

Result<> freezeTree(const ProcessId &root)
{
    // What forks while it is looked at shows up in the next pass, already with a stopped parent.
    const QDeadlineTimer deadline(freezeTimeout);
    do {
        bool anyRuns = false;
        for (const Entry &entry : tree(root)) {
            if (entry.isStopped())
                continue;
            anyRuns = true;
            sendSignal(entry.id, SIGSTOP);
        }
        if (!anyRuns)
            return {};
    } while (!deadline.hasExpired());
    return failure(ErrorCode::Unavailable,
                   QStringLiteral("The VM can not be paused, because it starts processes faster "
                                  "than they can be stopped. Stop it instead."));
}

void thawTree(const ProcessId &root, const QList<ProcessId> &stayStopped)
{
    const QList<Entry> entries = tree(root);
    for (const Entry &entry : std::views::reverse(entries)) {
        if (!stayStopped.contains(entry.id))
            sendSignal(entry.id, SIGCONT);
    }
}

} // namespace skybranch::providers
