// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/paths.h"
#include "screen.h"
#include "sessionrig.h"
#include "support/backend.h"
#include "support/gitdaemon.h"

#include <csignal>

using namespace skybranch;
using namespace skybranch::client;
using namespace skybranch::test;
using namespace Qt::StringLiterals;
using domain::WorkspaceStatus;

namespace {

// A system with an SSH server and git, whose user 1000 is somebody.
constexpr char foreignImage[] = R"(FROM %1
USER root
RUN userdel dev && rm -rf /home/dev /workspace /opt/skybranch /etc/skybranch /usr/sbin/ip /usr/bin/ip \
 && rm -f /usr/lib/*/libQt6* && useradd --create-home --uid 1000 ubuntu
LABEL skybranch.inputs=""
WORKDIR /
)";

constexpr char imageWithoutSshd[] = "FROM %1\nRUN rm /usr/sbin/sshd\n";

} // namespace

/// VMs of the docker provider whose image has never heard of us. On the engine of DOCKER_HOST; the
/// images are made from SKYBRANCH_VM_IMAGE by taking away what is ours.
class TestForeignImage : public QObject
{
    Q_OBJECT

    ScratchHome m_home;
    QTemporaryDir m_folder;
    GitDaemon m_git;
    QStringList m_images;
    std::unique_ptr<BackendProcess> m_backend;

    /// Its name; empty where it could not be made.
    QString makeImage(const QString &name, const char *dockerfile, const QString &base)
    {
        QProcess docker;
        docker.setProcessChannelMode(QProcess::MergedChannels);
        docker.start(u"docker"_s,
                     {u"build"_s, u"--network"_s, u"host"_s, u"--tag"_s, name, u"-"_s});
        docker.write(QString::fromLatin1(dockerfile).arg(base).toUtf8());
        docker.closeWriteChannel();
        if (!docker.waitForFinished(120'000) || docker.exitCode() != 0) {
            qWarning("%s", docker.readAll().constData());
            return {};
        }
        m_images.prepend(name);
        return name;
    }

    bool startBackend(const QString &image)
    {
        m_backend = std::make_unique<BackendProcess>();
        return m_backend->start({u"--provider"_s, u"docker"_s, u"--vm-image"_s, image})
            && writePrivateFile(m_folder.filePath(u"key"_s), m_backend->key() + '\n');
    }

    QString m_image;

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void theGuestIsSentAndTerminalsSurviveTheBackend();
    void anImageWithoutAnSshServerIsSaidToHaveNone();
};

void TestForeignImage::initTestCase()
{
    QVERIFY(m_git.start());
    m_image = makeImage(u"skybranch-test-foreign:%1"_s.arg(::getpid()), foreignImage,
                        qEnvironmentVariable("SKYBRANCH_VM_IMAGE"));
    QVERIFY(!m_image.isEmpty());
}

void TestForeignImage::cleanupTestCase()
{
    m_backend.reset();
    for (const QString &image : std::as_const(m_images))
        runTool(u"docker"_s, {u"image"_s, u"rm"_s, image});
}

void TestForeignImage::theGuestIsSentAndTerminalsSurviveTheBackend()
{
    QVERIFY2(startBackend(m_image), m_backend->errors().constData());
    const QString shop = m_folder.filePath(u"shop"_s);
    runTool(u"git"_s, {u"clone"_s, u"-q"_s, m_git.url(), shop});
    SessionRig rig({.dataFolder = m_folder.filePath(u"desktop"_s),
                    .backendUrl = m_backend->base(),
                    .backendKeyFile = m_folder.filePath(u"key"_s)});
    QVERIFY(rig.waitLoaded());
    QCOMPARE(rig.add(shop), shop);
    rig.session->enableCloud(shop, true);
    QVERIFY(waitRow(
        rig, shop,
        [](const auto &row) { return row.cloud && row.cloud->status == WorkspaceStatus::Running; },
        90'000));
    QCOMPARE(rig.row(shop).guestProblem, QString());

    Screen screen(rig.session->openTerminal(shop, Terminal::Place::Cloud, {}));
    QVERIFY(screen.waitState(Terminal::State::Open));
    screen.terminal->write("kept=$((40 + 1)); echo as $(whoami) $BASH in $PWD on "
                           "$(git branch --show-current)\n");
    QVERIFY(screen.waitFor("as dev /bin/bash in /home/dev/workspace/shop on main"));
    QVERIFY(waitRow(rig, shop, [](const auto &row) { return row.cloudReachable; }, 30'000));

    const QUrl base(m_backend->base());
    m_backend->kill();
    QVERIFY(m_backend->start(
        {u"--provider"_s, u"docker"_s, u"--vm-image"_s, m_image, u"--listen"_s, base.authority()}));
    screen.terminal->write("echo still $((kept + 1))\n");
    QVERIFY(screen.waitFor("still 42"));
    // Another start of the desktop, with the new backend, finds the same one.
    const QString id = screen.terminal->id();
    screen.terminal.reset();
    Screen again(rig.session->openTerminal(shop, Terminal::Place::Cloud, id));
    QVERIFY(again.waitState(Terminal::State::Open, 60'000));
    again.terminal->write("echo again $((kept + 2))\n");
    QVERIFY(again.waitFor("again 43"));
}

void TestForeignImage::anImageWithoutAnSshServerIsSaidToHaveNone()
{
    const QString image
        = makeImage(u"skybranch-test-nossh:%1"_s.arg(::getpid()), imageWithoutSshd, m_image);
    QVERIFY(!image.isEmpty());
    QVERIFY2(startBackend(image), m_backend->errors().constData());
    const QString workspace = m_backend->createWorkspace(m_git.url());
    QVERIFY(m_backend->waitForStatus(workspace, u"error"_s));
    const QString said = m_backend->workspace(workspace).value(u"statusMessage"_s).toString();
    QCOMPARE(
        said,
        u"The image %1 has no SSH server. Use one with the packages openssh-server and git."_s.arg(
            image));
}

QTEST_GUILESS_MAIN(TestForeignImage)
#include "tst_foreignimage.moc"
