// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

using namespace Qt::StringLiterals;

namespace {

struct Message
{
    QString context;
    QString source;
    QString type; ///< "", "unfinished", "vanished"
    bool plural = false;
    QStringList forms; ///< one, or one for each plural form

    QString where() const { return context + u": "_s + source; }
};

void readTranslation(QXmlStreamReader &xml, Message &message)
{
    message.type = xml.attributes().value("type"_L1).toString();
    if (!message.plural) {
        message.forms << xml.readElementText();
        return;
    }
    while (xml.readNextStartElement())
        message.forms << xml.readElementText();
}

Message readMessage(QXmlStreamReader &xml, const QString &context)
{
    Message message{.context = context, .plural = xml.attributes().value("numerus"_L1) == "yes"_L1};
    while (xml.readNextStartElement()) {
        if (xml.name() == "source"_L1)
            message.source = xml.readElementText();
        else if (xml.name() == "translation"_L1)
            readTranslation(xml, message);
        else
            xml.skipCurrentElement();
    }
    return message;
}

void readContext(QXmlStreamReader &xml, QList<Message> &messages)
{
    QString context;
    while (xml.readNextStartElement()) {
        if (xml.name() == "name"_L1)
            context = xml.readElementText();
        else if (xml.name() == "message"_L1)
            messages << readMessage(xml, context);
        else
            xml.skipCurrentElement();
    }
}

QList<Message> readMessages(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QList<Message> messages;
    QXmlStreamReader xml(&file);
    xml.readNextStartElement();
    while (xml.readNextStartElement())
        readContext(xml, messages);
    return xml.hasError() ? QList<Message>() : messages;
}

/// "%1", "%2": sorted. %n may be left out, as in "one commit".
QStringList places(const QString &text)
{
    static const QRegularExpression place(u"%L?\\d+"_s);
    QStringList found;
    for (const auto &match : place.globalMatch(text))
        found << match.captured();
    found.sort();
    return found;
}

} // namespace

/// Each language has every sentence of the sources, and none that they no longer have.
/// "cmake --build build/dev --target update_translations" brings the files up to date.
class TestTranslations : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    /// The file of @p language as lupdate makes it from the sources of now.
    QList<Message> updated(const QString &language, const QStringList &options)
    {
        const QDir source(QStringLiteral(SKYBRANCH_SOURCE));
        const QString name = u"skybranch_%1.ts"_s.arg(language);
        const QString copy = m_folder.filePath(name);
        if (!QFile::copy(source.filePath(u"translations/"_s + name), copy))
            return {};
        const QString root = source.absolutePath();
        QStringList arguments = options + QStringList{u"-I"_s, root, u"-I"_s, root + u"/core"_s};
        for (const QString &folder : {u"core"_s, u"ui"_s, u"app"_s})
            arguments << source.filePath(folder);
        QProcess lupdate;
        lupdate.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        lupdate.start(QStringLiteral(SKYBRANCH_LUPDATE),
                      QStringList{u"-silent"_s} + arguments + QStringList{u"-ts"_s, copy});
        if (!lupdate.waitForFinished(60'000) || lupdate.exitCode() != 0)
            return {};
        return readMessages(copy);
    }

private Q_SLOTS:
    void everySentenceIsThere_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::newRow("en") << QStringList{u"-pluralonly"_s};
        QTest::newRow("de") << QStringList{};
        QTest::newRow("zh_CN") << QStringList{};
    }

    void everySentenceIsThere()
    {
        QFETCH(QStringList, options);
        const QList<Message> messages
            = updated(QString::fromUtf8(QTest::currentDataTag()), options);
        QVERIFY(!messages.isEmpty());
        QStringList missing;
        QStringList unused;
        QStringList unlike;
        for (const Message &message : messages) {
            if (message.type == "vanished"_L1 || message.type == "obsolete"_L1)
                unused << message.where();
            else if (message.type == "unfinished"_L1 || message.forms.contains(QString()))
                missing << message.where();
            else if (std::ranges::any_of(message.forms, [&](const QString &form) {
                         return places(form) != places(message.source);
                     }))
                unlike << message.where();
        }
        QCOMPARE(missing, QStringList());
        QCOMPARE(unused, QStringList());
        QCOMPARE(unlike, QStringList());
    }
};

QTEST_GUILESS_MAIN(TestTranslations)
#include "tst_translations.moc"
