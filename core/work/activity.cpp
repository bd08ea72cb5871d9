// SPDX-License-Identifier: GPL-3.0-or-later
#include "work/activity.h"

#include "work/processes.h"

#include <QDir>
#include <QFile>
#include <QSet>
#include <QTimeZone>

#include <algorithm>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <termios.h>
#include <unistd.h>

namespace skybranch::work {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr std::chrono::seconds shortestSpan{1};
const QByteArrayList guestCommands{"rpc", "attach", "seed"};
constexpr unsigned ptsMajor = 136; ///< the first of eight

/// What we do ourselves is nobody's activity.
QList<Process> otherProcesses()
{
    QList<Process> processes = allProcesses();
    processes.removeIf([](const Process &process) { return process.pid == ::getpid(); });
    return processes;
}

bool isPts(unsigned device)
{
    return gnu_dev_major(device) >= ptsMajor && gnu_dev_major(device) < ptsMajor + 8;
}

/// Which terminal it was started in; what it has made of its memory since, nobody else can read.
/// Empty where it is in none of ours.
QString terminalOf(const Process &process)
{
    constexpr qint64 longest = 1 << 20;
    QFile file(u"/proc/%1/environ"_s.arg(process.pid));
    if (!isPts(process.terminal) || !file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray name = QByteArray(terminalVariable) + '=';
    for (const QByteArray &variable : file.read(longest).split('\0')) {
        if (variable.startsWith(name))
            return QString::fromUtf8(variable.sliced(name.size()));
    }
    return {};
}

QString nameOf(const Process &process)
{
    return QString::fromUtf8(process.name);
}

bool isShell(const QString &name)
{
    static const QStringList shells{u"bash"_s, u"sh"_s, u"dash"_s, u"zsh"_s, u"fish"_s};
    return shells.contains(name);
}

/// Whether what is in front takes each key by itself, or a line without showing it: editors,
/// pagers, agents and questions for a password do. What only runs leaves that to the terminal.
bool takesKeys(unsigned terminal)
{
    const unsigned number = gnu_dev_minor(terminal) + 256 * (gnu_dev_major(terminal) - ptsMajor);
    const QByteArray path = "/dev/pts/" + QByteArray::number(number);
    const int file = ::open(path.constData(), O_RDONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
    if (file < 0)
        return true;
    struct termios modes{};
    const bool isKnown = ::tcgetattr(file, &modes) == 0;
    ::close(file);
    constexpr tcflag_t plain = ICANON | ECHO;
    return !isKnown || (modes.c_lflag & plain) != plain;
}

/// What a desktop or a backend holds open here is nobody's work.
bool isOurs(const Process &process)
{
    QFile file(u"/proc/%1/cmdline"_s.arg(process.pid));
    if (!file.open(QIODevice::ReadOnly))
        return false;
    const QByteArrayList words = file.read(4096).split('\0');
    for (qsizetype i = 0; i + 1 < words.size(); ++i) {
        if (words[i] == "skybranch-guest" || words[i].endsWith("/skybranch-guest"))
            return guestCommands.contains(words[i + 1]);
    }
    return false;
}

/// What the group of @p leader does. A shell alone in it waits for a command; a script, or a shell
/// that was given one, has what it runs beside it.
QString jobOf(const Process &leader, const QList<Process> &processes)
{
    if (!isShell(nameOf(leader)))
        return isOurs(leader) ? QString() : nameOf(leader);
    QString job;
    for (const Process &process : processes) {
        if (process.group != leader.group || process.pid == leader.pid || isOurs(process))
            continue;
        job = nameOf(process);
        if (!isShell(job))
            break;
    }
    return job;
}

/// What somebody runs by SSH without a terminal: `ssh VM make`, or a copy.
QSet<pid_t> remoteCommands(const QList<Process> &processes)
{
    QSet<pid_t> servers;
    for (const Process &process : processes) {
        if (process.name.startsWith("sshd"))
            servers.insert(process.pid);
    }
    QSet<pid_t> commands;
    for (const Process &process : processes) {
        if (process.terminal == 0 && servers.contains(process.parent)
            && !servers.contains(process.pid))
            commands.insert(process.pid);
    }
    return commands;
}

/// Of a terminal's foreground group, or of a command by SSH. One that does not wait for a key comes
/// before one that does.
void addForegroundJob(wire::Activity &activity, const QList<Process> &processes)
{
    const QSet<pid_t> remote = remoteCommands(processes);
    for (const Process &process : processes) {
        const bool isRemote = remote.contains(process.pid);
        const bool isInFront = isPts(process.terminal) && process.group == process.foregroundGroup;
        if (process.pid != process.group || !(isRemote || isInFront))
            continue;
        const QString job = jobOf(process, processes);
        if (job.isEmpty())
            continue;
        activity.foregroundJob = job;
        activity.jobWaits = !isRemote && takesKeys(process.terminal);
        if (!activity.jobWaits)
            return;
    }
}

QDateTime later(const QDateTime &a, time_t seconds)
{
    const auto b = QDateTime::fromSecsSinceEpoch(seconds, QTimeZone::UTC);
    return a.isValid() ? std::max(a, b) : b;
}

/// The kernel notes at a terminal when it was read from and written to, to 8 s.
void addTerminals(wire::Activity &activity)
{
    for (const QString &name : QDir(u"/dev/pts"_s).entryList(QDir::System)) {
        bool isNumber = false;
        name.toUInt(&isNumber);
        struct stat info{};
        if (!isNumber || ::stat(QFile::encodeName(u"/dev/pts/"_s + name).constData(), &info) != 0)
            continue;
        ++activity.terminals;
        activity.lastInputAt = later(activity.lastInputAt, info.st_atim.tv_sec);
        activity.lastOutputAt = later(activity.lastOutputAt, info.st_mtim.tv_sec);
    }
}

} // namespace

QHash<QString, QString> foregroundJobs()
{
    const QList<Process> processes = otherProcesses();
    // Whatever a shell starts has its environment, and is younger.
    QHash<QString, const Process *> shells;
    for (const Process &process : processes) {
        const QString terminal = terminalOf(process);
        if (terminal.isEmpty())
            continue;
        const Process *&shell = shells[terminal];
        if (!shell || process.startedAt < shell->startedAt)
            shell = &process;
    }
    QHash<QString, QString> jobs;
    for (const auto &[terminal, shell] : shells.asKeyValueRange()) {
        if (shell->group == shell->foregroundGroup)
            continue;
        const auto job = std::ranges::find(processes, shell->foregroundGroup, &Process::pid);
        jobs.insert(terminal, nameOf(job == processes.end() ? *shell : *job));
    }
    return jobs;
}

wire::Activity ActivityMeter::measure()
{
    const QList<Process> processes = otherProcesses();
    QHash<qint64, quint64> ticks;
    for (const Process &process : processes)
        ticks.insert(process.pid, process.ticks);
    wire::Activity activity{.cpuPercent = cpuPercent(ticks)};
    addForegroundJob(activity, processes);
    addTerminals(activity);
    return activity;
}

double ActivityMeter::cpuPercent(const QHash<qint64, quint64> &ticks)
{
    const auto now = Clock::now();
    const std::chrono::duration<double> span = now - m_measuredAt;
    const bool isFirst = m_ticks.isEmpty();
    // Several may ask; a span of a few ticks of the processor's clock says nothing.
    if (!isFirst && span < shortestSpan)
        return m_cpuPercent;
    quint64 used = 0;
    for (const auto &[pid, sum] : ticks.asKeyValueRange())
        used += sum - std::min(sum, m_ticks.value(pid, 0));
    m_ticks = ticks;
    m_measuredAt = now;
    if (!isFirst)
        m_cpuPercent = 100.0 * double(used) / double(::sysconf(_SC_CLK_TCK)) / span.count();
    return m_cpuPercent;
}

} // namespace skybranch::work
