// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/detailsdialog.h"

#include "ui/widgets/statusmark.h"
#include "ui/widgets/text.h"

#include <QHBoxLayout>

namespace skybranch::ui {
namespace {

constexpr int dialogWidth = 560;
constexpr int labelWidth = 112;
constexpr int shortMinutes = 60;
constexpr int longMinutes = 480;

} // namespace

DetailsDialog::DetailsDialog(const DetailsView &view, QWidget *parent)
    : Dialog(tr("People and Usage"), dialogWidth, parent)
    , m_title(makeParagraph({}, "heading"))
    , m_mark(new StatusMark)
    , m_state(makeParagraph({}))
    , m_awake(makeParagraph({}, "", "muted"))
    , m_people(makeParagraph({}))
    , m_usage(makeParagraph({}))
{
    setObjectName(QStringLiteral("detailsDialog"));
    body()->addWidget(m_title);
    body()->addSpacing(12);
    m_mark->setLayer(Token::BgRaised);
    addLine(tr("State"), m_state, QStringLiteral("detailsState"), m_mark);
    addLine({}, m_awake, QStringLiteral("detailsAwake"));
    addAwakeButtons();
    addLine(tr("Connected"), m_people, QStringLiteral("detailsPeople"));
    addLine(tr("This month"), m_usage, QStringLiteral("detailsUsage"));
    auto *all = new Button(tr("Usage of the organisation…"));
    all->setObjectName(QStringLiteral("detailsAllUsage"));
    connect(all, &QAbstractButton::clicked, this, [this] {
        accept();
        Q_EMIT usageRequested();
    });
    addLeft(all);
    cancelButton()->setText(tr("Close"));
    cancelButton()->setDefault(true);
    setView(view);
}

void DetailsDialog::addLine(const QString &words, QLabel *content, const QString &objectName,
                            QWidget *mark)
{
    content->setObjectName(objectName);
    content->setAccessibleName(words);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(0, 0, 0, 8);
    row->setSpacing(0);
    row->addWidget(makeRowLabel(words, labelWidth), 0, Qt::AlignTop);
    if (mark) {
        row->addWidget(mark);
        row->addSpacing(6);
    }
    row->addWidget(content, 1);
    body()->addLayout(row);
}

void DetailsDialog::addAwakeButtons()
{
    m_short = addAwakeButton(tr("Keep awake for 1 h"), shortMinutes,
                             QStringLiteral("detailsKeepAwakeShort"));
    m_long = addAwakeButton(tr("Keep awake for 8 h"), longMinutes,
                            QStringLiteral("detailsKeepAwakeLong"));
    m_end = addAwakeButton(tr("No longer keep awake"), 0, QStringLiteral("detailsEndKeepAwake"));
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    for (Button *button : {m_short, m_long, m_end})
        buttons->addWidget(button);
    buttons->addStretch(1);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(0, 0, 0, 12);
    row->setSpacing(0);
    row->addWidget(makeRowLabel({}, labelWidth));
    row->addLayout(buttons, 1);
    body()->addLayout(row);
}

Button *DetailsDialog::addAwakeButton(const QString &words, int minutes, const QString &objectName)
{
    auto *button = new Button(words);
    button->setObjectName(objectName);
    connect(button, &QAbstractButton::clicked, this,
            [this, minutes] { Q_EMIT keepAwakeRequested(minutes); });
    return button;
}

void DetailsDialog::setView(const DetailsView &view)
{
    m_view = view;
    m_title->setText(view.branch);
    m_state->setText(view.state);
    m_mark->setMark(view.mark);
    m_awake->setText(view.awake.isEmpty() ? view.whyNoAwake : view.awake);
    m_people->setText(view.people.isEmpty() ? tr("Nobody else.")
                                            : view.people.join(QLatin1Char('\n')));
    m_usage->setText(view.usage);
    for (Button *button : {m_short, m_long})
        button->setPossible(view.whyNoAwake.isEmpty(), view.whyNoAwake);
    m_end->setVisible(view.isKeptAwake);
    m_long->setVisible(!view.isKeptAwake);
    // It also fits the height to what is said now.
    setReason({});
}

} // namespace skybranch::ui
