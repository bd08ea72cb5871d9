// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace skybranch::soak {

/// What lies between two parts and can be cut.
class Network
{
public:
    virtual ~Network() = default;

    /// Ends every connection, and takes no other while @p isCut.
    virtual void setCut(bool isCut) = 0;

    /// Holds every byte back while @p isStalled, and tells nobody.
    virtual void setStalled(bool isStalled) = 0;
};

} // namespace skybranch::soak
