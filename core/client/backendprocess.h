// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QDateTime>
#include <QElapsedTimer>
#include <QObject>
#include <QProcess>
#include <QTimer>
#include <QUrl>

namespace skybranch::client {

/// The bundled backend: a skybranchd of our own on loopback, with a key that is new at each start
/// and that only the two of us know. Started again when it dies: at once, after 1, 3 and 10 s;
/// then it has Failed. One before it that still ends is waited for. It ends with us, also when we
/// are killed.
class BackendProcess : public QObject
{
    Q_OBJECT

public:
    enum class State { Starting, Ready, Restarting, Failed };

    BackendProcess(QString program, QString dataFolder, QStringList providers);
    ~BackendProcess() override;

    void start(); ///< also again, after Failed
    void giveUp(); ///< lets one that does not run yet go, and starts none

    State state() const { return m_state; }
    QDateTime since() const { return m_since; }
    QString problem() const { return m_problem; } ///< a sentence, when not Ready
    QUrl url() const { return m_url; } ///< when Ready
    QByteArray key() const { return m_key; }
    qint64 processId() const { return m_process ? m_process->processId() : 0; }

Q_SIGNALS:
    void stateChanged();

private:
    void launch();
    void setState(State state, const QString &problem = {});
    void readLines();
    void onEnded();
    QString lastWords() const;
    bool isStillEnding();

    QString m_program;
    QString m_dataFolder;
    QStringList m_providers;
    std::unique_ptr<QProcess> m_process;
    State m_state = State::Starting;
    QDateTime m_since;
    QString m_problem;
    QUrl m_url;
    QByteArray m_key;
    int m_alivePipe = -1; ///< closes when we end; the backend watches the other end
    QByteArray m_output;
    QByteArray m_errors;
    int m_deaths = 0;
    QElapsedTimer m_inUse; ///< valid while another one has the folder
    QTimer m_patience; ///< a start that takes too long has failed
    QTimer m_restart;
};

} // namespace skybranch::client
