// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzzrequests.h"

using namespace Qt::StringLiterals;

namespace skybranch::test {
namespace {

const QString procedurePattern = u"/trpc/{}"_s;
const QString shapePattern = u"/v1/shape"_s;

QByteArray chunked(const QByteArray &body)
{
    return QByteArray::number(body.size(), 16) + "\r\n" + body + "\r\n0\r\n\r\n";
}

} // namespace

FuzzTalk FuzzRequests::next()
{
    FuzzTalk talk;
    const int count = m_values.oneIn(8) ? 2 + m_values.below(4) : 1;
    for (int i = 0; i < count; ++i) {
        const edge::Route route = m_values.oneOf(m_world.routes);
        const QByteArray verb = verbFor(route);
        // Behind one whose length is wrong, an answer can not be told from another's body.
        const bool isOfHead = verb == "HEAD";
        if (isOfHead && count > 1)
            continue;
        talk.bytes += request(verb, route.pattern);
        talk.areOfHead += isOfHead;
    }
    if (talk.areOfHead.isEmpty())
        return next();
    if (m_values.oneIn(30))
        talk.bytes = m_values.bytes(600) + talk.bytes;
    const int manner = m_values.below(12);
    if (manner < 3)
        talk.manner = FuzzTalk::Manner(manner + 1);
    return talk;
}

QByteArray FuzzRequests::verbFor(const edge::Route &route)
{
    static const QByteArrayList verbs{"GET",     "POST",  "PATCH", "DELETE", "HEAD",    "PUT",
                                      "OPTIONS", "TRACE", "BREW",  "get",    "CONNECT", ""};
    return m_values.oneIn(12) ? m_values.oneOf(verbs) : edge::name(route.method);
}

QByteArray FuzzRequests::request(const QByteArray &verb, const QString &pattern)
{
    static const QByteArrayList versions{"HTTP/1.0", "HTTP/1.2", "HTTP/2.0",  "HTTP/9",
                                         "http/1.1", "",         "HTTP/1.1 x"};
    const QByteArray content = body(pattern);
    const QByteArray version
        = m_values.oneIn(60) ? m_values.oneOf(versions) : QByteArray("HTTP/1.1");
    return verb + ' ' + path(pattern) + query(pattern) + ' ' + version + "\r\n" + headers(content);
}

QString FuzzRequests::id()
{
    if (m_values.oneIn(6))
        return m_values.text().left(200);
    return m_values.oneIn(4) ? QUuid::createUuidV5(QUuid(), QByteArray::number(m_values.below(99)))
                                   .toString(QUuid::WithoutBraces)
                             : m_values.oneOf(m_world.workspaces);
}

QByteArray FuzzRequests::path(const QString &pattern)
{
    if (m_values.oneIn(60))
        return m_values.escaped(m_values.text());
    QByteArray result;
    for (const QString &part : pattern.split(u'/').sliced(1)) {
        QString text = part;
        if (pattern == procedurePattern && part == "{}"_L1) {
            text = m_values.oneIn(10) ? m_values.text() : m_values.oneOf(m_world.procedures);
            while (m_values.oneIn(4))
                text += u',' + m_values.oneOf(m_world.procedures);
            if (m_values.oneIn(100))
                text += QString(u",cloudWorkspace.list"_s).repeated(m_values.below(500));
        } else if (part == "{}"_L1) {
            text = id();
        }
        result += '/' + (m_values.oneIn(10) ? m_values.escaped(text) : text.toUtf8());
    }
    return result.replace(' ', "%20").replace('\n', "%0a").replace('\r', "%0d");
}

QByteArray FuzzRequests::query(const QString &pattern)
{
    if (pattern == shapePattern)
        return shapeQuery();
    if (pattern == procedurePattern)
        return trpcQuery();
    QByteArray result;
    while (m_values.oneIn(3))
        result += (result.isEmpty() ? '?' : '&') + m_values.escaped(m_values.text().left(50)) + '='
            + m_values.escaped(m_values.text());
    return result;
}

QByteArray FuzzRequests::trpcQuery()
{
    QByteArray result = m_values.oneIn(2) ? "?batch=1" : "?";
    QJsonObject input = object();
    if (m_values.oneIn(2))
        input = {{u"0"_s, object()}, {u"1"_s, m_values.value()}, {m_values.text(), object()}};
    QByteArray text = QJsonDocument(input).toJson(QJsonDocument::Compact);
    if (m_values.oneIn(5))
        text = m_values.spoilt(text).left(5000);
    return result + "&input=" + text.toPercentEncoding();
}

QByteArray FuzzRequests::shapeQuery()
{
    static const QStringList names{
        u"table"_s,    u"offset"_s,    u"handle"_s,  u"live"_s,          u"cursor"_s,
        u"where"_s,    u"params[1]"_s, u"columns"_s, u"replica"_s,       u"log"_s,
        u"live_sse"_s, u"secret"_s,    u"params"_s,  u"subset__limit"_s, u"subset__where"_s};
    static const QStringList values{u"cloud_workspaces"_s,
                                    u"vms"_s,
                                    u"api_keys"_s,
                                    u"-1"_s,
                                    u"now"_s,
                                    u"0_0"_s,
                                    u"0_inf"_s,
                                    u"9223372036854775807_0"_s,
                                    u"99999999999999999999_1"_s,
                                    u"-5_0"_s,
                                    u"1_-1"_s,
                                    u"true"_s,
                                    u"false"_s,
                                    u"full"_s,
                                    u"default"_s,
                                    u"changes_only"_s,
                                    u"id,name"_s,
                                    u"\"id\",\"name\""_s,
                                    u"status = 'running'"_s,
                                    u"name = $1 AND id IN ($1, $2)"_s,
                                    u"NOT (((status IS NULL"_s,
                                    u"1=1 OR 'x'='x"_s,
                                    u"name LIKE '%'"_s,
                                    u"5"_s};
    static const QStringList tables{u"cloud_workspaces"_s, u"cloud_workspace_sessions"_s, u"vms"_s,
                                    u"repositories"_s, u"providers"_s};
    QByteArray result = "?table=" + m_values.oneOf(tables).toLatin1()
        + "&offset=" + (m_values.oneIn(2) ? QByteArray("-1") : m_values.oneOf(values).toUtf8());
    while (!m_values.oneIn(3))
        result += '&' + m_values.oneOf(names).toLatin1() + '='
            + m_values.escaped(m_values.oneIn(5) ? m_values.text() : m_values.oneOf(values));
    if (m_values.oneIn(20))
        result += "&where=" + QByteArray("(").repeated(m_values.below(3000)) + "status='x'";
    return result;
}

QByteArray FuzzRequests::headers(const QByteArray &body)
{
    static const QByteArrayList odd{
        "Origin: https://evil.example\r\n",
        "Origin: null\r\n",
        "X: " + QByteArray(40'000, 'z') + "\r\n",
        QByteArray("A: b\r\n").repeated(2000),
        "No colon in it\r\n",
        ": no name\r\n",
        "Folded: a\r\n b\r\n",
        "Expect: 100-continue\r\n",
        "Connection: close\r\n",
        "Connection: upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n",
        "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAAA\r\n",
        "Bytes: \xff\xfe\x01\r\n",
        "Accept: text/event-stream\r\n",
        "trpc-accept: application/jsonl\r\n",
        "Host: other.example\r\n",
    };
    static const QByteArrayList types{"application/json",
                                      "application/json; charset=utf-16",
                                      "text/plain",
                                      "application/x-www-form-urlencoded",
                                      "",
                                      "application/json, x"};
    QByteArray result;
    if (!m_values.oneIn(60))
        result += "Host: " + (m_values.oneIn(60) ? m_values.bytes(20) : m_world.host) + "\r\n";
    if (!m_values.oneIn(40))
        result += "Authorization: Bearer "
            + (m_values.oneIn(40) ? m_values.bytes(50) : m_values.oneOf(m_world.keys)) + "\r\n";
    result += "Content-Type: " + (m_values.oneIn(8) ? m_values.oneOf(types) : types[0]) + "\r\n";
    if (m_values.oneIn(8))
        result += m_values.oneOf(odd);
    return result + framing(body);
}

/// The end of the head and the body.
QByteArray FuzzRequests::framing(const QByteArray &body)
{
    const auto length = [](const QByteArray &value) { return "Content-Length: " + value + "\r\n"; };
    const QByteArray right = length(QByteArray::number(body.size()));
    static const QByteArrayList odd{"-1", "+5",   "0x10", "99999999999999999999",
                                    "",   "1, 1", "5 ",   "2000000"};
    if (m_values.oneIn(40))
        return length(m_values.oneOf(odd)) + "\r\n" + body;
    if (m_values.oneIn(40))
        return right + length(QByteArray::number(m_values.below(50))) + "\r\n" + body;
    if (m_values.oneIn(40))
        return length(QByteArray::number(body.size() + m_values.below(20) - 10)) + "\r\n" + body;
    if (m_values.oneIn(40))
        return "Transfer-Encoding: chunked\r\n" + (m_values.oneIn(2) ? right : QByteArray())
            + "\r\n" + chunked(body);
    if (m_values.oneIn(60))
        return right + "\n" + body;
    return right + "\r\n" + body;
}

QJsonObject FuzzRequests::object()
{
    const QList<std::pair<QString, QJsonValue>> fields{
        {u"id"_s, id()},
        {u"repositoryId"_s, m_world.repository},
        {u"name"_s, u"Fuzzed"_s},
        {u"branch"_s, u"fuzz/branch"_s},
        {u"url"_s, u"git@git.example.org:a/b.git"_s},
        {u"placement"_s, u"dedicated"_s},
        {u"seed"_s, u"remote"_s},
        {u"autoStopMinutes"_s, 30},
        {u"publicKey"_s, u"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAA"_s},
        {u"clientType"_s, u"desktop"_s},
        {u"sessionId"_s, id()},
        {u"provider"_s, u"sandbox"_s},
        {u"hours"_s, 1},
    };
    QJsonObject result;
    for (const auto &[name, good] : fields) {
        if (name == "id"_L1 || !m_values.oneIn(8))
            result.insert(name, m_values.oneIn(12) ? m_values.value() : good);
    }
    if (m_values.oneIn(8))
        result.insert(m_values.text(), m_values.value());
    return result;
}

QByteArray FuzzRequests::body(const QString &pattern)
{
    if (m_values.oneIn(4))
        return {};
    QJsonObject content = object();
    if (pattern == procedurePattern && m_values.oneIn(3))
        content = {{u"0"_s, object()}, {u"1"_s, m_values.value()}};
    // A new workspace has an id of its own for the most part.
    if (m_values.oneIn(3))
        content.remove(u"id"_s);
    QByteArray text = QJsonDocument(content).toJson(QJsonDocument::Compact);
    return m_values.oneIn(6) ? m_values.spoilt(text) : text;
}

} // namespace skybranch::test
