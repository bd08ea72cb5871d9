// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QProcessEnvironment>
#include <QString>
#include <QTemporaryDir>

namespace skybranch::test {

/// A folder for repositories with a HOME of its own, so that neither the configuration nor the
/// keys of whoever runs the test take part. Make it before libgit2 is used for the first time in
/// the process: it reads HOME once. What goes wrong in the rig itself is fatal.
class ScratchHome
{
public:
    ScratchHome()
    {
        Q_ASSERT(m_folder.isValid());
        qputenv("HOME", QFile::encodeName(m_folder.path()));
        qputenv("XDG_CONFIG_HOME", QFile::encodeName(path(QStringLiteral(".config"))));
        qputenv("GIT_CONFIG_NOSYSTEM", "1");
        qunsetenv("GIT_CONFIG_GLOBAL");
        write(path(QStringLiteral(".gitconfig")),
              "[user]\n name = Ada Example\n email = ada@example.org\n"
              "[init]\n defaultBranch = main\n[gc]\n auto = 0\n[maintenance]\n auto = false\n"
              "[advice]\n detachedHead = false\n");
    }

    QString path(const QString &name = {}) const
    {
        return name.isEmpty() ? m_folder.path() : m_folder.filePath(name);
    }

    static void write(const QString &path, const QByteArray &content)
    {
        QDir().mkpath(QFileInfo(path).path());
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("%s can not be written", qPrintable(path));
    }

    /// A program for git to run: a hook, an ssh command.
    static void writeScript(const QString &path, const QByteArray &body)
    {
        write(path, "#!/bin/sh\n" + body);
        QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }

private:
    QTemporaryDir m_folder;
};

/// A worktree that the real git works on, blocking: tests only.
class ScratchRepository
{
public:
    explicit ScratchRepository(const QString &path)
        : m_path(path)
    {
    }

    /// `git init` there, with one commit where @p options are none.
    static ScratchRepository create(const QString &path, const QStringList &options = {})
    {
        QDir().mkpath(path);
        const ScratchRepository repository(path);
        repository.git(QStringList{QStringLiteral("init"), QStringLiteral("-q")} + options);
        if (options.isEmpty())
            repository.commit(QStringLiteral("README"), "one\n", QStringLiteral("First"));
        return repository;
    }

    QString path() const { return m_path; }
    QString file(const QString &name) const { return m_path + QLatin1Char('/') + name; }

    void write(const QString &name, const QByteArray &content) const
    {
        ScratchHome::write(file(name), content);
    }

    /// Writes a file and commits it; gives the commit's id.
    QString commit(const QString &name, const QByteArray &content, const QString &message) const
    {
        write(name, content);
        git({QStringLiteral("add"), QStringLiteral("--"), name});
        git({QStringLiteral("commit"), QStringLiteral("-q"), QStringLiteral("-m"), message});
        return head();
    }

    QString head(const QString &revision = QStringLiteral("HEAD")) const
    {
        return git({QStringLiteral("rev-parse"), QStringLiteral("--verify"), revision});
    }

    /// What git prints, trimmed. A failure is fatal unless @p mayFail.
    QString git(const QStringList &arguments, bool mayFail = false) const
    {
        QProcess process;
        process.setWorkingDirectory(m_path);
        process.start(QStringLiteral("git"), arguments);
        const bool ended = process.waitForFinished(60'000);
        if (!ended || (process.exitCode() != 0 && !mayFail))
            qFatal("git %s in %s: %s", qPrintable(arguments.join(QLatin1Char(' '))),
                   qPrintable(m_path), process.readAllStandardError().constData());
        return QString::fromUtf8(process.readAllStandardOutput()).trimmed();
    }

private:
    QString m_path;
};

} // namespace skybranch::test
