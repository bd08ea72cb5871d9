// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/scratchrepository.h"
#include "ui/sidebar/worktreeview.h"
#include "ui/theme/theme.h"
#include "windowrig.h"

#include <QAction>
#include <QApplication>
#include <QProcess>
#include <QRandomGenerator>
#include <QTest>

#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace skybranch;
using namespace skybranch::ui;
using test::ScratchHome;
using test::ScratchRepository;

namespace {

constexpr char url[] = "ssh://git@host.example/acme/large";
constexpr int patienceMs = 20'000; // a loaded machine and a busy disk

} // namespace

/// The real window on a small disk that is full. The program runs itself again where that disk is
/// its folder for temporary files; what it clones is on the usual one.
class TestFullDisk : public QObject
{
    Q_OBJECT

    QTemporaryDir m_elsewhere{u"/var/tmp/skybranch-XXXXXX"_s};
    ScratchHome m_home;
    std::unique_ptr<test::WindowRig> m_rig;

    QString path(const char *name) const { return m_rig->path(name); }
    QString words(const char *name) const { return m_rig->words(name); }
    ScratchRepository host() const { return ScratchRepository(m_elsewhere.filePath(u"host"_s)); }

    void fill() const
    {
        QFile file(path("filler"));
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Unbuffered));
        const QByteArray block(1 << 12, 'x');
        while (file.write(block) == block.size())
            continue;
    }
    void makeSpace() const { QFile::remove(path("filler")); }

    static QByteArray noise()
    {
        QByteArray bytes(6 << 20, Qt::Uninitialized);
        QRandomGenerator(1).fillRange(reinterpret_cast<quint32 *>(bytes.data()), bytes.size() / 4);
        return bytes;
    }

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("SHELL", "/bin/sh");
        qputenv("GIT_OPTIONAL_LOCKS", "0"); // or a look at the state would need room
        Theme::instance().install();
        ScratchRepository::create(host().path()).commit(u"large"_s, noise(), u"Large"_s);
        host().git({u"checkout"_s, u"-q"_s, u"--detach"_s});
        QFile config(m_home.path(u".gitconfig"_s));
        QVERIFY(config.open(QIODevice::Append));
        config.write("[url \"" + host().path().toUtf8() + "\"]\n insteadOf = " + url + '\n');
    }

    void init()
    {
        m_rig = std::make_unique<test::WindowRig>();
        QVERIFY(m_rig->open());
    }

    void cleanup()
    {
        makeSpace();
        m_rig->closeWindow();
    }

    void aCloneSaysSoAndIsTriedAgain()
    {
        fill();
        m_rig->window().findChild<QAction *>(u"newClone"_s)->trigger();
        QTRY_VERIFY(m_rig->find("cloneUrl"));
        m_rig->type("cloneUrl", QString::fromLatin1(url));
        m_rig->type("repositoryPathField", path("copy"));
        QVERIFY(m_rig->click("cloneConfirm"));
        QTRY_VERIFY2_WITH_TIMEOUT(words("dialogReason").contains(u"no space left on the disk"_s),
                                  qPrintable(words("dialogReason")), patienceMs);
        QVERIFY(!QFile::exists(path("copy")));
        makeSpace();
        QVERIFY(m_rig->click("cloneConfirm"));
        QTRY_COMPARE_WITH_TIMEOUT(m_rig->selected(), path("copy"), patienceMs);
    }

    void aPullLeavesAllAsItWas()
    {
        ScratchRepository(m_rig->path("")).git({u"clone"_s, u"-q"_s, host().path(), path("shop")});
        const ScratchRepository shop(path("shop"));
        shop.git({u"checkout"_s, u"-q"_s, u"main"_s});
        const QString before = shop.head();
        host().git({u"checkout"_s, u"-q"_s, u"main"_s});
        host().commit(u"more"_s, noise().right(5 << 20), u"More"_s);
        QVERIFY(m_rig->add(shop.path()));
        fill();
        m_rig->session().pull(shop.path());
        QTRY_VERIFY2_WITH_TIMEOUT(words("noticeSentence").contains(u"no space left on the disk"_s),
                                  qPrintable(words("noticeSentence")), patienceMs);
        QCOMPARE(shop.head(), before);
        QVERIFY(shop.git({u"status"_s, u"--porcelain"_s}).isEmpty());
        makeSpace();
        QVERIFY(m_rig->click("noticeLink"));
        QTRY_VERIFY_WITH_TIMEOUT(!m_rig->find("notice") && shop.head() == host().head(),
                                 patienceMs);
    }

    /// The desktop's own list: what can not be written is said, and what was there stays.
    void theListSaysSo()
    {
        const auto first = ScratchRepository::create(path("first"));
        const auto second = ScratchRepository::create(path("second"));
        QVERIFY(m_rig->add(first.path()));
        fill();
        m_rig->session().addRepository(second.path());
        QTRY_VERIFY2(words("noticeSentence").contains(u"disk"_s),
                     qPrintable(words("noticeSentence")));
        QCOMPARE(m_rig->session().repositories().size(), 1);
        makeSpace();
        QVERIFY(m_rig->add(second.path()));
        m_rig->closeWindow();
        QVERIFY(m_rig->open());
        QTRY_COMPARE(m_rig->session().repositories().size(), 2);
    }
};

int main(int argc, char *argv[])
{
    const QByteArray disk = qgetenv("SKYBRANCH_SMALL_DISK");
    if (disk.isEmpty()) {
        const QTemporaryDir place(u"/var/tmp/skybranch-disk-XXXXXX"_s);
        qputenv("SKYBRANCH_SMALL_DISK", QFile::encodeName(place.path()));
        qputenv("TMPDIR", QFile::encodeName(place.path()));
        QStringList words{u"--user"_s,  u"--map-root-user"_s,
                          u"--mount"_s, u"sh"_s,
                          u"-c"_s,      u"mount -t tmpfs -o size=32m tmpfs \"$0\" && exec \"$@\""_s,
                          place.path()};
        words << QFileInfo(u"/proc/self/exe"_s).symLinkTarget();
        for (int i = 1; i < argc; ++i)
            words << QString::fromLocal8Bit(argv[i]);
        return QProcess::execute(u"unshare"_s, words);
    }
    QApplication application(argc, argv);
    TestFullDisk test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_fulldisk.moc"
