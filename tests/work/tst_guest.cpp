// SPDX-License-Identifier: GPL-3.0-or-later
#include "attachment.h"
#include "providers/sandbox/sandboxprovider.h"
#include "support/gitremote.h"
#include "support/scratchrepository.h"
#include "support/vmlogin.h"
#include "wire/guestclient.h"

#include <QJsonDocument>
#include <QSignalSpy>
#include <QTcpServer>

using namespace skybranch;
using namespace Qt::Literals::StringLiterals;
using skybranch::test::await;

namespace {

/// `ssh VM skybranch-guest rpc` and the asking side of it.
class Control
{
public:
    Control(test::VmLogin &login, providers::CloudProvider &provider, const QString &vm)
    {
        const auto ssh = login.sshCommand(provider, vm);
        QObject::connect(&m_ssh, &QProcess::readyReadStandardOutput, &peer,
                         [this] { peer.receive(m_ssh.readAllStandardOutput()); });
        QObject::connect(&peer, &wire::JsonRpcPeer::output, &m_ssh,
                         [this](const QByteArray &bytes) { m_ssh.write(bytes); });
        QObject::connect(&m_ssh, &QProcess::finished, &peer,
                         [this] { peer.close({ErrorCode::Unavailable, u"ssh has ended."_s, {}}); });
        m_ssh.start(ssh->program, ssh->arguments + QStringList{wire::guestProgram + u" rpc"_s});
    }

    ~Control()
    {
        m_ssh.closeWriteChannel();
        m_ssh.waitForFinished(5000);
    }

    void write(const QByteArray &bytes) { m_ssh.write(bytes); }
    bool isEnded() const { return m_ssh.state() == QProcess::NotRunning; }

private:
    QProcess m_ssh;

public:
    wire::JsonRpcPeer peer;
    wire::GuestClient guest{&peer};
};

} // namespace

/// The guest as it is used: in a VM, over SSH, beside a private git host.
class TestGuest : public QObject
{
    Q_OBJECT

    std::unique_ptr<test::ScratchHome> m_scratch;
    std::unique_ptr<test::GitRemote> m_remote;
    std::unique_ptr<test::ScratchRepository> m_developer;
    std::unique_ptr<providers::SandboxProvider> m_provider;
    test::VmLogin m_login;
    QString m_vm;

    wire::CloneRequest request() const
    {
        return {.url = m_remote->url(u"acme/shop"_s),
                .branch = u"main"_s,
                .identity = {u"Vera Example"_s, u"vera@example.org"_s},
                .knownHosts = {QString::fromUtf8(m_remote->knownHostsLine().trimmed())}};
    }

    std::unique_ptr<Control> greeted()
    {
        auto control = std::make_unique<Control>(m_login, *m_provider, m_vm);
        const auto hello = await(control->guest.hello(wire::GuestClient::Who::Backend));
        if (!hello)
            qWarning("%s", qPrintable(describe(hello.error())));
        return control;
    }

    static Result<QJsonObject> greet(Control &control, int version)
    {
        return await(control.peer.request(wire::guestmethod::hello,
                                          {{u"version"_s, version}, {u"client"_s, u"desktop"_s}},
                                          std::chrono::seconds(10)));
    }

    std::unique_ptr<test::Attachment> attach(const QString &terminal, qint64 from = 0)
    {
        const auto ssh = m_login.sshCommand(*m_provider, m_vm);
        return std::make_unique<test::Attachment>(test::Attachment::Options{
            .id = terminal, .from = from, .through = QStringList{ssh->program} + ssh->arguments});
    }

    Result<wire::SeedReply> seed(const QByteArray &input)
    {
        const auto said = m_login.run(*m_provider, m_vm, wire::guestProgram + u" seed"_s, input);
        if (!said)
            return failure(said);
        const QJsonObject json = QJsonDocument::fromJson(said->out).object();
        auto reply = wire::SeedReply::fromJson(json);
        if (reply && reply->ok != (said->exitCode == 0))
            return failure(ErrorCode::Internal, u"The exit code and the reply differ."_s);
        return reply;
    }

    QByteArray header(const QString &head) const
    {
        const wire::SeedHeader header{.remote = request(), .head = head};
        return QJsonDocument(header.toJson()).toJson(QJsonDocument::Compact) + '\n';
    }

    QByteArray bundle() const
    {
        const QString file = m_scratch->path(u"seed.bundle"_s);
        m_developer->git({u"bundle"_s, u"create"_s, u"-q"_s, file, u"refs/heads/main"_s,
                          u"refs/remotes/origin/main"_s});
        QFile content(file);
        return content.open(QIODevice::ReadOnly) ? content.readAll() : QByteArray();
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_scratch = std::make_unique<test::ScratchHome>();
        m_remote = std::make_unique<test::GitRemote>(m_scratch->path(u"remote"_s));
        QVERIFY(m_remote->start());
        const QString ssh = u"ssh -F "_s + m_remote->clientConfig();
        qputenv("GIT_SSH_COMMAND", ssh.toUtf8());
        m_remote->createRepository(u"acme/shop"_s);
        m_developer = std::make_unique<test::ScratchRepository>(
            test::ScratchRepository::create(m_scratch->path(u"developer"_s)));
        m_developer->git({u"remote"_s, u"add"_s, u"origin"_s, m_remote->url(u"acme/shop"_s)});
        m_developer->git({u"push"_s, u"-q"_s, u"-u"_s, u"origin"_s, u"main"_s});
        QVERIFY_RESULT(m_login.start());
        m_provider = std::make_unique<providers::SandboxProvider>(
            m_scratch->path(u"data"_s),
            qEnvironmentVariable("SKYBRANCH_BIN") + u"/skybranch-guest"_s);
    }

    void init()
    {
        const auto vm = await(m_provider->createVm(m_login.spec(), {}));
        QVERIFY_RESULT(vm);
        m_vm = vm->providerVmId;
    }

    void cleanup() { QVERIFY_RESULT(await(m_provider->deleteVm(m_vm))); }

    void aPrivateRepositoryIsThereBeforeItsKeyIsRegistered()
    {
        const auto seeded = seed(header(m_developer->head()) + bundle());
        QVERIFY_RESULT(seeded);
        QVERIFY2(seeded->ok, qPrintable(seeded->message));
        QCOMPARE(seeded->head, m_developer->head());
        const auto control = greeted();
        const auto refused = await(control->guest.pull());
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::AuthenticationFailed);
        const auto key = await(control->guest.publicKey());
        QVERIFY_RESULT(key);
        QVERIFY2(key->endsWith(u" skybranch-shop"_s), qPrintable(*key));
        m_remote->authorize(*key);
        QVERIFY_RESULT(await(control->guest.pull()));
        QCOMPARE(await(control->guest.publicKey()).value(), *key);
    }

    void aCloneTellsItsProgressAndItsEnd()
    {
        const auto control = greeted();
        const auto key = await(control->guest.publicKey());
        QVERIFY_RESULT(key);
        m_remote->authorize(*key);
        QSignalSpy changed(&control->guest, &wire::GuestClient::repositoryChanged);
        QSignalSpy progress(&control->guest, &wire::GuestClient::progress);
        const auto before = await(control->guest.watch());
        QVERIFY_RESULT(before);
        QVERIFY(!before->present);
        const auto cloned = await(control->guest.clone(request()));
        QVERIFY_RESULT(cloned);
        QCOMPARE(cloned->path, u"/workspace/shop"_s);
        QTRY_VERIFY(!changed.isEmpty()
                    && changed.last()[0].value<wire::RepositoryStatus>().present);
        QCOMPARE(changed.first()[0].value<wire::RepositoryStatus>().operation, u"clone"_s);
        QVERIFY(!progress.isEmpty());
        QCOMPARE(m_login.output(*m_provider, m_vm, u"git -C /workspace/shop status -sb"_s).value(),
                 u"## main...origin/main"_s);
    }

    void aCommitInATerminalIsTold()
    {
        QVERIFY(seed(header({}) + bundle())->ok);
        const auto control = greeted();
        QSignalSpy changed(&control->guest, &wire::GuestClient::repositoryChanged);
        QVERIFY_RESULT(await(control->guest.watch()));
        QVERIFY_RESULT(m_login.output(*m_provider, m_vm,
                                      u"cd /workspace/shop && git commit -q --allow-empty -m x"_s));
        QTRY_VERIFY(!changed.isEmpty()
                    && changed.last()[0].value<wire::RepositoryStatus>().ahead == 1);
    }

    void whatHasDivergedComesTogether()
    {
        QVERIFY(seed(header({}) + bundle())->ok);
        const auto control = greeted();
        m_remote->authorize(*await(control->guest.publicKey()));
        const auto commitInVm = [this](const QString &file) {
            return m_login.output(*m_provider, m_vm,
                                  u"cd /workspace/shop && echo vm > %1 && git add -A && "
                                  "git commit -qm 'In the VM'"_s.arg(file));
        };
        QVERIFY_RESULT(commitInVm(u"in-vm"_s));
        m_developer->commit(u"shared"_s, "1", u"From here"_s);
        m_developer->git({u"push"_s, u"-q"_s});
        QVERIFY_RESULT(await(control->guest.fetch()));
        const auto told = await(control->guest.divergence());
        QVERIFY_RESULT(told);
        QCOMPARE(told->here.value(0).summary, u"In the VM"_s);
        QVERIFY(told->here.value(0).isMine);
        QCOMPARE(told->there.value(0).summary, u"From here"_s);
        QVERIFY(told->base && !told->there.value(0).isMine);
        const auto merged = await(control->guest.integrate(wire::Integration::Merge));
        QVERIFY_RESULT(merged);
        QCOMPARE(merged->ahead, 2);
        QCOMPARE(merged->behind, 0);
        // A conflict changes nothing.
        QVERIFY_RESULT(commitInVm(u"shared"_s));
        m_developer->commit(u"shared"_s, "2", u"From here"_s);
        m_developer->git({u"push"_s, u"-q"_s});
        const auto before = await(control->guest.fetch());
        QVERIFY_RESULT(before);
        const auto refused = await(control->guest.integrate(wire::Integration::Rebase));
        QVERIFY(!refused);
        QVERIFY2(refused.error().message.contains(u"a conflict in shared,"_s),
                 qPrintable(refused.error().message));
        const auto after = await(control->guest.status());
        QVERIFY_RESULT(after);
        QCOMPARE(after->head, before->head);
        QCOMPARE(after->changed, 0);
    }

    void aWrongSeedIsRefusedInWords_data()
    {
        QTest::addColumn<QByteArray>("input");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("no header") << QByteArray("rubbish\n");
        QTest::newRow("no end of line") << QByteArray(200'000, 'x');
        QTest::newRow("no bundle") << header({});
        QTest::newRow("rubbish for a bundle") << header({}) + QByteArray(100'000, 'x');
        QTest::newRow("another head") << header(QString(40, u'a')) + bundle();
    }

    void aWrongSeedIsRefusedInWords()
    {
        QFETCH(const QByteArray, input);
        const auto reply = seed(input);
        QVERIFY_RESULT(reply);
        QVERIFY(!reply->ok);
        QVERIFY(!reply->message.isEmpty());
        QCOMPARE(m_login
                     .output(*m_provider, m_vm,
                             u"ls -A /workspace | grep -v unfinished; ls -A ~ | "
                             "grep -c seed || true"_s)
                     .value(),
                 u"0"_s);
    }

    void nothingIsAnsweredBeforeHello()
    {
        Control control(m_login, *m_provider, m_vm);
        const auto refused = await(control.guest.status());
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::Unsupported);
        const auto wrong = greet(control, wire::guestProtocolVersion + 2);
        QVERIFY(!wrong);
        QCOMPARE(wrong.error().code, ErrorCode::Unsupported);
        QVERIFY(!await(control.guest.status()));
    }

    void oneOfTheNextVersionIsAnswered()
    {
        Control control(m_login, *m_provider, m_vm);
        QVERIFY_RESULT(greet(control, wire::guestProtocolVersion + 1));
        QVERIFY_RESULT(await(control.guest.status()));
    }

    void anEndlessLineEndsItsConnectionOnly()
    {
        Control hostile(m_login, *m_provider, m_vm);
        const auto other = greeted();
        // As much as the daemon may take before it says no; it must not keep what comes after.
        hostile.write(QByteArray(64 << 20, 'x'));
        QTRY_VERIFY_WITH_TIMEOUT(hostile.isEnded(), 20'000);
        QVERIFY_RESULT(await(other->guest.status()));
        const QString memory
            = m_login.output(*m_provider, m_vm, u"ps -o rss= -p $(pgrep -f 'guest serve')"_s)
                  .value();
        QVERIFY2(memory.toInt() < 60'000, qPrintable(memory));
    }

    void activitySeesScriptsAndCommandsWithoutATerminal_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("command");
        QTest::newRow("script") << u"printf 'sleep 1000\\ntrue\\n' > x.sh; bash x.sh\n"_s
                                << QString();
        QTest::newRow("subshell") << u"( sleep 1000; true )\n"_s << QString();
        QTest::newRow("ssh") << QString() << u"sleep 1000"_s;
        QTest::newRow("ssh script") << QString() << u"sleep 1000; true"_s;
    }

    void activitySeesScriptsAndCommandsWithoutATerminal()
    {
        QFETCH(const QString, typed);
        QFETCH(const QString, command);
        const auto control = greeted();
        const auto job = [&] { return await(control->guest.activity())->foregroundJob; };
        const auto terminal = attach(u"t1"_s);
        QTRY_COMPARE(await(control->guest.activity())->terminals, 1);
        terminal->type("echo $((40 + 2))\n");
        QTRY_COMPARE(job(), QString());
        QProcess ssh;
        if (typed.isEmpty()) {
            const auto spec = m_login.sshCommand(*m_provider, m_vm);
            ssh.start(spec->program, spec->arguments + QStringList{command});
        } else {
            terminal->type(typed.toUtf8());
        }
        QTRY_COMPARE_WITH_TIMEOUT(job(), u"sleep"_s, 20'000);
        QVERIFY(!await(control->guest.activity())->jobWaits);
        QVERIFY_RESULT(m_login.output(*m_provider, m_vm, u"pkill sleep"_s));
        QTRY_COMPARE_WITH_TIMEOUT(job(), QString(), 20'000);
        ssh.kill();
        ssh.waitForFinished();
        QVERIFY_RESULT(await(control->guest.endTerminal(u"t1"_s)));
        QTRY_COMPARE_WITH_TIMEOUT(await(control->guest.activity())->terminals, 0, 20'000);
    }

    void activitySeesATerminal()
    {
        const auto control = greeted();
        QVERIFY_RESULT(await(control->guest.activity()));
        const auto terminal = attach(u"t1"_s);
        terminal->type("echo $((40 + 2)); sleep 1000\n");
        QTRY_COMPARE_WITH_TIMEOUT(await(control->guest.activity())->foregroundJob, u"sleep"_s,
                                  20'000);
        QVERIFY(!await(control->guest.activity())->jobWaits);
        QCOMPARE(await(control->guest.activity())->terminals, 1);
        QVERIFY(await(control->guest.activity())->lastInputAt.isValid());
        // One whose job has ended does nothing, watched or not.
        terminal->type("\003");
        QTRY_COMPARE(await(control->guest.activity())->foregroundJob, QString());
        // One that takes the keys by itself waits for them.
        terminal->type("stty -icanon; sleep 1000\n");
        QTRY_COMPARE(await(control->guest.activity())->foregroundJob, u"sleep"_s);
        QVERIFY(await(control->guest.activity())->jobWaits);
        terminal->type("\003");
        QTRY_COMPARE(await(control->guest.activity())->foregroundJob, QString());
        terminal->type("stty icanon; while :; do :; done\n");
        QTRY_VERIFY_WITH_TIMEOUT(await(control->guest.activity())->cpuPercent > 5, 20'000);
        terminal->kill();
        QCOMPARE(await(control->guest.activity())->terminals, 1);
        QVERIFY_RESULT(await(control->guest.endTerminal(u"t1"_s)));
        QTRY_COMPARE_WITH_TIMEOUT(await(control->guest.activity())->terminals, 0, 20'000);
    }

    void eachTerminalHasAJobOfItsOwn()
    {
        const auto control = greeted();
        const auto job = [&](const QString &id) {
            return await(control->guest.terminalJob(id)).value_or(u"?"_s);
        };
        const auto first = attach(u"t0"_s);
        QTRY_VERIFY_WITH_TIMEOUT(first->answer, 20'000); // ssh has read what the next one writes
        const auto second = attach(u"t1"_s);
        first->type("sleep 1000\n");
        QTRY_COMPARE_WITH_TIMEOUT(job(u"t0"_s), u"sleep"_s, 20'000);
        second->type("sh -c 'cat; true'\n");
        QTRY_COMPARE_WITH_TIMEOUT(job(u"t1"_s), u"sh"_s, 20'000);
        second->type("\004");
        QTRY_COMPARE(job(u"t1"_s), QString());
        QCOMPARE(job(u"t0"_s), u"sleep"_s);
        QCOMPARE(job(u"no such"_s), QString());
        QVERIFY_RESULT(await(control->guest.endTerminal(u"t0"_s)));
        QTRY_COMPARE_WITH_TIMEOUT(job(u"t0"_s), QString(), 20'000);
    }

    void terminalsOutliveTheGuest()
    {
        auto control = greeted();
        const auto terminal = attach(u"t1"_s);
        terminal->type("sleep 1000\n");
        QTRY_COMPARE_WITH_TIMEOUT(await(control->guest.watchTerminals()).value().value(0).job,
                                  u"sleep"_s, 20'000);
        QVERIFY_RESULT(await(control->guest.nameTerminal(u"t1"_s, u"sleeper"_s)));
        QVERIFY_RESULT(m_login.output(*m_provider, m_vm, u"pkill -9 -f 'guest serve'"_s));
        QTRY_VERIFY_WITH_TIMEOUT(control->isEnded(), 20'000);
        control = greeted();
        const auto found = await(control->guest.watchTerminals());
        QVERIFY_RESULT(found);
        QCOMPARE(found->size(), 1);
        QCOMPARE(found->first().name, u"sleeper"_s);
        QCOMPARE(found->first().job, u"sleep"_s);
        QTRY_COMPARE(await(control->guest.watchTerminals()).value().value(0).watchers, 1);
        QSignalSpy changed(&control->guest, &wire::GuestClient::terminalsChanged);
        QVERIFY(!await(control->guest.forgetTerminal(u"t1"_s)));
        QVERIFY_RESULT(await(control->guest.endTerminal(u"t1"_s)));
        QTRY_VERIFY_WITH_TIMEOUT(terminal->exit, 20'000);
        QTRY_VERIFY(!changed.isEmpty());
        QVERIFY_RESULT(await(control->guest.forgetTerminal(u"t1"_s)));
        QVERIFY(await(control->guest.watchTerminals())->isEmpty());
        QVERIFY(!await(control->guest.endTerminal(u"t1"_s)));
    }

    void aTerminalIsFrozenAndStoppedWithItsVm()
    {
        const auto terminal = attach(u"t1"_s);
        // What a command puts out begins behind the shell's mark.
        terminal->type("i=0; while :; do i=$((i + 1)); printf '%d.' $i; sleep 0.05; done\n");
        QTRY_VERIFY_WITH_TIMEOUT(terminal->output.contains("C\a1.2."), 20'000);
        terminal->kill();
        QVERIFY_RESULT(await(m_provider->pauseVm(m_vm)));
        QVERIFY_RESULT(await(m_provider->resumeVm(m_vm)));
        auto back = attach(u"t1"_s, terminal->seen);
        QTRY_VERIFY_WITH_TIMEOUT(back->output.size() > 20, 20'000);
        QCOMPARE(back->problem, QString());
        QVERIFY(back->gaps.isEmpty());
        QVERIFY_RESULT(await(m_provider->stopVm(m_vm)));
        QTRY_VERIFY_WITH_TIMEOUT(back->isOver(), 20'000);
        QVERIFY_RESULT(await(m_provider->resumeVm(m_vm)));
        auto kept = attach(u"t1"_s);
        QTRY_VERIFY_WITH_TIMEOUT(kept->exit, 20'000);
        QVERIFY(!kept->exit->byItself);
        QVERIFY(kept->output.startsWith(terminal->output));
        QVERIFY(kept->output.sliced(terminal->seen).startsWith(back->output));
        const auto control = greeted();
        const auto found = await(control->guest.watchTerminals());
        QVERIFY_RESULT(found);
        QVERIFY(!found->value(0).isRunning());
        QVERIFY(!found->value(0).exit.byItself);
    }

    void aShellOpensInTheRepository()
    {
        QVERIFY(seed(header({}) + bundle())->ok);
        const auto terminal = attach(u"t1"_s);
        terminal->type("stty -echo; pwd; exit\n");
        QTRY_VERIFY_WITH_TIMEOUT(terminal->exit, 20'000);
        QVERIFY2(terminal->output.contains("C\a/workspace/shop\r\n"), terminal->output.constData());
    }
};

QTEST_GUILESS_MAIN(TestGuest)
#include "tst_guest.moc"
