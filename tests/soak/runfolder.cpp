// SPDX-License-Identifier: GPL-3.0-or-later
#include "runfolder.h"

#include "processes.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSocketNotifier>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace skybranch::soak {
namespace {

using providers::ProcessId;

constexpr int patienceMs = 20'000;
const QString prefix = u"sb-soak-"_s;

bool holds(const QString &file, const QByteArray &words)
{
    QFile opened(file);
    return opened.open(QIODevice::ReadOnly) && opened.readAll().contains(words);
}

/// VMs have neither our environment nor a working folder that we could see.
bool isOf(const QString &folder, const QString &process)
{
    const QByteArray name = '/' + QFileInfo(folder).fileName().toUtf8() + '/';
    const QByteArray variable = "TMPDIR=" + QFile::encodeName(folder) + '\0';
    return holds(process + u"/environ"_s, variable) || holds(process + u"/mountinfo"_s, name);
}

/// Postgres is started without an environment, so that no key reaches it.
bool isDatabaseOf(const QString &folder, const QString &process)
{
    return QFile::symLinkTarget(process + u"/cwd"_s).startsWith(folder + u'/')
        && QFileInfo(QFile::symLinkTarget(process + u"/exe"_s)).fileName() == u"postgres"_s;
}

template <typename Belongs> QList<ProcessId> all(Belongs belongs)
{
    QList<ProcessId> found;
    for (const QString &entry : QDir(u"/proc"_s).entryList(QDir::Dirs)) {
        const auto process = providers::processOf(entry.toInt());
        if (process && process->pid > 1 && process->pid != ::getpid()
            && providers::isAlive(*process) && belongs(u"/proc/"_s + entry))
            found.append(*process);
    }
    return found;
}

template <typename Belongs> bool endAll(Belongs belongs, int signal)
{
    return QTest::qWaitFor(
        [&] {
            const QList<ProcessId> left = all(belongs);
            for (const ProcessId &process : left)
                providers::sendSignal(process, signal);
            return left.isEmpty();
        },
        patienceMs);
}

} // namespace

RunFolder::RunFolder()
{
    const QString parent = QDir::tempPath();
    // A folder that is there and not locked yet belongs to one who starts at this moment.
    QLockFile start(u"%1/%2%3.lock"_s.arg(parent, prefix).arg(::getuid()));
    if (!start.tryLock(2 * patienceMs))
        qFatal("another soak does not get started");
    removeDead(parent);
    QTemporaryDir made(parent + u'/' + prefix + u"XXXXXX"_s);
    made.setAutoRemove(false);
    m_path = made.path();
    m_lock = std::make_unique<QLockFile>(m_path + u"/lock"_s);
    m_lock->setStaleLockTime(0);
    if (!made.isValid() || !m_lock->tryLock())
        qFatal("no folder for the run can be made in %s", qPrintable(parent));
    qputenv("TMPDIR", QFile::encodeName(m_path));
    qputenv("XDG_RUNTIME_DIR", QFile::encodeName(m_path));
}

RunFolder::~RunFolder()
{
    clear();
}

QStringList RunFolder::endLeft()
{
    QStringList lines;
    if (!eventually([this] { return processes().isEmpty(); }, 10'000)) {
        for (const ProcessId &process : processes())
            lines << u"Left running: "_s + QString::fromUtf8(commandLine(process.pid).left(200));
    }
    endProcesses();
    return lines;
}

void RunFolder::clear()
{
    endProcesses();
    m_lock->unlock();
    QDir(m_path).removeRecursively();
}

QList<ProcessId> RunFolder::processes() const
{
    return all([this](const QString &process) {
        return isOf(m_path, process) || isDatabaseOf(m_path, process);
    });
}

bool RunFolder::endProcesses(const QString &folder)
{
    // First those that would start others again.
    const auto isOfIt = [&](const QString &process) { return isOf(folder, process); };
    const auto isDatabase = [&](const QString &process) { return isDatabaseOf(folder, process); };
    const bool ended = endAll(isOfIt, SIGKILL);
    // A killed server would leave shared memory.
    return (endAll(isDatabase, SIGINT) || endAll(isDatabase, SIGKILL)) && ended;
}

void RunFolder::removeDead(const QString &parent)
{
    const auto folders = QDir(parent).entryInfoList({prefix + u'*'}, QDir::Dirs | QDir::NoSymLinks);
    for (const QFileInfo &folder : folders) {
        QLockFile lock(folder.filePath() + u"/lock"_s);
        lock.setStaleLockTime(0);
        if (folder.ownerId() != ::getuid() || !lock.tryLock())
            continue;
        qInfo("Ending what an earlier run has left in %s.", qPrintable(folder.filePath()));
        endProcesses(folder.filePath());
        lock.unlock();
        QDir(folder.filePath()).removeRecursively();
    }
}

namespace {

int interruptionPipe[2] = {-1, -1};

void onSignal(int signal)
{
    const char byte = char(signal);
    // Once is enough.
    [[maybe_unused]] const auto written = ::write(interruptionPipe[1], &byte, 1);
}

} // namespace

void onInterruption(std::function<void()> clear)
{
    if (::pipe2(interruptionPipe, O_CLOEXEC | O_NONBLOCK) != 0)
        qFatal("no pipe for signals");
    auto *notifier = new QSocketNotifier(interruptionPipe[0], QSocketNotifier::Read, qApp);
    QObject::connect(
        notifier, &QSocketNotifier::activated, notifier, [notifier, clear = std::move(clear)] {
            notifier->setEnabled(false);
            char signal = 0;
            [[maybe_unused]] const auto count = ::read(interruptionPipe[0], &signal, 1);
            clear();
            // What stands on the stack waits for parts that are gone.
            std::_Exit(128 + signal);
        });
    struct sigaction action{};
    action.sa_handler = onSignal;
    action.sa_flags = SA_RESTART;
    for (const int signal : {SIGINT, SIGTERM, SIGHUP})
        ::sigaction(signal, &action, nullptr);
}

} // namespace skybranch::soak
