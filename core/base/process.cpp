// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/process.h"

#include <QProcess>
#include <QTimer>

#include <csignal>
#include <optional>

namespace skybranch {
namespace {

constexpr qsizetype keptError = 64 << 10;
constexpr int graceMs = 2000;

/// Owns one running program and fulfils a promise exactly once.
class ProcessRun final : public QObject
{
public:
    ProcessRun(ProcessSpec spec, StopToken stop)
        : m_spec(std::move(spec))
    {
        m_process.setProgram(m_spec.program);
        m_process.setArguments(m_spec.arguments);
        m_process.setProcessEnvironment(m_spec.environment);
        // Without a terminal nothing can ask on it, and its own children can be ended with it.
        // Our handlers are not to run in it before it is itself, and what we ignore it need not.
        m_process.setUnixProcessParameters(QProcess::UnixProcessFlag::CreateNewSession
                                           | QProcess::UnixProcessFlag::ResetSignalHandlers);
        if (!m_spec.folder.isEmpty())
            m_process.setWorkingDirectory(m_spec.folder);
        if (!m_spec.inputFile.isEmpty())
            m_process.setStandardInputFile(m_spec.inputFile);
        if (!m_spec.outputFile.isEmpty())
            m_process.setStandardOutputFile(m_spec.outputFile);
        connectProcess();
        m_stop.emplace(std::move(stop), [this] {
            QMetaObject::invokeMethod(this, [this] { end(ErrorCode::Cancelled); });
        });
    }

    Completion<ProcessOutput> start()
    {
        m_timer.start(m_spec.timeout);
        m_process.start();
        if (m_spec.inputFile.isEmpty()) {
            m_process.write(m_spec.input);
            m_process.closeWriteChannel();
        }
        return m_completion;
    }

private:
    void connectProcess()
    {
        connect(&m_process, &QProcess::readyReadStandardOutput, this, [this] {
            m_output.out += m_process.readAllStandardOutput();
            if (m_output.out.size() > m_spec.outputLimit)
                end(ErrorCode::TooLarge);
        });
        connect(&m_process, &QProcess::readyReadStandardError, this, [this] { takeErrorOutput(); });
        connect(&m_process, &QProcess::started, this, [this] {
            if (m_why)
                askToEnd();
        });
        connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
            if (error == QProcess::FailedToStart)
                finish(failure(
                    ErrorCode::NotFound,
                    QStringLiteral("%1 can not be started. Is it installed?").arg(m_spec.program),
                    m_process.errorString()));
        });
        connect(&m_process, &QProcess::finished, this,
                [this](int code, QProcess::ExitStatus status) { onFinished(code, status); });
        m_timer.setSingleShot(true);
        connect(&m_timer, &QTimer::timeout, this, [this] { end(ErrorCode::Timeout); });
    }

    void takeErrorOutput()
    {
        const QByteArray block = m_process.readAllStandardError();
        m_output.err += block;
        m_output.err = m_output.err.last(std::min(keptError, m_output.err.size()));
        if (!m_spec.onErrorLine)
            return;
        m_line += block;
        qsizetype start = 0;
        for (qsizetype i = 0; i < m_line.size(); ++i) {
            if (m_line[i] != '\n' && m_line[i] != '\r')
                continue;
            if (i > start)
                m_spec.onErrorLine(m_line.sliced(start, i - start));
            start = i + 1;
        }
        m_line = m_line.sliced(start).last(std::min(keptError, m_line.size() - start));
    }

    /// Asks the program to end, then makes it; the answer is given when it is gone.
    void end(ErrorCode why)
    {
        if (m_why || m_process.state() == QProcess::NotRunning)
            return;
        m_why = why;
        // Until it is itself it is a copy of us: a signal would run our handlers in it.
        if (m_process.state() == QProcess::Running)
            askToEnd();
    }

    void askToEnd()
    {
        m_process.terminate();
        signalGroup(SIGTERM);
        QTimer::singleShot(graceMs, &m_process, [this] {
            signalGroup(SIGKILL);
            m_process.kill();
        });
    }

    void signalGroup(int signal) const
    {
        if (const qint64 leader = m_process.processId(); leader > 0)
            ::kill(pid_t(-leader), signal);
    }

    void onFinished(int code, QProcess::ExitStatus status)
    {
        m_output.exitCode = code;
        if (m_why)
            finish(failure(*m_why, reason(*m_why), QString::fromUtf8(m_output.err)));
        else if (status == QProcess::CrashExit)
            finish(failure(ErrorCode::Internal,
                           QStringLiteral("%1 has crashed.").arg(m_spec.program),
                           QString::fromUtf8(m_output.err)));
        else
            finish(std::move(m_output));
    }

    QString reason(ErrorCode why) const
    {
        switch (why) {
        case ErrorCode::Timeout:
            return QStringLiteral("%1 took longer than %2 s and was ended.")
                .arg(m_spec.program)
                .arg(m_spec.timeout.count() / 1000);
        case ErrorCode::TooLarge:
            return QStringLiteral("%1 printed more than it should and was ended.")
                .arg(m_spec.program);
        default:
            return QStringLiteral("Cancelled.");
        }
    }

    void finish(Result<ProcessOutput> result)
    {
        m_timer.stop();
        m_process.disconnect(this);
        m_completion.finish(std::move(result));
        deleteLater();
    }

    ProcessSpec m_spec;
    QProcess m_process;
    QTimer m_timer;
    ProcessOutput m_output;
    QByteArray m_line;
    std::optional<ErrorCode> m_why;
    Completion<ProcessOutput> m_completion;
    // Last, so that it is gone first: its callback uses all of the above.
    std::optional<std::stop_callback<std::function<void()>>> m_stop;
};

} // namespace

Task<ProcessOutput> runProcess(ProcessSpec spec, StopToken stop)
{
    if (stop.stop_requested())
        co_return cancelled();
    // Deletes itself when the program has ended, which it does by the time-out at the latest.
    auto *run = new ProcessRun(std::move(spec), std::move(stop));
    co_return co_await run->start().wait();
}

} // namespace skybranch
