// SPDX-License-Identifier: GPL-3.0-or-later
#include "clouddb/rowfilter.h"

#include "clouddb/filtertokens.h"

#include <QDateTime>
#include <QUuid>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace skybranch::clouddb {
namespace {

using Kind = FilterToken::Kind;

constexpr qsizetype maxText = 4000;
constexpr int maxDepth = 20;
constexpr qsizetype maxValues = 200;

std::unexpected<Error> invalid(const QString &what)
{
    return failure(ErrorCode::InvalidArgument, what);
}

/// @p text as it is bound for a column of type @p type; nothing where it is no such value.
std::optional<QString> valueFor(QLatin1StringView type, const QString &text)
{
    if (type == "int4"_L1) {
        bool ok = false;
        const qint64 number = text.toLongLong(&ok);
        return ok ? std::optional(QString::number(number)) : std::nullopt;
    }
    if (type == "bool"_L1) {
        const QString word = text.toLower();
        if (word == "true"_L1 || word == "t"_L1)
            return u"true"_s;
        return word == "false"_L1 || word == "f"_L1 ? std::optional(u"false"_s) : std::nullopt;
    }
    if (type == "uuid"_L1) {
        const QUuid id = QUuid::fromString(text);
        return id.isNull() ? std::nullopt : std::optional(id.toString(QUuid::WithoutBraces));
    }
    if (type == "timestamptz"_L1) {
        // Words like "now" would mean another time whenever they are looked at.
        QString iso = text;
        if (iso.size() > 10)
            iso[10] = u'T';
        const QDateTime time = QDateTime::fromString(iso, Qt::ISODateWithMs);
        const bool zoned = time.isValid() && time.timeSpec() != Qt::LocalTime;
        return zoned ? std::optional(time.toUTC().toString(Qt::ISODateWithMs)) : std::nullopt;
    }
    return text.contains(QChar::Null) ? std::nullopt : std::optional(text);
}

QString castFor(QLatin1StringView type)
{
    // Wider than the column: a number that it can not hold is still a number.
    return type == "int4"_L1 ? u"?::int8"_s : u"?::"_s + type;
}

/// Descends into the text and writes the SQL as it goes.
class Parser
{
public:
    Parser(LoggedTable table, QList<FilterToken> tokens, const QMap<int, QString> &parameters)
        : m_table(table)
        , m_tokens(std::move(tokens))
        , m_parameters(parameters)
    {
    }

    Result<RowFilter> parse()
    {
        auto condition = either();
        if (!condition)
            return failure(condition);
        if (next().kind != Kind::End)
            return unexpected(u"AND, OR or the end"_s);
        return RowFilter{*condition, m_values};
    }

private:
    const FilterToken &next() const { return m_tokens[m_at]; }

    bool takeWord(QLatin1StringView word)
    {
        const bool found = next().isWord(word);
        m_at += found ? 1 : 0;
        return found;
    }

    bool takeSymbol(QLatin1StringView symbol)
    {
        const bool found = next().isSymbol(symbol);
        m_at += found ? 1 : 0;
        return found;
    }

    std::unexpected<Error> unexpected(const QString &wanted) const
    {
        if (next().kind == Kind::End)
            return invalid(u"ends where %1 should follow"_s.arg(wanted));
        return invalid(u"has \"%1\" where %2 should stand"_s.arg(next().text.left(50), wanted));
    }

    Result<QString> either() { return joined("or"_L1, &Parser::both); }
    Result<QString> both() { return joined("and"_L1, &Parser::negated); }

    Result<QString> joined(QLatin1StringView word, Result<QString> (Parser::*part)())
    {
        auto first = (this->*part)();
        if (!first || !next().isWord(word))
            return first;
        QString all = u'(' + *first;
        while (takeWord(word)) {
            auto more = (this->*part)();
            if (!more)
                return more;
            all += u' ' + word + u' ' + *more;
        }
        return QString(all + u')');
    }

    Result<QString> negated()
    {
        bool negative = false;
        while (takeWord("not"_L1))
            negative = !negative;
        auto term = single();
        if (!term || !negative)
            return term;
        return QString(u"(NOT "_s + *term + u')');
    }

    Result<QString> single()
    {
        if (!takeSymbol("("_L1))
            return comparison();
        if (++m_depth > maxDepth)
            return invalid(u"is nested too deeply"_s);
        auto inner = either();
        if (!inner)
            return inner;
        if (!takeSymbol(")"_L1))
            return unexpected(u"\")\""_s);
        --m_depth;
        return inner;
    }

    Result<QString> comparison()
    {
        if (isValue(next())) {
            const FilterToken value = m_tokens[m_at++];
            const auto operation = comparator();
            if (!operation)
                return failure(operation);
            const auto right = column();
            if (!right)
                return failure(right);
            return boundValue(**right, value).transform([&](const QString &bound) {
                return QString(bound + *operation + nameOf(**right));
            });
        }
        const auto left = column();
        if (!left)
            return failure(left);
        if (takeWord("is"_L1))
            return nullTest(**left);
        const bool negative = takeWord("not"_L1);
        if (takeWord("in"_L1))
            return membership(**left, negative);
        if (negative)
            return unexpected(u"IN"_s);
        return comparisonOf(**left);
    }

    Result<QString> comparisonOf(const Column &left)
    {
        const auto operation = comparator();
        if (!operation)
            return failure(operation);
        if (isValue(next())) {
            return boundValue(left, m_tokens[m_at++]).transform([&](const QString &bound) {
                return QString(nameOf(left) + *operation + bound);
            });
        }
        const auto right = column();
        if (!right)
            return failure(right);
        if (left.type != (*right)->type || left.type == "jsonb"_L1)
            return invalid(u"compares \"%1\" with \"%2\", which are of different kinds"_s.arg(
                left.name, (*right)->name));
        return QString(nameOf(left) + *operation + nameOf(**right));
    }

    Result<QString> nullTest(const Column &column)
    {
        const bool negative = takeWord("not"_L1);
        if (!takeWord("null"_L1))
            return unexpected(u"NULL"_s);
        return QString(nameOf(column) + (negative ? " IS NOT NULL"_L1 : " IS NULL"_L1));
    }

    Result<QString> membership(const Column &column, bool negative)
    {
        if (!takeSymbol("("_L1))
            return unexpected(u"\"(\""_s);
        QStringList bound;
        do {
            if (!isValue(next()))
                return unexpected(u"a value"_s);
            auto value = boundValue(column, m_tokens[m_at++]);
            if (!value)
                return value;
            bound << *value;
        } while (takeSymbol(","_L1));
        if (!takeSymbol(")"_L1))
            return unexpected(u"\",\" or \")\""_s);
        return QString(nameOf(column) + (negative ? " NOT IN ("_L1 : " IN ("_L1)
                       + bound.join(u", "_s) + u')');
    }

    static bool isValue(const FilterToken &token)
    {
        return token.kind == Kind::Text || token.kind == Kind::Number
            || token.kind == Kind::Parameter || token.isWord("true"_L1) || token.isWord("false"_L1);
    }

    /// Of our own, which is then written instead of what has been read.
    Result<const Column *> column()
    {
        if (next().kind != Kind::Word && next().kind != Kind::Name)
            return unexpected(u"a column"_s);
        const auto columns = columnsOf(m_table);
        const auto found = std::ranges::find_if(
            columns, [this](const Column &column) { return column.name == next().text; });
        if (found == columns.end())
            return invalid(u"names \"%1\", which is no column of %2"_s.arg(next().text.left(50),
                                                                           name(m_table)));
        ++m_at;
        return &*found;
    }

    Result<QString> comparator()
    {
        static const QStringList known{u"="_s, u"<>"_s, u"!="_s, u"<"_s, u"<="_s, u">"_s, u">="_s};
        const auto at = next().kind == Kind::Symbol ? known.indexOf(next().text) : -1;
        if (at < 0)
            return unexpected(u"a comparison, IN or IS NULL"_s);
        ++m_at;
        return QString(u' ' + known[at] + u' ');
    }

    Result<QString> boundValue(const Column &column, const FilterToken &token)
    {
        QString text = token.text;
        if (token.kind == Kind::Parameter) {
            const auto given = m_parameters.find(text.toInt());
            if (given == m_parameters.end())
                return invalid(u"uses $%1, and there is no params[%1]"_s.arg(text));
            text = *given;
        }
        const bool fits = column.type != "jsonb"_L1
            && (token.kind != Kind::Number || column.type == "int4"_L1)
            && (token.kind != Kind::Word || column.type == "bool"_L1);
        const auto value = fits ? valueFor(column.type, text) : std::nullopt;
        if (!value)
            return invalid(u"compares \"%1\", which is %2, with something that is not"_s.arg(
                column.name, column.type));
        if (m_values.size() >= maxValues)
            return invalid(u"has too many values"_s);
        m_values << *value;
        return castFor(column.type);
    }

    static QString nameOf(const Column &column) { return u"r."_s + column.name; }

    LoggedTable m_table;
    QList<FilterToken> m_tokens;
    const QMap<int, QString> &m_parameters;
    qsizetype m_at = 0;
    int m_depth = 0;
    QVariantList m_values;
};

} // namespace

Result<RowFilter> rowFilter(LoggedTable table, const QString &text,
                            const QMap<int, QString> &parameters)
{
    if (text.size() > maxText)
        return invalid(u"is too long"_s);
    auto tokens = filterTokens(text);
    if (!tokens)
        return failure(tokens);
    return Parser(table, std::move(*tokens), parameters).parse();
}

} // namespace skybranch::clouddb
