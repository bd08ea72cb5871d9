// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/backendpage.h"

#include "ui/views/words.h"
#include "ui/widgets/button.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/text.h"
#include "ui/widgets/ticker.h"

#include <QApplication>
#include <QDeadlineTimer>
#include <QGridLayout>
#include <QLineEdit>

namespace skybranch::ui {
namespace {

using namespace std::chrono_literals;

constexpr int longestUrl = 1000;
constexpr int longestKey = 2048;
constexpr int gap = 8;

qint64 now()
{
    return QDeadlineTimer::current().deadline();
}

} // namespace

BackendPage::BackendPage(QWidget *parent)
    : QWidget(parent)
    , m_icon(new IconLabel(Icon::Laptop))
    , m_name(makeLabel({}, "strong"))
    , m_state(makeParagraph({}, "small", "muted"))
    , m_note(makeParagraph({}, "small", "muted"))
    , m_url(new QLineEdit)
    , m_key(new QLineEdit)
    , m_show(new Button(tr("Show")))
    , m_reason(makeParagraph({}, "small", "muted"))
    , m_connect(new Button(tr("Connect"), Button::Kind::Primary))
    , m_cancel(new Button(tr("Cancel")))
    , m_rule(makeRule())
    , m_leaving(makeParagraph({}, "small", "muted"))
    , m_leave(new Button({}))
    , m_ticker(new Ticker(this, this))
{
    setObjectName(QStringLiteral("backendPage"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(16);
    layout->addLayout(makeState());
    layout->addLayout(makeFields());
    layout->addLayout(makeActions());
    layout->addWidget(m_rule);
    layout->addLayout(makeLeaving());
    connect(m_ticker, &Ticker::due, this, &BackendPage::sayBusy);
    setBusy({});
    setView({});
}

QLayout *BackendPage::makeState()
{
    m_name->setObjectName(QStringLiteral("backendName"));
    m_state->setObjectName(QStringLiteral("backendState"));
    m_note->setObjectName(QStringLiteral("backendNote"));
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(gap);
    grid->setVerticalSpacing(4);
    grid->addWidget(m_icon, 0, 0);
    grid->addWidget(m_name, 0, 1);
    grid->addWidget(m_state, 1, 1);
    grid->addWidget(m_note, 2, 1);
    grid->setColumnStretch(1, 1);
    return grid;
}

QLayout *BackendPage::makeFields()
{
    m_url->setObjectName(QStringLiteral("backendUrl"));
    m_url->setPlaceholderText(QStringLiteral("https://cloud.example.org"));
    m_url->setMaxLength(longestUrl);
    m_url->setInputMethodHints(Qt::ImhUrlCharactersOnly);
    m_key->setObjectName(QStringLiteral("backendKey"));
    m_key->setMaxLength(longestKey);
    m_show->setObjectName(QStringLiteral("backendShowKey"));
    m_show->setCheckable(true);
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(gap);
    grid->setVerticalSpacing(gap);
    const auto addRow = [grid](int row, const QString &words, QLineEdit *field) {
        auto *label = makeLabel(words);
        label->setBuddy(field);
        field->setAccessibleName(words);
        grid->addWidget(label, row, 0);
    };
    addRow(0, tr("Address"), m_url);
    addRow(1, tr("Key"), m_key);
    grid->addWidget(m_url, 0, 1, 1, 2);
    grid->addWidget(m_key, 1, 1);
    grid->addWidget(m_show, 1, 2);
    grid->setColumnStretch(1, 1);
    grid->setColumnMinimumWidth(0, 72);
    showKey(false);
    connect(m_show, &QAbstractButton::toggled, this, &BackendPage::showKey);
    for (QLineEdit *field : {m_url, m_key}) {
        connect(field, &QLineEdit::textChanged, this, [this] {
            m_problem.clear();
            check();
        });
        connect(field, &QLineEdit::returnPressed, this, &BackendPage::submit);
    }
    return grid;
}

QLayout *BackendPage::makeActions()
{
    m_reason->setObjectName(QStringLiteral("backendReason"));
    m_connect->setObjectName(QStringLiteral("backendConnect"));
    m_cancel->setObjectName(QStringLiteral("backendCancel"));
    connect(m_connect, &QAbstractButton::clicked, this, &BackendPage::submit);
    connect(m_cancel, &QAbstractButton::clicked, this, &BackendPage::cancelRequested);
    auto *row = new QHBoxLayout;
    row->setSpacing(gap);
    row->addWidget(m_reason, 1);
    row->addWidget(m_cancel, 0, Qt::AlignTop);
    row->addWidget(m_connect, 0, Qt::AlignTop);
    return row;
}

QLayout *BackendPage::makeLeaving()
{
    m_leave->setObjectName(QStringLiteral("backendLeave"));
    connect(m_leave, &QAbstractButton::clicked, this, &BackendPage::leaveRequested);
    auto *row = new QHBoxLayout;
    row->setSpacing(16);
    row->addWidget(m_leaving, 1);
    row->addWidget(m_leave, 0, Qt::AlignTop);
    return row;
}

void BackendPage::setView(const BackendPageView &view)
{
    // What somebody types meanwhile is theirs.
    if (m_view.url != view.url)
        m_url->setText(view.url);
    m_view = view;
    m_icon->setIcon(view.isHosted ? Icon::Cloud : Icon::Laptop, Token::TextMuted);
    m_name->setText(view.name);
    m_state->setText(view.state);
    setStyleProperty(m_state, "tone",
                     view.isWrong ? QStringLiteral("error") : QStringLiteral("muted"));
    m_note->setText(view.note);
    m_note->setVisible(!view.note.isEmpty());
    m_leave->setText(view.leave);
    m_leaving->setText(view.leaving);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_rule, m_leaving, m_leave})
        widget->setVisible(!view.leave.isEmpty());
    check();
}

void BackendPage::setBusy(const QString &words)
{
    if (m_busy.isEmpty())
        m_busySince = now();
    const bool hadFocus = isAncestorOf(QApplication::focusWidget());
    m_busy = words;
    m_ticker->setPace(words.isEmpty() ? 0s : 1s);
    m_cancel->setVisible(!words.isEmpty());
    if (!words.isEmpty())
        m_problem.clear();
    check();
    QWidget *next = words.isEmpty() ? firstField() : m_cancel;
    if (hadFocus)
        next->setFocus(Qt::OtherFocusReason);
}

void BackendPage::sayBusy()
{
    m_reason->setText(tr("%1, %2").arg(m_busy, spanWords((now() - m_busySince) / 1000)));
}

void BackendPage::setProblem(const QString &sentence)
{
    m_problem = sentence;
    check();
    (m_key->isEnabled() ? m_key : m_url)->setFocus(Qt::OtherFocusReason);
}

QWidget *BackendPage::firstField() const
{
    return m_url->isEnabled() ? m_url : m_key;
}

void BackendPage::forgetKey()
{
    m_key->clear();
    m_show->setChecked(false);
}

void BackendPage::showKey(bool shown)
{
    m_key->setEchoMode(shown ? QLineEdit::Normal : QLineEdit::Password);
    m_show->setText(shown ? tr("Hide") : tr("Show"));
    m_show->setAccessibleName(shown ? tr("Hide the key") : tr("Show the key"));
}

/// Why Connect is not possible yet.
QString BackendPage::missing() const
{
    if (!m_view.whyNoKey.isEmpty())
        return m_view.whyNoKey;
    if (m_url->text().trimmed().isEmpty())
        return tr("Enter the address of your organisation's backend.");
    if (m_key->text().trimmed().isEmpty())
        return tr("Paste the key that its administrator gave you.");
    return {};
}

void BackendPage::check()
{
    const bool isBusy = !m_busy.isEmpty();
    const QString whyNot = isBusy ? m_busy : missing();
    m_url->setEnabled(!isBusy && m_view.whyNoUrl.isEmpty());
    m_url->setToolTip(plainTip(m_view.whyNoUrl));
    m_key->setEnabled(!isBusy && m_view.whyNoKey.isEmpty());
    m_key->setToolTip(plainTip(m_view.whyNoKey));
    m_show->setPossible(m_key->isEnabled(), plainTip(isBusy ? m_busy : m_view.whyNoKey));
    m_connect->setPossible(whyNot.isEmpty(), plainTip(whyNot));
    m_leave->setPossible(!isBusy, m_busy);
    if (isBusy) {
        sayBusy();
        setStyleProperty(m_reason, "tone", QStringLiteral("muted"));
        return;
    }
    const QString words = !m_problem.isEmpty() ? m_problem
        : !m_view.whyNoUrl.isEmpty()           ? m_view.whyNoUrl
        : whyNot.isEmpty()                     ? m_view.effect
                                               : whyNot;
    m_reason->setText(words);
    setStyleProperty(m_reason, "tone",
                     m_problem.isEmpty() ? QStringLiteral("muted") : QStringLiteral("error"));
}

void BackendPage::submit()
{
    if (m_connect->isEnabled())
        Q_EMIT connectRequested(m_url->text(), m_key->text().toUtf8());
}

} // namespace skybranch::ui
