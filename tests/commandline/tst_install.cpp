// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/paths.h"
#include "commandline/commandtable.h"
#include "commandrig.h"

#include <QRegularExpression>
#include <QSettings>
#include <QXmlStreamReader>

using namespace Qt::StringLiterals;
using namespace skybranch;
using namespace skybranch::commandline;
using namespace skybranch::test;

/// What "cmake --install" puts into a folder works from there, and what it says is true.
class TestInstall : public QObject
{
    Q_OBJECT

    CommandRig m_rig;

    QString place(const QString &file) const { return m_rig.path("prefix/") + file; }
    QString text(const QString &file) const
    {
        return QString::fromUtf8(readFile(place(file)).value_or(QByteArray()));
    }
    QString shell(const QString &name, const QString &line) const
    {
        return QString::fromUtf8(m_rig.run(name, {u"-c"_s, line}).out).simplified();
    }

private Q_SLOTS:
    void initTestCase();
    void everythingIsInItsPlace_data();
    void everythingIsInItsPlace();
    void runsFromThere();
    void manPageKnowsEachCommand();
    void shellsComplete_data();
    void shellsComplete();
    void desktopEntryNamesWhatIsThere();
    void serviceStartsWhatTheBackendKnows();
};

void TestInstall::initTestCase()
{
    QVERIFY(m_rig.start());
    const Ended ended = m_rig.run(
        QStringLiteral(SKYBRANCH_CMAKE),
        {u"--install"_s, QStringLiteral(SKYBRANCH_BUILD), u"--prefix"_s, place(QString())});
    QVERIFY2(ended.code == 0, ended.err.constData());
    qputenv("SKYBRANCH_BIN", place(u"bin"_s).toUtf8());
    const QByteArray path = place(u"bin"_s).toUtf8() + ":" + qgetenv("PATH");
    qputenv("PATH", path);
}

void TestInstall::everythingIsInItsPlace_data()
{
    QTest::addColumn<QString>("file");
    for (const QString &file :
         {u"bin/skybranch"_s, u"bin/skybranchd"_s, u"bin/skybranch-guest"_s,
          u"share/man/man1/skybranch.1"_s, u"share/bash-completion/completions/skybranch"_s,
          u"share/zsh/site-functions/_skybranch"_s,
          u"share/fish/vendor_completions.d/skybranch.fish"_s,
          u"share/applications/skybranch.desktop"_s,
          u"share/icons/hicolor/scalable/apps/skybranch.svg"_s, u"share/doc/skybranch/LICENSE"_s,
          u"share/doc/skybranch/nginx/skybranch.conf"_s, u"lib/systemd/system/skybranchd.service"_s,
          u"share/skybranch/skybranch-api.d.ts"_s})
        QTest::newRow(file.toUtf8().constData()) << file;
}

void TestInstall::everythingIsInItsPlace()
{
    QFETCH(QString, file);
    const QFileInfo info(place(file));
    QVERIFY(info.isFile() && info.size() > 0);
    QCOMPARE(info.isExecutable(), file.startsWith("bin/"_L1));
}

void TestInstall::runsFromThere()
{
    QVERIFY(m_rig.skybranch({u"--version"_s}).out.startsWith("skybranch "));
    const Ended ended = m_rig.skybranch({u"list"_s});
    QCOMPARE(ended.code, 0);
    QCOMPARE(ended.err, "There are no cloud workspaces.\n"_ba);
    const QSet<qint64> own = m_rig.processes(u"skybranchd"_s, u"--listen"_s);
    for (const qint64 id : own)
        QCOMPARE(QFileInfo(u"/proc/%1/exe"_s.arg(id)).symLinkTarget(), place(u"bin/skybranchd"_s));
    QTRY_VERIFY(m_rig.processes(u"skybranchd"_s, u"--listen"_s).isEmpty());
}

/// And nothing else.
void TestInstall::manPageKnowsEachCommand()
{
    const Ended drawn = m_rig.run(
        u"groff"_s,
        {u"-man"_s, u"-Tutf8"_s, u"-P-c"_s, u"-ww"_s, place(u"share/man/man1/skybranch.1"_s)});
    QCOMPARE(drawn.err, QByteArray());
    QString page = QString::fromUtf8(drawn.out);
    page.remove(QRegularExpression(u".\b"_s)); // how it draws bold
    QSet<QString> known{u"--"_s};
    for (const OptionText &option : commonOptions())
        known.insert(u"--"_s + option.name);
    for (const CommandText &command : commandTable()) {
        QVERIFY2(page.contains(u"\n       "_s + command.name), qPrintable(command.name));
        for (const OptionText &option : command.options)
            known.insert(u"--"_s + option.name);
    }
    QSet<QString> written;
    const QRegularExpression option(u"(?<![\\w-])--[a-z-]*"_s);
    for (const QRegularExpressionMatch &match : option.globalMatch(page))
        written.insert(match.captured());
    QCOMPARE(written, known);
}

void TestInstall::shellsComplete_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QStringList>("offered");
    QStringList commands;
    for (const CommandText &command : commandTable())
        commands << command.name;
    QTest::newRow("commands") << QString() << commands;
    for (const CommandText &command : commandTable()) {
        QStringList options;
        for (const OptionText &option : command.options + commonOptions())
            options << u"--"_s + option.name;
        QTest::newRow(command.name.toUtf8().constData()) << command.name + u" --"_s << options;
    }
    QTest::newRow("after an option")
        << u"--server x completion "_s << QStringList{u"bash"_s, u"zsh"_s, u"fish"_s};
}

/// Each as its shell sources it.
void TestInstall::shellsComplete()
{
    QFETCH(QString, typed);
    QFETCH(QStringList, offered);
    const QString words = typed.isEmpty() || typed.endsWith(u' ') ? typed + u"''"_s : typed;
    const auto sorted = [](const QString &answer) {
        QStringList all = answer.split(u' ', Qt::SkipEmptyParts);
        all.sort();
        return all;
    };
    offered.sort();
    const QString bash = place(u"share/bash-completion/completions/skybranch"_s);
    QCOMPARE(sorted(shell(u"bash"_s,
                          u". %1; COMP_WORDS=(skybranch %2); COMP_CWORD=$((${#COMP_WORDS[@]} - 1));"
                          "_skybranch; echo ${COMPREPLY[*]}"_s.arg(bash, words))),
             offered);
    const QString zsh = place(u"share/zsh/site-functions/_skybranch"_s);
    QCOMPARE(sorted(shell(u"zsh"_s,
                          u"compdef() { }; compadd() { shift; print -l -- $@ }; . %1;"
                          "words=(skybranch %2); CURRENT=$#words; _skybranch"_s.arg(zsh, words))),
             offered);
    const QString fish = place(u"share/fish/vendor_completions.d/skybranch.fish"_s);
    QCOMPARE(sorted(shell(u"fish"_s, u"source %1; complete -C 'skybranch %2'"_s.arg(fish, typed))),
             offered);
}

void TestInstall::desktopEntryNamesWhatIsThere()
{
    QSettings entry(place(u"share/applications/skybranch.desktop"_s), QSettings::IniFormat);
    entry.beginGroup(u"Desktop Entry"_s);
    QVERIFY(QFile::exists(place(u"bin/"_s + entry.value(u"Exec"_s).toString())));
    const QString icon
        = u"share/icons/hicolor/scalable/apps/%1.svg"_s.arg(entry.value(u"Icon"_s).toString());
    QXmlStreamReader drawing(text(icon));
    QVERIFY(drawing.readNextStartElement() && drawing.name() == "svg"_L1);
    drawing.skipCurrentElement();
    QVERIFY2(!drawing.hasError(), qPrintable(drawing.errorString()));
}

void TestInstall::serviceStartsWhatTheBackendKnows()
{
    const QString unit = text(u"lib/systemd/system/skybranchd.service"_s);
    static const QRegularExpression start(u"^ExecStart=(\\S+)(.*)$"_s,
                                          QRegularExpression::MultilineOption);
    const QRegularExpressionMatch match = start.match(unit);
    QVERIFY(QFile::exists(place(u"bin/"_s + match.captured(1))));
    const QString help = shell(u"bash"_s, match.captured(1) + u" --help"_s);
    for (const QString &word : match.captured(2).split(u' ', Qt::SkipEmptyParts))
        QVERIFY2(!word.startsWith("--"_L1) || help.contains(word + u' '), qPrintable(word));
}

QTEST_GUILESS_MAIN(TestInstall)
#include "tst_install.moc"
