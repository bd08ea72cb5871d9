// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/paths.h"
#include "screen.h"
#include "sessionrig.h"
#include "support/backend.h"
#include "support/foreigninit.h"
#include "support/gitdaemon.h"

using namespace skybranch;
using namespace skybranch::client;
using namespace skybranch::test;
using namespace Qt::StringLiterals;
using domain::WorkspaceStatus;

namespace {

/// A backend whose VMs have no guest. It is a copy, for a program looks for its files beside
/// itself.
class ForeignBackend
{
public:
    /// Its version of the guest is called @p guestName; empty: it has none to send.
    bool start(const QByteArray &guestName)
    {
        const QString bin = m_folder.filePath(u"bin"_s);
        const QString built = BackendProcess::program({});
        if (!QDir().mkpath(bin) || !writeForeignInit(bin + u"/skybranch-guest"_s)
            || !QFile::copy(built + u"skybranchd"_s, bin + u"/skybranchd"_s)
            || (!guestName.isEmpty() && !setGuest(guestName)))
            return false;
        backend = std::make_unique<BackendProcess>(bin + u"/skybranchd"_s);
        if (!backend->start() || !m_git.start())
            return false;
        workspace = backend->createWorkspace(m_git.url());
        if (!backend->waitForStatus(workspace, u"running"_s)
            || !writePrivateFile(m_folder.filePath(u"key"_s), backend->key() + '\n'))
            return false;
        row = u"cloud:"_s + workspace;
        rig = std::make_unique<SessionRig>(
            SessionConfig{.dataFolder = m_folder.filePath(u"desktop"_s),
                          .backendUrl = backend->base(),
                          .backendKeyFile = m_folder.filePath(u"key"_s)});
        return waitRow(*rig, row, [](const auto &info) {
            return info.cloud && info.cloud->status == WorkspaceStatus::Running;
        });
    }

    /// The guest that was built, as if it were of another version.
    bool setGuest(const QByteArray &name) const
    {
        const QString built
            = BackendProcess::program(u"../share/skybranch/guest/skybranch-guest"_s);
        const QString guest = m_folder.filePath(u"share/skybranch/guest/skybranch-guest"_s);
        QDir().mkpath(QFileInfo(guest).path());
        QFile::link(built + u".tar.xz"_s, guest + u".tar.xz"_s);
        QJsonObject about
            = QJsonDocument::fromJson(readFile(built + u".json"_s).value_or(QByteArray())).object();
        about.insert(u"name"_s, QString::fromLatin1(name));
        return writePrivateFile(guest + u".json"_s, QJsonDocument(about).toJson()).has_value();
    }

    /// Where the desktop finds it again.
    bool restart() const
    {
        const QUrl base(backend->base());
        return backend->start({u"--listen"_s, base.authority()});
    }

    Screen open() const
    {
        return Screen(rig->session->openTerminal(row, Terminal::Place::Cloud, {}));
    }

    bool become(domain::WorkspaceEvent event, const QString &status) const
    {
        rig->session->request(row, event);
        return backend->waitForStatus(workspace, status);
    }

    QString workspace;
    QString row;

private:
    QTemporaryDir m_folder;
    GitDaemon m_git;

public:
    std::unique_ptr<BackendProcess> backend;
    std::unique_ptr<SessionRig> rig;
};

} // namespace

/// VMs of an image that is not ours, from "Enable Cloud" to a terminal.
class TestForeignVm : public QObject
{
    Q_OBJECT

    ScratchHome m_home;

private Q_SLOTS:
    void theGuestIsSent();
    void anUpdatedBackendSendsItsOwn();
    void withoutAGuestThereIsAShell();
};

void TestForeignVm::theGuestIsSent()
{
    ForeignBackend cloud;
    QVERIFY2(cloud.start("0.1.0-0000000000aa"),
             cloud.backend ? cloud.backend->errors().constData() : "");
    QCOMPARE(cloud.rig->row(cloud.row).guestProblem, QString());
    Screen screen = cloud.open();
    QVERIFY(screen.waitState(Terminal::State::Open));
    QCOMPARE(screen.terminal->frailty(), QString());
    screen.terminal->write("echo in $((40 + 2)) $(git branch --show-current) $PWD\n");
    QVERIFY(screen.waitFor("in 42 topic /home/dev/workspace/"));
    QVERIFY(waitRow(*cloud.rig, cloud.row, [](const auto &row) { return row.cloudReachable; }));

    // Its daemon has ended with the VM, and nobody there starts it.
    QVERIFY(cloud.become(domain::WorkspaceEvent::Stop, u"stopped"_s));
    QVERIFY(cloud.become(domain::WorkspaceEvent::Resume, u"running"_s));
    QVERIFY(
        waitRow(*cloud.rig, cloud.row, [](const auto &row) { return row.cloudReachable; }, 30'000));
}

void TestForeignVm::anUpdatedBackendSendsItsOwn()
{
    ForeignBackend cloud;
    QVERIFY2(cloud.start("0.1.0-0000000000aa"),
             cloud.backend ? cloud.backend->errors().constData() : "");
    Screen screen = cloud.open();
    QVERIFY(screen.waitState(Terminal::State::Open));
    screen.terminal->write("kept=$((40 + 1)); cd ~/.local/share/skybranch/guest\n");
    QVERIFY(cloud.setGuest("0.2.0-0000000000bb"));
    QCOMPARE(cloud.backend->terminate(), 0);
    QVERIFY(cloud.restart());
    // It looks at each VM every half a minute.
    screen.terminal->write(
        "until [ -e 0.2.0* ]; do sleep 0.1; done; echo in $(readlink current)\n");
    QVERIFY(screen.waitFor("in 0.2.0-0000000000bb", 60'000));
    QVERIFY(
        waitRow(*cloud.rig, cloud.row, [](const auto &row) { return row.cloudReachable; }, 30'000));
    screen.terminal->write("echo kept $((kept + 1)) by $(ls -d 0.1.0*)\n");
    QVERIFY(screen.waitFor("kept 42 by 0.1.0-0000000000aa"));
}

void TestForeignVm::withoutAGuestThereIsAShell()
{
    ForeignBackend cloud;
    QVERIFY2(cloud.start({}), cloud.backend ? cloud.backend->errors().constData() : "");
    const QString problem = cloud.rig->row(cloud.row).guestProblem;
    QVERIFY2(problem.contains(u"has none to send"_s), qPrintable(problem));
    Screen screen = cloud.open();
    QVERIFY(screen.waitState(Terminal::State::Open));
    QCOMPARE(screen.terminal->frailty(), problem);
    QVERIFY(screen.waitFor("This is a plain shell, which ends with its connection."));
    screen.terminal->resize(101, 33);
    screen.terminal->write("stty size; echo in $((40 + 2))\n");
    QVERIFY(screen.waitFor("33 101"));
    QVERIFY(screen.waitFor("in 42"));
    QCOMPARE(screen.job(), u"?"_s);
    QVERIFY(!cloud.rig->row(cloud.row).cloudReachable);

    // With its connection its shell is gone, and that is said.
    screen.terminal->write("kill -9 $PPID\n");
    QVERIFY(screen.waitFor("This is a new one."));
    QVERIFY(screen.waitState(Terminal::State::Open));
    screen.terminal->write("echo again $((40 + 3)); exit 7\n");
    QVERIFY(screen.waitFor("again 43"));
    QVERIFY(screen.waitState(Terminal::State::Ended));
    QCOMPARE(screen.terminal->exitCode(), 7);

    // After a pause it is said still.
    QVERIFY(cloud.become(domain::WorkspaceEvent::Stop, u"stopped"_s));
    QVERIFY(cloud.become(domain::WorkspaceEvent::Resume, u"running"_s));
    QVERIFY(waitRow(*cloud.rig, cloud.row,
                    [&problem](const auto &row) { return row.guestProblem == problem; }));
}

QTEST_GUILESS_MAIN(TestForeignVm)
#include "tst_foreignvm.moc"
