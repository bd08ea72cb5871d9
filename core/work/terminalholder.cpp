// SPDX-License-Identifier: GPL-3.0-or-later
#include "work/terminalholder.h"

#include "base/log.h"
#include "work/activity.h"
#include "work/agentlink.h"

#include <QFile>

#include <csignal>

namespace skybranch::work {
namespace {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

constexpr qsizetype mostEnded = 50;
constexpr qsizetype mostUntyped = 256 << 10; ///< bytes that wait for the program
constexpr qsizetype maxTitle = 200;
constexpr auto recordEvery = 1s;
constexpr auto lastWords = 5s; ///< for who takes the rest slowly; it is kept as well
constexpr auto lastWordsOfVm = 1s;

/// Whether a SIGTERM waits to be read: it was sent to the shell as well, which may end sooner.
bool isAskedToStop()
{
    sigset_t pending;
    return ::sigpending(&pending) == 0 && ::sigismember(&pending, SIGTERM) == 1;
}

/// A VM that runs out of memory ends what runs in a terminal before the terminal. It takes a right
/// that not every VM has, and what is started later inherits it.
void preferToLive()
{
    QFile score(u"/proc/self/oom_score_adj"_s);
    if (score.open(QIODevice::WriteOnly))
        score.write("-500");
}

} // namespace

Result<std::unique_ptr<TerminalHolder>> TerminalHolder::create(const QString &id, Options options)
{
    const TerminalFolder folder(options.home, id);
    std::unique_ptr<TerminalHolder> holder(new TerminalHolder(folder, std::move(options)));
    if (const auto begun = holder->begin(); !begun)
        return failure(begun);
    return holder;
}

TerminalHolder::TerminalHolder(TerminalFolder folder, Options options)
    : m_folder(std::move(folder))
    , m_options(std::move(options))
{
    m_recordDue.setSingleShot(true);
    connect(&m_recordDue, &QTimer::timeout, this, &TerminalHolder::writeRecord);
}

TerminalHolder::~TerminalHolder() = default;

Result<> TerminalHolder::begin()
{
    // Who listens there has the terminal.
    if (const auto listening = m_listener.listen(m_folder.socket()); !listening)
        return failure(listening);
    auto ring = TerminalRing::create(m_folder.ring());
    if (!ring)
        return failure(ring);
    m_output = std::make_unique<TerminalOutput>(std::move(*ring));
    m_audience = std::make_unique<Audience>(m_output.get());
    m_record.startedAt = QDateTime::currentDateTimeUtc();
    if (!m_options.name.isEmpty())
        if (const auto named = m_folder.setName(m_options.name); !named)
            return failure(named);
    if (const auto written = m_folder.write(m_record); !written)
        return failure(written);
    connect(&m_listener, &LocalListener::connected, m_audience.get(), &Audience::add);
    connect(m_audience.get(), &Audience::attached, this, &TerminalHolder::startShell);
    connect(m_audience.get(), &Audience::typed, this, &TerminalHolder::type);
    connect(m_audience.get(), &Audience::ready, this, &TerminalHolder::readMore);
    connect(m_audience.get(), &Audience::endAsked, this, &TerminalHolder::endAsAsked);
    connect(m_audience.get(), &Audience::sizeChanged, this, [this](wire::TerminalSize size) {
        m_output->resize(size);
        if (m_pty)
            m_pty->resize(size.columns, size.rows);
    });
    connect(m_audience.get(), &Audience::countChanged, this, [this] {
        m_record.watchers = m_audience->count();
        recordSoon();
    });
    QTimer::singleShot(m_options.unwatched, this, [this] {
        if (!m_pty)
            abandon();
    });
    forgetOldTerminals(m_options.home, mostEnded);
    return {};
}

void TerminalHolder::startShell()
{
    if (m_pty || m_hasEnded)
        return;
    auto pty = Pty::start(shellSpec());
    if (!pty) {
        m_output->append((pty.error().message + u"\r\n"_s).toUtf8());
        qCritical("%s", qPrintable(describe(pty.error())));
        QMetaObject::invokeMethod(this, [this] { onEnded(127); }, Qt::QueuedConnection);
        m_hasEnded = true;
        return;
    }
    m_pty = std::move(*pty);
    preferToLive();
    connect(m_pty.get(), &Pty::readyRead, this, &TerminalHolder::readMore);
    connect(m_pty.get(), &Pty::drained, this, [this] { m_audience->setTaking(true); });
    connect(m_pty.get(), &Pty::ended, this, &TerminalHolder::onEnded);
}

PtySpec TerminalHolder::shellSpec() const
{
    PtySpec spec = loginShell(m_options.folder);
    if (spec.environment.contains(u"SSH_AUTH_SOCK"_s))
        spec.environment.insert(u"SSH_AUTH_SOCK"_s, agentLink(m_options.home));
    spec.environment.insert(QString::fromLatin1(terminalVariable), m_folder.id());
    spec.columns = m_audience->size().columns;
    spec.rows = m_audience->size().rows;
    return spec;
}

void TerminalHolder::readMore()
{
    if (m_pty && !m_hasEnded && !m_audience->isHoldingUp())
        takeOutput();
}

void TerminalHolder::takeOutput()
{
    const QByteArray bytes = m_pty->take();
    if (bytes.isEmpty())
        return;
    const QByteArray answers = m_output->append(bytes);
    m_audience->pump();
    if (!answers.isEmpty())
        m_pty->write(answers);
    noteTitle();
}

void TerminalHolder::noteTitle()
{
    const QString title = m_output->title().left(maxTitle);
    if (title == m_record.title)
        return;
    m_record.title = title;
    recordSoon();
}

void TerminalHolder::recordSoon()
{
    if (!m_recordDue.isActive() && !m_hasEnded)
        m_recordDue.start(recordEvery);
}

void TerminalHolder::type(const QByteArray &bytes)
{
    if (!m_pty)
        return;
    m_pty->write(bytes);
    if (m_pty->waiting() > mostUntyped)
        m_audience->setTaking(false);
}

void TerminalHolder::endAsAsked()
{
    if (m_pty)
        m_pty->hangUp();
    else
        abandon();
}

void TerminalHolder::stop()
{
    m_isStopping = true;
    endAsAsked();
}

void TerminalHolder::abandon()
{
    if (std::exchange(m_hasEnded, true))
        return;
    m_folder.remove();
    Q_EMIT finished();
}

void TerminalHolder::onEnded(int exitCode)
{
    if (m_pty)
        takeOutput();
    m_output->finish();
    m_hasEnded = true;
    if (m_pty)
        m_pty.release()->deleteLater(); // it is the one who tells
    m_recordDue.stop();
    m_record.endedAt = QDateTime::currentDateTimeUtc();
    m_record.exit = {.byItself = !m_isStopping && !isAskedToStop(), .code = exitCode};
    m_record.watchers = 0;
    writeRecord();
    m_audience->setTaking(true);
    m_audience->finish(m_record.exit);
    connect(m_audience.get(), &Audience::countChanged, this, [this] {
        if (m_audience->count() == 0)
            Q_EMIT finished();
    });
    const auto linger = m_audience->count() == 0 ? 0s
        : m_record.exit.byItself                 ? lastWords
                                                 : lastWordsOfVm;
    QTimer::singleShot(linger, this, &TerminalHolder::finished);
}

void TerminalHolder::writeRecord()
{
    if (const auto written = m_folder.write(m_record); !written)
        qWarning("%s", qPrintable(describe(written.error())));
}

} // namespace skybranch::work
