// SPDX-License-Identifier: GPL-3.0-or-later
#include "git/explain.h"
#include "git/progress.h"

#include <QTest>

using namespace skybranch;
using namespace skybranch::git;
using namespace Qt::StringLiterals;

/// What git prints, and what is made of it.
class TestGitWords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void progressLines_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QString>("phase");
        QTest::addColumn<qint64>("done");
        QTest::addColumn<qint64>("total");
        QTest::addColumn<QString>("bytes");
        const auto add = [](const char *line, const char *phase, qint64 done, qint64 total,
                            const char *bytes) {
            QTest::newRow(line) << QByteArray(line) << QString::fromLatin1(phase) << done << total
                                << QString::fromLatin1(bytes);
        };
        add("Receiving objects:  62% (4812/7760), 18.40 MiB | 2.00 MiB/s", "Receiving objects",
            4812, 7760, "18.40 MiB");
        add("Receiving objects: 100% (7760/7760), 29.10 MiB | 2.00 MiB/s, done.",
            "Receiving objects", 7760, 7760, "29.10 MiB");
        add("Receiving objects:   0% (1/7760)   ", "Receiving objects", 1, 7760, "");
        add("Receiving objects: 100% (3/3), 212 bytes | 212.00 KiB/s, done.", "Receiving objects",
            3, 3, "212 bytes");
        add("remote: Counting objects: 100% (5/5), done.        ", "Counting objects", 5, 5, "");
        add("remote: Enumerating objects: 12, done.", "Enumerating objects", 12, 0, "");
        add("Enumerating objects: 7", "Enumerating objects", 7, 0, "");
        add("Resolving deltas: 100% (10/10), completed with 3 local objects.", "Resolving deltas",
            10, 10, "");
        add("Writing objects:  50% (2/4), 1.20 GiB | 3.00 MiB/s", "Writing objects", 2, 4,
            "1.20 GiB");
        add("Updating files:  33% (100/300)", "Updating files", 100, 300, "");
        add("Filtering content:  10% (1/10), 4.00 MiB | 1.00 MiB/s", "Filtering content", 1, 10,
            "4.00 MiB");
    }
    void progressLines()
    {
        QFETCH(QByteArray, line);
        const auto progress = parseProgress(line);
        QVERIFY(progress);
        QTEST(progress->phase, "phase");
        QTEST(progress->done, "done");
        QTEST(progress->total, "total");
        QTEST(progress->bytesText, "bytes");
    }

    void otherLines_data()
    {
        QTest::addColumn<QByteArray>("line");
        for (const char *line :
             {"", "Cloning into 'x'...", "fatal: early EOF", "From /srv/git/shop",
              "   1111111..2222222  main       -> origin/main", "remote: Resolving deltas",
              "Receiving objects:  62% (9/3)", "Receiving objects: x% (1/3)",
              "Receiving objects:  62% (99999999999999999999/99999999999999999999)",
              "remote: see https://example.org: 12 things", "remote: \x1b[31mEvil: 12, done.",
              "x: 12"})
            QTest::newRow(line) << QByteArray(line);
        QTest::newRow("endless") << QByteArray("Receiving objects:  62% (1/3)"
                                               + QByteArray(600, ' '));
        QTest::newRow("endless phase") << QByteArray(QByteArray(300, 'A') + ": 12, done.");
    }
    void otherLines()
    {
        QFETCH(QByteArray, line);
        QVERIFY(!parseProgress(line));
    }

    void causes_data()
    {
        QTest::addColumn<QString>("command");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("words");
        const auto add = [](const char *row, const char *command, const char *text, ErrorCode code,
                            const char *words) {
            QTest::newRow(row) << QString::fromLatin1(command) << QByteArray(text) << int(code)
                               << QString::fromLatin1(words);
        };
        add("ssh key refused", "fetch",
            "git@github.com: Permission denied (publickey).\r\nfatal: Could not read from remote "
            "repository.\n\nPlease make sure you have the correct access rights\nand the "
            "repository "
            "exists.\n",
            ErrorCode::AuthenticationFailed, "ssh agent");
        add("no prompt", "clone",
            "fatal: could not read Username for 'https://github.com': terminal prompts disabled\n",
            ErrorCode::AuthenticationFailed, "credential helper");
        add("wrong token", "fetch",
            "remote: Invalid username or password.\nfatal: Authentication failed for "
            "'https://github.com/acme/shop.git/'\n",
            ErrorCode::AuthenticationFailed, "Invalid username");
        add("no git-lfs for a checkout", "merge",
            "git-lfs filter-process: 1: git-lfs: not found\nfatal: the remote end hung up "
            "unexpectedly\n",
            ErrorCode::Unsupported, "git lfs install");
        add("no git-lfs for a push", "push",
            "This repository is configured for Git LFS but 'git-lfs' was not found on your path. "
            "If "
            "you no longer wish to use Git LFS, remove this hook.\nerror: failed to push some refs "
            "to '/x'\n",
            ErrorCode::Unsupported, "git lfs install");
        add("changed key", "fetch",
            "@@@@@@@@@@@\n@    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @\n@@@@\nIT IS "
            "POSSIBLE THAT SOMEONE IS DOING SOMETHING NASTY!\nHost key for example.org has changed "
            "and you have requested strict checking.\nHost key verification failed.\nfatal: Could "
            "not read from remote repository.\n",
            ErrorCode::HostKeyMismatch, "has changed");
        add("unknown key", "fetch",
            "No ED25519 host key is known for example.org and you have requested strict "
            "checking.\r\nHost key verification failed.\r\nfatal: Could not read from remote "
            "repository.\n",
            ErrorCode::HostKeyMismatch, "not known");
        add("gone on GitHub", "fetch",
            "ERROR: Repository not found.\nfatal: Could not read from remote repository.\n",
            ErrorCode::NotFound, "no such repository");
        add("gone over https", "fetch",
            "remote: Repository not found.\nfatal: repository 'https://github.com/acme/x/' not "
            "found\n",
            ErrorCode::NotFound, "no such repository");
        add("gone folder", "fetch",
            "fatal: '/srv/git/x' does not appear to be a git repository\nfatal: Could not read "
            "from "
            "remote repository.\n",
            ErrorCode::NotFound, "no such repository");
        add("no right over ssh", "push",
            "ERROR: Permission to acme/shop.git denied to ada.\nfatal: Could not read from remote "
            "repository.\n",
            ErrorCode::Forbidden, "ask");
        add("no right over https", "push",
            "remote: Permission to acme/shop.git denied to ada.\nfatal: unable to access "
            "'https://github.com/acme/shop.git/': The requested URL returned error: 403\n",
            ErrorCode::Forbidden, "denied to ada");
        add("no name", "fetch",
            "ssh: Could not resolve hostname nowhere.invalid: Name or service not known\r\nfatal: "
            "Could not read from remote repository.\n",
            ErrorCode::Unavailable, "network");
        add("no https", "fetch",
            "fatal: unable to access 'https://example.org/x/': Failed to connect to example.org "
            "port 443 after 3 ms: Couldn't connect to server\n",
            ErrorCode::Unavailable, "network");
        add("refused", "fetch",
            "ssh: connect to host 127.0.0.1 port 1: Connection refused\r\nfatal: Could not read "
            "from remote repository.\n",
            ErrorCode::Unavailable, "network");
        add("cut", "clone", "fatal: early EOF\nfatal: fetch-pack: invalid index-pack output\n",
            ErrorCode::Unavailable, "network");
        add("disk", "clone", "fatal: write error: No space left on device\nfatal: early EOF\n",
            ErrorCode::LimitReached, "disk");
        add("lock", "fetch",
            "fatal: Unable to create '/x/.git/index.lock': File exists.\n\nAnother git process "
            "seems to be running\n",
            ErrorCode::Conflict, "Another git program");
        add("unknown", "fetch", "hint: x\nfatal: something that nobody has seen\n",
            ErrorCode::Internal, "something that nobody has seen");
        add("silent", "fetch", "", ErrorCode::Internal, "git fetch");
    }
    void causes()
    {
        QFETCH(QString, command);
        QFETCH(QByteArray, text);
        QFETCH(int, code);
        QFETCH(QString, words);
        const Error error = explain(command, {.exitCode = 128, .out = {}, .err = text});
        QCOMPARE(int(error.code), code);
        QVERIFY2(error.message.contains(words, Qt::CaseInsensitive), qPrintable(error.message));
        QVERIFY(error.detail.contains(u"exited with 128"_s));
    }

    void aRemoteCanNotMakeUpACause()
    {
        const Error error = explain(
            u"fetch"_s,
            {.exitCode = 128,
             .err = "remote: Permission denied (publickey)\nremote: IDENTIFICATION HAS CHANGED\n"
                    "fatal: the remote end hung up unexpectedly\n"});
        QCOMPARE(error.code, ErrorCode::Unavailable);
    }

    void refusedPushes_data()
    {
        QTest::addColumn<QByteArray>("out");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("words");
        const auto add = [](const char *summary, ErrorCode code, const char *words) {
            QTest::newRow(summary) << QByteArray("To /srv/x\n!\trefs/heads/main:refs/heads/main\t")
                    + summary + "\nDone\n"
                                   << int(code) << QString::fromLatin1(words);
        };
        add("[remote rejected] (pre-receive hook declined)", ErrorCode::Forbidden,
            "pre-receive hook declined");
        add("[remote rejected] (protected branch hook declined)", ErrorCode::Forbidden,
            "protected branch");
        add("[remote rejected] (branch is currently checked out)", ErrorCode::Forbidden,
            "currently checked out");
        add("[remote rejected] (cannot lock ref 'refs/heads/main': is at 1)", ErrorCode::Conflict,
            "Try again");
        add("[rejected] (non-fast-forward)", ErrorCode::Conflict, "Pull them first");
        add("[rejected] (fetch first)", ErrorCode::Conflict, "Pull them first");
    }
    void refusedPushes()
    {
        QFETCH(QByteArray, out);
        QFETCH(int, code);
        QFETCH(QString, words);
        const Error error = explain(u"push"_s,
                                    {.exitCode = 1,
                                     .out = out,
                                     .err = "remote: \x1b[31mNo pushes on Fridays\x1b[0m        \n"
                                            "error: failed to push some refs to '/srv/x'\n"});
        QCOMPARE(int(error.code), code);
        QVERIFY2(error.message.contains(words), qPrintable(error.message));
        QVERIFY(error.message.endsWith(u"said: No pushes on Fridays"_s));
    }

    void whatAHookSaysIsCut()
    {
        QByteArray said;
        for (int i = 0; i < 1000; ++i)
            said += "remote: line " + QByteArray::number(i) + ' ' + QByteArray(200, 'x') + '\n';
        const Error error = explain(
            u"push"_s, {.exitCode = 1, .out = "!\tx:x\t[remote rejected] (no)\n", .err = said});
        QVERIFY(error.message.size() < 800);
    }

    void passwordsAreNeverShown_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char *text :
             {"fatal: unable to access 'https://me:hunter2@example.org/x/': nope",
              "fatal: repository 'https://hunter2@example.org/x/' not found",
              "fatal: bad https://me:hun%2Fter/hunter2@example.org/x",
              "fatal: bad https://me:p@hunter2@example.org/x",
              "remote: try https://me:hunter2@example.org/x\nfatal: something",
              "fatal: 'ssh://git:hunter2@example.org/x' does not appear to be a git repository",
              "hook https://me:hunter2@example.org/x\nerror: failed to push some refs to "
              "'https://me:hunter2@example.org/x'"})
            QTest::newRow(text) << QByteArray(text);
    }
    void passwordsAreNeverShown()
    {
        QFETCH(QByteArray, text);
        for (const QString &command : {u"push"_s, u"fetch"_s}) {
            const Error error = explain(command, {.exitCode = 1, .err = text});
            QVERIFY2(!error.message.contains(u"hunter2"_s), qPrintable(error.message));
            QVERIFY2(!error.detail.contains(u"hunter2"_s), qPrintable(error.detail));
        }
    }

    void redactLeavesTheRest()
    {
        QCOMPARE(redact(u"https://example.org/x git@example.org:x a@b"_s),
                 u"https://example.org/x git@example.org:x a@b"_s);
        QCOMPARE(redact(u"to 'https://me:pw@example.org/x' and http://t@h/y"_s),
                 u"to 'https://example.org/x' and http://h/y"_s);
    }

    void passwordsInUrlsAreFound()
    {
        QVERIFY(hasPassword(u"https://me:pw@example.org/x"_s));
        QVERIFY(hasPassword(u"https://:pw@example.org/x"_s));
        QVERIFY(!hasPassword(u"https://me@example.org/x"_s));
        QVERIFY(!hasPassword(u"ssh://git@example.org:22/x"_s));
        QVERIFY(!hasPassword(u"https://example.org:8443/x"_s));
        QVERIFY(!hasPassword(u"https://example.org:8443/a@b"_s));
        QVERIFY(!hasPassword(u"git@example.org:x"_s));
        QVERIFY(!hasPassword(u"/srv/git/x"_s));
    }
};

QTEST_GUILESS_MAIN(TestGitWords)
#include "tst_gitwords.moc"
