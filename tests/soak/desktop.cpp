// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop.h"

#include "support/backend.h"

#include <QFile>
#include <QJsonDocument>

#include <csignal>

using namespace Qt::StringLiterals;

namespace skybranch::soak {

Desktop::Desktop(QString folder, QString backendUrl, QString keyFile)
    : m_folder(std::move(folder))
    , m_backendUrl(std::move(backendUrl))
    , m_keyFile(std::move(keyFile))
{
}

Desktop::~Desktop()
{
    kill();
}

bool Desktop::isRunning() const
{
    return m_process && m_process->state() != QProcess::NotRunning;
}

bool Desktop::start()
{
    m_process = std::make_unique<QProcess>();
    m_lines.clear();
    m_process->setStandardErrorFile(log(), QIODevice::Append);
    QObject::connect(m_process.get(), &QProcess::readyReadStandardOutput, m_process.get(),
                     [this] { read(); });
    m_process->start(test::BackendProcess::program(u"skybranch-soak-desktop"_s),
                     {m_folder + u"/data"_s, m_backendUrl, m_keyFile});
    const bool isLoaded = QTest::qWaitFor(
        [this] {
            const auto answer = ask({{u"do"_s, u"rows"_s}});
            return answer && answer->value(u"loaded"_s).toBool();
        },
        20'000);
    if (!isLoaded)
        return false;
    const auto isShown = [this] { return !rows().isEmpty(); };
    if (!isShown())
        ask({{u"do"_s, u"add"_s}, {u"row"_s, clone()}});
    return QTest::qWaitFor(isShown, 20'000);
}

void Desktop::signal(int number)
{
    if (isRunning())
        ::kill(pid_t(m_process->processId()), number);
}

void Desktop::kill()
{
    if (!isRunning())
        return;
    signal(SIGKILL);
    m_process->waitForFinished(10'000);
}

bool Desktop::end()
{
    m_process->closeWriteChannel();
    return QTest::qWaitFor([this] { return !isRunning(); }, 20'000);
}

void Desktop::read()
{
    m_lines += m_process->readAllStandardOutput();
    for (qsizetype end = 0; (end = m_lines.indexOf('\n')) >= 0; m_lines.remove(0, end + 1)) {
        const QJsonObject message = QJsonDocument::fromJson(m_lines.first(end)).object();
        if (message.contains(u"id"_s)) {
            m_answers.insert(message[u"id"_s].toInt(), message);
            continue;
        }
        QFile file(log());
        if (file.open(QIODevice::Append))
            file.write(m_lines.first(end + 1));
    }
}

std::optional<QJsonObject> Desktop::ask(QJsonObject order, int timeoutMs)
{
    const int id = ++m_lastId;
    order.insert(u"id"_s, id);
    if (!isRunning())
        return std::nullopt;
    m_process->write(QJsonDocument(order).toJson(QJsonDocument::Compact) + '\n');
    (void)QTest::qWaitFor([&] { return m_answers.contains(id) || !isRunning(); }, timeoutMs);
    if (!m_answers.contains(id))
        return std::nullopt;
    return m_answers.take(id);
}

QJsonArray Desktop::rows()
{
    return ask({{u"do"_s, u"rows"_s}}).value_or(QJsonObject()).value(u"rows"_s).toArray();
}

QString Desktop::rowOf(const QString &workspaceId)
{
    for (const QJsonValue &row : rows()) {
        if (row[u"cloud"_s][u"id"_s].toString() == workspaceId)
            return row[u"id"_s].toString();
    }
    return {};
}

} // namespace skybranch::soak
