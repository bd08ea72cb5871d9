// SPDX-License-Identifier: GPL-3.0-or-later
#include "../soak/cutproxy.h"
#include "screen.h"
#include "sessionrig.h"
#include "support/backend.h"
#include "support/gitdaemon.h"

#include <QDir>
#include <QRandomGenerator>
#include <QTest>

using namespace skybranch;
using namespace skybranch::client;
using namespace skybranch::test;
using namespace Qt::StringLiterals;
using domain::WorkspaceStatus;

namespace {

/// How many processes the VM has for attaching to terminal @p id.
qsizetype attachesTo(const QString &id)
{
    const QByteArray attach = "skybranch-guest\0attach\0"_ba + id.toLatin1();
    return std::ranges::count_if(QDir(u"/proc"_s).entryList(QDir::Dirs),
                                 [&attach](const QString &process) {
                                     return readFile(u"/proc/%1/cmdline"_s.arg(process))
                                         .value_or(QByteArray())
                                         .contains(attach);
                                 });
}

} // namespace

/// Terminals that live in a real VM, over a network that this test cuts.
class TestCloudTerminals : public QObject
{
    Q_OBJECT

    ScratchHome m_home;
    QTemporaryDir m_dir;
    GitDaemon m_git;
    BackendProcess m_backend;
    soak::CutProxy m_api;
    soak::VmNetwork m_network;
    std::unique_ptr<SessionRig> m_rig;
    QString m_row;
    QString m_workspaceFolder; ///< of the VM, on this computer

    std::unique_ptr<SessionRig> newDesktop(const char *name);
    std::unique_ptr<Screen> open(const SessionRig &rig, const QString &id = {}) const;
    static bool say(const Screen &screen, const QByteArray &line);
    bool comesBack(Screen &screen);

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void eachByteOnceOverCuts();
    void moreThanIsKeptIsMarked();
    void aDeadLinkIsNoticedWhenItIsUsed();
    void aDeadLinkIsNoticedByWhoOnlyReads();
    void aHolderThatStandsStillIsAskedAgain();
    void tooMuchIsNotKept();
    void twoDesktopsShareOne();
    void anotherStartOfTheDesktopFindsIt();
    void isListedNamedEndedAndForgotten();
    void theShellTellsOfItsCommands();
    void thirtyAtOnce();
};

std::unique_ptr<SessionRig> TestCloudTerminals::newDesktop(const char *name)
{
    auto rig = std::make_unique<SessionRig>(
        SessionConfig{.dataFolder = m_dir.filePath(QLatin1StringView(name)),
                      .backendUrl = u"http://127.0.0.1:%1"_s.arg(m_api.port()),
                      .backendKeyFile = m_dir.filePath(u"key"_s)});
    const bool runs = waitRow(
        *rig, m_row,
        [](const auto &row) { return row.cloud && row.cloud->status == WorkspaceStatus::Running; },
        60'000);
    return runs ? std::move(rig) : nullptr;
}

std::unique_ptr<Screen> TestCloudTerminals::open(const SessionRig &rig, const QString &id) const
{
    auto screen
        = std::make_unique<Screen>(rig.session->openTerminal(m_row, Terminal::Place::Cloud, id));
    return screen->waitState(Terminal::State::Open) ? std::move(screen) : nullptr;
}

/// Types a line that says something else than it is.
bool TestCloudTerminals::say(const Screen &screen, const QByteArray &line)
{
    return screen.terminal->write(line + '\n');
}

/// By hand, for the ladder takes its time.
bool TestCloudTerminals::comesBack(Screen &screen)
{
    return QTest::qWaitFor(
        [&screen] {
            const Terminal::State state = screen.terminal->state();
            if (state == Terminal::State::Lost
                || (state == Terminal::State::Reconnecting
                    && screen.terminal->nextTry() > QDateTime::currentDateTimeUtc()))
                screen.terminal->reconnect();
            return state == Terminal::State::Open;
        },
        30'000);
}

void TestCloudTerminals::initTestCase()
{
    QVERIFY(m_git.start());
    QVERIFY(m_api.listen());
    QVERIFY2(m_backend.start({u"--host"_s, u"127.0.0.1:%1"_s.arg(m_api.port())}),
             m_backend.errors().constData());
    const QString id = m_backend.createWorkspace(m_git.url());
    QVERIFY(m_backend.waitForStatus(id, u"running"_s));
    const QString vm = m_backend.workspace(id).value(u"vmId"_s).toString();
    m_workspaceFolder = m_backend.dataFolder() + u"/sandbox/"_s + vm + u"/workspace"_s;
    QVERIFY(writePrivateFile(m_dir.filePath(u"key"_s), m_backend.key() + '\n').has_value());
    m_api.setTarget(quint16(QUrl(m_backend.base()).port()));
    m_api.setRewriting([this](const QByteArray &answer) { return m_network.rerouted(answer); });
    m_row = u"cloud:"_s + id;
    m_rig = newDesktop("first");
    QVERIFY(m_rig);
}

void TestCloudTerminals::cleanupTestCase()
{
    m_rig.reset();
}

/// Both ways: 40,000 lines of output, and lines typed all the while, over a dozen cuts.
void TestCloudTerminals::eachByteOnceOverCuts()
{
    QRandomGenerator random(11);
    const auto screen = open(*m_rig);
    QVERIFY(screen);
    QVERIFY(say(*screen,
                "stty -echo; PS1=; echo be''gin; (for i in $(seq 0 199); do "
                "seq -f 'out %.0f' $((i * 200 + 1)) $((i * 200 + 200)); sleep 0.02; done; "
                "echo the-e''nd) & cat > /workspace/typed; echo typed-a''ll"));
    QVERIFY(screen->waitFor("begin"));
    QByteArray typed;
    for (int cut = 0; cut < 12; ++cut) {
        m_network.setCut(true);
        for (int line = random.bounded(4); line >= 0; --line) {
            const QByteArray words = "in " + QByteArray::number(typed.size()) + '\n';
            QVERIFY(screen->terminal->write(words));
            typed += words;
        }
        QTRY_VERIFY(screen->terminal->state() != Terminal::State::Open);
        m_network.setCut(false);
        QVERIFY(comesBack(*screen));
        const qsizetype before = screen->text.size();
        QTRY_VERIFY(screen->text.size() > before + random.bounded(2000)
                    || screen->text.contains("the-end"));
    }
    QVERIFY(screen->waitFor("the-end"));
    QVERIFY(screen->terminal->write("\x04"));
    QVERIFY(screen->waitFor("typed-all"));
    QByteArray expected;
    for (int line = 1; line <= 40'000; ++line)
        expected += "out " + QByteArray::number(line) + "\r\n";
    const qsizetype begin = screen->text.indexOf("out 1\r\n");
    QVERIFY(begin >= 0);
    QCOMPARE(screen->text.mid(begin, expected.size()), expected);
    QCOMPARE(readFile(m_workspaceFolder + u"/typed"_s).value_or(QByteArray()), typed);
    QCOMPARE(screen->terminal->unsentKeys(), 0);
    m_rig->session->endTerminal(m_row, screen->terminal->id());
}

void TestCloudTerminals::moreThanIsKeptIsMarked()
{
    const auto screen = open(*m_rig);
    QVERIFY(screen);
    QVERIFY(say(*screen,
                "echo wai''ting; sleep 0.3; seq 1200000 > /workspace/big; "
                "cat /workspace/big; touch /workspace/done; echo af''ter"));
    QVERIFY(screen->waitFor("waiting"));
    m_network.setCut(true);
    QTRY_VERIFY(QFile::exists(m_workspaceFolder + u"/done"_s));
    m_network.setCut(false);
    QVERIFY(comesBack(*screen));
    QVERIFY(screen->waitFor("of output came while nobody listened, and is gone ---"));
    QVERIFY(screen->waitFor("1200000\r\n"));
    QVERIFY(screen->waitFor("after"));
    QVERIFY(screen->text.size() < 6 << 20);
    m_rig->session->endTerminal(m_row, screen->terminal->id());
}

/// Nothing tells of it but the answer that does not come.
void TestCloudTerminals::aDeadLinkIsNoticedWhenItIsUsed()
{
    const auto screen = open(*m_rig);
    QVERIFY(screen);
    m_network.setStalled(true);
    QVERIFY(say(*screen, "echo o''nce >> /workspace/once; cat /workspace/once"));
    QTRY_COMPARE_WITH_TIMEOUT(screen->terminal->state(), Terminal::State::Reconnecting, 10'000);
    QCOMPARE(screen->terminal->unsentKeys(), 1);
    QVERIFY(say(*screen, "echo se''cond"));
    QCOMPARE(screen->terminal->unsentKeys(), 2);
    m_network.setCut(true);
    m_network.setStalled(false);
    m_network.setCut(false);
    QVERIFY(comesBack(*screen));
    QVERIFY(screen->waitFor("second"));
    QCOMPARE(readFile(m_workspaceFolder + u"/once"_s).value_or(QByteArray()), "once\n");
    QTRY_COMPARE(screen->terminal->unsentKeys(), 0);
    m_rig->session->endTerminal(m_row, screen->terminal->id());
}

/// Nothing is on its way that could be missed.
void TestCloudTerminals::aDeadLinkIsNoticedByWhoOnlyReads()
{
    const auto screen = open(*m_rig);
    QVERIFY(screen);
    QVERIFY(say(*screen, "for i in $(seq 1000000); do echo li''ne $i; sleep 0.05; done"));
    QVERIFY(screen->waitFor("line 3\r\n"));
    QTRY_COMPARE(screen->terminal->unsentKeys(), 0);
    m_network.move();
    QTRY_COMPARE_WITH_TIMEOUT(screen->terminal->state(), Terminal::State::Reconnecting, 10'000);
    QVERIFY(comesBack(*screen));
    const qsizetype before = screen->text.size();
    QTRY_VERIFY(screen->text.size() > before);
    m_rig->session->endTerminal(m_row, screen->terminal->id());
}

/// Nothing comes from it over a link that is well.
void TestCloudTerminals::aHolderThatStandsStillIsAskedAgain()
{
    const auto screen = open(*m_rig);
    QVERIFY(screen);
    const QString id = screen->terminal->id();
    const auto other = open(*m_rig);
    QVERIFY(other);
    QVERIFY(say(*screen, "echo $PPID > /workspace/holder; kill -STOP $PPID"));
    QTRY_VERIFY(!readFile(m_workspaceFolder + u"/holder"_s).value_or(QByteArray()).isEmpty());
    m_network.setCut(true);
    QTRY_VERIFY(screen->terminal->state() != Terminal::State::Open);
    const qsizetype before = attachesTo(id);
    m_network.setCut(false);
    QVERIFY(comesBack(*other));
    // They stay until it takes notice of them.
    QTRY_VERIFY_WITH_TIMEOUT(attachesTo(id) == before + 1, 20'000);
    QTRY_VERIFY_WITH_TIMEOUT(attachesTo(id) == before + 2, 20'000);
    QVERIFY(say(*other, "kill -CONT $(cat /workspace/holder)"));
    QVERIFY(comesBack(*screen));
    QVERIFY(say(*screen, "echo it li''ves"));
    QVERIFY(screen->waitFor("it lives"));
    m_rig->session->endTerminal(m_row, id);
    m_rig->session->endTerminal(m_row, other->terminal->id());
}

void TestCloudTerminals::tooMuchIsNotKept()
{
    const auto screen = open(*m_rig);
    QVERIFY(screen);
    m_network.setCut(true);
    QTRY_COMPARE(screen->terminal->state(), Terminal::State::Reconnecting);
    QVERIFY(screen->terminal->write(QByteArray(60 << 10, '#')));
    QVERIFY(!screen->terminal->write(QByteArray(5 << 10, '#')));
    QVERIFY(screen->terminal->write("\x15"));
    QCOMPARE(screen->terminal->unsentKeys(), 2);
    m_network.setCut(false);
    QVERIFY(comesBack(*screen));
    QTRY_COMPARE(screen->terminal->unsentKeys(), 0);
    m_rig->session->endTerminal(m_row, screen->terminal->id());
}

void TestCloudTerminals::twoDesktopsShareOne()
{
    const auto other = newDesktop("second");
    QVERIFY(other);
    const auto mine = open(*m_rig);
    QVERIFY(mine);
    mine->terminal->resize(100, 40);
    QVERIFY(say(*mine, "echo he''llo"));
    QVERIFY(mine->waitFor("hello"));
    QVERIFY(mine->terminal->audience().names.isEmpty());
    auto theirs = open(*other, mine->terminal->id());
    QVERIFY(theirs);
    QVERIFY(theirs->waitFor("hello"));
    // The smallest in each direction.
    theirs->terminal->resize(120, 30);
    QTRY_COMPARE(mine->terminal->audience().rows, 30);
    QCOMPARE(mine->terminal->audience().columns, 100);
    QCOMPARE(mine->terminal->audience().names.size(), 1);
    QVERIFY(mine->terminal->audience().names.first().contains(u'@'));
    QTRY_COMPARE(theirs->terminal->audience().columns, 100);
    QVERIFY(say(*theirs, "stty size; echo from-''them"));
    QVERIFY(mine->waitFor("from-them"));
    QVERIFY(mine->waitFor("30 100"));
    QTRY_COMPARE(mine->terminal->audience().typing, mine->terminal->audience().names.first());
    // Of both emulators one answers, where somebody has typed last.
    QVERIFY(say(*mine, "IFS= read -rsn 9 said; echo \"said $said.\""));
    QTRY_COMPARE(theirs->terminal->audience().typing, theirs->terminal->audience().names.first());
    theirs->terminal->answer("theirs---");
    mine->terminal->answer("mine-----");
    QVERIFY(mine->waitFor("said mine-----."));
    theirs.reset();
    QTRY_VERIFY(mine->terminal->audience().names.isEmpty());
    QVERIFY(say(*mine, "stty size"));
    QVERIFY(mine->waitFor("40 100"));
    m_rig->session->endTerminal(m_row, mine->terminal->id());
}

void TestCloudTerminals::anotherStartOfTheDesktopFindsIt()
{
    auto screen = open(*m_rig);
    QVERIFY(screen);
    const QString id = screen->terminal->id();
    QVERIFY(say(*screen, "kept=$((40 + 1)); echo be''fore"));
    QVERIFY(screen->waitFor("before"));
    screen.reset();
    m_rig.reset();
    m_rig = newDesktop("first");
    QVERIFY(m_rig);
    screen = open(*m_rig, id);
    QVERIFY(screen);
    QVERIFY(screen->waitFor("before"));
    QVERIFY(say(*screen, "echo $((kept + 1))"));
    QVERIFY(screen->waitFor("42"));
    m_rig->session->endTerminal(m_row, id);
    QVERIFY(screen->waitState(Terminal::State::Ended));
    // One that the VM has never had is a new one.
    const auto none = open(*m_rig, u"no-such-terminal"_s);
    QVERIFY(none);
    QVERIFY(none->waitFor("This is a new one."));
    QVERIFY(none->terminal->id() != u"no-such-terminal"_s);
    m_rig->session->endTerminal(m_row, none->terminal->id());
}

void TestCloudTerminals::isListedNamedEndedAndForgotten()
{
    const auto listed = [this](const QString &id) {
        const QList<VmTerminal> all = m_rig->session->terminals(m_row);
        const auto found = std::ranges::find(all, id, &VmTerminal::id);
        return found == all.end() ? VmTerminal() : *found;
    };
    auto screen = open(*m_rig);
    QVERIFY(screen);
    const QString id = screen->terminal->id();
    QTRY_VERIFY(listed(id).isRunning() && listed(id).startedAt.isValid());
    m_rig->session->renameTerminal(m_row, id, u"deploy"_s);
    QTRY_COMPARE(listed(id).name, u"deploy"_s);
    // Destroyed here, it runs on.
    screen.reset();
    QTRY_COMPARE(listed(id).watchers, 0);
    QVERIFY(listed(id).isRunning());
    // Without a connection, what is asked of it waits.
    screen = open(*m_rig);
    QVERIFY(screen);
    m_network.setCut(true);
    QTRY_VERIFY(!m_rig->row(m_row).cloudReachable);
    m_rig->session->endTerminal(m_row, id);
    m_network.setCut(false);
    QVERIFY(comesBack(*screen));
    QTRY_VERIFY_WITH_TIMEOUT(!listed(id).isRunning(), 20'000);
    m_rig->session->forgetTerminal(m_row, id);
    QTRY_VERIFY(listed(id).id.isEmpty());
    m_rig->session->endTerminal(m_row, screen->terminal->id());
    QVERIFY(screen->waitState(Terminal::State::Ended));
}

/// As terminals understand it: where the shell is, when a command begins and how it ends.
void TestCloudTerminals::theShellTellsOfItsCommands()
{
    const auto screen = open(*m_rig);
    QVERIFY(screen);
    QVERIFY(say(*screen, "mkdir -p '/tmp/a b%c' && cd '/tmp/a b%c' && (exit 7)"));
    QVERIFY(screen->waitFor("\033]133;C\007"));
    QVERIFY(screen->waitFor("\033]133;D;7\007"));
    QVERIFY(screen->waitFor("/tmp/a%20b%25c\007"));
    m_rig->session->endTerminal(m_row, screen->terminal->id());
}

/// Over one connection, of which an SSH server takes ten sessions by itself.
void TestCloudTerminals::thirtyAtOnce()
{
    std::vector<std::unique_ptr<Screen>> screens;
    for (int i = 0; i < 30; ++i) {
        screens.push_back(open(*m_rig));
        QVERIFY2(screens.back(), qPrintable(QString::number(i)));
    }
    for (const auto &screen : screens)
        QVERIFY(say(*screen, "echo thi''rty"));
    for (const auto &screen : screens)
        QVERIFY(screen->waitFor("thirty"));
    for (const auto &screen : screens)
        m_rig->session->endTerminal(m_row, screen->terminal->id());
}

QTEST_GUILESS_MAIN(TestCloudTerminals)
#include "tst_cloudterminals.moc"
