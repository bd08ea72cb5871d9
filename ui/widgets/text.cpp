// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/text.h"

#include <QFont>
#include <QStyle>
#include <QTextDocument>
#include <QVariant>

namespace skybranch::ui {

QLabel *makeLabel(const QString &text, const char *role, const char *tone, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setProperty("role", QLatin1StringView(role));
    label->setProperty("tone", QLatin1StringView(tone));
    QFont font = label->font();
    font.setFeature("tnum", 1);
    label->setFont(font);
    return label;
}

QLabel *makeParagraph(const QString &text, const char *role, const char *tone, QWidget *parent)
{
    QLabel *label = makeLabel(text, role, tone, parent);
    label->setWordWrap(true);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    label->setSizePolicy(policy);
    return label;
}

void setStyleProperty(QWidget *widget, const char *name, const QVariant &value)
{
    if (widget->property(name) == value)
        return;
    widget->setProperty(name, value);
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
}

QString plainTip(const QString &text)
{
    return Qt::mightBeRichText(text) ? QStringLiteral("<span>%1</span>").arg(text.toHtmlEscaped())
                                     : text;
}

QWidget *makeRule(QWidget *parent)
{
    auto *rule = new QFrame(parent);
    rule->setProperty("rule", true);
    rule->setFixedHeight(1);
    return rule;
}

} // namespace skybranch::ui
