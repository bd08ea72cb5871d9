// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/backendprocess.h"

#include "client/words.h"

#include <QLoggingCategory>
#include <QRandomGenerator>

#include <array>
#include <fcntl.h>
#include <unistd.h>

namespace skybranch::client {
namespace {

Q_LOGGING_CATEGORY(logBackend, "skybranch.client.backend")

constexpr std::array restartDelaysMs{0, 1000, 3000, 10'000};
constexpr int startMs = 60'000;
constexpr int endMs = 5000;
constexpr int steadySeconds = 60;
constexpr int folderInUse = 10; ///< exit code of skybranchd
constexpr int longestEndingMs = 40'000; ///< of another one, which gives itself 30 s
constexpr int endingLookMs = 500;
constexpr qsizetype keptErrors = 16 << 10;
constexpr qsizetype longestLine = 4 << 10;

QByteArray randomKey()
{
    std::array<quint32, 8> words{};
    QRandomGenerator::system()->fillRange(words.data(), words.size());
    return QByteArray(reinterpret_cast<const char *>(words.data()), sizeof words)
        .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

void closeEnd(int &descriptor)
{
    if (descriptor >= 0)
        ::close(std::exchange(descriptor, -1));
}

} // namespace

BackendProcess::BackendProcess(QString program, QString dataFolder, QStringList providers)
    : m_program(std::move(program))
    , m_dataFolder(std::move(dataFolder))
    , m_providers(std::move(providers))
{
    m_patience.setSingleShot(true);
    m_restart.setSingleShot(true);
    connect(&m_restart, &QTimer::timeout, this, &BackendProcess::launch);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        if (m_process)
            m_process->kill();
    });
}

BackendProcess::~BackendProcess()
{
    closeEnd(m_alivePipe);
    if (!m_process)
        return;
    m_process->disconnect(this);
    // Until it is itself it is a copy of us: a signal would run our handlers in it.
    m_process->waitForStarted(endMs);
    m_process->terminate();
    if (!m_process->waitForFinished(endMs))
        qCWarning(logBackend) << "has not ended in time";
}

void BackendProcess::start()
{
    m_deaths = 0;
    m_inUse.invalidate();
    m_restart.stop();
    if (m_program.isEmpty()) {
        setState(State::Failed, {});
        return;
    }
    // One that lives either becomes ready or is ended by its own patience.
    if (!m_process)
        launch();
}

void BackendProcess::giveUp()
{
    m_restart.stop();
    m_patience.stop();
    closeEnd(m_alivePipe);
    if (!m_process)
        return;
    // It ends by the pipe.
    QProcess *process = m_process.release();
    process->disconnect(this);
    process->setParent(this);
    connect(process, &QProcess::finished, process, &QObject::deleteLater);
}

void BackendProcess::setState(State state, const QString &problem)
{
    m_state = state;
    m_problem = problem;
    m_since = QDateTime::currentDateTimeUtc();
    Q_EMIT stateChanged();
}

void BackendProcess::launch()
{
    std::array<int, 2> keyPipe{-1, -1};
    std::array<int, 2> alivePipe{-1, -1};
    if (::pipe2(keyPipe.data(), O_CLOEXEC) != 0 || ::pipe2(alivePipe.data(), O_CLOEXEC) != 0) {
        closeEnd(keyPipe[0]);
        closeEnd(keyPipe[1]);
        setState(State::Failed,
                 Words::tr("Too many files are open on this computer. Close "
                           "some programs and try again."));
        return;
    }
    m_key = randomKey();
    m_output.clear();
    m_errors.clear();
    m_process = std::make_unique<QProcess>();
    m_process->setProgram(m_program);
    QStringList arguments{QStringLiteral("--listen"),     QStringLiteral("127.0.0.1:0"),
                          QStringLiteral("--data-dir"),   m_dataFolder,
                          QStringLiteral("--api-key-fd"), QString::number(keyPipe[0]),
                          QStringLiteral("--parent-fd"),  QString::number(alivePipe[0])};
    for (const QString &provider : m_providers)
        arguments << QStringLiteral("--provider") << provider;
    m_process->setArguments(arguments);
    // A Ctrl-C in a terminal is for us: it ends in order, after what we still ask of it.
    m_process->setUnixProcessParameters(QProcess::UnixProcessFlag::CreateNewSession
                                        | QProcess::UnixProcessFlag::ResetSignalHandlers);
    m_process->setChildProcessModifier([keyPipe, alivePipe] {
        ::fcntl(keyPipe[0], F_SETFD, 0);
        ::fcntl(alivePipe[0], F_SETFD, 0);
    });
    connect(m_process.get(), &QProcess::readyReadStandardOutput, this, &BackendProcess::readLines);
    connect(m_process.get(), &QProcess::readyReadStandardError, this, [this] {
        m_errors += m_process->readAllStandardError();
        m_errors = m_errors.right(keptErrors);
    });
    connect(m_process.get(), &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            onEnded();
    });
    connect(m_process.get(), &QProcess::finished, this, &BackendProcess::onEnded);
    // A pipe takes this much without anybody reading.
    const QByteArray line = m_key + '\n';
    static_cast<void>(!::write(keyPipe[1], line.constData(), size_t(line.size())));
    closeEnd(keyPipe[1]);
    closeEnd(m_alivePipe);
    m_alivePipe = alivePipe[1];
    const bool isFirst = m_deaths == 0 && !m_inUse.isValid();
    setState(isFirst ? State::Starting : State::Restarting, m_problem);
    m_patience.start(startMs);
    m_process->start();
    closeEnd(keyPipe[0]);
    closeEnd(alivePipe[0]);
}

void BackendProcess::readLines()
{
    m_output += m_process->readAllStandardOutput();
    const qsizetype end = m_output.indexOf('\n');
    if (end < 0 && m_output.size() < longestLine)
        return;
    const QByteArray line = m_output.left(end).trimmed();
    m_output.clear();
    constexpr QByteArrayView ready("skybranchd ready on ");
    if (m_state == State::Ready || !line.startsWith(ready))
        return;
    m_url = QUrl(QString::fromLatin1(line.sliced(ready.size())));
    m_patience.stop();
    m_inUse.invalidate();
    setState(State::Ready);
}

void BackendProcess::onEnded()
{
    m_patience.stop();
    if (m_state == State::Ready && m_since.secsTo(QDateTime::currentDateTimeUtc()) > steadySeconds)
        m_deaths = 0;
    const QString words = lastWords();
    const bool isMissing = m_process->error() == QProcess::FailedToStart;
    const bool isInUse = m_process->exitCode() == folderInUse;
    if (!isInUse || !m_inUse.isValid())
        qCWarning(logBackend) << "ended:" << words;
    // It can not go in its own signal.
    m_process.release()->deleteLater();
    closeEnd(m_alivePipe);
    if (isInUse && isStillEnding()) {
        setState(State::Restarting, words);
        m_restart.start(endingLookMs);
        return;
    }
    if (isMissing || size_t(m_deaths) >= restartDelaysMs.size()) {
        setState(State::Failed,
                 isMissing
                     ? words
                     : Words::tr("The backend on this computer does not stay up. %1").arg(words));
        return;
    }
    setState(State::Restarting, words);
    m_restart.start(restartDelaysMs[size_t(m_deaths++)]);
}

/// Another one keeps its folder until the last of it is gone: that is no fault of ours.
bool BackendProcess::isStillEnding()
{
    if (!m_inUse.isValid())
        m_inUse.start();
    return !m_inUse.hasExpired(longestEndingMs);
}

/// The last line of its log: a failed start says there what to do.
QString BackendProcess::lastWords() const
{
    if (m_process->error() == QProcess::FailedToStart)
        return QStringLiteral("%1 can not be started. Install Skybranch again.").arg(m_program);
    const QByteArray words = m_errors + m_process->readAllStandardError();
    const QStringList lines = QString::fromUtf8(words).split(u'\n', Qt::SkipEmptyParts);
    return lines.isEmpty() ? QString() : lines.last().right(500);
}

} // namespace skybranch::client
