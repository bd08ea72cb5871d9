// SPDX-License-Identifier: GPL-3.0-or-later
#include "clouddb/filtertokens.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace skybranch::clouddb {
namespace {

struct Pattern
{
    FilterToken::Kind kind;
    QRegularExpression expression; ///< its first group is the token's text
};

const QList<Pattern> &patterns()
{
    using Kind = FilterToken::Kind;
    static const QList<Pattern> all{
        {Kind::Word, QRegularExpression(u"([A-Za-z_][A-Za-z0-9_]*)"_s)},
        {Kind::Name, QRegularExpression(u"\"([a-z_][a-z0-9_]*)\""_s)},
        {Kind::Text, QRegularExpression(u"'((?:[^'\\x{0}]|'')*)'"_s)},
        {Kind::Number, QRegularExpression(u"(-?[0-9]+(?:\\.[0-9]+)?)(?![A-Za-z0-9_.])"_s)},
        {Kind::Parameter, QRegularExpression(u"\\$([1-9][0-9]{0,2})(?![A-Za-z0-9_])"_s)},
        {Kind::Symbol, QRegularExpression(u"(<>|!=|<=|>=|[=<>(),])"_s)},
    };
    return all;
}

FilterToken tokenOf(FilterToken::Kind kind, QString text)
{
    if (kind == FilterToken::Kind::Word)
        text = text.toLower();
    if (kind == FilterToken::Kind::Text)
        text.replace(u"''"_s, u"'"_s);
    return {kind, text};
}

qsizetype skipSpaces(const QString &text, qsizetype at)
{
    while (at < text.size() && (text[at].isSpace()))
        ++at;
    return at;
}

} // namespace

Result<QList<FilterToken>> filterTokens(const QString &text)
{
    QList<FilterToken> tokens;
    qsizetype at = skipSpaces(text, 0);
    while (at < text.size()) {
        QRegularExpressionMatch match;
        for (const Pattern &pattern : patterns()) {
            match = pattern.expression.match(text, at, QRegularExpression::NormalMatch,
                                             QRegularExpression::AnchorAtOffsetMatchOption);
            if (match.hasMatch()) {
                tokens << tokenOf(pattern.kind, match.captured(1));
                break;
            }
        }
        if (!match.hasMatch())
            return failure(ErrorCode::InvalidArgument,
                           u"can not be read from character %1 on"_s.arg(at + 1));
        at = skipSpaces(text, match.capturedEnd(0));
    }
    tokens << FilterToken{};
    return tokens;
}

} // namespace skybranch::clouddb
