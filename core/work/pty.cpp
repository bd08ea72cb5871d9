// SPDX-License-Identifier: GPL-3.0-or-later
#include "work/pty.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QSocketNotifier>
#include <QTimer>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <pwd.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>
#include <vector>

namespace skybranch::work {
namespace {

constexpr qsizetype outputLimit = 64 << 10;
constexpr qsizetype inputLimit = 16 << 20;
constexpr qsizetype lastOutputLimit = 1 << 20;
constexpr qint64 commandLimit = 200;
constexpr int graceMs = 2000;
constexpr int lastOutputMs = 200;

/// What a child between fork and exec needs, made before the fork: there it may not allocate.
struct Launch
{
    explicit Launch(const PtySpec &spec)
        : program(QFile::encodeName(spec.program))
        , folder(QFile::encodeName(spec.folder))
    {
        for (const QString &argument : spec.arguments)
            words.push_back(argument.toLocal8Bit());
        for (const QString &variable : spec.environment.toStringList())
            variables.push_back(variable.toLocal8Bit());
        arguments = pointers(words);
        environment = pointers(variables);
    }

    static std::vector<char *> pointers(std::vector<QByteArray> &texts)
    {
        std::vector<char *> result;
        for (QByteArray &text : texts)
            result.push_back(text.data());
        result.push_back(nullptr);
        return result;
    }

    QByteArray program;
    QByteArray folder;
    std::vector<QByteArray> words;
    std::vector<QByteArray> variables;
    std::vector<char *> arguments;
    std::vector<char *> environment;
};

struct Descriptor
{
    explicit Descriptor(int fd)
        : value(fd)
    {
    }
    Descriptor(const Descriptor &) = delete;
    Descriptor &operator=(const Descriptor &) = delete;
    ~Descriptor()
    {
        if (value >= 0)
            ::close(value);
    }
    int release() { return std::exchange(value, -1); }
    int value;
};

winsize sizeOf(int columns, int rows)
{
    winsize size{};
    size.ws_col = static_cast<unsigned short>(std::clamp(columns, 1, 10'000));
    size.ws_row = static_cast<unsigned short>(std::clamp(rows, 1, 10'000));
    return size;
}

/// Runs in the child: only async-signal-safe calls. Tells errno through @p report, which closes
/// by itself when exec succeeds.
[[noreturn]] void becomeProgram(const Launch &launch, int terminal, int report)
{
    sigset_t none;
    ::sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    struct sigaction standard{};
    standard.sa_handler = SIG_DFL;
    for (int number = 1; number < NSIG; ++number)
        ::sigaction(number, &standard, nullptr);
    ::setsid();
    bool ready = ::ioctl(terminal, TIOCSCTTY, 0) == 0 && ::chdir(launch.folder.constData()) == 0;
    for (int standardStream = 0; standardStream < 3; ++standardStream)
        ready = ready && ::dup2(terminal, standardStream) >= 0;
    // Nothing of ours is inherited: every descriptor from 3 up closes on exec.
    ready = ready && ::close_range(3, ~0U, CLOSE_RANGE_CLOEXEC) == 0;
    if (ready)
        ::execve(launch.program.constData(), launch.arguments.data(), launch.environment.data());
    const int problem = errno;
    static_cast<void>(!::write(report, &problem, sizeof problem));
    ::_exit(127);
}

/// 0 when the program runs, else the errno of what failed.
int startProblem(int report)
{
    int problem = 0;
    ssize_t count = 0;
    do
        count = ::read(report, &problem, sizeof problem);
    while (count < 0 && errno == EINTR);
    return count == sizeof problem ? problem : 0;
}

std::unexpected<Error> noTerminal(int problem)
{
    return failure(ErrorCode::LimitReached,
                   QStringLiteral("No more terminals can be opened on this computer. Close some "
                                  "and try again."),
                   qt_error_string(problem));
}

/// The two ends of a new terminal, of the given size and with UTF-8 line editing.
Result<std::pair<int, int>> openTerminal(int columns, int rows)
{
    Descriptor master(::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK));
    std::array<char, 64> name{};
    if (master.value < 0 || ::grantpt(master.value) != 0 || ::unlockpt(master.value) != 0
        || ::ptsname_r(master.value, name.data(), name.size()) != 0)
        return noTerminal(errno);
    Descriptor terminal(::open(name.data(), O_RDWR | O_NOCTTY | O_CLOEXEC));
    if (terminal.value < 0)
        return noTerminal(errno);
    termios modes{};
    if (::tcgetattr(terminal.value, &modes) == 0) {
        modes.c_iflag |= IUTF8;
        ::tcsetattr(terminal.value, TCSANOW, &modes);
    }
    const winsize size = sizeOf(columns, rows);
    ::ioctl(terminal.value, TIOCSWINSZ, &size);
    return std::pair(master.release(), terminal.release());
}

/// Waits for a program that has been hung up on, and kills it when it stays.
void letGo(int process, int processHandle)
{
    ::kill(-process, SIGHUP);
    ::kill(process, SIGHUP);
    auto *watch
        = new QSocketNotifier(processHandle, QSocketNotifier::Read, QCoreApplication::instance());
    QObject::connect(watch, &QSocketNotifier::activated, watch, [watch, process, processHandle] {
        ::waitpid(process, nullptr, WNOHANG);
        ::close(processHandle);
        watch->setEnabled(false);
        watch->deleteLater();
    });
    // The program is not reaped before the notifier goes, so the id is still its own.
    QTimer::singleShot(graceMs, watch, [process] { ::kill(-process, SIGKILL); });
}

} // namespace

PtySpec loginShell(const QString &folder)
{
    PtySpec spec;
    spec.program = qEnvironmentVariable("SHELL");
    const passwd *user = ::getpwuid(::getuid());
    if (!QFileInfo(spec.program).isExecutable() && user)
        spec.program = QFile::decodeName(user->pw_shell);
    if (!QFileInfo(spec.program).isExecutable())
        spec.program = QStringLiteral("/bin/sh");
    spec.arguments = {u'-' + QFileInfo(spec.program).fileName()};
    spec.folder = folder;
    spec.environment = QProcessEnvironment::systemEnvironment();
    spec.environment.insert(QStringLiteral("TERM"), QStringLiteral("xterm-256color"));
    spec.environment.insert(QStringLiteral("COLORTERM"), QStringLiteral("truecolor"));
    spec.environment.insert(QStringLiteral("PWD"), folder);
    return spec;
}

Result<std::unique_ptr<Pty>> Pty::start(const PtySpec &spec)
{
    Launch launch(spec);
    const auto ends = openTerminal(spec.columns, spec.rows);
    if (!ends)
        return failure(ends);
    Descriptor master(ends->first);
    Descriptor terminal(ends->second);
    std::array<int, 2> report{};
    if (::pipe2(report.data(), O_CLOEXEC) != 0)
        return noTerminal(errno);
    Descriptor reportOut(report[0]);
    Descriptor reportIn(report[1]);
    const pid_t process = ::fork();
    if (process < 0)
        return noTerminal(errno);
    if (process == 0)
        becomeProgram(launch, terminal.value, reportIn.value);
    ::close(reportIn.release());
    const int problem = startProblem(reportOut.value);
    const int handle = problem == 0 ? static_cast<int>(::syscall(SYS_pidfd_open, process, 0)) : -1;
    if (handle < 0) {
        ::kill(process, SIGKILL);
        ::waitpid(process, nullptr, 0);
        return failure(ErrorCode::NotFound,
                       QStringLiteral("%1 can not be started in %2. Check that both exist.")
                           .arg(spec.program, spec.folder),
                       qt_error_string(problem));
    }
    return std::unique_ptr<Pty>(new Pty(master.release(), process, handle));
}

Pty::Pty(int master, int process, int processHandle)
    : m_master(master)
    , m_process(process)
    , m_processHandle(processHandle)
    , m_readable(new QSocketNotifier(master, QSocketNotifier::Read, this))
    , m_writable(new QSocketNotifier(master, QSocketNotifier::Write, this))
    , m_endWatch(new QSocketNotifier(processHandle, QSocketNotifier::Read, this))
{
    m_writable->setEnabled(false);
    connect(m_readable, &QSocketNotifier::activated, this, [this] { readOutput(outputLimit); });
    connect(m_writable, &QSocketNotifier::activated, this, &Pty::writeQueued);
    connect(m_endWatch, &QSocketNotifier::activated, this, &Pty::reap);
}

Pty::~Pty()
{
    for (QSocketNotifier *notifier : {m_readable, m_writable, m_endWatch})
        notifier->setEnabled(false);
    ::close(m_master);
    if (m_process != 0)
        letGo(m_process, m_processHandle);
    else
        ::close(m_processHandle);
}

QByteArray Pty::take()
{
    m_readable->setEnabled(!m_hungUp);
    return std::exchange(m_output, {});
}

bool Pty::write(const QByteArray &bytes)
{
    if (m_process == 0 || m_queued.size() + bytes.size() > inputLimit)
        return false;
    m_queued += bytes;
    writeQueued();
    return true;
}

void Pty::resize(int columns, int rows)
{
    const winsize size = sizeOf(columns, rows);
    ::ioctl(m_master, TIOCSWINSZ, &size);
}

QString Pty::foregroundJob() const
{
    const pid_t group = m_process != 0 ? ::tcgetpgrp(m_master) : 0;
    if (group <= 0 || group == m_process)
        return {};
    QFile file(QStringLiteral("/proc/%1/cmdline").arg(group));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArrayList words = file.read(commandLimit).split('\0');
    QString line = QString::fromLocal8Bit(words.join(' ')).trimmed();
    const qsizetype end = QString::fromLocal8Bit(words.first()).size();
    return line.sliced(line.first(std::min(end, line.size())).lastIndexOf(u'/') + 1);
}

void Pty::readOutput(qsizetype limit)
{
    const bool wasEmpty = m_output.isEmpty();
    std::array<char, 16 << 10> block;
    while (m_output.size() < limit && !m_hungUp) {
        const ssize_t count = ::read(m_master, block.data(), block.size());
        if (count > 0)
            m_output.append(block.data(), count);
        else if (count < 0 && errno == EAGAIN)
            break;
        else
            m_hungUp = count == 0 || errno != EINTR; // EIO: nobody has the terminal open any more
    }
    if (m_hungUp || m_output.size() >= limit)
        m_readable->setEnabled(false);
    if (wasEmpty && !m_output.isEmpty())
        Q_EMIT readyRead();
    if (m_hungUp)
        finish();
}

void Pty::hangUp()
{
    if (m_process == 0)
        return;
    const pid_t group = ::tcgetpgrp(m_master);
    for (const pid_t each : {group, pid_t(m_process)}) {
        // A stopped job hears nothing before it goes on.
        for (const int number : {SIGHUP, SIGCONT})
            ::kill(each > 0 ? -each : m_process, number);
    }
    QTimer::singleShot(graceMs, this, [this] {
        if (m_process != 0)
            ::kill(m_process, SIGKILL);
    });
}

void Pty::writeQueued()
{
    const bool wasWaiting = m_writable->isEnabled();
    while (!m_queued.isEmpty()) {
        const ssize_t count = ::write(m_master, m_queued.constData(), size_t(m_queued.size()));
        if (count <= 0)
            break;
        m_queued.remove(0, count);
    }
    m_writable->setEnabled(!m_queued.isEmpty());
    if (wasWaiting && m_queued.isEmpty())
        Q_EMIT drained();
}

void Pty::reap()
{
    m_endWatch->setEnabled(false);
    int status = 0;
    ::waitpid(m_process, &status, 0);
    m_process = 0;
    m_writable->setEnabled(false);
    m_exitCode = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    // The kernel may hand over the last output a moment later, then hangs up; but not while a
    // program in the background has the terminal open.
    QTimer::singleShot(lastOutputMs, this, &Pty::finish);
    readOutput(outputLimit);
}

void Pty::finish()
{
    if (!m_exitCode)
        return;
    const int exitCode = *std::exchange(m_exitCode, std::nullopt);
    readOutput(lastOutputLimit);
    m_hungUp = true;
    m_readable->setEnabled(false);
    Q_EMIT ended(exitCode);
}

} // namespace skybranch::work
