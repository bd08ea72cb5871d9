// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"

#include <QHash>
#include <QString>

#include <deque>
#include <memory>

namespace skybranch {

/// Turns: of all who ask with the same key, one at a time goes on, in the order of asking. Lives
/// in one thread; a turn may outlive the queue.
class KeyedQueue
{
    using Waiting = std::deque<Completion<>>;
    using State = QHash<QString, Waiting>; // an empty entry: one has its turn, nobody waits

    struct Holder
    {
        Holder(std::shared_ptr<State> shared, QString name)
            : state(std::move(shared))
            , key(std::move(name))
        {
        }
        Holder(const Holder &) = delete;
        Holder &operator=(const Holder &) = delete;
        ~Holder()
        {
            Waiting &waiting = (*state)[key];
            if (waiting.empty()) {
                state->remove(key);
                return;
            }
            const Completion<> next = waiting.front();
            waiting.pop_front();
            next.finish({});
        }
        std::shared_ptr<State> state;
        QString key;
    };

public:
    /// While this is held, others with the same key wait.
    using Turn = std::shared_ptr<const void>;

    QCoro::Task<Turn> turn(QString key) { return turnOf(m_state, std::move(key)); }

private:
    static QCoro::Task<Turn> turnOf(std::shared_ptr<State> state, QString key)
    {
        if (state->contains(key)) {
            auto granted = [&] {
                const Completion<> completion;
                (*state)[key].push_back(completion);
                return completion.wait();
            }();
            co_await granted;
        } else {
            state->insert(key, {});
        }
        co_return std::make_shared<Holder>(std::move(state), std::move(key));
    }

    std::shared_ptr<State> m_state = std::make_shared<State>();
};

} // namespace skybranch
