// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <expected>

namespace skybranch {

/// What kind of failure it is. The edge maps each to one HTTP status; nobody else branches on
/// more than a few of them.
enum class ErrorCode {
    InvalidArgument, ///< a field is wrong; the message names it
    Unauthorized, ///< no key, or a wrong one
    Forbidden, ///< known, but not allowed
    NotFound, ///< does not exist, or belongs to somebody else
    Conflict, ///< the state forbids it; the message names the state
    TooLarge,
    LimitReached,
    AuthenticationFailed, ///< a remote or a VM refused our key
    HostKeyMismatch,
    Timeout,
    Cancelled,
    Unavailable, ///< try again later: a network, a database, a provider that is away
    Unsupported,
    Internal,
};

/// The stable name of a code, as the REST API shows it: "invalid_argument".
QString errorCodeName(ErrorCode code);

/// A failure. @c message is a sentence for the user that says what happened and what to do next;
/// @c detail is for the log and never leaves the process.
struct Error
{
    ErrorCode code = ErrorCode::Internal;
    QString message;
    QString detail;
};

template <typename T = void> using Result = std::expected<T, Error>;

/// Shorthand for returning an Error from a function that returns a Result.
[[nodiscard]] inline std::unexpected<Error> failure(ErrorCode code, QString message,
                                                    QString detail = {})
{
    return std::unexpected(Error{code, std::move(message), std::move(detail)});
}

/// Passes on the error of @p result, whatever its value type.
template <typename T> [[nodiscard]] std::unexpected<Error> failure(const Result<T> &result)
{
    return std::unexpected(result.error());
}

} // namespace skybranch
